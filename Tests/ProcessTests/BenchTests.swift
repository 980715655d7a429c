import Platform
import Testing

/// Measurements run tiny, so that they cannot rot; no figure is judged here.
@Suite(.serialized) struct BenchTests {
    private func run(_ words: [String]) throws -> (end: ChildProcess.End?, lines: [String]) {
        let own = ownPath()
        let folder = own[..<(own.lastIndex(of: "/") ?? own.endIndex)]
        var child = try ChildProcess("\(folder)/coordbench", words, reading: .output)
        var lines: [String] = []
        while case .line(let line) = child.nextLine() { lines.append(line) }
        return (child.wait(), lines)
    }

    @Test(.timeLimit(.minutes(3))) func aPartOfTheSuiteGivesItsFigure() throws {
        let (end, lines) = try run(["suite", "--quick", "--json", "--only", "W3"])
        // 1 says that a budget was missed, as a debug build may.
        #expect(end == .exited(0) || end == .exited(1))
        #expect(lines.count == 1 && lines[0].contains("\"key\":\"w3\""), "\(lines)")
    }

    @Test func repeatedEventsGetTheirFirstReceiptAndAreStoredOnce() throws {
        let (_, lines) = try run(["suite", "--quick", "--only", "W4"])
        let line = lines.first { $0.hasPrefix("W4 stored twice: ") }
        let numbers = line?.split(separator: " ").compactMap { Int($0) } ?? []
        #expect(numbers.count == 2 && numbers[0] > 0 && numbers[0] == numbers[1], "\(lines)")
    }

    @Test func theCoreIsMeasuredPieceByPiece() throws {
        let (end, lines) = try run(["core", "--events", "10000"])
        #expect(end == .exited(0))
        #expect(lines.contains { $0.hasPrefix("gate, ") && $0.hasSuffix(" allocations") })
    }

    @Test func aPartThatThereIsNotIsRefused() throws {
        let (end, lines) = try run(["suite", "--only", "W6"])
        #expect(end == .exited(64) && lines.isEmpty)
    }
}
