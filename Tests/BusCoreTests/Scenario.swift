import Bytes

@testable import BusCore

/// Writes down the steps of a vector in the words of the protocol; what comes out is recorded by a replay.
final class Scenario {
    private(set) var file: VectorFile

    init(_ name: String, _ about: String, limits: [String: Int] = [:]) {
        file = VectorFile(name: name, about: about, limits: limits, steps: [])
    }

    func step(_ verb: String, value: UInt64? = nil, _ note: String? = nil) {
        file.steps.append(VectorFile.Step(do: verb, note: note, value: value))
    }

    func send(_ frames: [[UInt8]], peer: UInt32 = 1, _ note: String? = nil) {
        file.steps.append(
            VectorFile.Step(do: "send", note: note, peer: peer, frames: frames.map(hex)))
    }

    func hello(
        _ body: String = #"{"agency":"undp","client":"vector 1"}"#, peer: UInt32 = 1,
        _ note: String? = nil
    ) {
        send([head { Head.hello(number: 1, into: &$0) }, Array(body.utf8)], peer: peer, note)
    }

    func publish(
        _ first: UInt64, _ events: [[UInt8]], peer: UInt32 = 1, number: UInt32 = 2,
        _ note: String? = nil
    ) {
        publish(first, body: framed(events), peer: peer, number: number, note)
    }

    func publish(
        _ first: UInt64, body: [UInt8], peer: UInt32 = 1, number: UInt32 = 2, _ note: String? = nil
    ) {
        send(
            [head { Head.publish(number: number, first: first, into: &$0) }, body], peer: peer, note
        )
    }

    func subscribe(
        _ start: Request.Start, _ pattern: String? = ">", events: UInt32 = 100,
        bytes: UInt32 = 100_000, subscription: UInt32 = 1, peer: UInt32 = 1, _ note: String? = nil
    ) {
        let subscribe = Request.Subscribe(
            subscription: subscription, start: start, creditEvents: events, creditBytes: bytes)
        send(
            [head { Head.subscribe(number: 3, subscribe, into: &$0) }]
                + (pattern.map { [Array($0.utf8)] } ?? []), peer: peer, note)
    }

    func credit(
        _ subscription: UInt32, events: UInt32, bytes: UInt64, peer: UInt32 = 1,
        _ note: String? = nil
    ) {
        send(
            [
                head {
                    Head.credit(subscription: subscription, events: events, bytes: bytes, into: &$0)
                }
            ],
            peer: peer, note)
    }

    func unsubscribe(_ subscription: UInt32, _ note: String? = nil) {
        send([head { Head.unsubscribe(number: 4, subscription: subscription, into: &$0) }], note)
    }

    func fetch(
        _ start: Request.Start, _ pattern: String? = ">", events: UInt32 = 100,
        bytes: UInt32 = 100_000, number: UInt32 = 5, _ note: String? = nil
    ) {
        let fetch = Request.Fetch(start: start, eventsMax: events, bytesMax: bytes)
        send(
            [head { Head.fetch(number: number, fetch, into: &$0) }]
                + (pattern.map { [Array($0.utf8)] } ?? []), note)
    }

    func attach(
        _ body: String, start: Request.Start = .sequence(1), events: UInt32 = 100,
        bytes: UInt32 = 100_000, subscription: UInt32 = 1, peer: UInt32 = 1, _ note: String? = nil
    ) {
        let attach = Request.Subscribe(
            subscription: subscription, start: start, creditEvents: events, creditBytes: bytes)
        send(
            [head { Head.attach(number: 9, attach, into: &$0) }, Array(body.utf8)], peer: peer, note
        )
    }

    func ack(
        _ sequence: UInt64, single: Bool = false, subscription: UInt32 = 1, peer: UInt32 = 1,
        _ note: String? = nil
    ) {
        let settlement = Request.Settlement(
            subscription: subscription, kind: single ? .second : .first, sequence: sequence)
        send([head { Head.ack(number: 10, settlement, into: &$0) }], peer: peer, note)
    }

    func nack(
        _ sequence: UInt64, never: Bool = false, reason: String?, subscription: UInt32 = 1,
        _ note: String? = nil
    ) {
        let settlement = Request.Settlement(
            subscription: subscription, kind: never ? .second : .first, sequence: sequence)
        send(
            [head { Head.nack(number: 11, settlement, into: &$0) }]
                + (reason.map { [Array($0.utf8)] } ?? []), note)
    }

    func quarantine(_ body: String, _ note: String? = nil) {
        send([head { Head.quarantine(number: 12, into: &$0) }, Array(body.utf8)], note)
    }

    func query(_ text: String, peer: UInt32 = 1, number: UInt32 = 6, _ note: String? = nil) {
        send([head { Head.query(number: number, into: &$0) }, Array(text.utf8)], peer: peer, note)
    }

    /// What works out the oldest waiting query, beside the bus, has this answer.
    func answer(_ text: String, _ note: String? = nil) {
        file.steps.append(
            VectorFile.Step(do: "answer", note: note, frames: [hex(Array(text.utf8))]))
    }

    func ping(peer: UInt32 = 1, _ note: String? = nil) {
        send([head { Head.ping(number: 7, into: &$0) }], peer: peer, note)
    }

    func bye(_ note: String? = nil) { send([head { Head.bye(number: 8, into: &$0) }], note) }
}
