/// Bars from where reading starts, a row a line, the value behind each bar.
struct BarDrawing {
    let svg: String

    init(_ chart: BarChart, _ speaker: Speaker) {
        let series = max(1, chart.series.count)
        // Values stand behind their bars: bars of one row are as far apart as lines of text.
        let (barHeight, gap) = (series == 1 ? 16.0 : 18.0, 10.0)
        let rowHeight = barHeight * Double(series) + gap
        let legend = chart.series.isEmpty ? 0.0 : 26.0
        let (labelWidth, barWidth) = (280.0, 350.0)
        var drawing = Drawing(
            width: 760, height: legend + rowHeight * Double(chart.rows.count) + 4,
            title: speaker.text(chart.caption), mirrored: speaker.language.isRightToLeft)
        var legendX = labelWidth
        for (index, name) in chart.series.enumerated() {
            let text = speaker.text(name)
            drawing.rectangle("c\(index % 4 + 1)", x: legendX, y: 4, width: 11, height: 11)
            drawing.text(text, x: legendX + 16, y: 14, style: "soft")
            legendX += 36 + Double(displayWidth(text)) * 7
        }
        let most = Double(max(1, chart.rows.flatMap(\.values).map(\.magnitude).max() ?? 1))
        for (index, row) in chart.rows.enumerated() {
            let y = legend + rowHeight * Double(index)
            drawing.text(
                shortened(speaker.text(row.label), to: 34), x: labelWidth - 8,
                y: y + (rowHeight - gap) / 2 + 5, anchor: "end")
            for (place, value) in row.values.enumerated() {
                let length = Double(value.magnitude) / most * barWidth
                let top = y + barHeight * Double(place)
                drawing.rectangle(
                    "c\(place % 4 + 1)", x: labelWidth, y: top, width: max(length, 1),
                    height: barHeight - (series == 1 ? 0 : 5))
                drawing.text(
                    speaker.text(.value(value)), x: labelWidth + length + 6,
                    y: top + (barHeight - (series == 1 ? 0 : 5)) / 2 + 4, style: "soft")
            }
        }
        svg = drawing.svg
    }
}

/// At most so many columns, with an ellipsis; the whole stands in the table.
func shortened(_ text: String, to columns: Int) -> String {
    guard displayWidth(text) > columns else { return text }
    var result = ""
    for character in text {
        if displayWidth(result) + displayWidth(String(character)) > columns - 1 { break }
        result.append(character)
    }
    return result + "…"
}
