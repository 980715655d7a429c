/// One rule of the resolution: what it asks, what raises a finding and what clears it.
///
/// Source: domain/resolution.md section 6. R-AUTH, R-PRIV and R-CLASS are the gate's, R-OVERLAP, R-SECOND, R-JOINT and R-GAP
/// those of the watch over overlaps; all others stand here.
package struct MandateRule: Sendable {
    /// One setting of a rule: a number, or a list of agency codes.
    package struct Parameter: Sendable {
        package let name: String
        package let standard: String
        package let unit: String
        package let note: String
    }

    /// As in `Vocabulary.rule`.
    package let id: String
    /// Of A/RES/72/164.
    package let paragraph: String
    /// `info`, `warn` or `critical`.
    package let severity: String
    package let text: String
    package let raises: String
    package let clears: String
    package let parameters: [Parameter]

    init(
        _ id: String, _ paragraph: String, _ severity: String, _ text: String, raises: String,
        clears: String, _ parameters: [Parameter] = []
    ) {
        self.id = id
        self.paragraph = paragraph
        self.severity = severity
        self.text = text
        self.raises = raises
        self.clears = clears
        self.parameters = parameters
    }

    /// Goes up when a rule changes what it finds.
    package static let version = 1

    private static let notice = Parameter(
        name: "notice_days", standard: "7", unit: "days",
        note: "this long before the deadline, rule.due tells of it")

    package static let all: [MandateRule] = [
        MandateRule(
            "R-REQ", "P11", "critical", "No request, no assistance.",
            raises: "assistance that rests on no request and no mandate of its country, or on a "
                + "request that was withdrawn or declined before",
            clears: "the request or mandate; assistance that names it; its cancellation"),
        MandateRule(
            "R-WHO", "OP2", "warn", "A request comes from an organ that can bind the State.",
            raises: "a request by an electoral commission alone, a party, civil society or others",
            clears: "request.clarified with a requester that can bind the State"),
        MandateRule(
            "R-TIME", "OP5", "warn", "A request leaves enough time before election day.",
            raises: "a request that reached the United Nations too shortly before election day",
            clears: "a later election day, by request.clarified or election.updated",
            [
                Parameter(
                    name: "months", standard: "4", unit: "months",
                    note: "between the request and election day")
            ]),
        MandateRule(
            "R-ASSESS", "OP5", "critical", "Assess and decide before committing.",
            raises: "assistance.committed before an assessment's report and a decision to assist, "
                + "by the events' own times",
            clears: "assistance.committed once more after both; its cancellation"),
        MandateRule(
            "R-PARAM", "OP5", "critical", "Assistance keeps to what was decided.",
            raises: "committed assistance of a type or theme that the decision does not name",
            clears: "decision.amended that names it; assistance that keeps to it; its cancellation"),
        MandateRule(
            "R-MANDATE", "OP5", "critical",
            "To certify, supervise, observe or organise elections needs a mandate.",
            raises:
                "assistance of type cert, sup, obs or org, or observation by the United Nations, "
                + "without a mandate that covers it",
            clears: "the mandate; assistance of another type; its cancellation"),
        MandateRule(
            "R-REPORT", "OP5", "warn", "A mission reports.",
            raises: "mission.closed, and no report by its due day",
            clears: "mission.reported of kind mission or final",
            [
                Parameter(
                    name: "days", standard: "30", unit: "days",
                    note: "after the end, where no due day is stated"), notice,
            ]),
        MandateRule(
            "R-OHCHR", "OP16", "warn", "The Division takes note of advice by OHCHR.",
            raises: "advice by ohchr that ead has not acknowledged in time",
            clears: "coordination.acknowledged by ead",
            [
                Parameter(
                    name: "days", standard: "30", unit: "days", note: "after the first event of it"),
                notice,
            ]),
        MandateRule(
            "R-FUND", "OP14", "warn", "A fund lasts for some months.",
            raises:
                "fund.balance that covers fewer months of usual spending; fund.low is published too",
            clears: "a later balance that covers them",
            [
                Parameter(
                    name: "months", standard: "6", unit: "months",
                    note: "that the balance should cover")
            ]),
        MandateRule(
            "R-ROLE", "P23", "info", "Who assists does not observe.",
            raises: "observation.declared by an agency that assists the same electoral event",
            clears: "the cancellation of its assistance"),
        MandateRule(
            "R-POLICY", "OP20", "info", "Agencies acknowledge the focal point's policies.",
            raises: "a policy that an agency has not acknowledged by its day",
            clears: "policy.acknowledged",
            [
                Parameter(
                    name: "days", standard: "30", unit: "days",
                    note: "after the issue, where no day is stated"),
                Parameter(
                    name: "agencies", standard: "dfs dpko ead ohchr undp unwomen", unit: "codes",
                    note: "who is to acknowledge; a successor's word counts for its predecessor"),
                notice,
            ]),
        MandateRule(
            "R-BULL", "OP4", "warn", "Member States are informed regularly.",
            raises: "no bulletin by the day that the last one named, or so long after it",
            clears: "bulletin.issued",
            [
                Parameter(
                    name: "days", standard: "90", unit: "days",
                    note:
                        "after the last one, where it names no day; the clock begins with the first"
                ),
                notice,
            ]),
        MandateRule(
            "R-GA", "OP21", "warn", "The General Assembly is reported to.",
            raises: "no report by the day that the last one named",
            clears: "report.ga-issued",
            [
                Parameter(
                    name: "days", standard: "730", unit: "days",
                    note:
                        "after the last one, where it names no day; the clock begins with the first"
                ),
                notice,
            ]),
        MandateRule(
            "R-STALE", "OP2", "info", "Assistance that goes on is heard of.",
            raises: "started assistance, other than adjacent work, without news for some weeks",
            clears: "news of it, or its end",
            [Parameter(name: "weeks", standard: "12", unit: "weeks", note: "without news")]),
        MandateRule(
            "R-STATE", "OP20", "info", "Events follow one another as the procedure says.",
            raises:
                "an event that does not fit the state its request or assistance was in, two decisions on one "
                + "request, a decision on a request that is not known",
            clears: "the event that was missing"),
    ]

    package static func named(_ id: String) -> MandateRule? { all.first { $0.id == id } }
}
