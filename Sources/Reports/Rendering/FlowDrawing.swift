/// A map of flow: boxes as tall as their numbers, streams from each to what came of it.
struct FlowDrawing {
    private static let boxWidth = 12.0
    private static let columns = [8.0, 280.0, 540.0]

    let svg: String

    init(_ chart: FlowChart, _ speaker: Speaker) {
        let total = Double(max(1, chart.nodes.first?.count ?? 1))
        let scale = 190 / total
        let places = Self.places(chart, scale)
        let bottom = zip(chart.nodes, places).map { $1 + Self.slot($0.count, scale) }.max() ?? 0
        var drawing = Drawing(
            width: 760, height: max(60, bottom + 4), title: speaker.text(chart.caption),
            mirrored: speaker.language.isRightToLeft)
        var taken = [Double](repeating: 0, count: chart.nodes.count)
        for (index, node) in chart.nodes.enumerated() {
            guard let from = node.from else { continue }
            let height = Double(node.count) * scale
            drawing.stream(
                from: (
                    Self.columns[chart.nodes[from].stage] + Self.boxWidth,
                    places[from] + taken[from]
                ),
                to: (Self.columns[node.stage], places[index]), height: height)
            taken[from] += height
        }
        for (index, node) in chart.nodes.enumerated() {
            let height = max(2, Double(node.count) * scale)
            drawing.rectangle(
                Self.style(node.stage), x: Self.columns[node.stage], y: places[index],
                width: Self.boxWidth, height: height)
            drawing.text(
                speaker.text(.joined([node.label, .count(node.count)])),
                x: Self.columns[node.stage] + Self.boxWidth + 6,
                y: places[index] + min(height / 2 + 5, 15),
                style: "halo")
        }
        svg = drawing.svg
    }

    /// Where each box begins, from the top of the picture.
    private static func places(_ chart: FlowChart, _ scale: Double) -> [Double] {
        var next = [Double](repeating: 4, count: columns.count)
        return chart.nodes.map { node in
            let place = next[node.stage]
            next[node.stage] += slot(node.count, scale)
            return place
        }
    }

    /// What a box takes with its label.
    private static func slot(_ count: Int, _ scale: Double) -> Double {
        max(Double(count) * scale, 14) + 10
    }

    private static func style(_ stage: Int) -> String { ["c1", "c3", "c2"][stage] }
}
