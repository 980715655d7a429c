internal import Foundation
internal import Testing

/// The built programs beside this test, in a folder of their own.
final class AgencyPrograms {
    struct Ended {
        let code: Int32
        let output: String
        let errors: String
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let built = URL(filePath: ProcessInfo.processInfo.arguments[0])
        .resolvingSymlinksInPath().deletingLastPathComponent()

    let folder: URL
    private var running: [Process] = []

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(
            path: "agency-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        for process in running where process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        // What stays is in the system's folder for temporary files, which it cleans by itself.
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Starts a program; it is ended with this object at the latest.
    func start(
        _ program: String, _ arguments: [String], output: Pipe? = nil, errors: Pipe? = nil
    ) throws -> Process {
        let process = Process()
        process.executableURL = Self.built.appending(path: program)
        process.arguments = arguments
        process.currentDirectoryURL = Self.root
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = errors ?? FileHandle.nullDevice
        try process.run()
        running.append(process)
        return process
    }

    /// Runs a program to its end.
    func run(_ program: String, _ arguments: [String]) throws -> Ended {
        // Into files: a pipe that nobody empties would hold the program up.
        let (output, errors) = (path(UUID().uuidString), path(UUID().uuidString))
        for file in [output, errors] {
            #expect(FileManager.default.createFile(atPath: file, contents: nil))
        }
        let process = Process()
        process.executableURL = Self.built.appending(path: program)
        process.arguments = arguments
        process.currentDirectoryURL = Self.root
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
        try process.run()
        process.waitUntilExit()
        return Ended(
            code: process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// Starts coordd and waits until it listens.
    /// - Returns: the process and its endpoint.
    func startBus(listen: String = "tcp://127.0.0.1:*") throws -> (
        process: Process, endpoint: String
    ) {
        let errors = Pipe()
        let process = try start(
            "coordd", ["--data", path("log"), "--listen", listen], errors: errors)
        var said = ""
        while !said.contains("\n") || !said.contains("listening on") {
            let data = errors.fileHandleForReading.availableData
            try #require(!data.isEmpty, "coordd ended: \(said)")
            said += String(decoding: data, as: UTF8.self)
        }
        let rest = try #require(said.components(separatedBy: "listening on ").last)
        let endpoint = try #require(rest.components(separatedBy: ";").first)
        // Nobody reads on: the pipe holds far more than coordd has to say here.
        return (process, endpoint)
    }

    /// The ids in the log, in order.
    func ids(on endpoint: String) throws -> [String] {
        let tail = try run("coordctl", ["tail", "--from", "1", "--json", "--bus", endpoint])
        #expect(tail.code == 0, "\(tail.errors)")
        // What the bus itself found in them comes among them.
        let published = tail.output.split(separator: "\n").filter {
            !$0.contains("\"source\":\"urn:coordbus:agency:coordd\"")
        }
        return try Self.ids(in: published.joined(separator: "\n"))
    }

    static func ids(in lines: String) throws -> [String] {
        try lines.split(separator: "\n").map { line in
            let match = try #require(line.firstMatch(of: /"id":"([^"]+)"/))
            return String(match.1)
        }
    }
}
