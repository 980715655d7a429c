import BusCore
import Bytes
import CoordBus
import Platform
import Testing
import ZeroMQ

/// A message as it crossed the wire.
struct WireMessage {
    let head: [UInt8]
    let body: [UInt8]

    var verb: Verb? { head.count > 1 ? Verb(rawValue: head[1]) : nil }
    var code: UInt16 { head.span.littleEndian(at: 2, as: UInt16.self) }
    var runs: [ReceiptRun] {
        var runs: [ReceiptRun] = []
        var at = 0
        while at < body.count, let run = ReceiptRun(body.span, at: &at) { runs.append(run) }
        return runs
    }
    /// The events of the records in the body.
    var events: [[UInt8]] {
        var events: [[UInt8]] = []
        var at = 0
        while let head = RecordHead(body.span, at: at) {
            events.append(Array(body[(at + head.eventOffset)..<(at + head.length)]))
            at += head.length
        }
        return events
    }
}

/// A client that does exactly what it is told, also what it must not.
final class WireClient {
    private var socket: Socket
    private var frame = Frame()
    private let context: Context

    /// - Parameter unread: messages that wait here before the connection itself fills up.
    init(_ endpoint: String, unread: Int32 = 1_000, keys: ClientKeys? = nil) throws {
        context = try Context(socketsMax: 8)
        socket = try Socket(.dealer, in: context)
        if let keys { try socket.useCurve(keys.own, serverKey: keys.serverKey) }
        try socket.limitQueues(send: 100_000, receive: unread)
        try socket.connect(endpoint)
    }

    func send(_ frames: [[UInt8]]) throws {
        for (index, bytes) in frames.enumerated() {
            frame.assign(bytes.span)
            let sent = try socket.send(&frame, more: index < frames.count - 1)
            #expect(sent == .sent)
        }
    }

    func send(_ body: [UInt8]? = nil, _ head: (inout ByteBuffer) -> Void) throws {
        var buffer = ByteBuffer()
        head(&buffer)
        try send([buffer.bytes.array] + (body.map { [$0] } ?? []))
    }

    /// The next message; nil when none comes in time.
    func next(seconds: UInt64 = 20) throws -> WireMessage? {
        let deadline = monotonicNanoseconds() + seconds * 1_000_000_000
        var poller = Poller(socket: socket, descriptors: [])
        while try !socket.receive(into: &frame) {
            let now = monotonicNanoseconds()
            guard now < deadline else { return nil }
            try poller.wait(socket, timeout: deadline - now)
        }
        let head = Self.copy(frame)
        guard frame.hasMore else { return WireMessage(head: head, body: []) }
        _ = try socket.receive(into: &frame)
        return WireMessage(head: head, body: Self.copy(frame))
    }

    private static func copy(_ frame: borrowing Frame) -> [UInt8] { frame.bytes.array }

    /// The next message with this verb; others are let go.
    func next(_ verb: Verb, seconds: UInt64 = 20) throws -> WireMessage {
        while true {
            let message = try #require(try next(seconds: seconds), "no \(verb) came")
            if message.verb == verb { return message }
        }
    }

    func hello(_ agency: String = "undp") throws {
        try sayHello(#"{"agency":"\#(agency)","client":"test 1"}"#)
        _ = try next(.welcome)
    }

    func sayHello(_ json: String) throws {
        try send(Array(json.utf8)) { Head.hello(number: 1, into: &$0) }
    }

    func publish(first: UInt64, _ events: [[UInt8]]) throws {
        var body = ByteBuffer()
        for event in events {
            body.append(littleEndian: UInt32(event.count))
            body.append(event)
        }
        try send(body.bytes.array) { Head.publish(number: 2, first: first, into: &$0) }
    }

    /// Takes receipts until `through` is answered.
    func receipts(through: UInt64) throws -> [ReceiptRun] {
        var runs: [ReceiptRun] = []
        while runs.last.map({ $0.number + UInt64($0.count) - 1 }) ?? 0 < through {
            runs += try next(.receipt).runs
        }
        return runs
    }

    /// All events of the log, in order.
    func fetchAll() throws -> [[UInt8]] {
        var events: [[UInt8]] = []
        var from: UInt64 = 1
        while true {
            let fetch = Request.Fetch(start: .sequence(from), eventsMax: 10_000, bytesMax: 1 << 20)
            try send { Head.fetch(number: 3, fetch, into: &$0) }
            let answer = try next(.fetched)
            events += answer.events
            from = answer.head.span.littleEndian(at: 16, as: UInt64.self)
            if from > answer.head.span.littleEndian(at: 24, as: UInt64.self) { return events }
        }
    }
}

/// An event of some length.
func lesson(_ id: String, agency: String = "undp", textBytes: Int = 20) -> [UInt8] {
    let text = String(repeating: "x", count: textBytes)
    return Array(
        """
        {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
        "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z","data":{"lesson":"\(id)",\
        "recorded":"2018-03-01","country":"KEN","title":{"en":"A lesson"},"text":{"en":"\(text)"}}}
        """.utf8)
}
