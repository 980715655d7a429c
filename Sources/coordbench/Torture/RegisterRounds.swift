internal import BusCore
internal import CoordBus
internal import Platform

/// kill -9 of coordd while it folds the log into the register, many times: in the end the register says what one says that is
/// made from the log alone.
struct RegisterRounds {
    let programs: Programs
    let rounds: Int
    let seed: UInt64
    let faults: Faults
    let scenario: String

    /// Of the log, for each round; a start folds some of them before it is killed.
    private static let eventsPerRound = 8_000

    func run() throws {
        let folder = try TemporaryFolder("coordbus-register")
        let folderOfLog = "\(folder.path)/log"
        let register = "\(folder.path)/register.sqlite"
        let log = try RegisterLog.make(
            scenario: scenario, events: Self.eventsPerRound * rounds, folder: folderOfLog)
        var random = BenchRandom(seed: seed)
        // Without rules and overlaps the log stays as it is, and can be compared.
        let options = [
            "--rules-file", "none", "--overlap-folder", "none", "--register-file", register,
        ]
        var reached: [UInt64] = []
        for _ in 1...rounds {
            var bus = try ServedBus(
                program: programs.coordd, folder: folderOfLog, options: options)
            sleepUntil(
                monotonicNanoseconds: monotonicNanoseconds()
                    + .random(in: 0...400_000_000, using: &random))
            bus.kill()
            // Killed before its first commit it is no register yet, and nothing was in it.
            for line in bus.takeLines() + bus.startLines
            where line.contains("made anew") && !line.contains("it is no register") {
                faults.note("after a kill the register was not usable: \(line)")
            }
            let through = (try? Register.open(register))?.applied ?? 0  // not begun yet: 0
            faults.expect(
                through >= reached.last ?? 0,
                "the register went back from \(reached.last ?? 0) to \(through)")
            reached.append(through)
        }
        try finish(log, register)
        let rebuilt = "\(folder.path)/rebuilt.sqlite"
        var work = RegisterRebuild()
        try work.run(log: log, path: rebuilt)
        let folded = try Register.open(register).digest()
        faults.expect(
            folded == (try Register.open(rebuilt).digest()),
            "the register is not what its log says")
        let within = reached.count { $0 > 0 && $0 < log.lastDurable }
        writeOutput(
            "torture: \(rounds) kills, \(within) of them within the log of \(log.lastDurable) events, "
                + "digest \(folded.prefix(16)), \(faults.count) faults")
    }

    /// Folds what the last kill left.
    private func finish(_ log: any EventLog, _ path: String) throws {
        let file = try RegisterFile.open(
            path: path, log: log.identity.description, lastDurable: log.lastDurable)
        if let notice = file.notice { faults.note("after the last kill: \(notice)") }
        let fold = try RegisterFold(file, source: LogRegisterSource(log))
        var reader = FoldReader(log: log, through: file.applied)
        while try reader.applyChunk(to: [fold], bytesMax: 1 << 20) {}
        try fold.commit()
    }
}
