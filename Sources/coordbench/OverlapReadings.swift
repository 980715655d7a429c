internal import Overlap
internal import Platform

/// The reader of single records against the annotated ones: is it electoral, which kinds.
struct OverlapReadings {
    /// Annotated `Y`, `P` (partly), `N`: how many were read as electoral and as not.
    private(set) var electoral: [String: (yes: Int, no: Int)] = [:]
    private(set) var kinds: [String: Counts] = [:]

    init(_ data: OverlapData) throws {
        for row in try OverlapData.rows("\(data.data)/labels/record-annotations.csv") {
            guard let answer = row["elections"], answer != "U",
                let reading = data.reading(row["record_id"] ?? "")
            else { continue }
            if reading.isElectoral {
                electoral[answer, default: (0, 0)].yes += 1
            } else {
                electoral[answer, default: (0, 0)].no += 1
            }
            if answer == "N" { continue }
            let annotated = Set((row["kinds"] ?? "").split(separator: "+").map(String.init))
            let read = Set(reading.kinds.filter { $0.value >= 0.5 }.keys)
            for kind in annotated.union(read) {
                kinds[kind, default: Counts()].add(
                    flagged: read.contains(kind), overlap: annotated.contains(kind))
            }
        }
    }

    func print() {
        writeOutput("reader, annotated as: read as electoral, as not")
        for (answer, counts) in electoral.sorted(by: { $0.key < $1.key }) {
            writeOutput("  \(answer)  \(counts.yes)  \(counts.no)")
        }
        writeOutput("reader, kind: right, wrong, missed")
        for (kind, counts) in kinds.sorted(by: { $0.key < $1.key }) {
            writeOutput("  \(kind)  \(counts.right)  \(counts.wrong)  \(counts.missed)")
        }
    }
}
