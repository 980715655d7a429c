internal import Bytes
internal import JSON

/// What the rules need of an event beside `data`.
package struct RuleEvent: Sendable {
    package let sequence: UInt64
    /// Nanoseconds since the Unix epoch.
    package let recorded: UInt64
    /// `family.verb`.
    package let type: String
    package let agency: String
    /// Nil for none or several.
    package let country: String?
    /// The event's own, nanoseconds since the Unix epoch.
    package let time: Int64
    package let id: String
    package let caseID: String?

    package init(
        sequence: UInt64, recorded: UInt64, type: String, agency: String, country: String?,
        time: Int64, id: String, caseID: String?
    ) {
        self.sequence = sequence
        self.recorded = recorded
        self.type = type
        self.agency = agency
        self.country = country
        self.time = time
        self.id = id
        self.caseID = caseID
    }

    var moment: Moment { Moment(time: time, agency: agency, sequence: sequence) }
}

/// Reading members of `data` by name.
extension JSONDocument {
    func texts(_ key: StaticString, in object: Int) -> [String]? {
        guard let list = value(key, in: object), kind(list) == .array else { return nil }
        var texts: [String] = []
        var at = first(in: list)
        while !isEnd(at) {
            if kind(at) == .string { texts.append(text(at)) }
            at = after(at)
        }
        return texts
    }

    func text(_ outer: StaticString, _ inner: StaticString, in object: Int) -> String? {
        guard let value = value(outer, in: object) else { return nil }
        return text(inner, in: value)
    }

    func flag(_ key: StaticString, in object: Int) -> Bool? {
        guard let value = value(key, in: object) else { return nil }
        switch kind(value) {
        case .yes: return true
        case .no: return false
        default: return nil
        }
    }

    func whole(_ key: StaticString, in object: Int) -> Int64? {
        guard let value = value(key, in: object), kind(value) == .integer else { return nil }
        return integer(value)
    }

    /// The request or mandate in `basis`.
    func basis(in object: Int) -> String? {
        text("basis", "request", in: object) ?? text("basis", "mandate", in: object)
    }

    /// `name.amount` as a number.
    func amount(_ key: StaticString, in object: Int) -> Double? {
        text(key, "amount", in: object).flatMap(Double.init)
    }
}
