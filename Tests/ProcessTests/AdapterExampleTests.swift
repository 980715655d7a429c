import Foundation
import Platform
import Testing
import TestSupport

/// The programs that docs/adapters.md shows, as an adapter writer would run them.
@Suite struct AdapterExampleTests {
    private func events(_ folder: TestFolder) throws -> String {
        let lines =
            ["a", "b", "c"].map { String(decoding: lesson($0), as: UTF8.self) } + [
                String(decoding: lesson("Bad-1"), as: UTF8.self), "{}",
            ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "events.ndjson")
        return folder.file("events.ndjson")
    }

    /// Runs a program with a file on its standard input.
    private func run(_ command: String, reading file: String) throws -> String {
        let result = try ProcessRunner.run("/bin/sh", ["-c", "\(command) < \(file)"])
        #expect(result.end == .exited(0) && result.errors == "", "\(result.errors)")
        return result.output
    }

    private func check(_ published: String, _ taken: String) {
        #expect(published.contains("refused 412: "))
        #expect(published.hasSuffix("outbox empty\n"), "\(published)")
        #expect(
            taken == """
                handled a
                handled b
                handled c
                gave back 4: no such lesson here
                done

                """)
    }

    @Test("in Swift: from the outbox to the bus, and from the inbox to what handles it")
    func swift() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let program = productFolder + "/adapter-example"
        let published = try run(
            "\(program) publish \(daemon.endpoint) \(folder.file("outbox"))",
            reading: events(folder))
        let taken = try run(
            "\(program) inbox \(daemon.endpoint) kenya '*.*.KEN.*' 4", reading: "/dev/null")
        check(published, taken)
        let followed = try run("\(program) tail \(daemon.endpoint) '>' 5", reading: "/dev/null")
        #expect(followed.split(separator: "\n").count == 6)  // four, event.quarantined, done
    }

    @Test("in Python: the same")
    func python() throws {
        let python = try PythonTests.python()
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let scripts = packageRoot.appending(path: "examples/python").path()
        let published = try run(
            "\(python) -B \(scripts)/adapter_publish.py \(daemon.endpoint) \(folder.file("outbox"))",
            reading: events(folder))
        let taken = try run(
            "\(python) -B \(scripts)/adapter_inbox.py \(daemon.endpoint) kenya '*.*.KEN.*' 4",
            reading: "/dev/null")
        check(published, taken)
    }
}
