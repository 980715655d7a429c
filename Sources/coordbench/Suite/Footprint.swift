internal import CoordBus
internal import Platform

/// W5: memory, disk and starts of one log.
struct Footprint {
    let programs: Programs
    let log: String
    let count: Int
    let runs: Int

    func run(_ table: inout BudgetTable) throws {
        defer { removeFolder(log) }
        var bus = try ServedBus(program: programs.coordd, folder: log)
        let endpoint = bus.endpoint
        // What only the start needed is given back after some quiet seconds.
        sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 4_000_000_000)
        let idle = try weigh(bus.id)
        table.add(
            "rss_idle", Double(idle.resident) / 1_048_576,
            note: "VmRSS, as ps shows it; of that \(Self.mebibytes(idle.anonymous)) of its own")
        _ = try PeerChild(
            programs, "pub", endpoint: endpoint, ["count": count, "window": 4096]
        ).result()
        let busiest = try weigh(bus.id)
        let loaded = try atRest(bus.id)
        table.add(
            "rss_loaded", Double(loaded.anonymous) / 1_048_576,
            note:
                "RssAnon, with \(count) events, once the register is current and some seconds have passed; "
                + "\(Self.mebibytes(busiest.anonymous)) when the last receipt came. VmRSS is "
                + "\(Self.mebibytes(loaded.resident)), of which "
                + "\(Self.mebibytes(loaded.file)) are the program's own pages, which the page cache holds anyway"
        )
        guard bus.stop() == .exited(0) else {
            throw PeerChild.Failure(description: "W5: coordd did not end with 0 after SIGTERM")
        }
        let folded = try diskBytes { !$0.hasSuffix(".log") && !$0.hasSuffix(".index") }
        table.add(
            "disk",
            Double(try diskBytes { $0.hasSuffix(".log") || $0.hasSuffix(".index") })
                / Double(count),
            note:
                "the log; the register and the search index, which are made from it, take "
                + "\(BudgetTable.short(Double(folded) / Double(count))) beside it")
        for _ in 0..<runs {
            table.add("start_clean", try firstReceipt(endpoint) { $0.kill() })
            table.add("start_killed", try firstReceipt(endpoint) { _ = $0.stop() })
        }
    }

    /// Starts coordd on the log beside a publisher that tries until it is there, as the harness does.
    /// - Parameter end: how coordd is to be ended then.
    /// - Returns: milliseconds from its start to the first receipt.
    private func firstReceipt(
        _ endpoint: String, _ end: (inout ServedBus) -> Void
    ) throws -> Double {
        let publisher = try PeerChild(
            programs, "pub", endpoint: endpoint,
            ["id": 60, "count": 1, "window": 1, "retry-seconds": 60])
        var bus = try ServedBus(program: programs.coordd, folder: log, listen: endpoint)
        let result = try publisher.result()
        let milliseconds = (result["end_ns"] - Double(bus.spawnedAt)) / 1e6
        end(&bus)
        return milliseconds
    }

    private func weigh(_ id: Int32) throws -> ProcessWeight {
        guard let weight = ProcessWeight(of: id) else {
            throw PeerChild.Failure(description: "W5: coordd has ended")
        }
        return weight
    }

    /// What it weighs when it has done all that followed from the events: its processor time has stood still for some seconds.
    private func atRest(_ id: Int32) throws -> ProcessWeight {
        var before = try weigh(id)
        var quiet = 0
        for _ in 0..<60 where quiet < 4 {
            sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 1_000_000_000)
            let now = try weigh(id)
            quiet = now.processorSeconds - before.processorSeconds < 0.05 ? quiet + 1 : 0
            before = now
        }
        return before
    }

    /// On disk, of the files whose names are wanted.
    private func diskBytes(_ isWanted: (String) -> Bool) throws -> Int {
        let disk = DiskFileSystem()
        return try disk.names(in: log).filter(isWanted).reduce(0) { sum, name in
            sum + (try disk.open("\(log)/\(name)", .read).allocatedBytes())
        }
    }

    private static func mebibytes(_ bytes: Int) -> String {
        BudgetTable.short(Double(bytes) / 1_048_576) + " MiB"
    }
}
