/// Which row an event makes or changes. Most events have one, some two: a decision also moves the request it answers.
package struct RegisterProjection: Sendable {
    /// What an event says about the state of an entity.
    enum State: Sendable {
        /// Nothing: it stays as it was.
        case unchanged
        case becomes(String)
        /// A question makes a request wait, its answer does not.
        case clarification
        /// Of the request that a decision answers: yes, no, or unchanged where the answer is later.
        case decision
    }

    /// Name of the type, e.g. `request.received`.
    let type: String
    let table: RegisterTable
    /// Where in `data` the entity's identifier stands; `@case` for the case's; nil for facts.
    let id: String?
    let state: State
    /// Does the event's own thing stand in this table? Otherwise only columns that name the type are filled.
    let isHome: Bool
    /// Columns with a value that follows from the type.
    let fixed: [(column: String, value: String)]

    private init(
        _ type: String, _ table: RegisterTable, _ id: String?, _ state: State, isHome: Bool,
        fixed: [(column: String, value: String)] = []
    ) {
        self.type = type
        self.table = table
        self.id = id
        self.state = state
        self.isHome = isHome
        self.fixed = fixed
    }

    private static func entity(
        _ table: RegisterTable, _ id: String, _ family: String,
        _ verbs: KeyValuePairs<String, String?>
    ) -> [RegisterProjection] {
        verbs.map { verb, state in
            RegisterProjection(
                "\(family).\(verb)", table, id, state.map { .becomes($0) } ?? .unchanged,
                isHome: true)
        }
    }

    private static func fact(
        _ table: RegisterTable, _ type: String, _ fixed: (column: String, value: String)? = nil
    ) -> RegisterProjection {
        RegisterProjection(
            type, table, nil, .unchanged, isHome: true, fixed: fixed.map { [$0] } ?? [])
    }

    /// Every projection there is.
    package static let all: [RegisterProjection] =
        requestProjections + caseProjections + helpProjections + memoryProjections
        + findingProjections

    private static let requestProjections: [RegisterProjection] =
        entity(
            RegisterSchema.requests, "request", "request",
            [
                "received": "received", "acknowledged": "acknowledged", "withdrawn": "withdrawn",
                "declined": "decided-no", "closed": "closed",
            ]) + [
            .init(
                "request.clarified", RegisterSchema.requests, "request", .clarification,
                isHome: true),
            .init(
                "assessment.opened", RegisterSchema.requests, "basis.request",
                .becomes("assessing"), isHome: false),
            .init(
                "decision.issued", RegisterSchema.requests, "basis.request", .decision,
                isHome: false),
            .init(
                "decision.amended", RegisterSchema.requests, "basis.request", .decision,
                isHome: false),
        ]
        + entity(
            RegisterSchema.mandates, "mandate", "mandate",
            ["established": "established", "amended": "amended", "ended": "ended"])
        + entity(
            RegisterSchema.elections, "event", "election",
            ["registered": "registered", "updated": nil])
        + [fact(RegisterSchema.contexts, "context.changed")]
        + entity(
            RegisterSchema.assessments, "assessment", "assessment",
            [
                "opened": "opened", "mission-planned": nil, "mission-deployed": "fielded",
                "report-submitted": "reported", "cancelled": "cancelled",
            ])
        + entity(
            RegisterSchema.decisions, "decision", "decision",
            ["recommended": "recommended", "issued": "issued", "amended": "amended"])

    /// The case follows its request or mandate.
    private static let caseProjections: [RegisterProjection] =
        [
            ("request.received", "received"), ("request.acknowledged", "acknowledged"),
            ("request.withdrawn", "withdrawn"), ("request.declined", "decided-no"),
            ("request.closed", "closed"),
        ].map { inCase($0.0, .becomes($0.1), kind: "request") }
        + [
            inCase("request.clarified", .clarification, kind: "request"),
            inCase("assessment.opened", .becomes("assessing"), kind: nil),
            inCase("decision.issued", .decision, kind: nil),
            inCase("decision.amended", .decision, kind: nil),
            inCase("mandate.established", .becomes("established"), kind: "mandate"),
            inCase("mandate.amended", .becomes("amended"), kind: "mandate"),
            inCase("mandate.ended", .becomes("ended"), kind: "mandate"),
            inCase("policy.issued", .becomes("issued"), kind: "policy"),
            inCase("policy.revised", .becomes("revised"), kind: "policy"),
        ]

    private static func inCase(
        _ type: String, _ state: State, kind: String?
    ) -> RegisterProjection {
        RegisterProjection(
            type, RegisterSchema.cases, "@case", state, isHome: kind != nil,
            fixed: kind.map { [("kind", $0)] } ?? [])
    }

    private static let helpProjections: [RegisterProjection] =
        entity(
            RegisterSchema.assistance, "activity", "assistance",
            [
                "planned": "planned", "committed": "committed", "started": "started",
                "updated": nil, "suspended": "suspended", "completed": "completed",
                "cancelled": "cancelled",
            ])
        + [
            fact(RegisterSchema.links, "link.joint", ("kind", "joint")),
            fact(RegisterSchema.links, "link.secondary", ("kind", "secondary")),
        ]
        + entity(
            RegisterSchema.missions, "mission", "mission",
            ["deployed": "deployed", "reported": nil, "closed": "closed"])
        + [fact(RegisterSchema.missionReports, "mission.reported")]
        + entity(
            RegisterSchema.observations, "observation", "observation",
            ["invited": "invited", "declared": "declared", "reported": "reported"])
        + [
            fact(RegisterSchema.observers, "observation.declared", ("kind", "declared")),
            fact(RegisterSchema.observers, "observation.reported", ("kind", "reported")),
            fact(RegisterSchema.endorsements, "declaration.endorsed"),
        ]
        + entity(
            RegisterSchema.posts, "post", "expert",
            [
                "requested": "requested", "nominated": "nominated", "deployed": "deployed",
                "released": "released",
            ])
        + [fact(RegisterSchema.roster, "roster.summary")]

    private static let memoryProjections: [RegisterProjection] =
        ["pledged", "committed", "received"].map {
            fact(RegisterSchema.money, "fund.\($0)", ("stage", $0))
        } + [
            fact(RegisterSchema.balances, "fund.balance"),
            fact(RegisterSchema.fundAlerts, "fund.low"),
            fact(RegisterSchema.acknowledgements, "policy.acknowledged", ("kind", "policy")),
            fact(RegisterSchema.acknowledgements, "coordination.acknowledged", ("kind", "event")),
        ]
        + entity(
            RegisterSchema.policies, "policy", "policy", ["issued": "issued", "revised": "revised"])
        + entity(RegisterSchema.lessons, "lesson", "lesson", ["recorded": "recorded"])
        + entity(RegisterSchema.practices, "practice", "practice", ["shared": "shared"])
        + entity(
            RegisterSchema.partners, "partner", "partner",
            ["registered": "registered", "suspended": "suspended"])
        + entity(
            RegisterSchema.presence, "agency", "agency",
            ["online": "online", "offline": "offline", "suspended": "suspended"])
        + entity(
            RegisterSchema.delegations, "delegation", "authority",
            ["delegated": "delegated", "revoked": "revoked"])

    private static let findingProjections: [RegisterProjection] =
        entity(
            RegisterSchema.overlaps, "overlap", "overlap",
            [
                "flagged": "open", "updated": "open", "cleared": "cleared", "reviewed": nil,
                "resolved": "resolved",
            ])
        + [
            fact(RegisterSchema.verdicts, "overlap.reviewed", ("kind", "reviewed")),
            fact(RegisterSchema.verdicts, "overlap.resolved", ("kind", "resolved")),
        ]
        + entity(RegisterSchema.gaps, "gap", "gap", ["noted": "open", "cleared": "cleared"])
        + entity(
            RegisterSchema.breaches, "breach", "rule",
            ["breached": "open", "cleared": "cleared", "due": "due"])
        + [fact(RegisterSchema.ruleParameters, "rule.parameters-changed")]
        + entity(
            RegisterSchema.offices, "offices", "offices",
            ["requested": "requested", "opened": "opened", "closed": "closed"])
        + [
            fact(RegisterSchema.issues, "bulletin.issued", ("kind", "bulletin")),
            fact(RegisterSchema.issues, "report.ga-issued", ("kind", "ga")),
            fact(RegisterSchema.ledger, "event.amended", ("kind", "amended")),
            fact(RegisterSchema.ledger, "event.redacted", ("kind", "redacted")),
            fact(RegisterSchema.ledger, "event.conflicted", ("kind", "conflicted")),
            fact(RegisterSchema.ledger, "event.quarantined", ("kind", "quarantined")),
        ]
}

extension RegisterProjection {
    package var typeName: String { type }
    package var tableName: String { table.name }
    package var idPath: String? { id }

    /// Does such an event fill this column, where `exists` says which members it may have?
    package func fills(_ column: RegisterColumn, _ exists: (String) -> Bool) -> Bool {
        if fixed.contains(where: { $0.column == column.name }) { return true }
        if column.name == table.columns[0].name, id != nil { return true }
        return column.path(in: self).map(exists) ?? false
    }
}

extension RegisterColumn {
    /// Where the value stands in an event of this type; nil when the event does not fill it.
    func path(in projection: RegisterProjection) -> String? {
        guard let path, types.isEmpty ? projection.isHome : types.contains(projection.type) else {
            return nil
        }
        guard path.hasPrefix("@reference") else { return path }
        let member =
            switch projection.type {
            case "event.amended": "amends"
            case "event.redacted": "redacts"
            case "event.conflicted": "original"
            default: "quarantined"
            }
        return path.replacing("@reference", with: member)
    }
}
