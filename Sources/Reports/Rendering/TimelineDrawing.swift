/// Time from where reading starts, a row a country, a lane for each part of the electoral cycle, diamonds for election days.
struct TimelineDrawing {
    private static let labelWidth = 170.0
    private static let width = 760.0
    private static let lane = 5.0
    private static let rowHeight = 28.0

    let svg: String

    init(_ chart: TimelineChart, _ speaker: Speaker) {
        let parts = TimelineChart.Part.allCases
        let top = 62.0
        var drawing = Drawing(
            width: Self.width, height: top + Self.rowHeight * Double(chart.rows.count) + 6,
            title: speaker.text(chart.caption), mirrored: speaker.language.isRightToLeft)
        // Where one line is too short for the words of a language, the legend goes on in a second one.
        var (legendX, legendY) = (0.0, 0.0)
        func next(_ text: String) {
            let width = 16 + Double(displayWidth(text)) * 7.6
            guard legendX > 0, legendX + width > Self.width else { return }
            (legendX, legendY) = (0, legendY + 18)
        }
        for (index, part) in parts.enumerated() {
            let text = speaker.label("period.\(part.rawValue)")
            next(text)
            drawing.rectangle("c\(index + 1)", x: legendX, y: legendY + 4, width: 11, height: 11)
            drawing.text(text, x: legendX + 16, y: legendY + 14, style: "soft")
            legendX += 36 + Double(displayWidth(text)) * 7.4
        }
        let election = speaker.label("column.election")
        next(election)
        drawing.diamond(x: legendX + 5, y: legendY + 10, size: 5, hint: election)
        drawing.text(election, x: legendX + 16, y: legendY + 14, style: "soft")

        let span = Double(max(1, chart.days.count))
        func place(_ day: Int) -> Double {
            let inside = min(max(day, chart.days.lowerBound), chart.days.upperBound + 1)
            return Self.labelWidth + Double(inside - chart.days.lowerBound) / span
                * (Self.width - Self.labelWidth - 4)
        }
        for year in Self.years(chart.days) {
            let x = place(CivilDay(year: year, month: 1, day: 1).days)
            drawing.line(
                x1: x, y1: top - 6, x2: x, y2: top + Self.rowHeight * Double(chart.rows.count))
            drawing.text(
                speaker.language.digits(String(year)), x: x + 3, y: top - 8, style: "soft")
        }
        for (index, row) in chart.rows.enumerated() {
            let y = top + Self.rowHeight * Double(index)
            drawing.text(
                shortened(speaker.text(row.label), to: 22), x: Self.labelWidth - 8, y: y + 16,
                anchor: "end")
            for bar in row.bars {
                let lane = Double(parts.firstIndex(of: bar.part) ?? 0)
                let start = place(bar.days.lowerBound)
                drawing.rectangle(
                    "c\(Int(lane) + 1)", x: start, y: y + 3 + lane * Self.lane,
                    width: max(2, place(bar.days.upperBound + 1) - start), height: Self.lane - 1)
            }
            for mark in row.marks where chart.days.contains(mark) {
                drawing.diamond(
                    x: place(mark), y: y + 12, size: 5,
                    hint: speaker.date(CivilDay(days: mark).description))
            }
        }
        svg = drawing.svg
    }

    /// Years that begin within the days: all, or each second, fifth or tenth where they would crowd.
    private static func years(_ days: ClosedRange<Int>) -> [Int] {
        let (first, last) = (
            CivilDay(days: days.lowerBound).year, CivilDay(days: days.upperBound).year
        )
        let step = [1, 2, 5, 10, 50].first { (last - first) / $0 <= 12 } ?? 100
        return (first...last).filter {
            $0.isMultiple(of: step)
                && days.contains(CivilDay(year: $0, month: 1, day: 1).days)
        }
    }
}
