internal import Bytes
internal import JSON

/// The budget table in words and as JSON.
extension BudgetTable {
    func text() -> String {
        var rows = [["", "asked", "measured", "ratio", "", "spread"]]
        var notes: [String] = []
        for line in lines where line.median != nil {
            let sign = line.direction == .atLeast ? ">=" : "<="
            let spread =
                line.measured.count > 1
                ? "\(Self.short(line.measured.min()))-\(Self.short(line.measured.max()))" : ""
            rows.append([
                line.what, line.asked.map { "\(sign) \(Self.short($0)) \(line.unit)" } ?? "",
                "\(Self.short(line.median)) \(line.unit)",
                line.ratio.map { Self.short($0) } ?? "",
                line.isMet.map { $0 ? "met" : "MISSED" } ?? "", spread,
            ])
            if !line.note.isEmpty { notes.append("\(line.what): \(line.note)") }
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let table = rows.map { row in
            zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ")
        }
        return (table + [""] + notes).joined(separator: "\n")
    }

    func json() -> String {
        var json = JSONWriter()
        json.object { json in
            json.key("budgets")
            json.array { json in
                for line in lines where line.median != nil { Self.write(line, into: &json) }
            }
        }
        return json.bytes.text
    }

    private static func write(_ line: Budget, into json: inout JSONWriter) {
        json.object { json in
            json.member("key", line.key)
            json.member("what", line.what)
            json.member("unit", line.unit)
            if let asked = line.asked {
                json.member("bound", line.direction == .atLeast ? "least" : "most")
                json.key("asked")
                json.value(asked)
            }
            if let median = line.median {
                json.key("measured")
                json.value(median)
            }
            if let ratio = line.ratio {
                json.key("ratio")
                json.value(ratio)
            }
            if let isMet = line.isMet { json.member("met", isMet) }
            json.key("runs")
            json.array { json in for value in line.measured { json.value(value) } }
            if !line.note.isEmpty { json.member("note", line.note) }
        }
    }

    /// `412,345`, `61.2`, `0.29`: no more digits than tell something.
    static func short(_ value: Double?) -> String {
        guard let value else { return "" }
        if value != 0, value.magnitude < 10 { return "\((value * 100).rounded() / 100)" }
        if value.magnitude < 1000 { return "\((value * 10).rounded() / 10)" }
        let digits = String(Int(value.rounded()))
        var out = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { out += "," }
            out.append(digit)
        }
        return out
    }
}
