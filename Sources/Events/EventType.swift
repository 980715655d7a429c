/// Who may publish events of a type. The gate holds publishers to it; agencies and their roles are in
/// config/agencies.toml.
package enum EventAuthority: String, CaseIterable, Sendable {
    /// Every agency and partner, for itself (OP17, OP20: many actors, one log).
    case anyAgency = "any-agency"
    /// Only the focal point (OP4, OP15, OP17, OP20), or who holds its delegation for the type.
    case focalPoint = "focal-point"
    /// The focal point or the Electoral Assistance Division, which supports it (OP15, OP16).
    case focalPointOrDelegate = "focal-point-or-delegate"
    /// The bus's own rules, or the focal point or its delegate (OP14: who keeps the fund's books).
    case busOrFocalPoint = "bus-or-focal-point"
    /// Only the bus itself: what it finds, and what happens to it (OP3: the same for every agency).
    case bus = "bus"

    package var meaning: String {
        switch self {
        case .anyAgency: "every agency and partner, in its own name"
        case .focalPoint: "the focal point, or the holder of its delegation for this type"
        case .focalPointOrDelegate: "the focal point or the Electoral Assistance Division"
        case .busOrFocalPoint: "the bus, the focal point or the Electoral Assistance Division"
        case .bus: "the bus itself"
        }
    }
}

/// One type of event: its number, its words, who may publish it and what `data` holds.
package struct EventType: Sendable {
    /// Stable for ever and never used twice: it stands in every record. 0 is the commit marker.
    package let number: UInt16
    /// `family.verb`, e.g. `assistance.planned`; on the wire `org.coordbus.assistance.planned`.
    package let name: String
    package let summary: String
    /// The paragraphs of A/RES/72/164 (`OP` operative, `P` preamble) or `-` for the bus's own working.
    package let origin: String
    package let authority: EventAuthority
    /// What `dataclassification` is when the event does not say.
    package let classification: Classification
    package let data: ObjectShape

    /// Before each name in CloudEvents' `type`.
    package static let prefix = "org.coordbus."

    package init(
        _ number: UInt16, _ name: String, _ origin: String, _ authority: EventAuthority,
        _ summary: String, classification: Classification = .unSystem, data: ObjectShape
    ) {
        precondition(number > 0)
        precondition(name.split(separator: ".", omittingEmptySubsequences: false).count == 2)
        self.number = number
        self.name = name
        self.origin = origin
        self.authority = authority
        self.summary = summary
        self.classification = classification
        self.data = data
    }

    package var family: String { String(name.prefix { $0 != "." }) }
    package var verb: String { String(name.drop { $0 != "." }.dropFirst()) }
    /// CloudEvents' `type`.
    package var fullName: String { Self.prefix + name }
}
