internal import Agents
internal import CoordBus
internal import Platform

/// `agency outbox status` and `agency outbox send`.
enum OutboxCommands {
    private static let outboxOption = Destination.options.filter { $0.name == "--outbox" }

    static let status = Command(
        name: "outbox status", summary: "shows what waits for the bus and what it refused",
        usage: "outbox status [--outbox FILE]", options: outboxOption,
        body: { arguments in
            let outbox = try Outbox(path: try Destination.outboxPath(arguments))
            let counts = outbox.counts
            writeOutput(
                """
                outbox     \(outbox.path)
                waiting    \(grouped(counts.waiting)) events, \(grouped(counts.waitingBytes)) bytes
                receipted  \(grouped(counts.receipted)) events, last sequence \(counts.lastSequence)
                refused    \(grouped(counts.refused)) events
                """)
            for refusal in try outbox.refusals(limit: 20) {
                writeOutput("  \(refusal.id) of \(refusal.agency): \(refusal.code) \(refusal.text)")
            }
            return counts.refused > 0 ? .found : .ok
        })

    static let send = Command(
        name: "outbox send", summary: "sends what waits, in order",
        usage: "outbox send [--outbox FILE] [--bus ENDPOINT] [--wait SECONDS]",
        options: [Destination.orderOption]
            + Destination.options.filter { $0.name != "--output" },
        body: { arguments in
            let destination = try Destination(
                arguments, order: try Destination.order(arguments))
            return try destination.finish()
        })
}
