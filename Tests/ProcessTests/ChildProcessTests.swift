import Platform
import Testing

/// Programs that tests and measurements start: their lines, their end.
@Suite struct ChildProcessTests {
    @Test func linesComeOneByOneAndACutOneIsMarked() throws {
        var child = try ChildProcess(
            "/bin/sh", ["-c", "printf 'one\\n\\ntwo\\nthr'"], reading: .output)
        let whole = [child.nextLine(), child.nextLine(), child.nextLine()]
        let wasCut = child.endedInsideLine
        #expect(whole == [.line("one"), .line(""), .line("two")] && !wasCut)
        let last = child.nextLine()
        let isCut = child.endedInsideLine
        #expect(last == .line("thr") && isCut)
        let (next, end) = (child.nextLine(), child.wait())
        #expect(next == .ended && end == .exited(0))
    }

    @Test func itHearsWhatIsWrittenAndTellsHowItEnds() throws {
        var child = try ChildProcess(
            "/bin/sh", ["-c", "read x; echo $x; exit 7"], reading: .output)
        let (early, noEnd) = (child.nextLine(until: 0), child.wait(until: 0))
        #expect(early == .late && noEnd == nil)
        child.write(line: "word")
        let (line, end) = (child.nextLine(), child.wait())
        #expect(line == .line("word") && end == .exited(7))
    }

    @Test func aKilledProgramEndsByItsSignal() throws {
        var child = try ChildProcess("/bin/sh", ["-c", "read x"], reading: .errors)
        child.send(.kill)
        let (end, line) = (child.wait(), child.nextLine())
        #expect(end == .signalled(9) && line == .ended)
    }

    @Test func aProgramThatCannotBeExecutedEndsWith127() throws {
        var child = try ChildProcess("/nowhere/program", [], reading: .errors)
        let end = child.wait()
        #expect(end == .exited(127))
    }
}
