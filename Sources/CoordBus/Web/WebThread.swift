package import BusCore
package import HTTP
internal import Platform
internal import Synchronization

/// The web thread: turns the HTTP server and the app behind it. Everything it waits for, it hands over or asks for.
package final class WebThread: Sendable {
    private let listener: ListeningSocket
    private let limits: HTTPLimits
    private let tls: TLSFiles?
    private let parts: WebParts
    private let roll: Mutex<Roll>
    private let say: @Sendable (String) -> Void
    private let isStopping = Atomic<Bool>(false)
    private let isReloading = Atomic<Bool>(false)
    private let bell = Bell()

    /// Certificate chain and key, PEM.
    package struct TLSFiles: Sendable {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// - Parameters:
    ///   - roll: who may sign in.
    ///   - say: one line for the operator.
    package init(
        _ listener: ListeningSocket, limits: HTTPLimits, tls: TLSFiles?, parts: WebParts,
        roll: Roll, say: @escaping @Sendable (String) -> Void
    ) {
        self.listener = listener
        self.limits = limits
        self.tls = tls
        self.parts = parts
        self.roll = Mutex(roll)
        self.say = say
    }

    /// Who may sign in from now on.
    package func take(_ new: Roll) {
        roll.withLock { $0 = new }
        isReloading.store(true, ordering: .sequentiallyConsistent)
        bell.ring()
    }

    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        bell.ring()
    }

    /// The thread's body: runs until `stop`.
    package func run() {
        let app = WebApp(parts, roll: roll.withLock { $0 })
        let server: HTTPServer
        do throws(HTTPError) {
            server = try HTTPServer(
                listener, limits: limits, tls: tls.map { ($0.certificate, $0.key) }, handler: app)
        } catch {
            say("no page and no metrics: \(error)")
            return
        }
        app.serverFacts = { [unowned server] in (server.counts, server.connectionCount) }
        let bells = app.bells + [bell]
        let descriptors = bells.map(\.fd)
        while !isStopping.load(ordering: .sequentiallyConsistent) {
            let wait = app.advance(now: monotonicNanoseconds())
            server.turn(bells: descriptors, milliseconds: wait)
            for bell in bells { bell.silence() }
            if isReloading.exchange(false, ordering: .sequentiallyConsistent) {
                app.take(roll.withLock { $0 })
            }
        }
        server.stop()
    }
}
