internal import BusCore
internal import Platform
internal import ZeroMQ

/// The feed thread put together.
extension Daemon {
    /// - Returns: nil where the configuration wants none.
    static func makeFeed(
        _ configuration: Configuration, _ plan: SecurityPlan, _ gatekeeper: Gatekeeper?,
        _ say: @escaping @Sendable (LogLine) -> Void
    ) -> FeedThread? {
        guard configuration.feedListen != "none" else { return nil }
        return FeedThread(
            FeedThread.Plan(
                endpoint: configuration.feedListen, unreadMessages: configuration.feedUnread,
                handshakeSeconds: configuration.handshakeSeconds,
                identification: plan.identification, secretKey: plan.keys?.secretKey),
            roll: plan.roll, watch: DurableWatch(), say: say,
            bar: { gatekeeper?.barFromFeed($0) })
    }

    /// Waits until the feed's thread listens.
    /// - Returns: where; nil without a feed.
    static func feedEndpoint(_ feed: FeedThread?) throws(DaemonError) -> String? {
        do throws(ZMQError) {
            return try feed?.waitUntilBound()
        } catch {
            throw DaemonError(
                code: .unavailable,
                description: "the feed: \(error); another program may be listening there, "
                    + "see `ss -ltnp`, or choose another address with --feed")
        }
    }
}
