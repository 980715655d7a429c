import Bytes
import Foundation
import Testing

@testable import BusCore

/// The worked examples of docs/protocol.md are what the code makes of them.
///
/// `COORDBUS_RECORD=1 swift test --filter ExamplePageTests` writes them into the page.
@Suite struct ExamplePageTests {
    @Test("the page shows the bytes that the bus takes and sends")
    func examples() throws {
        let begin = "<!-- examples: written by ExamplePageTests -->\n"
        let end = "<!-- end of examples -->"
        let page = try ErrorPage.text("docs/protocol.md")
        let start = try #require(page.range(of: begin))
        let stop = try #require(page.range(of: end))
        let made = try Self.text()
        if VectorTests.isRecording {
            let new = page[..<start.upperBound] + made + page[stop.lowerBound...]
            let root = VectorFile.folder.deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            try Data(new.utf8).write(to: root.appending(path: "docs/protocol.md"))
        } else {
            #expect(page[start.upperBound..<stop.lowerBound] == made)
        }
    }

    private static func text() throws -> String {
        let it = Scenario("examples", "")
        it.hello(#"{"agency":"undp"}"#, "Say hello, as request 1:")
        it.publish(
            1, [MadeEvents.heartbeat("a")], number: 2,
            "Publish one event, number 1. Behind the head: its length, 0xAE, and its JSON. "
                + "The receipt: through 1; one run: number 1, sequence 1, count 1, code 0, no text:"
        )
        it.publish(
            2, [Array("{}".utf8)], number: 3,
            "Publish number 2, which is no event; the run has code 412 and a text:")
        it.subscribe(
            .sequence(1), "*.*.*.undp", events: 10, bytes: 65_536,
            "Subscribe as 1 from sequence 1, with credit for 10 records and 64 KiB. The bus answers "
                + "(next 1, last 1), and delivers 1 record, previous 0, through 1:")
        it.credit(1, events: 1, bytes: 210, "Give the credit back; there is no answer:")
        it.ping("Ping; the newest sequence is 1:")
        it.publish(4, [MadeEvents.heartbeat("b")], number: 9, "A wrong number; 3 was expected:")
        it.bye("Goodbye:")
        var replay = try VectorReplay(it.file)
        var text = ""
        for step in it.file.steps {
            text += "\(step.note ?? "")\n\n"
            text += lines(">", step.frames ?? [])
            for message in try replay.perform(step) { text += lines("<", message.frames) }
            text += "\n"
        }
        return text
    }

    /// Head and body, 32 bytes a line, indented as code.
    private static func lines(_ direction: String, _ frames: [String]) -> String {
        var text = ""
        for (index, frame) in frames.enumerated() {
            let digits = Array(frame)
            for start in stride(from: 0, to: digits.count, by: 64) {
                let line = String(digits[start..<min(start + 64, digits.count)])
                let mark = index == 0 && start == 0 ? direction : " "
                text += "    \(mark) \(index == 0 ? "" : "  ")\(line)\n"
            }
        }
        return text
    }
}
