import Platform
import Testing

/// Programs that tests and measurements start: their lines, their end.
@Suite struct ChildProcessTests {
    @Test func linesComeOneByOneAndACutOneIsMarked() throws {
        var child = try ChildProcess(
            "/bin/sh", ["-c", "printf 'one\\n\\ntwo\\nthr'"], reading: .output)
        #expect(child.nextLine() == .line("one"))
        #expect(child.nextLine() == .line(""))
        #expect(child.nextLine() == .line("two"))
        let insideBefore = child.endedInsideLine
        #expect(!insideBefore)
        #expect(child.nextLine() == .line("thr"))
        let insideAfter = child.endedInsideLine
        #expect(insideAfter)
        #expect(child.nextLine() == .ended)
        #expect(child.wait() == .exited(0))
    }

    @Test func itHearsWhatIsWrittenAndTellsHowItEnds() throws {
        var child = try ChildProcess(
            "/bin/sh", ["-c", "read x; echo $x; exit 7"], reading: .output)
        #expect(child.nextLine(until: 0) == .late)
        #expect(child.wait(until: 0) == nil)
        child.write(line: "word")
        #expect(child.nextLine() == .line("word"))
        #expect(child.wait() == .exited(7))
    }

    @Test func aKilledProgramEndsByItsSignal() throws {
        var child = try ChildProcess("/bin/sh", ["-c", "read x"], reading: .errors)
        child.send(.kill)
        #expect(child.wait() == .signalled(9))
        #expect(child.nextLine() == .ended)
    }

    @Test func aProgramThatCannotBeExecutedEndsWith127() throws {
        var child = try ChildProcess("/nowhere/program", [], reading: .errors)
        #expect(child.wait() == .exited(127))
    }
}
