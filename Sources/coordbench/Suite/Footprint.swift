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
        sleepUntil(monotonicNanoseconds: monotonicNanoseconds() + 2_000_000_000)
        let loaded = try weigh(bus.id)
        table.add(
            "rss_loaded", Double(loaded.anonymous) / 1_048_576,
            note:
                "RssAnon, with \(count) events; VmRSS is \(Self.mebibytes(loaded.resident)), of which "
                + "\(Self.mebibytes(loaded.file)) are the program's own pages, which the page cache holds anyway"
        )
        guard bus.stop() == .exited(0) else {
            throw PeerChild.Failure(description: "W5: coordd did not end with 0 after SIGTERM")
        }
        table.add("disk", Double(try diskBytes()) / Double(count))
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

    private func diskBytes() throws -> Int {
        let disk = DiskFileSystem()
        return try disk.names(in: log).reduce(0) { sum, name in
            sum + (try disk.open("\(log)/\(name)", .read).allocatedBytes())
        }
    }

    private static func mebibytes(_ bytes: Int) -> String {
        BudgetTable.short(Double(bytes) / 1_048_576) + " MiB"
    }
}
