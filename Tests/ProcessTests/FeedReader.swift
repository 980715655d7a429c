import BusCore
import Bytes
import CoordBus
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// A message of the feed as it came.
struct WireFeedMessage {
    let topic: String
    let head: FeedHead
    let record: [UInt8]

    /// The event's id.
    var id: String {
        let found = RecordHead(record.span)
        guard let found else { return "" }
        let json = try? JSONSerialization.jsonObject(with: Data(record[found.eventOffset...]))
        return (json as? [String: Any])?["id"] as? String ?? ""
    }
}

/// A plain SUB socket.
final class FeedReader {
    private var socket: Socket
    private var frame = Frame()
    private let context: Context

    /// - Parameters:
    ///   - prefixes: what it asks for; the signs of life come last.
    ///   - waits: until the first sign of life says that the prefixes have been judged.
    init(
        _ endpoint: String, _ prefixes: [String], keys: ClientKeys? = nil, waits: Bool = true
    ) throws {
        context = try Context(socketsMax: 8)
        socket = try Socket(.sub, in: context)
        if let keys { try socket.useCurve(keys.own, serverKey: keys.serverKey) }
        try socket.limitQueues(send: 100_000, receive: 100_000)
        for prefix in prefixes { try subscribe(prefix) }
        try subscribe("bus.")
        try socket.connect(endpoint)
        if waits {
            let sign = try #require(try next(seconds: 60), "no sign of life")
            #expect(sign.head.kind == .signOfLife)
        }
    }

    func subscribe(_ prefix: String) throws {
        try socket.subscribe(Array(prefix.utf8).span)
    }

    /// The next message; nil when none comes in time.
    func next(milliseconds: UInt64) throws -> WireFeedMessage? {
        let deadline = monotonicNanoseconds() + milliseconds * 1_000_000
        var poller = Poller(socket: socket, descriptors: [])
        while try !socket.receive(into: &frame) {
            let now = monotonicNanoseconds()
            guard now < deadline else { return nil }
            try poller.wait(socket, timeout: deadline - now)
        }
        var frames = [Self.copy(frame)]
        while frame.hasMore {
            _ = try socket.receive(into: &frame)
            frames.append(Self.copy(frame))
        }
        let found = FeedHead((frames.count > 1 ? frames[1] : []).span)
        let head = try #require(found)
        return WireFeedMessage(
            topic: String(decoding: frames[0], as: UTF8.self), head: head,
            record: frames.count > 2 ? frames[2] : [])
    }

    func next(seconds: UInt64) throws -> WireFeedMessage? {
        try next(milliseconds: seconds * 1_000)
    }

    /// The next event; signs of life are let go.
    func event(milliseconds: UInt64) throws -> WireFeedMessage? {
        while let message = try next(milliseconds: milliseconds) {
            if message.head.kind == .event { return message }
        }
        return nil
    }

    /// Ids of what comes until one of them is `last`. Each message names the one before on its topic.
    func ids(until last: String) throws -> [String] {
        var ids: [String] = []
        var newest: [String: UInt64] = [:]
        while ids.last != last {
            let message = try #require(
                try event(milliseconds: 60_000), "\(last) did not come, but \(ids)")
            #expect(message.head.previous == newest[message.topic, default: 0])
            newest[message.topic] = message.head.sequence
            ids.append(message.id)
        }
        return ids
    }

    private static func copy(_ frame: borrowing Frame) -> [UInt8] { frame.bytes.array }
}

extension RunningDaemon {
    /// Where the feed is; nil when it said nothing of one.
    var feedEndpoint: String? {
        guard let range = errorText.range(of: "feed at ") else { return nil }
        return String(
            errorText[range.upperBound...].prefix { $0 != ";" && $0 != "\n" && $0 != " " })
    }

    /// Waits until a line for operators holds this text.
    func waitForError(_ text: String, seconds: UInt64 = 60) -> Bool {
        let deadline = monotonicNanoseconds() + seconds * 1_000_000_000
        let pause = Bell()
        while !errorText.contains(text) {
            guard monotonicNanoseconds() < deadline else { return false }
            _ = pause.wait(milliseconds: 20)
        }
        return true
    }
}
