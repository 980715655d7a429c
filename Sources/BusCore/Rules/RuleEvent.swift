internal import Bytes
internal import JSON

/// What the rules need of an event beside `data`.
package struct RuleEvent: Sendable {
    package let sequence: UInt64
    /// Nanoseconds since the Unix epoch.
    package let recorded: UInt64
    /// `family.verb`.
    package let type: String
    package let family: String
    package let verb: String
    package let agency: String
    /// Nil for none or several.
    package let country: String?
    /// The event's own, nanoseconds since the Unix epoch.
    package let time: Int64
    /// Needed of the bus's own events and of OHCHR's advice only; may be empty for others.
    package let id: String
    package let caseID: String?

    /// The parts of a type's name, taken apart once.
    package struct TypeName: Sendable {
        package let whole: String
        let family: String
        let verb: String

        package init(_ whole: String) {
            self.whole = whole
            let parts = whole.split(separator: ".", maxSplits: 1)
            family = parts.first.map(String.init) ?? ""
            verb = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    package init(
        sequence: UInt64, recorded: UInt64, type: TypeName, agency: String, country: String?,
        time: Int64, id: String, caseID: String?
    ) {
        self.sequence = sequence
        self.recorded = recorded
        self.type = type.whole
        family = type.family
        verb = type.verb
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
