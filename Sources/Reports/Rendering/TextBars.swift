/// Bars of blocks for a terminal, one line a value.
struct TextBars {
    let lines: [String]

    init(_ chart: BarChart, _ speaker: Speaker) {
        let labels = chart.rows.map { speaker.text($0.label) }
        let width = labels.map(displayWidth).max() ?? 0
        let most = max(1, chart.rows.flatMap(\.values).map(\.magnitude).max() ?? 1)
        var lines = [speaker.text(chart.caption)]
        for (label, row) in zip(labels, chart.rows) {
            for (index, value) in row.values.enumerated() {
                let length = Int((Double(value.magnitude) / Double(most) * 40).rounded())
                let series = chart.series.isEmpty ? "" : " " + speaker.text(chart.series[index])
                lines.append(
                    padded(index == 0 ? label : "", to: width) + "  "
                        + String(repeating: "█", count: length) + (length > 0 ? " " : "")
                        + speaker.text(.value(value)) + series)
            }
        }
        self.lines = lines
    }
}

extension Figure.Value {
    /// Its size, to compare values of one unit; nothing is below zero in a bar.
    var magnitude: Int64 {
        switch self {
        case .count(let count), .days(let count), .months(let count): Int64(max(0, count))
        case .amount(let amount): max(0, amount.hundredths)
        }
    }
}
