package import BusCore
internal import Bytes
internal import Platform
internal import Synchronization
package import ZeroMQ

/// Admits or refuses connections by their key, on a thread of its own: the ZAP handler (ZeroMQ RFC 27) of every socket that
/// this process binds. Handshakes, also thousands of bad ones, never reach the bus thread.
///
/// What it answers as `User-Id` is the key itself; the bus looks it up in its roll when the session is opened.
package final class Gatekeeper: Sendable {
    /// What happened at the gate since the start.
    package struct Counters: Sendable, Equatable {
        package var admitted: UInt64 = 0
        package var refused: UInt64 = 0
    }

    private struct State {
        var roll: Roll
        /// Keys that are shut out of the feed.
        var barred: Set<String> = []
        var counters = Counters()
        var failure: ZMQError?
    }

    /// The domain of ZAP that the feed asks in; every other socket asks in `coordbus`.
    package static let feedDomain = "coordbus-feed"

    private let state: Mutex<State>
    private let bell = Bell()
    /// Rung once the handler is bound, or failed to be.
    private let ready = Bell()
    private let stopping = Atomic(false)
    private let log: @Sendable (String) -> Void

    /// - Parameter log: one line for the operator about a connection that was refused.
    package init(_ roll: Roll, log: @escaping @Sendable (String) -> Void) {
        state = Mutex(State(roll: roll))
        self.log = log
    }

    /// Who is admitted from now on; connections that are open already are the bus's to end.
    package func take(_ roll: Roll) {
        state.withLock { state in
            state.roll = roll
            state.barred.removeAll()
        }
    }

    /// Shuts a key out of the feed until the next `take`.
    package func barFromFeed(_ key: String) { state.withLock { _ = $0.barred.insert(key) } }

    package var counters: Counters { state.withLock { $0.counters } }

    package func stop() {
        stopping.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Waits until the handler is bound: sockets that it judges for may be bound then, not before.
    package func waitUntilBound() throws(ZMQError) {
        ready.wait()
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// The thread's body: runs until `stop`.
    package func run(in context: Context) {
        do throws(ZMQError) {
            let socket = try Socket(.rep, in: context)
            try socket.bind(Socket.zapEndpoint)
            ready.ring()
            serve(socket)
        } catch {
            state.withLock { $0.failure = error }
            ready.ring()
        }
    }

    private func serve(_ socket: consuming Socket) {
        var poller = Poller(socket: socket, descriptors: [bell.fd])
        var frame = Frame()
        var quiet = QuietLines()
        while !stopping.load(ordering: .acquiring) {
            do throws(ZMQError) {
                try poller.wait(socket, timeout: nil)
                if poller.isReady(0) { bell.silence() }
                while let request = try Self.receive(socket, &frame) {
                    try answer(request, socket, &frame, &quiet)
                }
            } catch {
                // The handler must live: without one, libzmq would refuse every handshake from here on.
                log("a handshake was not answered: \(error)")
            }
        }
    }

    /// The frames of one request of ZAP: version, request id, domain, address, routing id, mechanism, credentials.
    private static func receive(
        _ socket: borrowing Socket, _ frame: inout Frame
    ) throws(ZMQError) -> [[UInt8]]? {
        guard try socket.receive(into: &frame) else { return nil }
        var frames = [copy(frame)]
        while frame.hasMore {
            guard try socket.receive(into: &frame) else { break }
            frames.append(copy(frame))
        }
        return frames
    }

    private static func copy(_ frame: borrowing Frame) -> [UInt8] { frame.bytes.array }

    private func answer(
        _ request: [[UInt8]], _ socket: borrowing Socket, _ frame: inout Frame,
        _ quiet: inout QuietLines
    ) throws(ZMQError) {
        let credentials = request.count >= 7 ? request[6] : []
        let key = Z85.key(credentials.span)
        let isCurve = request.count >= 7 && request[5] == Array("CURVE".utf8)
        let isFeed = request.count > 2 && request[2] == Array(Self.feedDomain.utf8)
        let agency = state.withLock { state -> AgencyRecord? in
            let agency = key.flatMap { key in
                isFeed && state.barred.contains(key)
                    ? nil : state.roll.admit(key: key, at: wallNanoseconds())
            }
            if isCurve, agency != nil {
                state.counters.admitted += 1
            } else {
                state.counters.refused += 1
            }
            return agency
        }
        let isAdmitted = isCurve && agency != nil
        let answer: [[UInt8]] = [
            Array("1.0".utf8), request.count > 1 ? request[1] : [],
            Array((isAdmitted ? "200" : "400").utf8),
            Array((isAdmitted ? "OK" : "this key may not connect").utf8),
            Array((isAdmitted ? key ?? "" : "").utf8), [],
        ]
        for (index, bytes) in answer.enumerated() {
            frame.assign(bytes.span)
            _ = try socket.send(&frame, more: index + 1 < answer.count)
        }
        if !isAdmitted { tell(request, key, &quiet) }
    }

    private func tell(_ request: [[UInt8]], _ key: String?, _ quiet: inout QuietLines) {
        let address =
            request.count > 3 ? String(decoding: request[3], as: UTF8.self) : "an unknown address"
        let shown = key ?? "no key"
        guard let more = quiet.admit("\(address) \(shown)", at: monotonicNanoseconds()) else {
            return
        }
        let why =
            key.flatMap { key in state.withLock { $0.roll.holder(of: key) } }
            .map {
                $0.isSuspended
                    ? "\($0.code) is suspended"
                    : "this key of \($0.code) is not valid now, or shut out of the feed"
            }
            ?? "the key is not on the roll; coordctl agency add puts it there"
        let before = more > 0 ? " (and \(more) more since the last line)" : ""
        log("\(address): connection refused, key \(shown): \(why)\(before)")
    }
}

/// Says of lines of one kind which may be written: one a minute, with how many were kept back since.
struct QuietLines {
    private struct Silence {
        var since: UInt64
        var more: Int
    }

    private static let minute: UInt64 = 60_000_000_000
    private static let kindsMax = 4_096
    private var silenced: [String: Silence] = [:]

    /// - Parameter now: monotonic nanoseconds.
    /// - Returns: how many were kept back before this one, or nil when this one is to be kept back.
    mutating func admit(_ kind: String, at now: UInt64) -> Int? {
        if let silence = silenced[kind], now < silence.since + Self.minute {
            silenced[kind]?.more += 1
            return nil
        }
        let more = silenced[kind]?.more ?? 0
        if silenced.count >= Self.kindsMax {
            silenced = silenced.filter { now < $0.value.since + Self.minute }
            if silenced.count >= Self.kindsMax { silenced.removeAll() }
        }
        silenced[kind] = Silence(since: now, more: 0)
        return more
    }
}
