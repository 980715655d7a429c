internal import CoordBus
internal import Platform

/// One bit of a log is not as it was written. Either coordd refuses, naming file and sequence, or the file is an index and
/// is made anew; never does it answer anything else than before.
struct FlipRounds {
    let programs: Programs
    let seed: UInt64
    /// Every byte of the small logs, or every Nth.
    let step: Int
    /// Flips at random places of a log of several segments.
    let randomFlips: Int
    let faults: Faults

    private struct Tally {
        var flips = 0
        var refusedToStart = 0
        var refusedToRead = 0
        var rebuilt = 0
        var harmless = 0
    }

    func run() throws {
        var tally = Tally()
        var random = BenchRandom(seed: seed)
        let folder = try TemporaryFolder("coordbus-flip")
        for (index, ending) in [SmallLog.Ending.killed, .stopped].enumerated() {
            let log = try SmallLog(
                programs: programs, stream: TortureStream(index: 0, seed: seed &+ UInt64(index)),
                batches: [1, 2, 1], ending: ending)
            for name in log.files.files.keys.sorted() {
                for byte in stride(from: 0, to: log.files.files[name]?.count ?? 0, by: step) {
                    try flip(log, name, byte, (byte * 5 + byte / 8) % 8, folder.path, &tally)
                }
            }
        }
        try flipLarge(&random, folder.path, &tally)
        writeOutput(
            "torture --flip: \(tally.flips) flips; \(tally.refusedToStart) refused at the start, "
                + "\(tally.refusedToRead) refused when read, \(tally.rebuilt) indexes made anew, "
                + "\(tally.harmless) without meaning; \(faults.count) faults")
    }

    /// Three segments, the first two full and indexed.
    private func flipLarge(
        _ random: inout BenchRandom, _ folder: String, _ tally: inout Tally
    ) throws {
        guard randomFlips > 0 else { return }
        let log = try SmallLog(
            programs: programs, stream: TortureStream(index: 0, seed: seed &+ 7),
            batches: Array(repeating: 100, count: 41), ending: .killed,
            options: ["--log-segment-mib", "1"])
        let names = log.files.files.keys.sorted()
        for _ in 0..<randomFlips {
            guard let name = names.randomElement(using: &random),
                let size = log.files.files[name]?.count, size > 0
            else { continue }
            let byte = Int.random(in: 0..<size, using: &random)
            try flip(log, name, byte, Int.random(in: 0..<8, using: &random), folder, &tally)
        }
    }

    private func flip(
        _ log: SmallLog, _ name: String, _ byte: Int, _ bit: Int, _ parent: String,
        _ tally: inout Tally
    ) throws {
        let place = "bit \(bit) of byte \(byte) of \(name)"
        let folder = "\(parent)/log"
        try log.files.write(to: folder, changing: name) { $0[byte] ^= 1 << UInt8(bit) }
        let verification = try LogVerifier.verify(folder: folder)
        let answer = try Answer.ask(
            programs, folder: folder, stream: log.stream, count: log.count, faults: faults,
            place: place)
        tally.flips += 1
        let isTold = answer.lines.contains { $0.contains(name) }
        switch answer.kind {
        case .refusedToStart(let code, let text):
            tally.refusedToStart += 1
            faults.expect(code == ExitCode.dataError.rawValue, "\(place): exit \(code): \(text)")
            expectNamed(text, place)
        case .refusedToRead(_, let text):
            tally.refusedToRead += 1
            expectNamed(text, place)
        case .gave(UInt64(log.count)):
            if name.hasSuffix(".index") {
                tally.rebuilt += 1
                faults.expect(isTold, "\(place): not told: \(answer.lines)")
            } else {
                // Markers and zeros of a segment whose index is believed: nobody reads them, and `log verify` tells.
                tally.harmless += 1
                faults.expect(
                    isTold || !verification.damages.isEmpty || isZero(log, name, byte),
                    "\(place): neither refused nor told nor found by verification")
            }
        case .gave(let last):
            faults.note("\(place): only \(last) of \(log.count) events were given: \(answer.lines)")
        case .other(let what):
            faults.note("\(place): \(what)")
        }
    }

    private func expectNamed(_ text: String, _ place: String) {
        faults.expect(
            text.contains(".log: damaged at byte") && text.contains("sequence"),
            "\(place): does not name file and sequence: \(text)")
    }

    /// Filling between batches.
    private func isZero(_ log: SmallLog, _ name: String, _ byte: Int) -> Bool {
        log.files.files[name]?[byte] == 0
    }
}
