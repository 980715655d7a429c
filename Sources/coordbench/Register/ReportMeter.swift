internal import CoordBus
internal import Platform
internal import Reports

/// The report to the General Assembly.
enum ReportMeter {
    /// Reads a register and writes the report in Arabic as a page.
    static func measure(_ path: String, _ report: inout RegisterReport) throws {
        let start = monotonicNanoseconds()
        var reader = try FactReader(Register.open(path).database)
        let facts = try reader.read()
        let read = monotonicNanoseconds()
        let ga = GAReport(
            facts, ReportScope(period: "1990-01-01"..."2099-12-31", audience: 3), session: 74)
        let page = ga.report().written(as: .html, in: .arabic)
        let end = monotonicNanoseconds()
        let cases = Double(try reader.caseCount())
        report.add("cases in the register", cases, nil, "")
        report.add("requests of them in the report", Double(facts.requests.count), nil, "")
        report.add("report ga: facts", Double(read - start) / 1e9, nil, "s of it")
        report.add("report ga: bytes", Double(page.utf8.count), nil, "")
        report.add("report ga", Double(end - start) / 1e9, 2 * max(1, cases / 10_000), "s")
    }
}
