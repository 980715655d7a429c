import Bytes
import JSON
import Testing

@testable import Events

@Suite struct ValidatorTests {
    static let planned = ValidExamples.event("assistance.planned")

    /// The refusal of an event, in words.
    private func refusal(_ event: JSONTree) -> String {
        guard let refusal = Judge().refusal(Array(event.lineText.utf8)) else { return "accepted" }
        return "\(refusal.code.rawValue) \(refusal)"
    }

    @Test("A refusal says what, where and how to mend it")
    func refusalsAreHelpful() {
        let planned = Self.planned
        #expect(
            refusal(planned.setting(["data", "period", "end"], .text("2015-01-01")))
                == "415 data.period.end is before data.period.start; put the later date in `end`")
        #expect(
            refusal(planned.renaming(["data", "activity"], to: "activty"))
                == "415 data.activty is no field here; did you mean `activity`?")
        #expect(
            refusal(planned.setting(["type"], .text("org.coordbus.assistance.planed")))
                == "414 type is no type of event in the catalogue; did you mean \"org.coordbus.assistance.planned\"?"
        )
        #expect(
            refusal(planned.removing(["time"]))
                == "412 time is missing; CloudEvents needs specversion, id, source, type, time, data"
        )
        #expect(
            refusal(planned.setting(["data", "instrument"], .text("adv")))
                .hasPrefix("415 data.instrument is no code of the list `instrument`; "))
        #expect(
            refusal(planned.setting(["data", "extra"], .object([("voterId", .text("1"))])))
                == "422 data.extra.voterId is a name for data of a person, which the bus never takes; leave it out"
        )
    }

    @Test("Messages carry no control characters from the event")
    func messagesAreClean() {
        let event = Self.planned.setting(
            ["data", "a\u{1B}[31m\u{202E}" + String(repeating: "b", count: 500)], .text("x"))
        let message = refusal(event)
        #expect(message.hasPrefix("415 data.a?[31m?bbb"))
        #expect(message.utf8.count < 2_000)
    }

    @Test("The label is the event's, else its type's")
    func classification() throws {
        let judge = Judge()
        let offices = ValidExamples.event("offices.opened")
        #expect(try judge.check(offices.lineText).classification == .focalPoint)
        let released = offices.setting(["dataclassification"], .text("public"))
        #expect(try judge.check(released.lineText).classification == .public)
        #expect(try judge.check(Self.planned.lineText).classification == .unSystem)
    }

    @Test("Facts stand in the record's flags as the protocol says")
    func flags() throws {
        let judge = Judge()
        let event = Self.planned.setting(["dataclassification"], .text("case-parties"))
            .setting(["status"], .text("test"))
        #expect(try judge.check(event.lineText).flags == 0b10_011)
    }

    @Test(
        "Identity: the same source and id give the same fingerprint, others do not, nor another seed"
    )
    func fingerprints() throws {
        let judge = Judge()
        let other = Judge(idSeed: 2)
        let event = Self.planned.lineText
        let print = try judge.check(event).fingerprint
        let changed = Self.planned.setting(["data", "instrument"], .text("goods")).lineText
        #expect(try judge.check(changed).fingerprint == print)
        #expect(judge.fingerprint(event) == print)
        #expect(try other.check(event).fingerprint != print)
        let renamed = Self.planned.setting(["id"], .text("another")).lineText
        #expect(try judge.check(renamed).fingerprint != print)
        let elsewhere = Self.planned.setting(["source"], .text("urn:coordbus:agency:eu")).lineText
        #expect(try judge.check(elsewhere).fingerprint != print)
        let identity = try #require(judge.identity(event))
        #expect(identity.source == "urn:coordbus:agency:undp")
        #expect(identity.id == "assistance.planned-2016-03-01-1")
        #expect(judge.identity("[]") == nil)
        #expect(judge.fingerprint("{") == nil)
    }

    @Test("An event amid others is checked where it lies", arguments: [0, 63, 64, 65])
    func inPlace(after: Int) throws {
        var buffer = ByteBuffer()
        buffer.append("{\"never\": looked at")
        let start = buffer.count
        buffer.append(Self.planned.lineText)
        let end = buffer.count
        buffer.append(repeating: UInt8(ascii: "\""), count: after)
        var validator = EventValidator(idSeed: 1)
        let facts = try validator.check(buffer.bytes, start..<end)
        #expect(facts.type == 601)
    }

    @Test("Country and activity are those of the data, wherever they stand in it")
    func kept() throws {
        let judge = Judge()
        var parser = JSONParser(bytesMax: 65_536)
        for file in ExampleFolder.files where file.refusal == nil {
            let facts = try judge.check(file.bytes)
            let document = try parser.parse(file.bytes.span)
            guard let data = document.value("data", in: document.root) else {
                Issue.record("no data in \(file.path)")
                continue
            }
            let country = document.text("country", in: data) ?? "ZZZ"
            #expect(facts.country.description == country, "\(file.path)")
            let isAssistance = EventCatalogue.assistanceTypes.contains { $0.number == facts.type }
            let hasActivity = isAssistance && document.value("activity", in: data) != nil
            #expect((facts.activity != 0) == hasActivity, "\(file.path)")
        }
    }

    @Test("A name of an extension is judged alike however often it comes")
    func extensionNames() throws {
        let judge = Judge()
        let good = (0..<40).map { "extension\($0)" }
        let bad = ["voterid", "dateofbirth", "Upper", "with_mark", "data_base64", "passport"]
        for round in 0..<3 {
            for (index, name) in good.enumerated() {
                #expect(judge.refusal(withExtension(name)) == nil, "\(name), round \(round)")
                let wrong = bad[index % bad.count]
                #expect(judge.refusal(withExtension(wrong)) != nil, "\(wrong), round \(round)")
            }
        }
    }

    private func withExtension(_ name: String) -> [UInt8] {
        Array("{\"\(name)\":\"x\",".utf8) + Array(Self.planned.lineText.utf8.dropFirst())
    }

    @Test("The limit of bytes is the one asked for")
    func limit() {
        let text = Self.planned.lineText
        let exact = Judge(bytesMax: text.utf8.count)
        #expect(throws: Never.self) { try exact.check(text) }
        let tight = Judge(bytesMax: text.utf8.count - 1)
        #expect(throws: EventRefusal.self) { try tight.check(text) }
    }

    @Test("After a refusal the validator goes on")
    func refusalLeavesNothing() throws {
        let judge = Judge()
        let good = Self.planned.lineText
        let facts = try judge.check(good)
        for file in ExampleFolder.files where file.refusal != nil {
            #expect(throws: EventRefusal.self) { try judge.check(file.bytes) }
            #expect(try judge.check(good) == facts)
        }
    }
}
