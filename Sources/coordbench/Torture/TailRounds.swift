internal import CoordBus
internal import Platform
internal import Synchronization

/// `coordctl tail --json` is killed (-9) and started again where its last whole line ended, under load: every sequence
/// comes once. Afterwards two tails of the whole log give the same bytes as far as the first goes.
struct TailRounds {
    let programs: Programs
    let rounds: Int
    let seed: UInt64
    let faults: Faults

    func run() throws {
        let folder = try TemporaryFolder("coordbus-tail")
        var bus = try ServedBus(program: programs.coordd, folder: "\(folder.path)/log")
        let ledger = Ledger(streams: 1, faults: faults)
        var random = BenchRandom(seed: seed)
        let publisher = TorturePublisher(
            stream: TortureStream(index: 0, seed: seed), endpoint: bus.endpoint, window: 64,
            messageBytes: 4_000, seed: random.next(), ledger: ledger, faults: faults)
        let thread = OSThread(named: "publisher") { publisher.run() }
        var last: UInt64 = 0
        var cutLines = 0
        for _ in 0..<rounds {
            let time = UInt64.random(in: 1_000_000...80_000_000, using: &random)
            cutLines += try follow(bus.endpoint, after: &last, nanoseconds: time)
        }
        ledger.stop()
        thread.join()
        let end = ledger.last
        while last < end {
            let before = last
            _ = try follow(bus.endpoint, after: &last, nanoseconds: 500_000_000)
            guard last > before else {
                faults.note("the tail ends at \(last), the log at \(end)")
                break
            }
        }
        try compareTwo(bus.endpoint, count: Int(end))
        faults.expect(bus.stop() == .exited(0), "coordd did not end with 0 after SIGTERM")
        writeOutput(
            "torture --tail: \(rounds) kills of the tail, \(end) events, \(cutLines) lines cut off "
                + "by a kill and read again; \(faults.count) faults")
    }

    /// One tail from behind `last` on, killed after a while.
    /// - Returns: 1 when the kill cut a line.
    private func follow(
        _ endpoint: String, after last: inout UInt64, nanoseconds: UInt64
    ) throws -> Int {
        var tail = try ChildProcess(
            programs.coordctl,
            ["tail", "--bus", endpoint, "--from", String(last + 1), "--follow", "--json"],
            reading: .output)
        let deadline = monotonicNanoseconds() + nanoseconds
        var isKilled = false
        while true {
            if !isKilled, monotonicNanoseconds() >= deadline {
                tail.send(.kill)
                isKilled = true
            }
            // What was written before the kill counts too.
            switch tail.nextLine(until: isKilled ? .max : deadline) {
            case .late: continue
            case .line where tail.endedInsideLine: return 1
            case .line(let text): take(text, &last)
            case .ended:
                faults.expect(isKilled, "coordctl tail --follow ended by itself")
                return 0
            }
        }
    }

    private func take(_ line: String, _ last: inout UInt64) {
        guard let sequence = Self.sequence(line) else {
            faults.note("a line without sequence: \(line.prefix(200))")
            return
        }
        faults.expect(sequence == last + 1, "the tail gives sequence \(sequence) after \(last)")
        faults.expect(line.hasSuffix("}"), "half a line: \(line.suffix(100))")
        last = sequence
    }

    /// `{"sequence":17,...`
    private static func sequence(_ line: String) -> UInt64? {
        let begin = "{\"sequence\":"
        guard line.hasPrefix(begin) else { return nil }
        return UInt64(line.dropFirst(begin.count).prefix { $0 != "," })
    }

    private func compareTwo(_ endpoint: String, count: Int) throws {
        func whole() throws -> [String] {
            var tail = try ChildProcess(
                programs.coordctl, ["tail", "--bus", endpoint, "--from", "1", "--json"],
                reading: .output)
            var lines: [String] = []
            while case .line(let line) = tail.nextLine() { lines.append(line) }
            faults.expect(tail.wait() == .exited(0), "coordctl tail did not end with 0")
            return lines
        }
        let first = try whole()
        // What the analysis found may come behind the last receipt, and between the two.
        faults.expect(first.count >= count, "tail --from 1 gives \(first.count) of \(count) lines")
        faults.expect(
            try whole().starts(with: first), "tail --from 1 --json twice gives different bytes")
    }
}
