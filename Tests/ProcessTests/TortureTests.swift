import Foundation
import Platform
import TestSupport
import Testing

/// A few rounds of what `coordbench torture` does in full (`make torture`), with the programs as they were built.
@Suite(.serialized) struct TortureTests {
    /// The folder of the programs: the tests' own executable lies among them.
    private var programs: String {
        let own = ownPath()
        return String(own[..<(own.lastIndex(of: "/") ?? own.endIndex)])
    }

    /// Runs `coordbench torture`; its faults stand in standard error, its last line says how many.
    private func torture(_ options: String...) throws -> (end: ChildProcess.End?, lastLine: String)
    {
        var child = try ChildProcess(
            "\(programs)/coordbench", ["torture"] + options, reading: .output)
        var last = ""
        while case .line(let line) = child.nextLine() { last = line }
        return (child.wait(), last)
    }

    @Test(.timeLimit(.minutes(3)))
    func killedAtRandomMomentsItLosesNothingAndRepeatsNothing() throws {
        let (end, line) = try torture("--rounds", "8", "--seed", "11")
        #expect(end == .exited(0), "\(line)")
        #expect(line.contains("8 kills") && line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test(.timeLimit(.minutes(3)))
    func aTornLastBatchIsAbsentAndAllBeforeItIsThere() throws {
        let (end, line) = try torture("--torn", "--step", "97", "--seed", "12")
        #expect(end == .exited(0), "\(line)")
        #expect(line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test(.timeLimit(.minutes(3)))
    func aFlippedBitIsNamedOrMendedAndNeverAnsweredDifferently() throws {
        let (end, line) = try torture("--flip", "--step", "211", "--rounds", "12", "--seed", "13")
        #expect(end == .exited(0), "\(line)")
        #expect(line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test(.timeLimit(.minutes(3)))
    func aTailKilledAndResumedSeesEverySequenceOnce() throws {
        let (end, line) = try torture("--tail", "--rounds", "20", "--seed", "14")
        #expect(end == .exited(0), "\(line)")
        #expect(line.contains("20 kills of the tail") && line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test(.timeLimit(.minutes(3)))
    func anAgencyThatWasAwayCatchesUpThroughKillsWithoutAGap() throws {
        let (end, line) = try torture(
            "--inbox", "--rounds", "4", "--events", "20000", "--seed", "15")
        #expect(end == .exited(0), "\(line)")
        #expect(line.contains("4 kills of coordd") && line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test(.timeLimit(.minutes(3)))
    func aRegisterWhoseFoldIsKilledIsWhatItsLogSays() throws {
        let scenario = packageRoot.appending(path: "config/scenarios/demo.toml").path()
        let (end, line) = try torture(
            "--register", "--rounds", "4", "--seed", "15", "--scenario", scenario)
        #expect(end == .exited(0), "\(line)")
        #expect(line.contains("4 kills") && line.hasSuffix(" 0 faults"), "\(line)")
    }

    @Test func aProgramThatIsNotThereIsNamed() throws {
        var child = try ChildProcess(
            "\(programs)/coordbench", ["torture", "--coordd", "/nowhere/coordd"], reading: .errors)
        let (line, end) = (child.nextLine(), child.wait())
        let text =
            "coordbench: /nowhere/coordd cannot be executed; build it, or name it with --coordd"
        #expect(line == .line(text) && end == .exited(64))
    }
}
