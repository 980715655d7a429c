internal import BusCore
internal import Events
internal import JSON
internal import SQLite

/// Questions that the page asks beside those of the wire: answered from the register, read-only, with the same rights.
///
///     countries   for each country how many requests, activities, open flags; when the next election day is
///     find        requests by text in their summary, and what has the text in its identifier; newest first. Words of all else: `search`
///     counts      how many flags are open, for monitoring
///     issued      bulletins and reports
struct PageQueries: QueryHandler {
    let names = ["countries", "find", "counts", "issued"]
    private let path: String
    private static let foundMax = 100

    /// - Parameter path: of the register.
    init(_ path: String) { self.path = path }

    func answer(_ question: Question, for reader: Reader) throws(ProtocolError) -> String {
        let register: Register
        do throws(FoldError) {
            register = try Register.open(path)
        } catch {
            throw ProtocolError(.badQuery, "the register is not there yet; ask again in a second")
        }
        let sight = RegisterReader(reader)
        let name = question.name
        do {
            switch name {
            case "countries": return try countries(register, sight)
            case "counts": return try counts(register)
            case "issued": return try issued(register, sight)
            default:
                guard let text = try question.text("text"), text.utf8.count >= 2 else {
                    throw ProtocolError(
                        .badQuery, "the query find needs text, two letters or more")
                }
                return try find(register, sight, text, try question.text("country"))
            }
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(.badQuery, "the register could not be read: \(error)")
        }
    }

    private func countries(_ register: Register, _ sight: RegisterReader) throws -> String {
        var rows: [String: [String: Int64]] = [:]
        let counted = [
            ("requests", "1"), ("assistance", "1"), ("assessments", "1"),
            ("overlaps", "t.state = 'open'"), ("gaps", "t.state = 'open'"),
            ("breaches", "t.state = 'open'"),
        ]
        for (table, condition) in counted {
            let statement = try register.database.prepare(
                "SELECT t.country, count(*) FROM \(table) t WHERE t.status = 0 AND t.country IS NOT NULL"
                    + " AND \(condition) AND \(sight.condition("t", of: table)) GROUP BY t.country")
            while try statement.step() {
                rows[statement.text(at: 0), default: [:]][table] = statement.integer(at: 1)
            }
        }
        var elections: [String: String] = [:]
        let statement = try register.database.prepare(
            "SELECT t.country, max(t.date) FROM elections t WHERE t.status = 0 AND t.date IS NOT NULL"
                + " AND \(sight.condition("t", of: "elections")) GROUP BY t.country")
        while try statement.step() {
            if !statement.isNull(at: 0) { elections[statement.text(at: 0)] = statement.text(at: 1) }
        }
        var json = JSONWriter(capacity: 16 << 10)
        json.object { json in
            json.member("through", register.applied)
            json.key("countries")
            json.array { json in
                for (country, numbers) in rows.sorted(by: { $0.key < $1.key }) {
                    json.object { json in
                        json.member("country", country)
                        for (name, _) in counted { json.member(name, numbers[name] ?? 0) }
                        if let date = elections[country] { json.member("election", date) }
                    }
                }
            }
        }
        return json.text
    }

    /// Open flags of the real world, whoever asks: numbers without content.
    private func counts(_ register: Register) throws -> String {
        var json = JSONWriter()
        var numbers: [(String, Int64)] = []
        for table in ["overlaps", "gaps", "breaches"] {
            let statement = try register.database.prepare(
                "SELECT count(*) FROM \(table) WHERE status = 0 AND state = 'open'")
            if try statement.step() { numbers.append((table, statement.integer(at: 0))) }
            statement.reset()
        }
        json.object { json in
            json.member("through", register.applied)
            for (name, number) in numbers { json.member(name, number) }
        }
        return json.text
    }

    private func issued(_ register: Register, _ sight: RegisterReader) throws -> String {
        let statement = try register.database.prepare(
            "SELECT t.sequence, t.kind, t.number, t.symbol, t.issued, t.audience, t.first, t.last FROM issues t"
                + " WHERE t.status = 0 AND \(sight.condition("t", of: "issues")) ORDER BY t.sequence DESC LIMIT 200"
        )
        let columns = [
            "sequence", "kind", "number", "symbol", "issued", "audience", "first", "last",
        ]
        var rows: [[(String, String)]] = []
        while try statement.step() {
            rows.append(
                columns.indices.filter { !statement.isNull(at: $0) }.map {
                    (columns[$0], statement.text(at: $0))
                })
        }
        return Self.list("issued", rows, register.applied)
    }

    /// Rows whose identifier holds the text, and requests whose summary does, whatever the case of Latin letters.
    private func find(
        _ register: Register, _ sight: RegisterReader, _ text: String, _ country: String?
    ) throws -> String {
        let escaped = text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
        var rows: [[(String, String)]] = []
        for (table, title, id) in [
            ("assistance", "title", "activity"), ("requests", "summary", "request"),
            ("lessons", "title", "lesson"), ("practices", "title", "practice"),
            ("policies", "title", "policy"),
        ] {
            let statement = try register.database.prepare(
                "SELECT t.\(id), t.\(title), t.country, t.agency, t.sequence, t.time FROM \(table) t WHERE t.status = 0"
                    + " AND (t.\(id) LIKE ?1 ESCAPE '\\'"
                    + (table == "requests" ? " OR t.summary LIKE ?1 ESCAPE '\\')" : ")")
                    + (country == nil ? "" : " AND t.country = ?2")
                    + " AND \(sight.condition("t", of: table)) ORDER BY t.sequence DESC LIMIT \(Self.foundMax)"
            )
            try statement.bind(1, "%\(escaped)%")
            if let country { try statement.bind(2, country) }
            let columns = ["id", "title", "country", "agency", "sequence", "time"]
            while try statement.step() {
                rows.append(
                    [("kind", table)]
                        + columns.indices.filter { !statement.isNull(at: $0) }.map {
                            (columns[$0], statement.text(at: $0))
                        })
            }
        }
        return Self.list("found", rows, register.applied)
    }

    private static func list(
        _ name: String, _ rows: [[(String, String)]], _ through: UInt64
    ) -> String {
        var json = JSONWriter(capacity: 8 << 10)
        json.object { json in
            json.member("through", through)
            json.key(name)
            json.array { json in
                for row in rows {
                    json.object { json in for (name, value) in row { json.member(name, value) } }
                }
            }
        }
        return json.text
    }
}
