import Bytes
import Testing

@testable import BusCore

/// Heads are read as they were written; everything else is refused with a code.
@Suite struct RequestTests {
    static let requests: [(request: Request, head: [UInt8], hasBody: Bool)] = [
        (.hello(number: 7), head { Head.hello(number: 7, into: &$0) }, true),
        (
            .publish(number: 8, first: .max),
            head { Head.publish(number: 8, first: .max, into: &$0) },
            true
        ),
        (
            .subscribe(number: 9, subscribe),
            head { Head.subscribe(number: 9, subscribe, into: &$0) }, true
        ),
        (
            .credit(subscription: 3, events: 5, bytes: 1 << 40),
            head { Head.credit(subscription: 3, events: 5, bytes: 1 << 40, into: &$0) }, false
        ),
        (
            .unsubscribe(number: 1, subscription: 3),
            head { Head.unsubscribe(number: 1, subscription: 3, into: &$0) }, false
        ),
        (.fetch(number: 4, fetch), head { Head.fetch(number: 4, fetch, into: &$0) }, true),
        (.query(number: .max), head { Head.query(number: .max, into: &$0) }, true),
        (.ping(number: 2), head { Head.ping(number: 2, into: &$0) }, false),
        (.bye(number: 2), head { Head.bye(number: 2, into: &$0) }, false),
    ]
    static let subscribe = Request.Subscribe(
        subscription: 3, start: .time(1_519_894_800_000_000_000), creditEvents: 5, creditBytes: 6)
    static let fetch = Request.Fetch(start: .lastOfEachTopic, eventsMax: 5, bytesMax: 6)

    @Test("each request is read as it was written", arguments: 0..<9)
    func roundTrip(_ index: Int) throws {
        let (request, head, hasBody) = Self.requests[index]
        #expect(try Request(head: head.span, hasBody: hasBody) == request)
    }

    @Test("a head one byte shorter or longer is malformed", arguments: 0..<9)
    func lengths(_ index: Int) {
        let (_, head, hasBody) = Self.requests[index]
        for wrong in [Array(head.dropLast()), head + [0]] {
            #expect(refusal(wrong, hasBody) == .malformedMessage)
        }
    }

    @Test("a body where none belongs, or none where one belongs, is malformed", arguments: 0..<9)
    func bodies(_ index: Int) {
        let (request, head, hasBody) = Self.requests[index]
        switch request {
        case .subscribe, .fetch: #expect(refusal(head, false) == nil)
        default: #expect(refusal(head, !hasBody) == .malformedMessage)
        }
    }

    @Test("other versions and verbs have codes of their own")
    func versionsAndVerbs() {
        var head = RequestTests.requests[0].head
        head[0] = 2
        #expect(refusal(head, true) == .unsupportedVersion)
        for verb in [0, 10, 0x7F, 0x81, 0x89, 0xFF] as [UInt8] {
            head[0] = 1
            head[1] = verb
            #expect(refusal(head, true) == .unknownVerb)
        }
        #expect(refusal([], false) == .malformedMessage)
    }

    @Test("a start that is not one of four is malformed", arguments: [0, 5, 255] as [UInt8])
    func starts(_ start: UInt8) {
        var head = RequestTests.requests[2].head
        head[12] = start
        #expect(refusal(head, true) == .malformedMessage)
    }

    private func refusal(_ head: [UInt8], _ hasBody: Bool) -> ProtocolError.Code? {
        do throws(ProtocolError) {
            _ = try Request(head: head.span, hasBody: hasBody)
            return nil
        } catch {
            return error.code
        }
    }
}
