import BusCore
import Bytes
import CoordBus
import Events
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// The play of issue "between agencies": what five agencies get from the shipped agencies.toml, and what they never get.
@Suite struct FiveAgenciesTests {
    private static let window = Request.Subscribe(
        subscription: 1, start: .sequence(1), creditEvents: 4_000, creditBytes: 64 << 20)

    /// Every type in each of the five labels, by somebody who may publish it.
    private func play(_ world: FiveAgencies) throws {
        let others = ["undp", "ohchr", "ead"]
        let partners = try ["assistance.>", "lesson.>", "practice.>", "coordination.>"].map(
            TopicPattern.init)
        var turn = 0
        for label in Classification.allCases {
            for type in EventCatalogue.all where type.authority != .bus {
                turn += 1
                let agency =
                    switch type.authority {
                    case .focalPoint, .busOrFocalPoint, .bus: "fp"
                    case .focalPointOrDelegate: turn % 2 == 0 ? "fp" : "ead"
                    case .anyAgency:
                        turn % 4 == 0 && partners.contains { $0.takesType(type.number) }
                            ? "idea" : others[turn % 3]
                    }
                let id = "\(label)-\(turn)-\(type.name)"
                try world.publish(
                    FiveAgencies.example(type, agency: agency, id: id, label: label), as: agency)
            }
        }
    }

    @Test("each of five agencies gets what route explain says, for every type in every label")
    func routes() throws {
        let world = try FiveAgencies()
        for code in FiveAgencies.codes {
            let client = try world.reader(code)
            try client.send(Array(#"{"inbox":"main"}"#.utf8)) {
                Head.attach(number: 2, Self.window, into: &$0)
            }
            _ = try client.next(.attached)
        }
        try play(world)
        #expect(Set(world.published.values.map(\.receivers)).count > 5)
        for code in FiveAgencies.codes {
            let wanted = world.published.filter { $0.value.receivers.contains("\(code)/main") }
            var taken: [UInt64] = []
            let client = try world.reader(code)
            // What is sent comes before the answer to a ping; what had to be read from the log may come later.
            for _ in 0..<20 where taken.count < wanted.count {
                try client.send { Head.ping(number: 5, into: &$0) }
                while let message = try client.next(seconds: 60), message.verb != .pong {
                    if message.verb == .hand { taken += message.sequences }
                }
            }
            let difference = Set(taken).symmetricDifference(wanted.keys)
            #expect(
                difference.isEmpty,
                "\(code): \(difference.compactMap { world.published[$0] }.prefix(5))")
            #expect(taken == wanted.keys.sorted(), "\(code)")
            #expect(code == "idea" || taken.count > 20, "\(code) got \(taken.count)")
        }
        #expect(world.daemon.terminate() == .exited(0))
    }

