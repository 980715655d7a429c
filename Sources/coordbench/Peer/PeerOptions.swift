internal import CoordBus

/// The options of the harness's client contract (bench/peers/README.md beside the shared data).
struct PeerOptions {
    let role: String
    let endpoint: String
    let agency: String
    let count: Int
    let window: Int
    let size: Int
    let duplicatePercent: Int
    let id: Int
    let seed: UInt64
    let isGated: Bool
    let rate: Double
    let maxSeconds: Double
    let idleSeconds: Double
    let retrySeconds: Double
    let ackLog: String?
    let idLog: String?
    let keys: ClientKeys?

    private static let declared: [OptionDeclaration] =
        [
            "count", "window", "size", "dup-percent", "dedup", "id", "subscribers", "gate", "rate",
            "max-seconds", "idle-seconds", "retry-seconds", "ack-log", "id-log", "seed", "mode",
            "endpoint", "data-dir", "agency",
        ].map { OptionDeclaration("--" + $0, "VALUE", "see the harness's README") }
        + ClientKeys.options

    init(_ words: [String]) throws {
        guard let role = words.first, ["setup", "pub", "sub", "replay"].contains(role) else {
            throw UsageError(
                "usage: coordbench peer setup|pub|sub|replay --endpoint E [--option VALUE] ...")
        }
        let arguments = try Arguments(Array(words.dropFirst()), Self.declared)
        self.role = role
        endpoint = arguments.text("--endpoint") ?? Configuration().listen
        agency = arguments.text("--agency") ?? "undp"
        count = try arguments.integer("--count", in: 1...1_000_000_000, default: 1000)
        window = try arguments.integer("--window", in: 1...1_000_000, default: 256)
        size = try arguments.integer("--size", in: BenchEvents.sizeMin...60_000, default: 600)
        duplicatePercent = try arguments.integer("--dup-percent", in: 0...100, default: 0)
        id = try arguments.integer("--id", in: 0...63, default: 0)
        seed = UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1))
        isGated = try arguments.integer("--gate", in: 0...1, default: 0) == 1
        rate = try arguments.number("--rate", atLeast: 0, default: 0)
        maxSeconds = try arguments.number("--max-seconds", atLeast: 0, default: 0)
        idleSeconds = try arguments.number("--idle-seconds", atLeast: 0, default: 5)
        retrySeconds = try arguments.number("--retry-seconds", atLeast: 0, default: 0)
        ackLog = arguments.text("--ack-log")
        idLog = arguments.text("--id-log")
        keys = try ClientKeys.find(arguments)
    }
}
