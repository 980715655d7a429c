internal import Glibc

/// Logistic regression whose weights may not point the other way than their evidence.
///
/// Accelerated projected gradient (Beck and Teboulle 2009), a fixed number of steps from the same place: the same rows give the
/// same weights, to the last bit on one machine.
struct MonotoneFit {
    /// One piece of evidence.
    struct Column {
        /// +1: may only speak for, -1: only against, 0: either.
        var sign: Int
        /// What is thought of it before any row is seen.
        var before = 0.0
    }

    /// One labelled pair: the evidence that is there, and how much the pair counts.
    struct Row {
        var values: [(column: Int, strength: Double)]
        var isMatch: Bool
        var importance = 1.0
    }

    /// How strongly weights are held to what was thought before.
    var restraint: Double
    var steps: Int
    /// A step is shorter by this: as many pieces of evidence as speak at once for the same thing.
    var caution: Double

    /// - Returns: log-odds by column, and the log-odds before any evidence.
    func learn(_ columns: [Column], _ rows: [Row]) -> (weights: [Double], base: Double) {
        let bias = columns.count
        let rows = rows.map { row in
            (values: row.values + [(column: bias, strength: 1.0)], row.isMatch, row.importance)
        }
        var scale = [Double](repeating: restraint, count: bias + 1)
        for (values, _, importance) in rows {
            for (column, strength) in values {
                scale[column] += importance * strength * strength / 4
            }
        }
        var current = columns.map(\.before) + [0]
        var ahead = current
        var pace = 1.0
        for _ in 0..<steps {
            var slope = [Double](repeating: 0, count: bias + 1)
            for (values, isMatch, importance) in rows {
                let odds = values.reduce(0) { $0 + ahead[$1.column] * $1.strength }
                let miss = 1 / (1 + exp(-odds)) - (isMatch ? 1 : 0)
                for (column, strength) in values { slope[column] += importance * miss * strength }
            }
            var next = current
            for column in next.indices {
                let held =
                    column == bias ? 0 : restraint * (ahead[column] - columns[column].before)
                next[column] = ahead[column] - (slope[column] + held) / (caution * scale[column])
                if column < bias, next[column] * Double(columns[column].sign) < 0 {
                    next[column] = 0
                }
            }
            let nextPace = (1 + (1 + 4 * pace * pace).squareRoot()) / 2
            for column in next.indices {
                ahead[column] =
                    next[column] + (pace - 1) / nextPace * (next[column] - current[column])
            }
            current = next
            pace = nextPace
        }
        return (Array(current[..<bias]), current[bias])
    }
}
