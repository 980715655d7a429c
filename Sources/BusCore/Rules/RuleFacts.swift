/// When something was said, and by whom: later facts win, whatever order they travelled in.
struct Moment: Comparable {
    /// Nanoseconds since the Unix epoch.
    let time: Int64
    let agency: String
    let sequence: UInt64

    static func < (a: Moment, b: Moment) -> Bool {
        (a.time, a.agency, a.sequence) < (b.time, b.agency, b.sequence)
    }
}

/// The latest that was said of something.
struct Latest<Value> {
    private(set) var value: Value?
    private(set) var at: Moment?

    /// Takes a value that was said at a moment; nil says nothing.
    mutating func offer(_ value: Value?, _ moment: Moment) {
        guard let value, at.map({ $0 < moment }) ?? true else { return }
        self.value = value
        at = moment
    }
}

extension Latest where Value: Equatable {
    /// Takes a value that was said at a moment; nil says nothing.
    /// - Returns: is it another than before?
    mutating func changes(_ value: Value?, _ moment: Moment) -> Bool {
        let before = self.value
        offer(value, moment)
        return self.value != before
    }
}

/// What the rules know of one activity of one agency.
final class ActivityFacts {
    let agency: String
    let activity: String
    var first: Moment
    var news: Moment
    var committed = Latest<Bool>()
    var started = Latest<Bool>()
    /// Ended, for the time being or for good: suspended, completed, cancelled; or going on.
    var state = Latest<String>()
    var basis = Latest<String>()
    var country = Latest<String>()
    var event = Latest<String>()
    var decision = Latest<String>()
    var type = Latest<String>()
    var themes = Latest<[String]>()
    var isAdjacent = Latest<Bool>()
    /// Requests and mandates that it named as its basis.
    var bases: [String] = []
    /// Of OHCHR's activities the ids of their events, to be acknowledged by.
    var ids: [String] = []
    /// Of ends the earliest, of other verbs the latest.
    var history: [(moment: Moment, verb: String)] = []

    init(agency: String, activity: String, first: Moment) {
        self.agency = agency
        self.activity = activity
        self.first = first
        news = first
    }

    var key: String { "\(agency)/\(activity)" }
    var isCancelled: Bool { state.value == "cancelled" }
}

/// What the rules know of a request.
final class RequestFacts {
    let id: String
    var received = Latest<String>()
    var first: Moment?
    var country = Latest<String>()
    var authority = Latest<String>()
    var electionDate = Latest<String>()
    var event = Latest<String>()
    /// Withdrawn or declined.
    var refused = Latest<String>()
    var history: [(moment: Moment, verb: String)] = []

    init(id: String) { self.id = id }
}

final class MandateFacts {
    var established: Moment?
    var countries = Latest<[String]>()
    var types = Latest<[String]>()
    var ended = Latest<Bool>()
}

final class DecisionFacts {
    let id: String
    var basis = Latest<String>()
    var country = Latest<String>()
    var stage = Latest<String>()
    var outcome = Latest<String>()
    var types = Latest<[String]>()
    var themes = Latest<[String]>()
    /// The earliest time at which it stood as an approval to assist.
    var approved: Moment?
    var issued: Moment?

    init(id: String) { self.id = id }
}

/// Everything that rests on one request or mandate.
final class CaseFacts {
    var reports: [Moment] = []
    var decisions: [DecisionFacts] = []
    var activities: [ActivityFacts] = []
}

final class MissionFacts {
    var closed = Latest<Bool>()
    var reportDue = Latest<String>()
    var reported: Moment?
    var country = Latest<String>()
    var event = Latest<String>()
    var caseID = Latest<String>()
}

final class FundFacts {
    var balance = Latest<
        (balance: Double, use: Double, day: String, text: String, currency: String)
    >()
    var country = Latest<String>()
    var event = Latest<String>()
    var caseID = Latest<String>()
    var fund = ""
    var fundName: String?
}

final class PolicyFacts {
    var issued: Moment?
    var due = Latest<String>()
    /// By agency, the latest.
    var acknowledged: [String: Moment] = [:]
    var caseID = Latest<String>()
}

final class ObserverFacts {
    var declared: Moment
    let observation: String
    let agency: String
    let event: String
    var kind = Latest<String>()
    var mandate = Latest<String>()
    var country = Latest<String>()
    var caseID = Latest<String>()

    init(declared: Moment, observation: String, agency: String, event: String) {
        self.declared = declared
        self.observation = observation
        self.agency = agency
        self.event = event
    }
}

/// What a rule says of one thing at one moment.
enum Judgement {
    case inOrder
    /// Not yet: look again then. `notice` when it is near enough to be told of: since when, the deadline, and what.
    case waiting(until: Int64, notice: (since: Int64, due: Int64, Finding)?)
    case breached(Finding)
}

/// What a breach says.
struct Finding {
    var evidence: [UInt64]
    var reason: RuleSentence
    var remedy: RuleSentence
    var days: Int?
    /// When a clock ran out; nil for what an event shows by itself.
    var due: Int64?
    var agency: String?
    var country: String?
    var event: String?
    var caseID: String?

    var scope: RuleScope {
        RuleScope(agency: agency, country: country, event: event, caseID: caseID)
    }
}

/// Whom and what a finding concerns: by this its events find their readers, that of its end like that of its begin.
package struct RuleScope: Sendable {
    var agency: String?
    var country: String?
    var event: String?
    var caseID: String?

    package init(agency: String?, country: String?, event: String?, caseID: String?) {
        self.agency = agency
        self.country = country
        self.event = event
        self.caseID = caseID
    }
}

/// One rule and one thing: what can be breached and cleared.
struct RuleSlot: Hashable {
    let rule: String
    let about: String
}
