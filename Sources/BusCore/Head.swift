package import Bytes

/// Writes the heads that the bus sends, and those that a client sends. Layouts: docs/protocol.md.
package enum Head {
    private static func begin(
        _ verb: Verb, code: UInt16 = 0, number: UInt32, into out: inout ByteBuffer
    ) {
        out.append(byte: Request.version)
        out.append(byte: verb.rawValue)
        out.append(littleEndian: code)
        out.append(littleEndian: number)
    }

    // What the bus sends.

    package static func welcome(number: UInt32, into out: inout ByteBuffer) {
        begin(.welcome, number: number, into: &out)
    }

    /// - Parameter through: every event numbered up to this has been answered.
    package static func receipt(through: UInt64, into out: inout ByteBuffer) {
        begin(.receipt, number: 0, into: &out)
        out.append(littleEndian: through)
    }

    package static func subscribed(
        number: UInt32, subscription: UInt32, next: UInt64, last: UInt64, into out: inout ByteBuffer
    ) {
        begin(.subscribed, number: number, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: UInt32(0))
        out.append(littleEndian: next)
        out.append(littleEndian: last)
    }

    /// - Parameters:
    ///   - previous: sequence of the matching record before the first one here, 0 if none since the start.
    ///   - through: every matching record up to this sequence has been delivered with this message.
    package static func deliver(
        subscription: UInt32, count: UInt32, previous: UInt64, through: UInt64,
        into out: inout ByteBuffer
    ) {
        begin(.deliver, number: 0, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: count)
        out.append(littleEndian: previous)
        out.append(littleEndian: through)
    }

    package static func unsubscribed(
        number: UInt32, subscription: UInt32, into out: inout ByteBuffer
    ) {
        begin(.unsubscribed, number: number, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: UInt32(0))
    }

    /// - Parameter next: where a further fetch goes on.
    package static func fetched(
        number: UInt32, count: UInt32, next: UInt64, last: UInt64, into out: inout ByteBuffer
    ) {
        begin(.fetched, number: number, into: &out)
        out.append(littleEndian: count)
        out.append(littleEndian: UInt32(0))
        out.append(littleEndian: next)
        out.append(littleEndian: last)
    }

    package static func answer(number: UInt32, into out: inout ByteBuffer) {
        begin(.answer, number: number, into: &out)
    }

    package static func pong(number: UInt32, last: UInt64, into out: inout ByteBuffer) {
        begin(.pong, number: number, into: &out)
        out.append(littleEndian: last)
    }

    package static func farewell(code: UInt16, number: UInt32, into out: inout ByteBuffer) {
        begin(.farewell, code: code, number: number, into: &out)
    }

    /// - Parameters:
    ///   - subscription: what the error is about, 0 if not a subscription.
    ///   - detail: for `numberOutOfOrder` the number expected, otherwise 0.
    package static func error(
        code: UInt16, number: UInt32, subscription: UInt32, detail: UInt64,
        into out: inout ByteBuffer
    ) {
        begin(.error, code: code, number: number, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: UInt32(0))
        out.append(littleEndian: detail)
    }

    /// - Parameters:
    ///   - cursor: everything that belongs in the inbox up to here is settled.
    package static func attached(
        number: UInt32, subscription: UInt32, cursor: UInt64, last: UInt64,
        into out: inout ByteBuffer
    ) {
        begin(.attached, number: number, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: UInt32(0))
        out.append(littleEndian: cursor)
        out.append(littleEndian: last)
    }

    /// - Parameters:
    ///   - previous: sequence of the record before the first one here that is not settled, or of the last settled.
    ///   - through: everything that belongs in the inbox up to here has been handed out.
    ///   - attempt: how often these records have been handed out, this time included.
    package static func hand(
        subscription: UInt32, count: UInt32, previous: UInt64, through: UInt64, attempt: UInt16,
        into out: inout ByteBuffer
    ) {
        begin(.hand, number: 0, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: count)
        out.append(littleEndian: previous)
        out.append(littleEndian: through)
        out.append(littleEndian: UInt32(attempt))
        out.append(littleEndian: UInt32(0))
    }

    // What a client sends.

    package static func hello(number: UInt32, into out: inout ByteBuffer) {
        begin(.hello, number: number, into: &out)
    }

    package static func publish(number: UInt32, first: UInt64, into out: inout ByteBuffer) {
        begin(.publish, number: number, into: &out)
        out.append(littleEndian: first)
    }

    package static func subscribe(
        number: UInt32, _ subscribe: Request.Subscribe, into out: inout ByteBuffer
    ) {
        begin(.subscribe, number: number, into: &out)
        write(subscribe, into: &out)
    }

    package static func attach(
        number: UInt32, _ attach: Request.Subscribe, into out: inout ByteBuffer
    ) {
        begin(.attach, number: number, into: &out)
        write(attach, into: &out)
    }

    private static func write(_ subscribe: Request.Subscribe, into out: inout ByteBuffer) {
        out.append(littleEndian: subscribe.subscription)
        start(subscribe.start, into: &out)
        out.append(littleEndian: subscribe.creditEvents)
        out.append(littleEndian: subscribe.creditBytes)
    }

    package static func ack(
        number: UInt32, _ settlement: Request.Settlement, into out: inout ByteBuffer
    ) {
        begin(.ack, number: number, into: &out)
        write(settlement, into: &out)
    }

    package static func nack(
        number: UInt32, _ settlement: Request.Settlement, into out: inout ByteBuffer
    ) {
        begin(.nack, number: number, into: &out)
        write(settlement, into: &out)
    }

    private static func write(_ settlement: Request.Settlement, into out: inout ByteBuffer) {
        out.append(littleEndian: settlement.subscription)
        out.append(littleEndian: UInt32(settlement.kind.rawValue))
        out.append(littleEndian: settlement.sequence)
    }

    package static func quarantine(number: UInt32, into out: inout ByteBuffer) {
        begin(.quarantine, number: number, into: &out)
    }

    package static func credit(
        subscription: UInt32, events: UInt32, bytes: UInt64, into out: inout ByteBuffer
    ) {
        begin(.credit, number: 0, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: events)
        out.append(littleEndian: bytes)
    }

    package static func unsubscribe(
        number: UInt32, subscription: UInt32, into out: inout ByteBuffer
    ) {
        begin(.unsubscribe, number: number, into: &out)
        out.append(littleEndian: subscription)
        out.append(littleEndian: UInt32(0))
    }

    package static func fetch(number: UInt32, _ fetch: Request.Fetch, into out: inout ByteBuffer) {
        begin(.fetch, number: number, into: &out)
        out.append(littleEndian: UInt32(0))
        start(fetch.start, into: &out)
        out.append(littleEndian: fetch.eventsMax)
        out.append(littleEndian: fetch.bytesMax)
    }

    package static func query(number: UInt32, into out: inout ByteBuffer) {
        begin(.query, number: number, into: &out)
    }

    package static func ping(number: UInt32, into out: inout ByteBuffer) {
        begin(.ping, number: number, into: &out)
    }

    package static func bye(number: UInt32, into out: inout ByteBuffer) {
        begin(.bye, number: number, into: &out)
    }

    private static func start(_ start: Request.Start, into out: inout ByteBuffer) {
        let (kind, value): (UInt32, UInt64) =
            switch start {
            case .sequence(let sequence): (1, sequence)
            case .time(let time): (2, time)
            case .now: (3, 0)
            case .lastOfEachTopic: (4, 0)
            }
        out.append(littleEndian: kind)
        out.append(littleEndian: value)
    }
}
