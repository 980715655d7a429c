internal import CoordBus
internal import Events
internal import Platform
internal import Reports

/// `coordctl search WORDS`: the institutional memory.
enum SearchCommand {
    static let command = Command(
        name: "search", summary: "finds lessons, practices, policies, assistance and reports",
        usage:
            "search WORDS [--country CODE] [--theme CODE] [--phase CODE] [--years 2015-2019] [--kind KIND]",
        options: [
            OptionDeclaration("--country", "CODE", "only of this country (KEN)"),
            OptionDeclaration("--theme", "CODE", "only of this theme (vr)"),
            OptionDeclaration("--phase", "CODE", "only of this phase (pre.reg)"),
            OptionDeclaration("--years", "YEARS", "only of these years: 2017 or 2015-2019"),
            OptionDeclaration(
                "--kind", "KIND", "only lesson, practice, policy, assistance or report"),
            OptionDeclaration("--limit", "N", "how many at most (default 20)"),
            OptionDeclaration("--offset", "N", "how many of the first to pass over (default 0)"),
            OptionDeclaration(
                "--index", "FILE",
                "the index (default \(SearchIndex.defaultName) in the log's folder)"),
        ] + ReportOutput.options + [LogCommands.folder], body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let choice = try ReportOutput.choice(arguments)
        let query = try query(arguments)
        let index = try SearchReader(path(arguments))
        let answer = try index.answer(query)
        let report = FoundReport.report(
            words: query.words, items: answer.hits.map(\.item), matches: answer.matches,
            through: answer.through)
        ReportOutput.write(report, choice, "search")
        return answer.hits.isEmpty ? .found : .ok
    }

    static func path(_ arguments: Arguments) -> String {
        arguments.text("--index")
            ?? "\(ReportSource.folder(arguments))/\(SearchIndex.defaultName)"
    }

    private static func query(_ arguments: Arguments) throws(UsageError) -> SearchQuery {
        var query = SearchQuery(
            arguments.positionals.joined(separator: " "),
            audience: try ReportSource.audience(arguments, default: .caseParties))
        if let text = arguments.text("--country")?.uppercased() {
            guard let country = CountryCode(text) ?? CountryCode(alpha2: text) else {
                throw UsageError("--country is \(text); use an ISO 3166-1 code such as KEN")
            }
            query.country = country.description
        }
        query.theme = try code("--theme", Vocabulary.theme, arguments)
        query.phase = try code("--phase", Vocabulary.phase, arguments)
        if let kind = arguments.text("--kind") {
            guard SearchDocument.kinds.contains(kind) else {
                let kinds = SearchDocument.kinds.joined(separator: ", ")
                throw UsageError("--kind is \(kind); use one of \(kinds)")
            }
            query.kind = kind
        }
        if let text = arguments.text("--years") {
            let years = text.split(separator: "-").map { Int($0) }
            guard (1...2).contains(years.count), let first = years[0],
                let last = years[years.count - 1],
                SearchQuery.yearsMax.contains(first), SearchQuery.yearsMax.contains(last),
                first <= last
            else { throw UsageError("--years is \(text); write 2017 or 2015-2019") }
            query.years = first...last
        }
        query.limit = try arguments.integer("--limit", in: 1...1_000, default: 20)
        query.offset = try arguments.integer("--offset", in: 0...100_000, default: 0)
        guard query.isAsking else {
            throw UsageError("say what to look for: words, or a filter such as --theme vr")
        }
        return query
    }

    private static func code(
        _ name: String, _ set: ValueSet, _ arguments: Arguments
    ) throws(UsageError) -> String? {
        guard let code = arguments.text(name) else { return nil }
        guard set.codes.contains(where: { $0.code == code }) else {
            throw UsageError(
                "\(name) is \(code); use one of "
                    + set.codes.map(\.code).joined(separator: ", "))
        }
        return code
    }
}

extension SearchHit {
    var item: FoundReport.Item {
        FoundReport.Item(
            kind: kind, key: id, agency: agency,
            country: country, date: date,
            title: Dictionary(titles, uniquingKeysWith: { first, _ in first }), excerpt: excerpt,
            sequences: SequenceSet([firstSequence, sequence]))
    }
}

/// `coordctl register index`: makes the index from the log alone.
enum SearchIndexCommand {
    static let command = Command(
        name: "register index",
        summary:
            "brings a search index up to the log; beside a running coordd, which keeps its own, say another --index",
        usage: "register index [--data FOLDER] [--index FILE]",
        options: [
            LogCommands.folder,
            OptionDeclaration(
                "--index", "FILE",
                "the index (default \(SearchIndex.defaultName) in the log's folder)"),
        ], body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let folder = ReportSource.folder(arguments)
        guard let log = try LogSnapshot.read(folder: folder) else {
            fail(
                .noInput, "register index: \(folder): there is no log; name its folder with --data")
        }
        let path = SearchCommand.path(arguments)
        RegisterCommands.refuseBeside(
            folder, path, arguments.has("--index"), "register index", "--index")
        do throws(FoldError) {
            let index = try SearchIndex.open(
                path, log: log.identity.description, lastDurable: log.lastDurable)
            let fold = try SearchFold(index)
            var reader = FoldReader(log: log, through: fold.appliedThrough)
            while try reader.applyChunk(to: [fold], bytesMax: 1 << 20) {
                try fold.commit(through: reader.through)
            }
            try fold.tidy()
            writeOutput("\(path): \(fold.appliedThrough) events read")
        } catch {
            fail(.cannotCreate, "register index: \(error)")
        }
        return .ok
    }
}
