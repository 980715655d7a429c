internal import BusCore
internal import Bytes
internal import CoordBus
internal import Crypto
internal import Events
internal import JSON
internal import Platform
internal import Reports

/// Publishes that a bulletin or report was issued: its digest, the part of the log and the time it speaks of.
enum IssueCommand {
    static let options =
        [
            OptionDeclaration("--issued", "DATE", "with --issue: on what day (default today)"),
            OptionDeclaration("--next-due", "DATE", "with --issue: when the next one is due"),
        ] + Connection.options

    enum Paper {
        case bulletin(String)
        case ga(String, session: Int, resolution: String?)

        var type: String {
            switch self {
            case .bulletin: "bulletin.issued"
            case .ga: "report.ga-issued"
            }
        }
    }

    /// Refuses to issue what holds more than Member States may have.
    /// - Parameter standard: the audience when none is given and nothing is issued.
    static func audience(
        _ arguments: Arguments, standard: Classification
    ) throws(UsageError) -> Int {
        guard arguments.has("--issue") else {
            return try ReportSource.audience(arguments, default: standard)
        }
        let audience = try ReportSource.audience(arguments, default: .memberStates)
        guard audience <= Int(Classification.memberStates.rawValue) else {
            throw UsageError(
                "--issue gives it to Member States; --audience may be public or member-states")
        }
        return audience
    }

    /// - Parameter audience: the label up to which the report shows events.
    static func issue(
        _ paper: Paper, _ report: Report, _ text: String, _ language: ReportLanguage, audience: Int,
        requests: Int, countries: [String], _ arguments: Arguments
    ) throws -> ExitCode {
        let agency = arguments.text("--agency") ?? "fp"
        let issued =
            try ReportSource.day("--issued", arguments)
            ?? CivilDay(nanoseconds: Int64(wallNanoseconds())).description
        let due = try ReportSource.day("--next-due", arguments)
        let digest = SHA256.digest(Array(text.utf8).span).hex
        var data = JSONWriter()
        data.object { json in
            switch paper {
            case .bulletin(let number):
                json.member("bulletin", number)
                json.member("audience", GAReport.audience(audience))
            case .ga(let symbol, let session, let resolution):
                json.member("report", symbol)
                json.member("session", session)
                if let resolution { json.member("answers", resolution) }
            }
            Self.range(of: report, into: &json)
            json.member("digest", digest)
            json.member("issued", issued)
            json.key("languages")
            json.array { $0.value(language.tag) }
            json.member("requests", requests)
            if !countries.isEmpty {
                json.key("countries")
                json.array { json in
                    for country in countries { json.value(country) }
                }
            }
            if let due { json.member("nextDue", due) }
        }
        let event = event(paper, data.text, agency: agency, issued: issued)
        var client = try Connection.client(arguments, agency: agency)
        try client.open()
        var publisher = Publisher(client, window: 1)
        defer { publisher.leave() }
        var code = ExitCode.ok
        let fate: Publisher.Fate = { run in
            guard run.isRefusal else {
                writeError(
                    "coordctl: \(paper.type) recorded at sequence \(run.sequence), digest \(digest)"
                )
                return
            }
            writeError("coordctl: \(paper.type) refused with \(run.code): \(run.text)")
            code = .found
        }
        try publisher.publish(event.span, fate: fate)
        try publisher.finish(fate: fate)
        return code
    }

    private static func range(of report: Report, into json: inout JSONWriter) {
        json.key("sequences")
        json.object { json in
            json.member("first", report.range.lowerBound)
            json.member("last", report.range.upperBound)
        }
        guard let period = report.period else { return }
        json.key("period")
        json.object { json in
            json.member("start", period.lowerBound)
            json.member("end", period.upperBound)
        }
    }

    private static func event(
        _ paper: Paper, _ data: String, agency: String, issued: String
    ) -> [UInt8] {
        // The same said twice is the same event, recorded once; anything else is another.
        let digest = SHA256.digest(Array((agency + data).utf8).span).hex.prefix(32)
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "\(paper.type)-\(digest)")
            json.member("source", "urn:coordbus:agency:\(agency)")
            json.member("type", "org.coordbus.\(paper.type)")
            json.member("time", "\(issued)T00:00:00Z")
            json.key("data")
            json.raw(Array(data.utf8).span)
        }
        return Array(json.text.utf8)
    }
}
