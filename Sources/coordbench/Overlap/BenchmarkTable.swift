internal import JSON
internal import Overlap
internal import Platform

/// The code that compares texts on sets that other people compare methods with. Weights by the same fit as those of overlaps.
struct BenchmarkTable {
    private let folder: String

    init(folder: String) { self.folder = folder }

    func print() throws {
        Table.head(
            "Sets that others compare methods with", "set", "precision", "recall", "F1", "pairs")
        let restaurants = try restaurants()
        row("restaurants (Fodors, Zagats), five folds", restaurants.counts, restaurants.pairs)
        let train = try pairs("train")
        let test = try pairs("test")
        let seen = try pairs("valid") + test
        let model = LikenessModel(learning: train, seen: seen.flatMap { [$0.left, $0.right] })
        row("Abt-Buy, as it is split", model.judge(test), test.count)
    }

    private func row(_ name: String, _ counts: Counts, _ pairs: Int) {
        Table.row(
            [name] + [counts.precision, counts.recall, counts.f1].map(thousandths) + ["\(pairs)"])
    }

    private func pairs(_ name: String) throws -> [PlainPair] {
        var pairs: [PlainPair] = []
        var lines = try LineReader(path: "\(folder)/abt-buy/\(name).ndjson")
        var parser = JSONParser(bytesMax: 1 << 20)
        while let line = try lines.next() {
            if let pair = PlainPair(try parser.parse(line.bytes.span)) { pairs.append(pair) }
        }
        return pairs
    }

    /// Candidates share a word of the name, the address or the telephone number. A match that is none counts as missed.
    private func restaurants() throws -> (counts: Counts, pairs: Int) {
        func table(_ name: String) throws -> [[String: String]] {
            CSVTable(try OverlapData.text("\(folder)/restaurants/\(name).csv")).rows
        }
        let matches = Set(
            try table("matches_fodors_zagats").map {
                "\($0["fodors_id"] ?? "") \($0["zagats_id"] ?? "")"
            })
        let second = try table("zagats")
        var byWord: [String: Set<Int>] = [:]
        for (index, record) in second.enumerated() {
            for word in Self.words(record) { byWord[word, default: []].insert(index) }
        }
        var candidates: [(pair: PlainPair, fold: Int)] = []
        for (number, record) in try table("fodors").enumerated() {
            let others = Self.words(record).reduce(into: Set<Int>()) {
                $0.formUnion(byWord[$1] ?? [])
            }
            for other in others.sorted() {
                let ids = "\(record["id"] ?? "") \(second[other]["id"] ?? "")"
                candidates.append(
                    (
                        PlainPair(
                            left: Self.withoutID(record), right: Self.withoutID(second[other]),
                            isMatch: matches.contains(ids)), number % 5
                    ))
            }
        }
        var counts = Counts()
        for fold in 0..<5 {
            let model = LikenessModel(
                learning: candidates.filter { $0.fold != fold }.map(\.pair),
                seen: candidates.filter { $0.fold == fold }
                    .flatMap { [$0.pair.left, $0.pair.right] })
            counts.add(model.judge(candidates.filter { $0.fold == fold }.map(\.pair)))
        }
        let found = candidates.count { $0.pair.isMatch }
        for _ in found..<matches.count { counts.add(flagged: false, overlap: true) }
        return (counts, candidates.count)
    }

    private static func words(_ record: [String: String]) -> Set<String> {
        Set(
            ["name", "addr", "phone"].flatMap { folded(record[$0] ?? "") }.filter {
                $0.utf8.count > 2
            })
    }

    private static func withoutID(_ record: [String: String]) -> [String: String] {
        record.filter { $0.key != "id" }
    }
}
