import Platform
import TestSupport
import Testing

/// Short commands one after another leave nothing behind: a bus that takes one session only serves them all.
@Suite struct FarewellTests {
    @Test("each command says goodbye, so that its place is free for the next")
    func places() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder, ["--limits-sessions", "1"])
        try folder.write(String(decoding: lesson("one"), as: UTF8.self) + "\n", to: "events.ndjson")
        let commands = [
            ["status"], ["publish", "--agency", "undp", folder.file("events.ndjson")],
            ["tail"], ["fetch", "--from", "1"], ["overlaps"], ["gaps"], ["agencies"], ["inboxes"],
            ["summary"],
            // Refused, and gone all the same.
            ["fetch", "--from", "1", "--topic", "a..b"], ["status", "--json"],
        ]
        for command in commands {
            let result = try ProcessRunner.run(
                "coordctl", command + ["--bus", daemon.endpoint])
            #expect(!result.errors.contains("session"), "\(command): \(result.errors)")
            #expect(
                result.end == .exited(command.contains("a..b") ? 77 : 0),
                "\(command): \(result.errors)")
        }
        #expect(daemon.terminate() == .exited(0))
    }
}