    @Test("nobody gets what it may not: subscription, inbox, fetch, last, feed, questions")
    func nothingMore() throws {
        let world = try FiveAgencies()
        var feeds: [String: FeedReader] = [:]
        let endpoint = try #require(world.daemon.feedEndpoint)
        for code in FiveAgencies.codes {
            feeds[code] = try FeedReader(endpoint, [""], keys: try world.clientKeys(code))
        }
        try play(world)
        // Seen by all, so that every reader of the feed knows where the end is.
        let end = try FiveAgencies.example(
            #require(EventCatalogue.type(name: "lesson.recorded")), agency: "undp", id: "the-end",
            label: .public)
        try world.publish(end, as: "undp")
        let last = try #require(world.published.keys.max())
        for code in FiveAgencies.codes {
            let client = try world.reader(code)
            func check(_ seen: [UInt64], _ way: String, isWhole: Bool = true) throws {
                let set = Set(seen)
                #expect(set.count == seen.count || !isWhole, "\(code) by \(way): twice")
                for (sequence, event) in world.published {
                    switch world.mayRead(code, event) {
                    case true?:
                        #expect(
                            !isWhole || set.contains(sequence),
                            "\(code) by \(way) has not got \(event.id)")
                    case false?:
                        #expect(!set.contains(sequence), "\(code) by \(way) got \(event.id)")
                    case nil: break
                    }
                }
            }
            try client.send(Array(">".utf8)) { Head.subscribe(number: 3, Self.window, into: &$0) }
            try check(try client.sequences(.deliver, through: last), "subscription")
            try client.send { Head.unsubscribe(number: 4, subscription: 1, into: &$0) }
            _ = try client.next(.unsubscribed)
            try client.send(Array(#"{"inbox":"everything","patterns":[">"]}"#.utf8)) {
                Head.attach(number: 5, Self.window, into: &$0)
            }
            try check(try client.sequences(.hand, through: last), "inbox")
            try check(try client.fetchSequences(), "fetch")
            let newest = Request.Fetch(
                start: .lastOfEachTopic, eventsMax: 10_000, bytesMax: 1 << 20)
            try client.send { Head.fetch(number: 6, newest, into: &$0) }
            try check(try client.next(.fetched).sequences, "last of each topic", isWhole: false)
            var live: [UInt64] = []
            while live.last != last {
                let message = try #require(
                    try feeds[code]?.event(milliseconds: 60_000), "the feed of \(code)")
                live.append(message.head.sequence)
            }
            try check(live, "feed", isWhole: false)
            try questions(world, code, through: last)
        }
        #expect(world.daemon.terminate() == .exited(0))
    }

    /// No answer holds the id of an event that the agency may not see.
    private func questions(_ world: FiveAgencies, _ code: String, through last: UInt64) throws {
        let hidden = world.published.values.filter { world.mayRead(code, $0) == false }
        #expect(code == "fp" || code == "ead" || !hidden.isEmpty)
        let cases = Set(world.published.values.compactMap(\.correlation))
        var asked: [[String: Any]] = ["requests", "assistance", "flags"].map {
            ["query": $0, "limit": 500]
        }
        asked += cases.map { ["query": "case", "case": $0, "limit": 500] }
        asked += ["KEN", "NPL", "AFG"].map { ["query": "country", "country": $0, "limit": 500] }
        // The register follows the log a moment later.
        let deadline = monotonicNanoseconds() + 60_000_000_000
        while monotonicNanoseconds() < deadline {
            let through = try world.ask(code, ["query": "requests"])["through"] as? UInt64 ?? 0
            if through >= last { break }
        }
        var shown = 0
        for question in asked {
            let text = try world.answer(code, question)
            for event in world.published.values where text.contains("\"\(event.id)\"") {
                shown += 1
                #expect(world.mayRead(code, event) != false, "\(code), \(question): \(event.id)")
            }
        }
        #expect(shown > 0)
    }
}

extension WireMessage {
    /// Of the records in the body.
    var sequences: [UInt64] {
        var sequences: [UInt64] = []
        var at = 0
        while let head = RecordHead(body.span, at: at) {
            sequences.append(head.sequence)
            at += head.length
        }
        return sequences
    }
}

extension WireClient {
    /// All that deliveries or hands bring until one says that it is through.
    func sequences(_ verb: Verb, through last: UInt64) throws -> [UInt64] {
        var sequences: [UInt64] = []
        while true {
            let message = try next(verb, seconds: 60)
            sequences += message.sequences
            if message.head.span.littleEndian(at: 24, as: UInt64.self) >= last { return sequences }
        }
    }

    /// Sequences of all that a fetch of everything brings.
    func fetchSequences() throws -> [UInt64] {
        var sequences: [UInt64] = []
        var from: UInt64 = 1
        while true {
            let fetch = Request.Fetch(start: .sequence(from), eventsMax: 10_000, bytesMax: 1 << 20)
            try send { Head.fetch(number: 3, fetch, into: &$0) }
            let answer = try next(.fetched)
            sequences += answer.sequences
            from = answer.head.span.littleEndian(at: 16, as: UInt64.self)
            if from > answer.head.span.littleEndian(at: 24, as: UInt64.self) { return sequences }
        }
    }
}
