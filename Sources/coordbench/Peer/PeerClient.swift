internal import CoordBus
internal import Platform
internal import ZeroMQ

/// The client that the harness of the peers starts: `coordbench peer pub|sub|replay|setup --option VALUE ...`
enum PeerClient {
    static func run(_ words: [String]) throws -> ExitCode {
        let options = try PeerOptions(words)
        switch options.role {
        case "setup":
            var client = try client(options)
            try client.open(withinSeconds: 1)
            try client.bye()
            return .ok
        case "pub":
            var publication = PeerPublication(options)
            return try publication.run()
        default:
            var reading = PeerReading(options)
            return try reading.run()
        }
    }

    static func client(_ options: PeerOptions) throws -> BusClient {
        var retry = BusClient.Retry()
        if options.retrySeconds > 0 { (retry.firstMilliseconds, retry.mostMilliseconds) = (2, 2) }
        return try BusClient(
            endpoint: options.endpoint, agency: options.agency,
            name: "coordbench \(Daemon.version)",
            keys: options.keys, context: Context(), retry: retry)
    }

    /// Prints the ready line and, if gated, waits for a line on standard input.
    static func ready(_ options: PeerOptions) throws {
        writeOutput("{\"ready\":true}")
        guard options.isGated else { return }
        var input = try LineReader(path: "-")
        _ = try input.next()
    }
}
