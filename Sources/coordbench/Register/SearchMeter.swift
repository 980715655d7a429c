internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform
internal import Reports

/// Search in many documents, and the report to the General Assembly.
enum SearchMeter {
    private static let words = [
        "registration", "voters", "kits", "biometric", "training", "women", "observers", "results",
        "transmission", "security", "media", "disputes", "boundaries", "education", "polling",
        "staff", "budget", "logistics", "ballots", "procurement", "access", "disability", "youth",
        "parties", "commission", "law", "reform", "planning", "calendar", "counting",
        "élections", "électeurs", "inscription", "votantes", "capacitación", "выборов",
        "избирателей",
        "الناخبين", "الانتخابات", "تسجيل", "选民登记", "选举",
    ]

    /// Times questions over an index of made-up lessons.
    static func measureSearch(
        documents: Int, folder: String, _ report: inout RegisterReport
    ) throws {
        var random = BenchRandom(seed: 7)
        var number = 0
        let log = try RegisterLog.fill(folder: "\(folder)/lessons", events: documents) {
            number += 1
            return lesson(number, &random)
        }
        let path = "\(folder)/\(SearchIndex.defaultName)"
        let index = try SearchIndex.open(
            path, log: log.identity.description, lastDurable: log.lastDurable)
        let fold = try SearchFold(index)
        var reader = FoldReader(log: log, through: fold.appliedThrough)
        let start = monotonicNanoseconds()
        let before = reader.through
        while try reader.applyChunk(to: [fold], bytesMax: 256 << 10) {
            try fold.commit(through: reader.through)
        }
        try fold.commit()
        if reader.through > before {
            let seconds = Double(monotonicNanoseconds() - start) / 1e9
            report.add("search index", Double(reader.through - before) / seconds, nil, "events/s")
        }
        report.add("documents", Double(reader.through), nil, "")
        try ask(SearchIndex.open(path), &report)
    }

    private static func ask(_ index: SearchIndex, _ report: inout RegisterReport) throws {
        var random = BenchRandom(seed: 11)
        var all = Histogram()
        for kind in ["one word", "two words", "a word and a filter", "a beginning"] {
            var times = Histogram()
            for _ in 0..<250 {
                var query = SearchQuery(word(&random), audience: 2)
                switch kind {
                case "two words": query.words += " " + word(&random)
                case "a word and a filter":
                    query.theme = "vr"
                    query.years = 2014...2016
                case "a beginning": query.words = query.words.prefix(4) + "*"
                default: break
                }
                let start = monotonicNanoseconds()
                _ = try index.answer(query)
                let time = monotonicNanoseconds() - start
                times.add(time)
                all.add(time)
            }
            report.add("search, \(kind)", Double(times.quantile(0.99)) / 1e6, nil, "ms p99")
        }
        report.add("search, all", Double(all.quantile(0.99)) / 1e6, 20, "ms p99")
    }

    private static func word(_ random: inout BenchRandom) -> String {
        words[Int.random(in: 0..<words.count, using: &random)]
    }

    private static func lesson(_ number: Int, _ random: inout BenchRandom) -> [UInt8] {
        func text(_ count: Int) -> String {
            // A word that only a few documents have stands among common ones.
            (0..<count).map { _ in word(&random) }.joined(separator: " ") + " n\(number / 10)"
        }
        let year = 2000 + number % 25
        var json = JSONWriter(capacity: 1_024)
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "lesson-\(number)")
            json.member("source", "urn:coordbus:agency:undp")
            json.member("type", "org.coordbus.lesson.recorded")
            json.member("time", "\(year)-05-14T09:00:00Z")
            json.key("data")
            json.object { json in
                json.member("lesson", "LES-\(number)")
                json.member("recorded", "\(year)-05-14")
                json.member("country", ["KEN", "NPL", "TUN", "FJI", "HTI"][number % 5])
                json.key("title")
                json.object { $0.member("en", text(6)) }
                json.key("text")
                json.object { $0.member("en", text(30)) }
                json.key("themes")
                json.array { $0.value(["vr", "ve", "emb", "women"][number % 4]) }
            }
        }
        return Array(json.text.utf8)
    }

    /// Reads a register and writes the report in Arabic as a page.
    static func measureReport(_ path: String, _ report: inout RegisterReport) throws {
        let start = monotonicNanoseconds()
        var reader = try FactReader(Register.open(path).database)
        let facts = try reader.read()
        let read = monotonicNanoseconds()
        let ga = GAReport(
            facts, ReportScope(period: "1990-01-01"..."2099-12-31", audience: 3), session: 74)
        let page = ga.report().written(as: .html, in: .arabic)
        let end = monotonicNanoseconds()
        let requests = Double(facts.requests.count)
        report.add("requests in the register", requests, nil, "")
        report.add("report ga: facts", Double(read - start) / 1e9, nil, "s of it")
        report.add("report ga: bytes", Double(page.utf8.count), nil, "")
        report.add("report ga", Double(end - start) / 1e9, 2 * max(1, requests / 10_000), "s")
    }
}
