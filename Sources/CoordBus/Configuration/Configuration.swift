package import BusCore

/// Everything `coordd` can be told, with its defaults.
package struct Configuration: Sendable, Equatable {
    package var listen = "tcp://127.0.0.1:7117"
    package var security = "auto"
    package var rollFile = "/etc/coordbus/agencies.toml"
    package var keyFile = "/etc/coordbus/coordd.key"
    package var folder = "/var/lib/coordbus/log"
    package var segmentMiB = 64
    /// File with the tables of routes and inboxes; empty = none.
    package var routesFile = ""
    package var registerFile = "auto"
    package var rulesFile = "/etc/coordbus/rules.toml"
    package var webListen = "none"
    /// PEM; empty = no TLS.
    package var webCertificate = ""
    package var webKey = ""
    package var webConnections = 512
    package var webViewers = 256
    package var feedListen = "none"
    package var feedUnread = 4_096
    package var unreadMessages = 256
    package var handshakeSeconds = 10
    package var eventBytes = 65_536
    package var messageMiB = 4
    package var messageEvents = 16_384
    package var batchKiB = 2_048
    package var recentMiB = 8
    package var deliveryKiB = 512
    package var sessions = 1_024
    package var subscriptionsPerSession = 64
    package var fetchesPerSession = 8
    package var silenceSeconds = 30
    package var onlineSeconds = 5
    package var offlineSeconds = 60
    package var overlapFolder = "auto"
    package var overlapCalendar = "auto"

    package init() {}

    /// The bounds that the bus itself keeps.
    package var limits: BusLimits {
        var limits = BusLimits()
        limits.eventBytes = eventBytes
        limits.messageBytes = messageMiB << 20
        limits.messageEvents = messageEvents
        limits.batchBytes = batchKiB << 10
        limits.recentBytes = recentMiB << 20
        limits.deliveryBytes = deliveryKiB << 10
        limits.sessions = sessions
        limits.subscriptionsPerSession = subscriptionsPerSession
        limits.fetchesPerSession = fetchesPerSession
        limits.silenceNanoseconds = UInt64(silenceSeconds) * 1_000_000_000
        limits.onlineNanoseconds = UInt64(onlineSeconds) * 1_000_000_000
        limits.offlineNanoseconds = UInt64(offlineSeconds) * 1_000_000_000
        return limits
    }
}
