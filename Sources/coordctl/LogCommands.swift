internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// `coordctl log verify`, `log stat` and `log repair`: read the files themselves, also beside a running coordd.
enum LogCommands {
    static let folder = OptionDeclaration(
        "--data", "FOLDER", "the log's folder (default \(Configuration().folder))")
    static let json = OptionDeclaration("--json", "as JSON")

    static let verify = Command(
        name: "log verify",
        summary: "checks every byte of the log: checksums, order, chain of digests",
        usage: "log verify [--data FOLDER] [--json]", options: [folder, json],
        body: { try runVerify($0) })

    static let stat = Command(
        name: "log stat", summary: "shows the log's files, times and events by type",
        usage: "log stat [--data FOLDER] [--json]", options: [folder, json],
        body: { try runStat($0) })

    static let repair = Command(
        name: "log repair",
        summary: "cuts a damaged end off the log; what is cut is lost, so copy the folder first",
        usage: "log repair --data FOLDER --cut",
        options: [
            folder, OptionDeclaration("--cut", "cut; without it, only say what would be lost"),
        ],
        body: { try runRepair($0) })

    static func folder(_ arguments: Arguments) -> String {
        arguments.text("--data") ?? environment("COORDBUS_LOG_FOLDER") ?? Configuration().folder
    }

    private static func runVerify(_ arguments: Arguments) throws -> ExitCode {
        let folder = folder(arguments)
        let found = try LogVerifier.verify(folder: folder)
        if arguments.has("--json") {
            showJSON(found)
        } else {
            show(found, folder)
        }
        return found.damages.isEmpty ? .ok : .dataError
    }

    private static func show(_ found: LogVerification, _ folder: String) {
        writeOutput(
            "\(folder): \(found.events) events in \(found.batches) batches and \(found.segments) files, "
                + "\(found.bytes) bytes")
        if found.events > 0 {
            writeOutput("sequences \(found.first) to \(found.last), digest \(found.digest.hexText)")
        }
        if found.unfinishedBytes > 0 {
            writeOutput(
                "\(found.unfinishedBytes) bytes of a batch that is being written or never was finished"
            )
        }
        for problem in found.indexProblems { writeOutput("index: \(problem)") }
        for damage in found.damages { writeOutput("DAMAGED \(damage)") }
        writeOutput(found.damages.isEmpty ? "the log is whole" : "the log is damaged")
    }

    private static func showJSON(_ found: LogVerification) {
        var json = JSONWriter()
        json.object { json in
            json.member("whole", found.damages.isEmpty)
            json.member("events", found.events)
            json.member("batches", found.batches)
            json.member("segments", found.segments)
            json.member("bytes", found.bytes)
            json.member("first", found.first)
            json.member("last", found.last)
            json.member("digest", found.digest.hexText)
            json.member("unfinishedBytes", found.unfinishedBytes)
            json.key("indexProblems")
            json.array { json in found.indexProblems.forEach { json.value($0) } }
            json.key("damages")
            json.array { json in
                for damage in found.damages {
                    json.object { json in
                        json.member("file", damage.file)
                        json.member("offset", damage.offset)
                        json.member("sequence", damage.sequence)
                        json.member("problem", damage.problem)
                    }
                }
            }
        }
        writeOutput(json.text)
    }

    private static func runStat(_ arguments: Arguments) throws -> ExitCode {
        let folder = folder(arguments)
        guard let found = try LogStatistics.read(folder: folder) else {
            fail(.noInput, "log stat: \(folder): there is no log; name its folder with --data")
        }
        if arguments.has("--json") {
            statJSON(found)
            return .ok
        }
        writeOutput(
            "log \(found.identity): \(found.events) events in \(found.batches) batches, "
                + "\(found.allocatedBytes) bytes on disk")
        for segment in found.segments {
            let summary = segment.summary
            writeOutput(
                "  \(segment.file)  \(summary.first) to \(summary.last)  \(summary.end) bytes  "
                    + "\(time(summary.recordedFirst)) to \(time(summary.recordedLast))")
        }
        for (number, count) in byType(found) {
            writeOutput(
                "  \(count)  \(EventCatalogue.type(number: number)?.name ?? "type \(number)")")
        }
        return .ok
    }

    private static func statJSON(_ found: LogStatistics) {
        var json = JSONWriter()
        json.object { json in
            json.member("log", found.identity.description)
            json.member("events", found.events)
            json.member("batches", found.batches)
            json.member("allocatedBytes", found.allocatedBytes)
            json.key("segments")
            json.array { json in
                for segment in found.segments {
                    json.object { json in
                        json.member("file", segment.file)
                        json.member("first", segment.summary.first)
                        json.member("last", segment.summary.last)
                        json.member("bytes", segment.summary.end)
                        json.member("recordedFirst", time(segment.summary.recordedFirst))
                        json.member("recordedLast", time(segment.summary.recordedLast))
                    }
                }
            }
            json.key("types")
            json.object { json in
                for (number, count) in byType(found) {
                    json.member(
                        EventCatalogue.type(number: number)?.name ?? "type \(number)", count)
                }
            }
        }
        writeOutput(json.text)
    }

    /// The most frequent types first.
    private static func byType(_ found: LogStatistics) -> [(UInt16, UInt64)] {
        found.eventsByType.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map {
            ($0.key, $0.value)
        }
    }

    private static func time(_ nanoseconds: UInt64) -> String {
        nanoseconds == 0 ? "-" : Timestamp(nanoseconds: nanoseconds).description
    }

    private static func runRepair(_ arguments: Arguments) throws -> ExitCode {
        let folder = folder(arguments)
        guard arguments.has("--cut") else {
            let found = try LogVerifier.verify(folder: folder)
            show(found, folder)
            if !found.damages.isEmpty {
                writeOutput(
                    "with --cut everything from the first damage in the last file on is lost")
            }
            return found.damages.isEmpty ? .ok : .dataError
        }
        guard let cut = try LogRepair.cutDamagedTail(folder: folder) else {
            writeOutput("\(folder): nothing to cut")
            return .ok
        }
        writeOutput(
            "\(cut.file): cut \(cut.bytes) bytes at \(cut.offset); the last event is now sequence "
                + "\(cut.lastKept). What was there: \(cut.damage)")
        return .ok
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal digits.
    var hexText: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
