package import JSON

/// Two plain records, fields by name, and whether a person says that they are one: what sets for comparing methods hold.
package struct PlainPair: Sendable {
    package var left: [String: String]
    package var right: [String: String]
    package var isMatch: Bool

    package init(left: [String: String], right: [String: String], isMatch: Bool) {
        self.left = left
        self.right = right
        self.isMatch = isMatch
    }

    /// Reads `{"left":{"name":"..."},"right":{...},"match":1}`. - Returns: nil when one of the three is missing.
    package init?(_ json: borrowing JSONDocument) {
        guard let left = json.value("left", in: json.root), json.kind(left) == .object,
            let right = json.value("right", in: json.root), json.kind(right) == .object,
            let match = json.value("match", in: json.root)
        else { return nil }
        switch json.kind(match) {
        case .integer, .unsigned, .double: isMatch = json.number(match) > 0
        case .yes: isMatch = true
        case .no: isMatch = false
        default: return nil
        }
        self.left = Self.fields(json, left)
        self.right = Self.fields(json, right)
    }

    private static func fields(_ json: borrowing JSONDocument, _ object: Int) -> [String: String] {
        var fields: [String: String] = [:]
        var at = json.first(in: object)
        while !json.isEnd(at) {
            let value = at + 1
            if json.kind(value) == .string { fields[json.text(at)] = json.text(value) }
            at = json.after(value)
        }
        return fields
    }
}
