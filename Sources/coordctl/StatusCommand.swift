internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl status`: how the bus is.
enum StatusCommand {
    static let command = Command(
        name: "status", summary: "shows how the bus is and who is connected",
        usage: "status [--json]",
        options: [OptionDeclaration("--json", "as JSON")] + Connection.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        var client = try Connection.client(arguments)
        try client.open()
        defer { client.leave() }
        try client.query("status")
        let deadline = monotonicNanoseconds() + 10_000_000_000
        while let reply = try client.next(until: deadline) {
            switch reply {
            case .answer:
                if arguments.has("--json") {
                    writeOutput(client.bodyText)
                } else {
                    try client.withBody { try show($0) }
                }
                return .ok
            case .error(let code, _, _, _):
                throw ClientError.refused(code: code, text: client.bodyText)
            default: continue
            }
        }
        throw ClientError.noAnswer(endpoint: client.endpoint, seconds: 10)
    }

    private static func show(_ bytes: Span<UInt8>) throws {
        var parser = JSONParser(bytesMax: 16 << 20)
        let status = try parser.parse(bytes)
        let root = status.root
        func number(_ key: StaticString, _ index: Int) -> Int64 {
            status.value(key, in: index).map { status.integer($0) } ?? 0
        }
        writeOutput(
            "bus         \(status.text("bus", in: root) ?? "") \(status.text("version", in: root) ?? "")"
        )
        writeOutput(
            "log         \(status.text("log", in: root) ?? ""), last sequence \(number("last", root))"
        )
        writeOutput(
            "publishing  \(status.text("reason", in: root).map { "closed: \($0)" } ?? "open")")
        writeOutput(
            "ids         \(number("ids", root)) remembered, \(number("topics", root)) topics")
        if let since = status.value("since", in: root) {
            writeOutput(
                "since start \(number("recorded", since)) recorded, \(number("recordedBefore", since)) "
                    + "recorded before, \(number("conflicts", since)) conflicts, "
                    + "\(number("delivered", since)) delivered")
            if let refused = status.value("refused", in: since) {
                var at = status.first(in: refused)
                while !status.isEnd(at) {
                    writeOutput("refused     \(status.integer(at + 1)) with \(status.text(at))")
                    at = status.after(at + 1)
                }
            }
        }
        guard let sessions = status.value("sessions", in: root) else { return }
        writeOutput("sessions    \(status.count(of: sessions))")
        var at = status.first(in: sessions)
        while !status.isEnd(at) {
            let subscriptions =
                status.value("subscriptions", in: at).map { status.count(of: $0) } ?? 0
            writeOutput(
                "  \(status.text("agency", in: at) ?? "")  \(status.text("client", in: at) ?? "")  "
                    + "\(number("recorded", at)) recorded, \(subscriptions) subscriptions")
            at = status.after(at)
        }
    }
}
