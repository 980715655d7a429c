internal import Platform

/// Writes numbers as Prometheus reads them: the text format 0.0.4, or OpenMetrics 1.0 for who asks for it.
///
/// Names end with their unit; counters with `_total`. The two formats differ in how a counter is introduced, in units, and in
/// the last line. Source: https://prometheus.io/docs/instrumenting/exposition_formats, OpenMetrics 1.0.
struct MetricsText {
    let isOpenMetrics: Bool
    private(set) var text = ""

    init(isOpenMetrics: Bool) { self.isOpenMetrics = isOpenMetrics }

    static func mediaType(isOpenMetrics: Bool) -> String {
        isOpenMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8"
    }

    typealias Labels = [(name: String, value: String)]

    /// Something that only grows. `name` is given without `_total`.
    mutating func counter(_ name: String, _ help: String, unit: String = "", _ value: UInt64) {
        counter(name, help, unit: unit, [([], value)])
    }

    mutating func counter(
        _ name: String, _ help: String, unit: String = "", _ values: [(Labels, UInt64)]
    ) {
        head(name, isOpenMetrics ? name : name + "_total", "counter", help, unit)
        for (labels, value) in values { sample(name + "_total", labels, String(value)) }
    }

    /// Something that goes up and down.
    mutating func gauge(_ name: String, _ help: String, unit: String = "", _ value: Double) {
        gauge(name, help, unit: unit, [([], value)])
    }

    mutating func gauge(
        _ name: String, _ help: String, unit: String = "", _ values: [(Labels, Double)]
    ) {
        head(name, name, "gauge", help, unit)
        for (labels, value) in values { sample(name, labels, Self.number(value)) }
    }

    /// How long something took, in seconds.
    mutating func histogram(_ name: String, _ help: String, _ reading: Histogram.Reading) {
        head(name, name, "histogram", help, "seconds")
        var sum: UInt64 = 0
        for (place, count) in reading.counts.enumerated() {
            sum += count
            let bound =
                place < Histogram.bounds.count
                ? Self.number(Double(Histogram.bounds[place]) / 1e9) : "+Inf"
            sample(name + "_bucket", [("le", bound)], String(sum))
        }
        sample(name + "_sum", [], Self.number(Double(reading.sumNanoseconds) / 1e9))
        sample(name + "_count", [], String(sum))
    }

    /// The last line.
    mutating func end() { if isOpenMetrics { text += "# EOF\n" } }

    private mutating func head(
        _ name: String, _ shown: String, _ kind: String, _ help: String, _ unit: String
    ) {
        text += "# HELP \(shown) \(help)\n# TYPE \(shown) \(kind)\n"
        if isOpenMetrics, !unit.isEmpty { text += "# UNIT \(name) \(unit)\n" }
    }

    private mutating func sample(_ name: String, _ labels: Labels, _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{"
            text += labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            text += "}"
        }
        text += " \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }
}
