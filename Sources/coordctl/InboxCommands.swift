internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl inboxes`: how far each inbox is. `coordctl inbox quarantine`: what they set aside.
enum InboxCommands {
    static let inboxes = Command(
        name: "inboxes", summary: "shows how far each inbox is, and what it waits for",
        usage: "inboxes [--json]",
        options: [OptionDeclaration("--json", "as JSON lines, one an inbox")]
            + Connection.options,
        body: { try showInboxes($0) })

    static let quarantine = Command(
        name: "inbox quarantine", summary: "lists, retries or drops what an inbox set aside",
        usage: "inbox quarantine list|retry|drop AGENCY/INBOX [SEQUENCE ...] [--all]",
        options: [
            OptionDeclaration("--all", "retry or drop everything"),
            OptionDeclaration("--json", "as JSON"),
        ] + Connection.options,
        body: { try tendQuarantine($0) })

    static let remove = Command(
        name: "inbox remove", summary: "gives up an inbox that its agency opened",
        usage: "inbox remove AGENCY/INBOX",
        options: Connection.options, body: { try giveUp($0) })

    private static func giveUp(_ arguments: Arguments) throws -> ExitCode {
        guard arguments.positionals.count == 1 else {
            throw UsageError("name the inbox as AGENCY/INBOX, such as ead/kenya")
        }
        let order = try order("remove", arguments.positionals[0], [])
        try BusQuestion.ask(
            arguments, { client throws(ClientError) in try client.quarantine(order) }
        ) { _ in }
        writeOutput("\(arguments.positionals[0]) given up")
        return .ok
    }

    private static func showInboxes(_ arguments: Arguments) throws -> ExitCode {
        var table = TextTable(
            ["inbox", "workers", "cursor", "lag", "age", "pending", "oldest", "attempts", "aside"],
            numbers: [1, 2, 3, 4, 5, 6, 7, 8])
        var after: String? = ""
        var isPrepared = true
        while let from = after {
            var json = JSONWriter()
            json.object { json in
                json.member("query", "inboxes")
                json.member("after", from)
            }
            let question = json.text
            after = try BusQuestion.ask(
                arguments, { client throws(ClientError) in try client.query(question) }
            ) { answer in
                isPrepared =
                    answer.value("prepared", in: answer.root).map { answer.kind($0) } == .yes
                for place in answer.places("inboxes", in: answer.root) {
                    if arguments.has("--json") {
                        writeOutput(line(answer, place))
                    } else {
                        table.add(row(answer, place))
                    }
                }
                return answer.text("next", in: answer.root)
            }
        }
        guard !arguments.has("--json") else { return .ok }
        for line in table.lines { writeOutput(line) }
        if !isPrepared {
            writeOutput("the log is still being looked through: lags are not known yet")
        }
        return .ok
    }

    private static let members: [(name: String, key: StaticString)] = [
        ("workers", "workers"), ("cursor", "cursor"), ("lagEvents", "lagEvents"),
        ("lagSeconds", "lagSeconds"), ("pending", "pending"),
        ("oldestUnacknowledged", "oldestUnacknowledged"), ("attempts", "attempts"),
        ("quarantined", "quarantined"),
    ]

    private static func row(_ answer: borrowing JSONDocument, _ place: Int) -> [String] {
        var row = [
            "\(answer.text("agency", in: place) ?? "")/\(answer.text("inbox", in: place) ?? "")"
        ]
        for (name, key) in members {
            let number = answer.number(key, in: place)
            switch (name, number) {
            case ("lagSeconds", let seconds?): row.append(duration(seconds))
            case (_, let number?): row.append(String(number))
            case ("lagEvents", nil): row.append("?")
            default: row.append("-")
            }
        }
        return row
    }

    private static func line(_ answer: borrowing JSONDocument, _ place: Int) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("agency", answer.text("agency", in: place) ?? "")
            json.member("inbox", answer.text("inbox", in: place) ?? "")
            for (name, key) in members {
                if let number = answer.number(key, in: place) { json.member(name, number) }
            }
            if let reason = answer.text("reason", in: place) { json.member("reason", reason) }
        }
        return json.text
    }

    /// `42 s`, `7 min`, `3 h`, `12 d`: the two digits that matter.
    static func duration(_ seconds: Int64) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }

    private static func tendQuarantine(_ arguments: Arguments) throws -> ExitCode {
        let words = arguments.positionals
        guard words.count >= 2, ["list", "retry", "drop"].contains(words[0]) else {
            throw UsageError("say what to do and where: list ead/main, or retry ead/main 17")
        }
        var sequences: [UInt64] = []
        for word in words.dropFirst(2) {
            guard let sequence = UInt64(word), sequence > 0 else {
                throw UsageError("\(word) is no sequence; use the numbers that list shows")
            }
            sequences.append(sequence)
        }
        guard words[0] == "list" || arguments.has("--all") != !sequences.isEmpty else {
            throw UsageError("name the sequences to \(words[0]), or --all")
        }
        let order = try order(words[0], words[1], sequences)
        return try BusQuestion.ask(
            arguments, { client throws(ClientError) in try client.quarantine(order) }
        ) { answer in
            if arguments.has("--json") {
                writeOutput(quarantineJSON(answer))
            } else if words[0] == "list" {
                showQuarantine(answer)
            } else {
                let done = answer.number("changed", in: answer.root) ?? 0
                writeOutput(
                    words[0] == "retry"
                        ? "\(done) handed out again; each leaves the quarantine when it is acknowledged"
                        : "\(done) dropped")
            }
            return .ok
        }
    }

    /// The body of a quarantine message.
    private static func order(
        _ action: String, _ inbox: String, _ sequences: [UInt64]
    ) throws -> String {
        let parts = inbox.split(separator: "/").map(String.init)
        guard parts.count == 2 else {
            throw UsageError("\(inbox) is no inbox; write AGENCY/INBOX, such as ead/main")
        }
        var json = JSONWriter()
        json.object { json in
            json.member("agency", parts[0])
            json.member("inbox", parts[1])
            json.member("do", action)
            if !sequences.isEmpty {
                json.key("sequences")
                json.array { json in for sequence in sequences { json.value(sequence) } }
            }
        }
        return json.text
    }

    private static func showQuarantine(_ answer: borrowing JSONDocument) {
        var table = TextTable(["sequence", "attempts", "since", "reason"], numbers: [0, 1])
        for place in answer.places("quarantine", in: answer.root) {
            table.add([
                String(answer.number("sequence", in: place) ?? 0),
                String(answer.number("attempts", in: place) ?? 0),
                answer.text("at", in: place) ?? "", answer.text("reason", in: place) ?? "",
            ])
        }
        for line in table.lines { writeOutput(line) }
        writeOutput("\(answer.number("count", in: answer.root) ?? 0) set aside in all")
    }

    private static func quarantineJSON(_ answer: borrowing JSONDocument) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("inbox", answer.text("inbox", in: answer.root) ?? "")
            json.member("changed", answer.number("changed", in: answer.root) ?? 0)
            json.member("count", answer.number("count", in: answer.root) ?? 0)
            json.key("quarantine")
            json.array { json in
                for place in answer.places("quarantine", in: answer.root) {
                    json.object { json in
                        json.member("sequence", answer.number("sequence", in: place) ?? 0)
                        json.member("attempts", answer.number("attempts", in: place) ?? 0)
                        json.member("at", answer.text("at", in: place) ?? "")
                        json.member("reason", answer.text("reason", in: place) ?? "")
                    }
                }
            }
        }
        return json.text
    }
}
