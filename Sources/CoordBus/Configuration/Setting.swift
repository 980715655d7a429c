/// One thing that can be configured: the one place that knows its key, flag, variable, range and explanation.
package struct Setting: Sendable {
    package enum Value: Sendable {
        case text(any WritableKeyPath<Configuration, String> & Sendable)
        case integer(
            any WritableKeyPath<Configuration, Int> & Sendable, ClosedRange<Int>, unit: String)
    }

    /// Table and name in the file: `limits.event_bytes`.
    package let key: String
    package let value: Value
    /// Takes effect on SIGHUP; the others on the next start.
    package let isReloadable: Bool
    package let help: String
    /// Longer flags have short ones where people type them often.
    package let flag: String

    init(
        _ key: String, _ value: Value, flag: String? = nil, reloadable: Bool = false, _ help: String
    ) {
        self.key = key
        self.value = value
        self.flag = flag ?? "--" + key.map { $0 == "." || $0 == "_" ? "-" : String($0) }.joined()
        isReloadable = reloadable
        self.help = help
    }

    package var table: String { String(key.prefix { $0 != "." }) }
    package var name: String { String(key.drop { $0 != "." }.dropFirst()) }
    /// `COORDBUS_LIMITS_EVENT_BYTES`
    package var variable: String {
        "COORDBUS_" + key.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }

    /// All settings, in the order of the file.
    package static let all: [Setting] = [
        Setting(
            "bus.listen", .text(\.listen), flag: "--listen",
            "Where clients connect: tcp://ADDRESS:PORT or ipc:///PATH. Addresses that other machines can reach "
                + "need security by curve."),
        Setting(
            "bus.handshake_seconds", .integer(\.handshakeSeconds, 1...300, unit: "seconds"),
            "A connection that has not finished its handshake by then is closed."),
        Setting(
            "bus.unread_messages", .integer(\.unreadMessages, 16...100_000, unit: "messages"),
            "A client that lets this many messages of the bus lie unread is disconnected."),
        Setting(
            "feed.listen", .text(\.feedListen), flag: "--feed",
            "Where plain SUB sockets get events as they are recorded: tcp://ADDRESS:PORT, as a rule the port after that of "
                + "bus.listen, or ipc:///PATH; none for no feed. What holds for the addresses of bus.listen holds here."
        ),
        Setting(
            "feed.unread_messages", .integer(\.feedUnread, 16...1_000_000, unit: "messages"),
            "A reader of the feed that lets this many messages lie unread loses what comes then."),
        Setting(
            "security.mode", .text(\.security), flag: "--security",
            "curve: every connection is encrypted and known by its key. none: nothing is, and agencies are "
                + "what they say; taken on this machine only. auto: curve where there is a roll, otherwise none."
        ),
        Setting(
            "security.roll", .text(\.rollFile), flag: "--roll",
            "The roll of agencies, their keys and rights; config/agencies.toml is a start. SIGHUP reads it again."
        ),
        Setting(
            "security.key", .text(\.keyFile), flag: "--key",
            "The bus's own key pair, made by coordctl keygen, readable by nobody else. A credential of systemd "
                + "called coordd.key goes before it."),
        Setting(
            "log.folder", .text(\.folder), flag: "--data",
            "Where the log is kept. Made if it is not there; one coordd at a time."),
        Setting(
            "log.segment_mib", .integer(\.segmentMiB, 1...4096, unit: "MiB"),
            "Size of one file of the log."),
        Setting(
            "inboxes.routes", .text(\.routesFile), flag: "--routes",
            "The file that says whose inbox gets what: its tables [[agency]], [[route]] and [[inbox]]; "
                + "config/agencies.toml is a start. Without it there are only the inboxes that agencies open "
                + "themselves. SIGHUP reads the file again."),
        Setting(
            "rules.file", .text(\.rulesFile),
            "Settings of the mandate rules. Where the file is not there, they are as declared; a change is an event in "
                + "the log. none runs no rules."),
        Setting(
            "register.file", .text(\.registerFile),
            "The register, a SQLite file folded from the log. auto is register.sqlite in the log's folder; none keeps "
                + "no register."),
        Setting(
            "web.listen", .text(\.webListen), flag: "--web",
            "Where the page, /metrics, /healthz and CloudEvents over HTTP are: 127.0.0.1:7180, say, or none. "
                + "Addresses that other machines can reach need a certificate."),
        Setting(
            "web.certificate", .text(\.webCertificate),
            "Certificate chain in PEM, the server's first; with it, only HTTPS is spoken."),
        Setting(
            "web.key", .text(\.webKey), "The private key of the certificate, PEM."),
        Setting(
            "web.connections", .integer(\.webConnections, 16...10_000, unit: "connections"),
            "Most connections at once; one that idles makes room for a new one."),
        Setting(
            "web.viewers", .integer(\.webViewers, 1...5_000, unit: "viewers"),
            "Most live views of the log at once."),
        Setting(
            "limits.event_bytes", .integer(\.eventBytes, 1024...1_048_576, unit: "bytes"),
            "Longest event."),
        Setting(
            "limits.message_mib", .integer(\.messageMiB, 1...64, unit: "MiB"),
            "Longest message of a client; longer ones end its connection."),
        Setting(
            "limits.message_events", .integer(\.messageEvents, 1...65_536, unit: "events"),
            reloadable: true, "Most events in one message."),
        Setting(
            "limits.batch_kib", .integer(\.batchKiB, 64...65_536, unit: "KiB"), reloadable: true,
            "Most bytes that gather while the disk is busy; then messages wait in their queues."),
        Setting(
            "limits.recent_mib", .integer(\.recentMiB, 1...4096, unit: "MiB"),
            "Newest records kept in memory, so that readers who keep up need no disk."),
        Setting(
            "limits.delivery_kib", .integer(\.deliveryKiB, 64...4096, unit: "KiB"),
            reloadable: true, "Most bytes in one delivery."),
        Setting(
            "limits.sessions", .integer(\.sessions, 1...10_000, unit: "sessions"),
            "Most sessions open at once."),
        Setting(
            "limits.subscriptions_per_session",
            .integer(\.subscriptionsPerSession, 1...1_000, unit: "subscriptions"),
            "Most subscriptions of one session."),
        Setting(
            "limits.fetches_per_session", .integer(\.fetchesPerSession, 1...100, unit: "fetches"),
            "Most fetches of one session that may wait for an answer."),
        Setting(
            "limits.silence_seconds", .integer(\.silenceSeconds, 5...3_600, unit: "seconds"),
            reloadable: true, "A session from which nothing comes for this long is ended."),
        Setting(
            "agencies.online_seconds", .integer(\.onlineSeconds, 1...3_600, unit: "seconds"),
            reloadable: true,
            "An agency of the roll that has been connected for so long is told in the log to be online."
        ),
        Setting(
            "agencies.offline_seconds", .integer(\.offlineSeconds, 1...86_400, unit: "seconds"),
            reloadable: true,
            "One that has had no connection for so long is told to be offline. For one that comes and goes it is up to sixteen "
                + "times as long, so that it cannot fill the log."),
        Setting(
            "overlap.folder", .text(\.overlapFolder),
            "Where lexicon.toml, weights.toml and frequencies.toml stand, by which the bus finds overlaps. auto looks in "
                + "/etc/coordbus/overlap, /usr/share/coordbus/overlap and in config/overlap of the sources; none "
                + "watches neither overlaps nor gaps."),
        Setting(
            "overlap.calendar", .text(\.overlapCalendar),
            "CSV of national votes with the columns iso2, type, event, date, in addition to the electoral events "
                + "registered on the bus. auto takes calendar.csv of overlap.folder if it is there; none takes no file."
        ),
    ]

    /// The value now in force, as the file would write it.
    package func current(_ configuration: Configuration) -> String {
        switch value {
        case .text(let path): "\"\(configuration[keyPath: path])\""
        case .integer(let path, _, _): String(configuration[keyPath: path])
        }
    }

    /// Takes a value from a flag or a variable.
    func set(_ text: String, in configuration: inout Configuration) throws(SettingError) {
        switch value {
        case .text(let path):
            try setText(text, path, in: &configuration)
        case .integer:
            guard let number = Int(text) else { throw SettingError(key, "is \(text)", remedy) }
            try set(number, in: &configuration)
        }
    }

    func set(_ number: Int, in configuration: inout Configuration) throws(SettingError) {
        guard case .integer(let path, let range, _) = value else {
            throw SettingError(key, "is a number", remedy)
        }
        guard range.contains(number) else { throw SettingError(key, "is \(number)", remedy) }
        configuration[keyPath: path] = number
    }

    func setText(
        _ text: String, _ path: WritableKeyPath<Configuration, String>,
        in configuration: inout Configuration
    ) throws(SettingError) {
        guard !text.isEmpty || Self.mayBeEmpty.contains(key) else {
            throw SettingError(key, "is empty", remedy)
        }
        if key == "web.listen", text != "none", WebAddress(text) == nil {
            throw SettingError(
                key, "is \(text)",
                "use an address and a port, 127.0.0.1:7180 or [::1]:7180, or none")
        }
        if key == "bus.listen" || key == "feed.listen" && text != "none",
            let why = Self.refusal(ofEndpoint: text)
        {
            throw SettingError(key, "is \(text)", why)
        }
        if key == "security.mode", SecurityMode(rawValue: text) == nil {
            throw SettingError(key, "is \(text)", "use auto, curve or none")
        }
        configuration[keyPath: path] = text
    }

    private static let mayBeEmpty = ["inboxes.routes", "web.certificate", "web.key"]

    package var remedy: String {
        switch value {
        case .text: "give a text in quotes"
        case .integer(_, let range, let unit):
            "use a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)"
        }
    }

    /// Why an endpoint cannot be listened on, or nil.
    static func refusal(ofEndpoint text: String) -> String? {
        if text.hasPrefix("ipc:///") { return nil }
        guard text.hasPrefix("tcp://"), let colon = text.lastIndex(of: ":") else {
            return "use tcp://127.0.0.1:7117 or ipc:///run/coordbus/bus"
        }
        let port = text[text.index(after: colon)...]
        guard port == "*" || (1...65_535).contains(Int(port) ?? 0) else {
            return "give a port from 1 to 65535 after the last colon"
        }
        return nil
    }

    /// Can only this machine reach it?
    static func isLocal(_ endpoint: String) -> Bool {
        guard endpoint.hasPrefix("tcp://") else { return true }
        let host = endpoint.dropFirst(6)
        return host.hasPrefix("127.") || host.hasPrefix("[::1]:") || host.hasPrefix("localhost:")
    }
}

/// A setting with a value it can't have.
struct SettingError: Error {
    let key: String
    let what: String
    let remedy: String

    init(_ key: String, _ what: String, _ remedy: String) {
        self.key = key
        self.what = what
        self.remedy = remedy
    }
}
