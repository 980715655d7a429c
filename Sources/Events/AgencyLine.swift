/// Agencies that changed their name: one line of history, each name with its time.
///
/// Source: domain/vocabulary.md section 2.1; the successors of 2019 are [memory] there. Correct it here: nothing else
/// knows of it.
package struct AgencyLine: Sendable {
    /// Code on the bus.
    package let agency: String
    /// The code that stands for the whole line.
    package let line: String
    package let name: String
    /// First day; nil when it was always so, as far as this bus goes.
    package let since: String?
    /// Last day; nil when it is still so.
    package let until: String?

    package static let all: [AgencyLine] = [
        .init(
            agency: "dpa", line: "dppa", name: "Department of Political Affairs", since: nil,
            until: "2018-12-31"),
        .init(
            agency: "dppa", line: "dppa",
            name: "Department of Political and Peacebuilding Affairs", since: "2019-01-01",
            until: nil),
        .init(
            agency: "dpko", line: "dpo", name: "Department of Peacekeeping Operations",
            since: nil, until: "2018-12-31"),
        .init(
            agency: "dpo", line: "dpo", name: "Department of Peace Operations",
            since: "2019-01-01", until: nil),
        .init(
            agency: "dfs", line: "dos", name: "Department of Field Support", since: nil,
            until: "2018-12-31"),
        .init(
            agency: "dos", line: "dos", name: "Department of Operational Support",
            since: "2019-01-01", until: nil),
    ]

    /// The code that stands for all names of an agency: its own when it never changed it.
    package static func line(of agency: String) -> String {
        all.first { $0.agency == agency }?.line ?? agency
    }
}
