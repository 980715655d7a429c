internal import CoordBus
internal import JSON
internal import Overlap
internal import Platform

/// Learns whether two plain records are one: the code that compares texts, on sets that others compare methods with.
struct PlainLearning {
    private let model: LikenessModel

    /// Learns and prints how well it judges what it learned from, and what it did not.
    init(_ path: String, judge other: String?) throws {
        let pairs = try Self.pairs(path)
        let unseen = try other.map(Self.pairs) ?? []
        model = LikenessModel(learning: pairs, seen: unseen.flatMap { [$0.left, $0.right] })
        Self.row("learned from \(pairs.count) pairs", model.judge(pairs))
        if !unseen.isEmpty { Self.row("judged \(unseen.count) others", model.judge(unseen)) }
    }

    func write(to path: String?) throws {
        if let path {
            try OverlapLearnCommand.write(model.text, to: path)
        } else {
            writeOutput("\n" + model.text)
        }
    }

    private static func row(_ name: String, _ counts: Counts) {
        writeOutput(
            "\(name): precision \(decimals(counts.precision)), recall \(decimals(counts.recall)),"
                + " F1 \(decimals(counts.f1))")
    }

    private static func pairs(_ path: String) throws -> [PlainPair] {
        var pairs: [PlainPair] = []
        var lines = try LineReader(path: path)
        var parser = JSONParser(bytesMax: 16 << 20)
        while let line = try lines.next() {
            let json = try parser.parse(line.bytes.span)
            guard let pair = PlainPair(json) else {
                throw UsageError(
                    "\(path):\(line.number): write {\"left\":{},\"right\":{},\"match\":1}")
            }
            pairs.append(pair)
        }
        guard !pairs.isEmpty else { throw UsageError("\(path) holds no pairs") }
        return pairs
    }
}
