/// Who may read an event: CloudEvents' `dataclassification`, each label wider than the next.
///
/// Source: domain vocabulary, "Status and visibility words" [proposal].
package enum Classification: UInt8, CaseIterable, Comparable, Sendable, CustomStringConvertible {
    case `public` = 0
    case memberStates = 1
    case unSystem = 2
    case caseParties = 3
    case focalPoint = 4

    package var description: String {
        switch self {
        case .public: "public"
        case .memberStates: "member-states"
        case .unSystem: "un-system"
        case .caseParties: "case-parties"
        case .focalPoint: "focal-point"
        }
    }

    package init?(_ text: String) {
        guard let found = Self.allCases.first(where: { $0.description == text }) else { return nil }
        self = found
    }

    package static func < (a: Classification, b: Classification) -> Bool {
        a.rawValue < b.rawValue
    }
}

/// Does the event speak of the world, of an exercise, or of a test of the system? CAP's `status`.
package enum EventStatus: UInt8, CaseIterable, Sendable, CustomStringConvertible {
    case actual = 0
    case exercise = 1
    case test = 2

    package var description: String {
        switch self {
        case .actual: "actual"
        case .exercise: "exercise"
        case .test: "test"
        }
    }

    package init?(_ text: String) {
        guard let found = Self.allCases.first(where: { $0.description == text }) else { return nil }
        self = found
    }
}
