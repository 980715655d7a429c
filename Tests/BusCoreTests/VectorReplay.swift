import Bytes
import Testing

@testable import BusCore

/// Runs the steps of a vector on a bus with a log in memory.
struct VectorReplay {
    let world: World
    /// The disk takes what comes at once, unless a step says otherwise.
    private var isHeld = false

    init(_ file: VectorFile) throws {
        let known: [String: WritableKeyPath<BusLimits, Int>] = [
            "eventBytes": \.eventBytes, "messageBytes": \.messageBytes,
            "messageEvents": \.messageEvents, "deliveryBytes": \.deliveryBytes,
            "recentBytes": \.recentBytes, "sessions": \.sessions,
            "subscriptions": \.subscriptionsPerSession, "fetches": \.fetchesPerSession,
        ]
        for name in file.limits.keys { _ = try #require(known[name], "no limit \(name)") }
        // Only a scenario that answers them has queries that others work out.
        let queries = file.steps.contains { $0.do == "answer" } ? ["screen"] : []
        world = World(queries: queries) { limits in
            for (name, value) in file.limits {
                if let path = known[name] { limits[keyPath: path] = value }
            }
        }
    }

    /// - Returns: what the bus sent.
    mutating func perform(_ step: VectorFile.Step) throws -> [VectorFile.Message] {
        switch step.do {
        case "send":
            let frames = try (step.frames ?? []).map { try #require(bytes($0), "\($0)") }
            world.send(
                try #require(step.peer), frames.first ?? [], frames.count > 1 ? frames[1] : nil,
                frames: frames.count)
        case "hold": isHeld = true
        case "commit": isHeld = false
        case "full":
            isHeld = false
            world.handOver()
            world.fail()
        case "room": world.bus.openDoor()
        case "damage": world.log.damaged.insert(try #require(step.value))
        case "advance":
            let nanoseconds = try #require(step.value)
            world.now += nanoseconds
            world.wall += nanoseconds
            world.tick()
        case "answer":
            let text = try #require(step.frames?.first.flatMap(bytes))
            let query = try #require(world.takeQueries().first)
            world.bus.answered(
                QueryAnswer(
                    target: query.target, result: .success(String(decoding: text, as: UTF8.self))),
                into: &world.out)
            world.collect()
        case "stop":
            world.bus.farewell(into: &world.out)
            world.collect()
        default: Issue.record("no step is called \(step.do)")
        }
        if !isHeld { world.settle() }
        // Between peers there is no order.
        let sent = world.take()
        return Set(sent.map(\.peer)).sorted().flatMap { peer in sent.filter { $0.peer == peer } }
            .map {
                sent in
                VectorFile.Message(
                    peer: sent.peer, frames: [hex(sent.head)] + (sent.body.map { [hex($0)] } ?? []),
                    reads: Self.words(sent))
            }
    }

    static func words(_ sent: Sent) -> String {
        switch Verb(rawValue: sent.verb) {
        case .receipt:
            let runs = sent.runs.map { run in
                let numbers =
                    run.count == 1
                    ? "\(run.number)" : "\(run.number)-\(run.number + UInt64(run.count) - 1)"
                switch run.code {
                case 0: return "\(numbers) recorded at \(run.sequence)"
                case 1: return "\(numbers) recorded before at \(run.sequence)"
                default: return "\(numbers) refused \(run.code): \(run.text)"
                }
            }
            return "receipt through \(sent.u64(8)): " + runs.joined(separator: ", ")
        case .subscribed:
            return "subscribed \(sent.u32(8)), next \(sent.u64(16)), last \(sent.u64(24))"
        case .deliver:
            return "deliver \(sent.u32(12)) on \(sent.u32(8)), previous \(sent.u64(16)), "
                + "through \(sent.u64(24))"
        case .fetched:
            return "fetched \(sent.u32(8)), next \(sent.u64(16)), last \(sent.u64(24))"
        case .pong: return "pong, last \(sent.u64(8))"
        case .error: return "error \(sent.code), detail \(sent.u64(16)): \(sent.text)"
        case .farewell: return "farewell \(sent.code): \(sent.text)"
        case .welcome: return "welcome \(sent.text)"
        case .answer: return "answer"
        case .attached:
            return "attached \(sent.u32(8)), cursor \(sent.u64(16)), last \(sent.u64(24))"
        case .hand:
            return "hand \(sent.u32(12)) on \(sent.u32(8)), previous \(sent.u64(16)), "
                + "through \(sent.u64(24)), attempt \(sent.u32(32))"
        default: return "unsubscribed \(sent.u32(8))"
        }
    }
}
