/// What a simulation plays: how many cases of which kind, how close together, and what is planted in them.
///
/// A round is the sum of all of them. Longer runs play round after round, with other countries and texts each time.
package struct Scenario: Equatable, Sendable {
    /// Begins the events' ids: `a-z`, digits and `-`.
    package var name: String
    /// First day of the simulation's own calendar.
    var start: SimulatedDay
    /// How many cases begin in a month of 30 days.
    package var casesPerMonth: Double
    /// Codes of countries; all that are known when empty.
    var countries: [String] = []
    /// How many of each kind a round has, in the order of `CaseKind.allCases`.
    var cases: [CaseKind: Int] = [:]
    /// How many of each kind a round has.
    var overlaps: [OverlapPlant: Int] = [:]
    var gaps = 0
    var breaches: [BreachPlant: Int] = [:]

    static let nameBytesMax = 40
}

/// What sort of story a case is.
enum CaseKind: String, CaseIterable, Sendable {
    /// A State asks, is assessed, assisted, and the case is closed.
    case assisted
    /// The same on a mandate of the Security Council.
    case mandated
    /// Asked, and the focal point cannot help.
    case declined
    /// Asked, and taken back.
    case withdrawn
    /// A whole case that is an exercise.
    case exercise
    /// A few events that only test the way to the bus.
    case test
    /// A policy of the focal point and who acknowledges it.
    case policy
    /// Somebody asks who cannot bind the State: planted, R-WHO.
    case unauthorised
    /// Help that nobody asked for: planted, R-REQ.
    case unrequested
    /// A policy that one agency does not acknowledge: planted, R-POLICY.
    case unread

    /// Told in `[cases]`; the others follow from `[breaches]`.
    static let stated: [CaseKind] = [
        .assisted, .mandated, .declined, .withdrawn, .exercise, .test, .policy,
    ]

    /// May hold what else is planted.
    var holdsPlants: Bool { self == .assisted }
}

/// The same help twice, in the shapes that a detector has to tell apart.
enum OverlapPlant: String, CaseIterable, Sendable {
    /// Another agency plans the same with nearly the same words.
    case duplicate
    /// In other words, with another amount and shifted dates.
    case reworded
    /// In another language only.
    case language
    /// A donor reports the activity of who carries it out.
    case secondary
    /// Two agencies that say that they do it together.
    case joint
    /// The same record again under another id.
    case resend
    /// The same theme in another place: nothing to flag.
    case complementary
}

/// What a rule of the resolution notes, section 6, is to find. The rest of the rules are about rights and clocks of
/// the bus itself, which no publisher can break.
enum BreachPlant: String, CaseIterable, Sendable {
    case auth = "R-AUTH"
    case request = "R-REQ"
    case who = "R-WHO"
    case time = "R-TIME"
    case assess = "R-ASSESS"
    case param = "R-PARAM"
    case mandate = "R-MANDATE"
    case report = "R-REPORT"
    case ohchr = "R-OHCHR"
    case fund = "R-FUND"
    case role = "R-ROLE"
    case policy = "R-POLICY"
    case stale = "R-STALE"

    /// Rules that have a case of their own.
    var caseKind: CaseKind? {
        switch self {
        case .request: .unrequested
        case .who: .unauthorised
        case .policy: .unread
        default: nil
        }
    }
}

/// What one case of a round plays.
struct CasePlan: Sendable {
    var kind: CaseKind
    var overlaps: [OverlapPlant] = []
    var gaps = 0
    var breaches: [BreachPlant] = []

    func has(_ breach: BreachPlant) -> Bool { breaches.contains(breach) }
}

extension Scenario {
    /// The cases of one round in their order: the same for the same seed and round.
    func round(_ round: Int, seed: UInt64) -> [CasePlan] {
        var random = SimulationRandom(seed: seed, part: 0x726F_756E_6400 &+ UInt64(round))
        var plans: [CasePlan] = []
        for kind in CaseKind.stated {
            plans += Array(repeating: CasePlan(kind: kind), count: cases[kind, default: 0])
        }
        for breach in BreachPlant.allCases {
            guard let kind = breach.caseKind else { continue }
            plans += Array(repeating: CasePlan(kind: kind), count: breaches[breach, default: 0])
        }
        random.shuffle(&plans)
        let hosts = plans.indices.filter { plans[$0].kind.holdsPlants }
        guard !hosts.isEmpty else { return plans }
        // One after another over the hosts, so that no case carries everything.
        var turn = 0
        func host() -> Int {
            defer { turn += 1 }
            return hosts[turn % hosts.count]
        }
        for overlap in OverlapPlant.allCases {
            for _ in 0..<overlaps[overlap, default: 0] { plans[host()].overlaps.append(overlap) }
        }
        for _ in 0..<gaps { plans[host()].gaps += 1 }
        for breach in BreachPlant.allCases where breach.caseKind == nil {
            // Each rule at most once a case, so that findings can be told apart; the reader holds to that.
            for _ in 0..<breaches[breach, default: 0] {
                var at = host()
                while plans[at].has(breach) { at = host() }
                plans[at].breaches.append(breach)
            }
        }
        return plans
    }
}
