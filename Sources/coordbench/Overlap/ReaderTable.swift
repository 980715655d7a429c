internal import Overlap
internal import Platform

/// The reader of single records against the annotated ones: is it electoral, which kinds and what was read instead, which vote.
struct ReaderTable {
    /// Annotated `Y`, `P` (partly), `N`: how many were read as electoral and as not.
    private var electoral: [String: (yes: Int, no: Int)] = [:]
    private var kinds: [String: Counts] = [:]
    /// Of a kind that was missed: what was read in its place.
    private var instead: [String: [String: Int]] = [:]
    private var votes: [String: Counts] = [:]

    private static let kindConfidenceMin = 0.5

    init(_ data: OverlapData) throws {
        let table = CSVTable(try OverlapData.text("\(data.folder)/labels/record-annotations.csv"))
        for row in table.rows {
            guard let answer = row["elections"], answer != "U",
                let reading = data.corpus.reading(row["record_id"] ?? "")
            else { continue }
            if reading.isElectoral {
                electoral[answer, default: (0, 0)].yes += 1
            } else {
                electoral[answer, default: (0, 0)].no += 1
            }
            if answer == "N" { continue }
            takeKinds(Self.words(row["kinds"]), reading)
            takeVotes(Self.words(row["cycles"]), reading)
        }
    }

    private mutating func takeKinds(_ annotated: Set<String>, _ reading: RecordReading) {
        let read = Set(reading.kinds.filter { $0.value >= Self.kindConfidenceMin }.keys)
        for kind in annotated.union(read) {
            kinds[kind, default: Counts()].add(
                flagged: read.contains(kind), overlap: annotated.contains(kind))
        }
        for kind in annotated.subtracting(read) {
            let others = read.subtracting(annotated)
            for other in others.isEmpty ? ["no other"] : others {
                instead[kind, default: [:]][other, default: 0] += 1
            }
        }
    }

    /// National votes only: local ones and referendums stand in no calendar.
    private mutating func takeVotes(_ annotated: Set<String>, _ reading: RecordReading) {
        let years = Set(
            annotated.compactMap { vote in
                vote.last?.isNumber == true ? Int(vote.suffix(4)) : nil
            })
        guard !years.isEmpty || annotated == ["*"] else { return }
        let read = Set(reading.votes.years)
        let source = reading.voteSource.name
        if read.isEmpty {
            for _ in years { votes[source, default: Counts()].add(flagged: false, overlap: true) }
        }
        // Rounds of one season may lie in two years, so the year beside counts as well.
        for year in read {
            let isRight = years.contains { abs($0 - year) <= 1 }
            votes[source, default: Counts()].add(flagged: true, overlap: isRight)
        }
        for year in years where !read.isEmpty && !read.contains(where: { abs($0 - year) <= 1 }) {
            votes[source, default: Counts()].add(flagged: false, overlap: true)
        }
    }

    private static func words(_ field: String?) -> Set<String> {
        Set((field ?? "").split(separator: "+").map(String.init))
    }

    func print() {
        Table.head("The reader: is it electoral?", "annotated", "read as electoral", "as not")
        for (answer, name) in [("Y", "yes"), ("P", "partly"), ("N", "no")] {
            let counts = electoral[answer] ?? (0, 0)
            Table.row([name, "\(counts.yes)", "\(counts.no)"])
        }
        Table.head(
            "The reader: which kinds?", "kind", "right", "wrong", "missed",
            "read instead of the missed")
        for (kind, counts) in kinds.sorted(by: {
            ($1.value.right, $0.key) < ($0.value.right, $1.key)
        }) {
            let others = (instead[kind] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            Table.row(
                [kind, "\(counts.right)", "\(counts.wrong)", "\(counts.missed)"]
                    + [others.map { "\($0.key) \($0.value)" }.joined(separator: ", ")])
        }
        Table.head("The reader: which vote?", "read from", "right", "wrong", "missed")
        for source in RecordReading.VoteSource.allCases {
            guard let counts = votes[source.name] else { continue }
            Table.row([source.words, "\(counts.right)", "\(counts.wrong)", "\(counts.missed)"])
        }
    }
}

extension RecordReading.VoteSource {
    fileprivate var words: String {
        switch self {
        case .none: "nothing"
        case .event: "the stated event"
        case .title: "a year in the title"
        case .text: "a year in the text"
        case .firstAfterStart: "the first vote after the start"
        }
    }
}
