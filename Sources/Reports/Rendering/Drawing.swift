/// A canvas for SVG whose x grows in the direction of reading: mirrored where a language is written from right to left.
///
/// Text keeps its anchors: `start` is where reading starts in either direction.
struct Drawing {
    let width: Double
    let height: Double
    private let mirrored: Bool
    private let title: String
    private var content = HTML()

    init(width: Double, height: Double, title: String, mirrored: Bool) {
        self.width = width
        self.height = height
        self.title = title
        self.mirrored = mirrored
    }

    mutating func rectangle(
        _ style: String, x: Double, y: Double, width: Double, height: Double, hint: String? = nil
    ) {
        let left = mirrored ? self.width - x - width : x
        content.element(
            "rect",
            [
                "class": style, "x": number(left), "y": number(y), "width": number(width),
                "height": number(height), "rx": "2",
            ]
        ) { content in
            if let hint { content.element("title") { $0.text(hint) } }
        }
    }

    mutating func line(x1: Double, y1: Double, x2: Double, y2: Double) {
        content.open(
            "line",
            [
                "class": "grid", "x1": number(at(x1)), "y1": number(y1), "x2": number(at(x2)),
                "y2": number(y2),
            ])
        content.close("line")
    }

    /// A band from one upright edge to another, as rivers run on maps of flow.
    mutating func stream(
        from: (x: Double, y: Double), to: (x: Double, y: Double), height: Double
    ) {
        let middle = number(at((from.x + to.x) / 2))
        let (a, b) = (number(at(from.x)), number(at(to.x)))
        let path =
            "M\(a) \(number(from.y))C\(middle) \(number(from.y)) \(middle) \(number(to.y)) \(b) "
            + "\(number(to.y))V\(number(to.y + height))C\(middle) \(number(to.y + height)) \(middle) "
            + "\(number(from.y + height)) \(a) \(number(from.y + height))Z"
        content.open("path", ["class": "stream", "d": path])
        content.close("path")
    }

    /// A small diamond standing on its point.
    mutating func diamond(x: Double, y: Double, size: Double, hint: String) {
        let x = at(x)
        let path =
            "M\(number(x)) \(number(y - size))L\(number(x + size)) \(number(y))L\(number(x)) "
            + "\(number(y + size))L\(number(x - size)) \(number(y))Z"
        content.element("path", ["class": "mark", "d": path]) { content in
            content.element("title") { $0.text(hint) }
        }
    }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: String = "start", style: String = ""
    ) {
        content.element(
            "text",
            ["x": number(at(x)), "y": number(y), "text-anchor": anchor, "class": style]
        ) { $0.text(text) }
    }

    var svg: String {
        var page = HTML()
        page.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "role": "img", "aria-label": title,
                "viewBox": "0 0 \(number(width)) \(number(height))",
            ]
        ) { $0.trusted(content.output) }
        return page.output
    }

    private func at(_ x: Double) -> Double { mirrored ? width - x : x }

    /// With one digit after the point: the same on every machine.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}
