internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import JSON
internal import Platform

/// `coordctl overlaps verdict ID --is VERDICT`: publishes what a person says to a flag.
enum VerdictCommand {
    private static let verdicts = [
        "resend", "secondary", "overlap-confirmed", "complementary", "joint", "not-related",
    ]
    private static let resolutions = [
        "withdrawn", "merged", "divided", "joint", "stands", "mistaken",
    ]

    static let command = Command(
        name: "overlaps verdict", summary: "answers an overlap",
        usage: "overlaps verdict ID --is VERDICT --agency CODE [--note TEXT] [--resolution R]",
        options: [
            OptionDeclaration("--is", "VERDICT", verdicts.joined(separator: ", ")),
            OptionDeclaration("--note", "TEXT", "why, in a sentence"),
            OptionDeclaration(
                "--resolution", "R",
                "the focal point closes it: " + resolutions.joined(separator: ", ")),
        ] + Connection.options,
        body: { try run($0) })

    private struct Answer {
        var flag: String
        var verdict: String
        var resolution: String?
        var note: String?
        var country = ""
        var digest = ""
        var status = "actual"
        var parties: [(agency: String, activity: String)] = []
    }

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let id = arguments.positionals.first, arguments.positionals.count == 1,
            let verdict = arguments.text("--is")
        else {
            throw UsageError(
                "name one flag and a verdict: overlaps verdict OV-... --is not-related")
        }
        try check("--is", verdict, verdicts)
        if let resolution = arguments.text("--resolution") {
            try check("--resolution", resolution, resolutions)
        }
        guard arguments.has("--agency") else {
            throw UsageError("--agency is missing; say who answers, such as --agency undp")
        }
        var answer = Answer(
            flag: id, verdict: verdict, resolution: arguments.text("--resolution"),
            note: arguments.text("--note"))
        let call = try WatchCall(arguments)
        // What is answered is what is seen now: the digest ties the verdict to it.
        try call.ask(WatchCall.question("overlap", [("overlap", id)])) { bytes in
            var parser = JSONParser(bytesMax: 32 << 20)
            let flag = try parser.parse(bytes)
            answer.country = flag.word("country", flag.root)
            answer.digest = flag.word("digest", flag.root)
            answer.status = flag.text("status", in: flag.root) ?? "actual"
            flag.each("parties", flag.root) { party in
                answer.parties.append((flag.word("agency", party), flag.word("activity", party)))
            }
        }
        let agency = call.agency
        let sequence = try publish(event(answer, agency), arguments)
        writeOutput("\(agency) answered \(id) with \(verdict); recorded at \(sequence)")
        return .ok
    }

    private static func check(_ option: String, _ word: String, _ known: [String]) throws {
        guard !known.contains(word) else { return }
        let hint = nearest(to: word, in: known).map { "did you mean \($0)?" }
        throw UsageError("\(option) \(word): " + (hint ?? "use \(known.joined(separator: ", "))"))
    }

    private static func event(_ answer: Answer, _ agency: String) -> String {
        let now = wallNanoseconds()
        let verb = answer.resolution == nil ? "overlap.reviewed" : "overlap.resolved"
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "\(verb)-\(answer.flag)-\(now)")
            json.member("source", "urn:coordbus:agency:\(agency)")
            json.member("type", EventType.prefix + verb)
            json.member("time", Timestamp(nanoseconds: now).description)
            json.member("subject", answer.flag)
            if answer.status != "actual" { json.member("status", answer.status) }
            json.key("data")
            json.object { json in
                json.member("overlap", answer.flag)
                json.member("verdict", answer.verdict)
                if let resolution = answer.resolution { json.member("resolution", resolution) }
                if !answer.country.isEmpty { json.member("country", answer.country) }
                json.key("parties")
                json.array { json in
                    for party in answer.parties {
                        json.object { json in
                            json.member("agency", party.agency)
                            json.member("activity", party.activity)
                        }
                    }
                }
                if answer.resolution == nil { json.member("digest", answer.digest) }
                if let note = answer.note, !note.isEmpty { json.member("note", note) }
            }
        }
        return json.text
    }

    private static func publish(_ event: String, _ arguments: Arguments) throws -> UInt64 {
        var client = try Connection.client(arguments)
        try client.open()
        var publisher = Publisher(client, window: 1)
        defer { publisher.leave() }
        var sequence: UInt64 = 0
        var refusal: (code: UInt16, text: String)?
        let fate: Publisher.Fate = { run in
            sequence = run.sequence
            if run.isRefusal { refusal = (run.code, run.text) }
        }
        try publisher.publish(Array(event.utf8).span, fate: fate)
        try publisher.finish(fate: fate)
        if let refusal { throw ClientError.refused(code: refusal.code, text: refusal.text) }
        return sequence
    }
}
