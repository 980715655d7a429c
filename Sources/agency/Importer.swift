internal import Agents
internal import CoordBus
internal import JSON
internal import Platform

/// Reads sources one after another into the destination, and keeps count of each.
struct Importer {
    /// What one file gave.
    struct FileCount {
        let path: String
        /// Activities, rows or lines that were looked at.
        var records = 0
        var events = 0
        var refused = 0
        var faults: [SourceFault] = []
        /// The file could not be read to its end.
        var isBroken = false
    }

    private static let batchEvents = 512
    private static let faultsMax = 10_000
    private static let toldMax = 5

    private let destination: Destination
    private let total: Int
    private(set) var files: [FileCount] = []

    init(_ destination: Destination, total: Int) {
        self.destination = destination
        self.total = total
    }

    var isClean: Bool { files.allSatisfy { $0.refused == 0 && !$0.isBroken } }

    /// Reads one source to its end.
    mutating func read(_ source: any EventSource, path: String) throws {
        var count = FileCount(path: path)
        var batch: [MadeEvent] = []
        while let item = source.next() {
            switch item {
            case .event(let event):
                count.events += 1
                batch.append(event)
            case .refused(let fault):
                count.refused += 1
                tell(fault, &count)
            case .broken(let fault):
                count.isBroken = true
                tell(fault, &count)
            }
            guard batch.count == Self.batchEvents else { continue }
            try hand(&batch, path)
        }
        try hand(&batch, path)
        count.records = Self.records(of: source) ?? count.events + count.refused
        files.append(count)
    }

    /// What a source counted itself, where one record can give no event or several.
    private static func records(of source: any EventSource) -> Int? {
        switch source {
        case let file as IATIFile: file.activities
        case let file as TableFile: file.rows
        case let file as NormalisedFile: file.records
        default: nil
        }
    }

    private func hand(_ batch: inout [MadeEvent], _ path: String) throws {
        guard !batch.isEmpty else { return }
        let number = files.count + 1
        try destination.take(batch) { "file \(number) of \(total): \(Self.name(path))" }
        batch.removeAll(keepingCapacity: true)
    }

    private func tell(_ fault: SourceFault, _ count: inout FileCount) {
        if count.faults.count < Self.faultsMax { count.faults.append(fault) }
        guard count.faults.count <= Self.toldMax || count.isBroken else { return }
        destination.progress.clear()
        say(fault.description)
        if count.faults.count == Self.toldMax {
            say("\(fault.file): further ones are counted only; --report lists them")
        }
    }

    /// Takes everything that lies in a drop folder.
    mutating func drop(_ path: String) throws {
        let folder = try DropFolder(path: path, files: DiskFileSystem())
        for name in try folder.waiting() {
            try read(folder.source(name), path: "\(path)/\(name)")
            // Its events are in the outbox now, so the file may go.
            try folder.finish(name, faults: files.last?.faults ?? [])
        }
    }

    func printSummary() {
        let width = min(48, files.map { Self.name($0.path).count }.max() ?? 4)
        func pad(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        func right(_ number: Int) -> String {
            let text = grouped(number)
            return String(repeating: " ", count: max(0, 9 - text.count)) + text
        }
        say("\(pad("file", width))  \("     read")  \("   events")  \("  refused")")
        for file in files {
            say(
                "\(pad(Self.name(file.path), width))  \(right(file.records))  \(right(file.events))  "
                    + right(file.refused) + (file.isBroken ? "  broken off" : ""))
        }
        say(
            "\(pad("\(files.count) files", width))  \(right(files.reduce(0) { $0 + $1.records }))  "
                + "\(right(files.reduce(0) { $0 + $1.events }))  "
                + right(files.reduce(0) { $0 + $1.refused }))
    }

    func writeReport(to path: String) throws {
        var out = try OutputFile(path: path)
        var json = JSONWriter()
        for file in files {
            json.removeAll()
            json.object { json in
                json.member("file", Self.name(file.path))
                json.member("records", file.records)
                json.member("events", file.events)
                json.member("refused", file.refused)
                json.member("broken", file.isBroken)
                json.key("faults")
                json.array { json in for fault in file.faults { json.value(fault.description) } }
            }
            try out.write(line: json.bytes)
        }
        try out.flush()
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
