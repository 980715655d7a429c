import BusCore
import Bytes
import CoordBus
import Events
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// Five agencies with keys on a bus with the shipped agencies.toml, and every type of the catalogue in every label.
final class FiveAgencies {
    static let codes = ["fp", "ead", "undp", "ohchr", "idea"]

    struct Published {
        let id: String
        let agency: String
        let label: Classification
        let correlation: String?
        /// Inboxes that `route explain` named just before.
        var receivers: Set<String> = []
    }

    let folder = TestFolder()
    let server: CurveKeyPair
    let keys: [String: CurveKeyPair]
    let daemon: RunningDaemon
    /// For publishing and questions, and for reading.
    private var sessions: [String: WireClient] = [:]
    private var readers: [String: WireClient] = [:]
    private var numbers: [String: UInt64] = [:]
    /// By sequence.
    private(set) var published: [UInt64: Published] = [:]

    init() throws {
        let server = try CurveKeyPair.make()
        var keys: [String: CurveKeyPair] = [:]
        for code in Self.codes { keys[code] = try CurveKeyPair.make() }
        self.server = server
        self.keys = keys
        try writeSecretFile(
            folder.file("coordd.key"), KeyFile.secretText(server, made: "2026-01-31"))
        let shipped = packageRoot.appending(path: "config/agencies.toml")
        var roll = try String(contentsOf: shipped, encoding: .utf8)
        for (code, pair) in keys {
            let place = try #require(roll.range(of: "code = \"\(code)\"\n"), "\(code)")
            let empty = try #require(
                roll.range(of: "keys = []", range: place.upperBound..<roll.endIndex))
            roll.replaceSubrange(empty, with: "keys = [\"\(pair.publicKey)\"]")
        }
        try folder.write(roll, to: "agencies.toml")
        // What only the bus publishes cannot be said by anybody; it stands in the log already.
        let own = try EventCatalogue.all.filter { $0.authority == .bus }.map {
            try Self.example($0, agency: "coordd", id: "own-\($0.name)", label: nil)
        }
        try folder.write(
            own.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n") + "\n",
            to: "own.ndjson")
        let imported = try ProcessRunner.run(
            "coordctl",
            ["log", "import", "--data", folder.file("log"), folder.file("own.ndjson")])
        try #require(imported.end == .exited(0), "\(imported.errors)\(imported.output)")
        daemon = try RunningDaemon(
            in: folder,
            [
                "--security", "curve", "--roll", folder.file("agencies.toml"),
                "--routes", folder.file("agencies.toml"), "--key", folder.file("coordd.key"),
                "--feed", "tcp://127.0.0.1:*", "--rules-file", "none", "--overlap-folder", "none",
                "--agencies-online-seconds", "3600", "--bus-unread-messages", "100000",
            ])
        for code in Self.codes {
            sessions[code] = try open(code)
            readers[code] = try open(code)
        }
        for (index, event) in own.enumerated() {
            published[UInt64(index) + 1] = try describe(event, as: "coordd")
        }
    }

    func clientKeys(_ code: String) throws -> ClientKeys {
        ClientKeys(own: try #require(keys[code]), serverKey: server.publicKey)
    }

    private func open(_ code: String) throws -> WireClient {
        let client = try WireClient(daemon.endpoint, unread: 100_000, keys: clientKeys(code))
        try client.sayHello("{}")
        _ = try client.next(.welcome)
        return client
    }

    func session(_ code: String) throws -> WireClient { try #require(sessions[code]) }

    func reader(_ code: String) throws -> WireClient { try #require(readers[code]) }

    /// The example of a type from the conformance set, as another agency's, with an id and a label of its own.
    static func example(
        _ type: EventType, agency: String, id: String, label: Classification?
    ) throws -> [UInt8] {
        let file = packageRoot.appending(
            path: "Tests/EventsTests/examples/valid/\(type.name).json")
        let text = try Data(contentsOf: file)
        var event = try #require(JSONSerialization.jsonObject(with: text) as? [String: Any])
        event["id"] = id
        event["source"] = "urn:coordbus:agency:\(agency)"
        if let label { event["dataclassification"] = label.description }
        return Array(try JSONSerialization.data(withJSONObject: event, options: [.sortedKeys]))
    }

    /// What an event says of itself, and who is to get it by the bus's own word.
    private func describe(_ event: [UInt8], as agency: String) throws -> Published {
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(event)) as? [String: Any])
        let type = try #require(
            (object["type"] as? String).flatMap {
                EventCatalogue.type(name: String($0.dropFirst(EventType.prefix.count)))
            })
        let label = (object["dataclassification"] as? String).flatMap(Classification.init)
        let question = ["query": "route", "event": String(decoding: event, as: UTF8.self)]
        let answer = try ask("fp", question)
        let receivers = answer["receivers"] as? [[String: Any]] ?? []
        return Published(
            id: object["id"] as? String ?? "", agency: agency,
            label: label ?? type.classification,
            correlation: object["correlationid"] as? String,
            receivers: Set(receivers.compactMap { $0["inbox"] as? String }))
    }

    /// Asks who would get an event, then publishes it and waits for its receipt.
    func publish(_ event: [UInt8], as agency: String) throws {
        let description = try describe(event, as: agency)
        let number = numbers[agency, default: 0] + 1
        numbers[agency] = number
        let client = try session(agency)
        try client.publish(first: number, [event])
        let run = try #require(try client.receipts(through: number).last)
        #expect(run.code == 0, "\(description.id): \(run.text)")
        published[run.sequence] = description
    }

    /// The answer to a question, as JSON.
    func ask(_ agency: String, _ question: [String: Any]) throws -> [String: Any] {
        let text = try answer(agency, question)
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    }

    /// The answer to a question, or the text of its refusal.
    func answer(_ agency: String, _ question: [String: Any]) throws -> String {
        let client = try session(agency)
        let text = try JSONSerialization.data(withJSONObject: question)
        try client.send(Array(text)) { Head.query(number: 77, into: &$0) }
        while let message = try client.next(seconds: 60) {
            if message.head.span.littleEndian(at: 4, as: UInt32.self) == 77 {
                return String(decoding: message.body, as: UTF8.self)
            }
        }
        Issue.record("no answer to \(question)")
        return ""
    }

    /// May the agency see what has this label, for what the roll alone says? nil where its cases decide.
    func mayRead(_ agency: String, _ event: Published) -> Bool? {
        let own = agency == "ead" ? ["ead", "fp"] : [agency]
        if own.contains(event.agency) { return true }
        let clearance: Classification =
            switch agency {
            case "fp", "ead": .focalPoint
            case "idea": .public
            default: .caseParties
            }
        if event.label <= clearance { return true }
        return event.label == .caseParties ? nil : false
    }
}
