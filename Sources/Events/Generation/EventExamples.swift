/// One event of each type, as it might be: for docs/events.md and the tests. Everything in them is invented.
package enum EventExamples {
    package static let all: [EventExample] = [
        requestExamples, electionExamples, assessmentExamples, assistanceExamples,
        missionExamples, moneyExamples, policyExamples, overlapExamples, ruleExamples,
        busExamples,
    ].flatMap(\.self)
}

/// An event in the making: what changes from one to the next; the rest is the same for all.
package struct EventExample: Sendable {
    package let type: String
    let agency: String
    let time: String
    let subject: String?
    let correlation: String?
    let data: String

    init(
        _ type: String, _ agency: String, _ time: String, about subject: String? = nil,
        case correlation: String? = nil, _ data: String
    ) {
        self.type = type
        self.agency = agency
        self.time = time
        self.subject = subject
        self.correlation = correlation
        self.data = data
    }

    /// The whole event.
    var event: JSONTree {
        var members: [(String, JSONTree)] = [
            ("specversion", .text("1.0")), ("id", .text("\(type)-\(time.prefix(10))-1")),
            ("source", .text("urn:coordbus:agency:\(agency)")),
            ("type", .text(EventType.prefix + type)), ("time", .text(time)),
        ]
        if let subject { members.append(("subject", .text(subject))) }
        if let correlation { members.append(("correlationid", .text(correlation))) }
        return .object(members + [("data", JSONTree(parsing: data))])
    }

    /// The whole event as a file.
    package var fileText: String { event.fileText }
}
