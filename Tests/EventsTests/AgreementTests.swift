import Foundation
import Testing

@testable import Events

@Suite struct AgreementTests {
    /// Python with `jsonschema`: `COORDBUS_PYTHON`, else the environment of scripts/python-env, else `python3`.
    static let python: String? = {
        var candidates = [ProcessInfo.processInfo.environment["COORDBUS_PYTHON"]]
        let maker = Repository.root.appending(path: "scripts/python-env")
        if FileManager.default.isExecutableFile(atPath: maker.path()) {
            let made = run(maker.path(), [])
            candidates.append(made.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        candidates.append("/usr/bin/python3")
        return candidates.compactMap { $0 }.first {
            FileManager.default.isExecutableFile(atPath: $0)
                && run($0, ["-c", "import jsonschema, referencing"]).status == 0
        }
    }()

    @Test(
        "Python's jsonschema and the validator agree on every example and on random events",
        .enabled(
            if: python != nil,
            "no Python with jsonschema: run scripts/python-env or set COORDBUS_PYTHON"))
    func schemasAgree() throws {
        let judge = Judge()
        var trees = RandomTrees(seed: 20_171_219)
        var lines = ""
        var accepted = 0
        for _ in 0..<1_500 {
            let event = trees.next()
            let isAccepted = judge.refusal(Array(event.lineText.utf8)) == nil
            accepted += isAccepted ? 1 : 0
            lines += "{\"accepted\": \(isAccepted), \"event\": \(event.lineText)}\n"
        }
        #expect((200..<1_300).contains(accepted), "\(accepted) accepted: too one-sided to say much")
        let file = FileManager.default.temporaryDirectory.appending(
            path: "coordbus-agree-\(ProcessInfo.processInfo.processIdentifier).ndjson")
        try lines.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }  // only a left-over, if at all
        let script = Repository.root.appending(path: "Tests/EventsTests/agree.py").path()
        let result = Self.run(
            try #require(Self.python), [script, Repository.root.path(), file.path()])
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("0 disagreements"), "\(result.output)")
    }

    private static func run(_ program: String, _ arguments: [String]) -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        do {
            try process.run()
        } catch {
            return (-1, "\(program): \(error)")
        }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
