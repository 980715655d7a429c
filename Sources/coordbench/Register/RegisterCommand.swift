internal import Agents
internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// `coordbench register`: how fast the log is folded, with rules and without, and how fast a register is made anew.
enum RegisterCommand {
    private static let options = [
        OptionDeclaration("--events", "N", "events of the log (default 1000000)"),
        OptionDeclaration(
            "--scenario", "FILE", "what is played (default config/scenarios/biennium.toml)"),
        OptionDeclaration(
            "--folder", "FOLDER", "where log and registers are made; kept (default a temporary one)"
        ),
        OptionDeclaration(
            "--documents", "N", "lessons to search in (default 100000; 0 leaves search out)"),
        OptionDeclaration(
            "--search",
            "only search; what is in --folder from a run before is used again"),
        OptionDeclaration(
            "--report", "only the report, over the register in --folder from a run before"),
        OptionDeclaration(
            "--lag", "SECONDS",
            "only how far a whole coordd's register is behind while events come for so long"),
        OptionDeclaration("--rate", "N", "events a second for --lag (default 10000)"),
        Programs.option, Programs.daemonOption,
        OptionDeclaration("--json", "one JSON object in place of lines"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        if words.contains("--help") {
            writeOutput("usage: coordbench register [option ...]\n\n" + Arguments.help(options))
            return .ok
        }
        let arguments = try Arguments(words, options)
        let count = try arguments.integer("--events", in: 100...100_000_000, default: 1_000_000)
        let documents = try arguments.integer(
            "--documents", in: 0...10_000_000, default: 100_000)
        let scenario = arguments.text("--scenario") ?? "config/scenarios/biennium.toml"
        let temporary = try TemporaryFolder("coordbus-register")
        let folder = arguments.text("--folder") ?? temporary.path
        let isJSON = arguments.has("--json")
        var report = RegisterReport(isJSON: isJSON)
        if arguments.has("--search") {
            try SearchMeter.measure(documents: max(1, documents), folder: folder, &report)
            report.end()
            return .ok
        }
        if arguments.has("--report") {
            for _ in 0..<3 {
                try ReportMeter.measure("\(folder)/folded.sqlite", &report)
            }
            report.end()
            return .ok
        }
        let seconds = try arguments.integer("--lag", in: 0...3_600, default: 0)
        if seconds > 0 {
            let rate = try arguments.integer("--rate", in: 1...1_000_000, default: 10_000)
            try RegisterLag.measure(
                coordd: Programs(arguments).coordd, scenario: scenario, rate: rate,
                seconds: seconds, folder: folder, &report)
            report.end()
            return .ok
        }
        let log = try RegisterLog.make(scenario: scenario, events: count, folder: "\(folder)/log")
        report.add("events in the log", Double(log.lastDurable), nil, "")
        try measureRebuild(log, "\(folder)/rebuilt.sqlite", &report)
        try measureFolds(log, "\(folder)/folded.sqlite", &report)
        try StartMeter.measure(log, &report)
        try measureQueries("\(folder)/folded.sqlite", &report)
        try ReportMeter.measure("\(folder)/folded.sqlite", &report)
        if documents > 0 {
            try SearchMeter.measure(documents: documents, folder: folder, &report)
        }
        report.end()
        return .ok
    }

    private static func measureRebuild(
        _ log: any EventLog, _ path: String, _ report: inout RegisterReport
    ) throws {
        let start = monotonicNanoseconds()
        var work = RegisterRebuild()
        try work.run(log: log, path: path)
        let seconds = Double(monotonicNanoseconds() - start) / 1e9
        report.add("rebuild", seconds, 30 * Double(log.lastDurable) / 1e6, "s")
    }

    /// As in the daemon: register and rules together, commits of the daemon's pace.
    private static func measureFolds(
        _ log: any EventLog, _ path: String, _ report: inout RegisterReport
    ) throws {
        let file = try RegisterFile.open(
            path: path, log: log.identity.description, lastDurable: log.lastDurable)
        let register = try RegisterFold(file, source: LogRegisterSource(log))
        let rules = RuleFold()
        for (name, folds, asked) in [
            ("rules alone", [rules] as [any Fold], nil as Double?),
            ("register and rules", [register, RuleFold()], 50_000),
        ] {
            var reader = FoldReader(log: log)
            let start = monotonicNanoseconds()
            var derived = 0
            while try reader.applyChunk(to: folds, bytesMax: 256 << 10) {
                derived += reader.derived.count
                reader.derived.removeAll()
                for fold in folds { try fold.commit(through: reader.through) }
            }
            try register.commit()
            for fold in folds { try fold.caughtUp(into: &reader.derived) }
            derived += reader.derived.count
            let seconds = Double(monotonicNanoseconds() - start) / 1e9
            report.add(name, Double(log.lastDurable) / seconds, asked, "events/s")
            report.add(name + ": findings", Double(derived), nil, "")
        }
    }

    private static func measureQueries(_ path: String, _ report: inout RegisterReport) throws {
        let queries = RegisterQueries(path)
        guard let agency = AgencyCode("fp") else { return }
        let reader = Reader(agency: agency)
        for text in [
            #"{"query":"country","country":"KEN"}"#, #"{"query":"assistance","country":"NPL"}"#,
            #"{"query":"requests","state":"acknowledged"}"#, #"{"query":"flags","state":"open"}"#,
        ] {
            var times: [Double] = []
            for _ in 0..<50 {
                let start = monotonicNanoseconds()
                let name = String(text.dropFirst(10).prefix { $0 != "\"" })
                _ = try queries.answer(Question(name: name, text: Array(text.utf8)), for: reader)
                times.append(Double(monotonicNanoseconds() - start) / 1e6)
            }
            times.sort()
            report.add(text, times[times.count * 98 / 100], nil, "ms p98")
        }
    }
}

/// Lines of what was measured beside what was asked.
struct RegisterReport {
    let isJSON: Bool
    private var json = ""

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// - Parameter asked: at least for rates, at most for times; nil where nothing is asked.
    mutating func add(_ name: String, _ value: Double, _ asked: Double?, _ unit: String) {
        let rounded = value < 100 ? (value * 100).rounded() / 100 : value.rounded()
        guard isJSON else {
            let isTime = unit == "s" || unit.hasPrefix("ms")
            let met = asked.map { isTime ? value <= $0 : value >= $0 }
            let limit =
                asked.map { "  asked \(isTime ? "at most" : "at least") \($0) \(unit)" } ?? ""
            return writeOutput(
                "\(name): \(rounded) \(unit)" + limit
                    + (met.map { $0 ? "  met" : "  NOT MET" } ?? ""))
        }
        var writer = JSONWriter()
        writer.value(name)
        json += (json.isEmpty ? "" : ",") + writer.text + ":\(rounded)"
    }

    func end() { if isJSON { writeOutput("{\(json)}") } }
}
