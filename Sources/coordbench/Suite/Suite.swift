internal import CoordBus
internal import Platform

/// Runs each workload of the harness against a coordd of its own, with clients as processes of their own.
struct Suite {
    let programs: Programs
    let isQuick: Bool
    /// Parent of the logs, so that another disk can be chosen.
    let folder: String

    private var runs: Int { isQuick ? 1 : 3 }
    private func scaled(_ count: Int) -> Int { isQuick ? count / 10 : count }

    func run(_ only: [String]) throws -> BudgetTable {
        var table = BudgetTable()
        let parts: [(String, (inout BudgetTable) throws -> Void)] = [
            ("W1", ingest), ("CURVE", encrypted), ("W2", deliver), ("W3", replay), ("W4", repeated),
            ("W5", footprint),
            ("ids", ids),
        ]
        for (name, part) in parts where only.isEmpty || only.contains(name) {
            writeError("coordbench suite: \(name)")
            try part(&table)
        }
        return table
    }

    /// A coordd with an empty log, for the time of the body.
    private func withBus<R>(
        keys: MeasuredKeys? = nil, _ body: (_ bus: borrowing ServedBus, _ log: String) throws -> R
    ) throws -> R {
        let log = "\(folder)/log"
        defer { removeFolder(log) }
        var bus = try ServedBus(
            program: programs.coordd, folder: log, options: keys?.options ?? [])
        let result = try body(bus, log)
        _ = bus.stop()
        return result
    }

    /// Publishes from several processes at once.
    /// - Returns: the results, and events acknowledged a second from the first start to the last receipt.
    private func publish(
        _ bus: borrowing ServedBus, count: Int, publishers: Int = 1, window: Int = 4096,
        rate: Int? = nil, duplicates: Int? = nil, keys: MeasuredKeys? = nil
    ) throws -> (results: [PeerResult], perSecond: Double) {
        let children = try (0..<publishers).map { id in
            try PeerChild(
                programs, "pub", endpoint: bus.endpoint,
                [
                    "id": id, "count": count / publishers, "window": window, "gate": 1,
                    "rate": rate, "dup-percent": duplicates,
                ], keys: keys)
        }
        for child in children { try child.waitUntilReady() }
        for child in children { child.go() }
        let results = try children.map { try $0.result() }
        let start = results.map { $0["start_ns"] }.min() ?? 0
        let end = results.map { $0["end_ns"] }.max() ?? 0
        let acked = results.reduce(0) { $0 + $1["acked"] }
        return (results, acked / (end - start) * 1e9)
    }

    private func ingest(_ table: inout BudgetTable) throws {
        for _ in 0..<runs {
            for publishers in [1, 4] {
                for window in [256, 4096] {
                    try withBus { bus, _ in
                        let count = scaled(400_000)
                        let before = ProcessWeight(of: bus.id)?.processorSeconds ?? 0
                        let perSecond = try publish(
                            bus, count: count, publishers: publishers, window: window
                        ).perSecond
                        let after = ProcessWeight(of: bus.id)?.processorSeconds ?? 0
                        table.add("w1_\(publishers)_\(window)", perSecond)
                        if publishers == 1 {
                            table.add(
                                "cpu_1_\(window)", (after - before) / Double(count) * 1e6)
                        }
                    }
                }
            }
        }
    }

    /// W1 once more, every connection encrypted.
    private func encrypted(_ table: inout BudgetTable) throws {
        let keys = try MeasuredKeys(in: folder)
        for _ in 0..<runs {
            try withBus(keys: keys) { bus, _ in
                table.add(
                    "w1_curve",
                    try publish(bus, count: scaled(400_000), keys: keys).perSecond)
            }
        }
    }

    private func deliver(_ table: inout BudgetTable) throws {
        for _ in 0..<runs {
            let one = try read(readers: 1, count: isQuick ? 2_000 : 10_000, rate: 1000)
            table.add("w2_p50", one.readers[0]["lat_us.p50"] / 1e3)
            table.add("w2_p99", one.readers[0]["lat_us.p99"] / 1e3)
            let many = try read(readers: 64, count: isQuick ? 5_000 : 20_000, rate: nil)
            let received = many.readers.reduce(0) { $0 + $1["received"] }
            let last = many.readers.map { $0["last_ns"] }.max() ?? 0
            table.add("w2_64", received / (last - many.publisher["start_ns"]) * 1e9)
        }
    }

    private func read(
        readers: Int, count: Int, rate: Int?
    ) throws -> (readers: [PeerResult], publisher: PeerResult) {
        try withBus { bus, _ in
            let children = try (0..<readers).map { id in
                try PeerChild(
                    programs, "sub", endpoint: bus.endpoint,
                    ["id": id, "count": count, "idle-seconds": 10])
            }
            for child in children { try child.waitUntilReady() }
            let publisher = try publish(bus, count: count, rate: rate).results[0]
            let results = try children.map { try $0.result() }
            guard results.allSatisfy({ Int($0["distinct"]) == count }) else {
                throw PeerChild.Failure(description: "W2: a reader did not get every event")
            }
            return (results, publisher)
        }
    }

    private func replay(_ table: inout BudgetTable) throws {
        let count = scaled(500_000)
        try withBus { bus, _ in
            _ = try publish(bus, count: count)
            for turn in 0..<runs {
                let result = try PeerChild(
                    programs, "replay", endpoint: bus.endpoint, ["id": turn, "count": count]
                ).result()
                guard Int(result["distinct"]) == count else {
                    throw PeerChild.Failure(description: "W3: the replay is not complete")
                }
                table.add("w3", result["events_per_s"])
            }
        }
    }

    /// Alternates with W1, so that the share is of runs side by side.
    private func repeated(_ table: inout BudgetTable) throws {
        let count = scaled(200_000)
        for _ in 0..<runs {
            let plain = try withBus { bus, _ in try publish(bus, count: count).perSecond }
            try withBus { bus, _ in
                let (results, perSecond) = try publish(bus, count: count, duplicates: 10)
                let replay = try PeerChild(
                    programs, "replay", endpoint: bus.endpoint,
                    ["id": 0, "count": 1_000_000_000, "idle-seconds": 1]
                ).result()
                table.add("w4", perSecond / plain)
                table.add(
                    "w4_stored", replay["received"] - Double(count),
                    note: "\(Int(results[0]["duplicates_sent"])) sent twice, "
                        + "\(Int(results[0]["suppressed"])) got their first receipt again")
            }
        }
    }

    private func footprint(_ table: inout BudgetTable) throws {
        try Footprint(
            programs: programs, log: "\(folder)/log", count: scaled(1_000_000), runs: runs
        )
        .run(&table)
    }

    private func ids(_ table: inout BudgetTable) throws {
        table.add("ids", IdMemory.mostBytesAnId(upTo: isQuick ? 500_000 : 2_000_000))
    }
}
