package import BusCore
internal import Events
internal import JSON
internal import SQLite

/// Answers `case`, `country`, `requests`, `assistance` and `flags` from the register, read-only, so that neither the bus nor
/// the analyst ever waits for a question.
///
/// Rows are given as docs/register.md names them, without what is null; lists are cut into pages. A reader sees rows up
/// to its clearance, and those of the parties to a case where it has a part in the case.
package struct RegisterQueries: QueryHandler {
    package let names = ["case", "country", "requests", "assistance", "flags"]
    private let path: String

    static let rowsMax = 500
    static let rowsStandard = 100
    /// Rows end a page early beyond this.
    static let bytesMax = 768 << 10

    /// - Parameter path: of the register.
    package init(_ path: String) { self.path = path }

    package func answer(
        _ question: Question, for reader: Reader
    ) throws(ProtocolError) -> String {
        let register: Register
        do throws(FoldError) {
            register = try Register.open(path)
        } catch {
            throw ProtocolError(.badQuery, "the register is not there yet; ask again in a second")
        }
        let page = try RegisterPageRequest(question)
        let work = RegisterAnswer(register, reader: RegisterReader(reader), page: page)
        var json = JSONWriter(capacity: 16_384)
        switch question.name {
        case "case":
            let id = try required(
                question, "case", "its identifier, the correlationid of its events")
            try read { () throws(SQLiteError) in try work.aCase(id, into: &json) }
        case "country":
            let code = try required(question, "country", "three letters such as KEN")
            try read { () throws(SQLiteError) in try work.country(code, into: &json) }
        case "requests":
            let filters = try RegisterFilter.read(question, ["country", "state", "event"])
            try read { () throws(SQLiteError) in try work.list("requests", filters, into: &json) }
        case "assistance":
            let filters = try RegisterFilter.read(
                question, ["country", "state", "event", "agency", "type", "theme"])
            try read { () throws(SQLiteError) in try work.list("assistance", filters, into: &json) }
        default:
            let filters = try RegisterFilter.read(question, ["country", "state"])
            try read { () throws(SQLiteError) in try work.flags(filters, into: &json) }
        }
        return json.text
    }

    private func required(
        _ question: Question, _ member: StaticString, _ what: String
    ) throws(ProtocolError) -> String {
        if let text = try question.text(member) { return text }
        throw ProtocolError(
            .badQuery,
            "the query \(question.name) needs \(member): \(what); send {\"query\":\"\(question.name)\",\"\(member)\":\"...\"}"
        )
    }

    private func read(_ body: () throws(SQLiteError) -> Void) throws(ProtocolError) {
        do throws(SQLiteError) { try body() } catch {
            throw ProtocolError(.badQuery, "the register could not be read: \(error.message)")
        }
    }
}

/// Which page of a list is wanted, and of which world.
struct RegisterPageRequest {
    let rows: Int
    /// Key of the last row of the page before.
    let after: Int64
    let status: EventStatus

    init(_ question: Question) throws(ProtocolError) {
        rows =
            try question.integer("limit", in: 1...RegisterQueries.rowsMax)
            ?? RegisterQueries.rowsStandard
        after = try question.integer("after", in: 0...Int.max).map { Int64($0) } ?? -1
        guard let text = try question.text("status") else {
            status = .actual
            return
        }
        guard let found = EventStatus(text) else {
            throw ProtocolError(.badQuery, "status is \(text); use actual, exercise or test")
        }
        status = found
    }
}

/// One condition of a list.
struct RegisterFilter {
    let column: String
    let value: String

    static func read(
        _ question: Question, _ allowed: [String]
    ) throws(ProtocolError) -> [RegisterFilter] {
        var filters: [RegisterFilter] = []
        func add(_ name: String, _ value: String?) {
            if allowed.contains(name), let value {
                filters.append(.init(column: name, value: value))
            }
        }
        add("country", try question.text("country"))
        add("state", try question.text("state"))
        add("event", try question.text("event"))
        add("agency", try question.text("agency"))
        add("type", try question.text("type"))
        add("theme", try question.text("theme"))
        return filters
    }
}
