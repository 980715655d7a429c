package import BusCore
internal import Events
internal import Platform
internal import Synchronization
package import ZeroMQ

/// The feed thread: reads the log as it grows and passes each record on to plain SUB sockets, by topic. No history, no
/// promise: a reader whose queue is full loses messages, and sees in the next one which.
///
/// Reads for itself, so that neither a slow reader nor the feed's own pace ever holds up the bus thread.
package final class FeedThread: Sendable {
    /// Where and how it sends.
    package struct Plan: Sendable {
        package var endpoint: String
        /// Messages that may wait for one reader.
        package var unreadMessages: Int
        package var handshakeSeconds: Int
        package var identification: Identification
        /// The bus's secret key; nil without CURVE.
        package var secretKey: String?

        package init(
            endpoint: String, unreadMessages: Int, handshakeSeconds: Int,
            identification: Identification, secretKey: String?
        ) {
            self.endpoint = endpoint
            self.unreadMessages = unreadMessages
            self.handshakeSeconds = handshakeSeconds
            self.identification = identification
            self.secretKey = secretKey
        }
    }

    /// What happened on the feed since the start.
    package struct Counters: Sendable, Equatable {
        package var messages: UInt64 = 0
        package var grants: UInt64 = 0
        package var refusals: UInt64 = 0
        /// Times it was closed and opened because rights ended.
        package var reopened: UInt64 = 0
    }

    struct State {
        var roll: Roll?
        var counters = Counters()
        var endpoint = ""
        var failure: ZMQError?
    }

    let state: Mutex<State>
    let plan: Plan
    private let firstRoll: Roll
    let watch: DurableWatch
    let bell = Bell()
    private let ready = Bell()
    private let stopping = Atomic(false)
    let say: @Sendable (LogLine) -> Void
    /// Shuts a key out of the feed until the roll is read again.
    let bar: @Sendable (String) -> Void

    /// - Parameters:
    ///   - watch: rung after each commit.
    ///   - bar: shuts a key out of the feed.
    package init(
        _ plan: Plan, roll: Roll, watch: DurableWatch,
        say: @escaping @Sendable (LogLine) -> Void, bar: @escaping @Sendable (String) -> Void
    ) {
        state = Mutex(State())
        self.plan = plan
        firstRoll = roll
        self.watch = watch
        self.say = say
        self.bar = bar
    }

    package var counters: Counters { state.withLock { $0.counters } }

    /// Who may read what from now on.
    package func take(_ roll: Roll) {
        state.withLock { $0.roll = roll }
        bell.ring()
    }

    package func stop() {
        stopping.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Waits until it is bound.
    /// - Returns: where.
    package func waitUntilBound() throws(ZMQError) -> String {
        ready.wait()
        let (endpoint, failure) = state.withLock { ($0.endpoint, $0.failure) }
        if let failure { throw failure }
        return endpoint
    }

    /// The thread's body: runs until `stop`.
    package func run(_ log: any EventLog, in context: Context) {
        do throws(ZMQError) {
            var feed = try Feed(self, firstRoll, log, context)
            let endpoint = feed.endpoint
            state.withLock { $0.endpoint = endpoint }
            ready.ring()
            while !stopping.load(ordering: .acquiring) { try feed.turn() }
        } catch {
            state.withLock { $0.failure = error }
            ready.ring()
            say(LogLine(.note, "no feed: \(error)"))
        }
    }
}
