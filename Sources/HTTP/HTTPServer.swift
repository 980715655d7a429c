internal import CMicrohttpd
internal import Glibc

/// An HTTP/1.1 server turned by one thread of its owner: no thread, no timer and no lock of its own.
///
/// libmicrohttpd reads and writes; connections are accepted here, so that one that idles makes room for one that wants
/// something. The thread that made it calls `turn` and everything else. Not `Sendable`.
@safe package final class HTTPServer {
    private let listener: ListeningSocket
    private let limits: HTTPLimits
    private let handler: any HTTPHandler
    /// nil only while it is being made.
    private var daemon: OpaquePointer?
    private var connections: [ObjectIdentifier: HTTPConnection] = [:]
    /// Requests that are not done yet.
    private var open: [ObjectIdentifier: HTTPReply] = [:]
    /// Answers that come bit by bit.
    private var streams: [ObjectIdentifier: HTTPStream] = [:]
    /// A connection was put back to work since libmicrohttpd ran.
    private var hasResumed = false
    private var nextSweep: UInt64 = 0
    /// After this time connections are accepted again: there was no descriptor left.
    private var acceptAgain: UInt64 = 0
    package internal(set) var counts = HTTPCounts()
    package var connectionCount: Int { connections.count }

    /// - Parameters:
    ///   - certificate: PEM, the server's first; with `key`, its private key in PEM, TLS is spoken.
    package init(
        _ listener: ListeningSocket, limits: HTTPLimits = HTTPLimits(),
        tls: (certificate: String, key: String)? = nil, handler: any HTTPHandler
    ) throws(HTTPError) {
        self.listener = listener
        self.limits = limits
        self.handler = handler
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard
            let started = unsafe cmhd_start(
                HTTPServer.access, HTTPServer.completed, HTTPServer.connected, HTTPServer.began,
                context, UInt32(limits.connections + Self.slack), limits.idleSeconds,
                limits.connectionBytes, tls?.certificate, tls?.key)
        else {
            throw HTTPError(
                tls == nil
                    ? "the HTTP server could not start"
                    : "the certificate or its key could not be used; give a chain in PEM and the key that belongs to it"
            )
        }
        unsafe daemon = started
    }

    /// Connections that were told to go and have not gone yet.
    private static let slack = 64

    /// Ends every connection; nothing may be called after it. Call it before letting the server go: what sleeps has to be woken,
    /// which asks for a server that is whole.
    package func stop() {
        guard unsafe daemon != nil else { return }
        // libmicrohttpd must not be stopped while a connection sleeps.
        for reply in Array(open.values) { reply.send(HTTPResponse(503)) }
        for stream in Array(streams.values) { stream.end() }
        unsafe MHD_run(daemon)
        unsafe MHD_stop_daemon(daemon)
        unsafe daemon = nil
    }

    deinit { precondition(unsafe daemon == nil, "the HTTP server was let go without stop") }

    /// Waits until something happens here, on one of `bells`, or for `milliseconds`; then does what can be done.
    package func turn(bells: [Int32], milliseconds: Int32) {
        var timeout: CUnsignedLongLong = 0
        var wait = milliseconds
        if unsafe MHD_get_timeout(daemon, &timeout) == MHD_Result.YES {
            wait = Int32(min(UInt64(timeout), UInt64(milliseconds)))
        }
        // libmicrohttpd does not count what was put back to work since it ran last.
        if hasResumed { wait = 0 }
        hasResumed = false
        let now = Self.now()
        var items = bells.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        items.append(pollfd(fd: unsafe cmhd_epoll(daemon), events: Int16(POLLIN), revents: 0))
        let listens = now >= acceptAgain ? listener.fd : -1
        items.append(pollfd(fd: listens, events: Int16(POLLIN), revents: 0))
        _ = unsafe poll(&items, nfds_t(items.count), wait)
        if items[items.count - 1].revents != 0 { acceptWaiting() }
        unsafe MHD_run(daemon)
        sweep()
    }

    // MARK: Connections

    private func acceptWaiting() {
        var name = sockaddr_storage()
        var length: socklen_t = 0
        for _ in 0..<64 {
            let hasRoom = makeRoom()
            let fd = unsafe cmhd_accept(listener.fd, &name, &length)
            switch fd {
            case 0...: break
            case -EMFILE, -ENFILE:
                if !evictOne() { acceptAgain = Self.now() + 100_000_000 }
                return
            default: return
            }
            guard hasRoom else {
                // All are at work: this one is turned away, so that it knows.
                close(fd)
                counts.turnedAway += 1
                continue
            }
            counts.accepted += 1
            if unsafe cmhd_add(daemon, fd, &name, length) != MHD_Result.YES {
                counts.turnedAway += 1
            }
        }
    }

    private func makeRoom() -> Bool {
        let standing = connections.values.count(where: { !$0.isCondemned })
        if connections.count >= limits.connections + Self.slack { return false }
        return standing < limits.connections || evictOne()
    }

    /// Closes the connection that has idled longest.
    private func evictOne() -> Bool {
        let idle = connections.values.filter { !$0.isBusy && !$0.isCondemned }
        guard let victim = idle.min(by: { $0.idleSince < $1.idleSince }) else { return false }
        counts.evicted += 1
        condemn(victim)
        return true
    }

    private func condemn(_ connection: HTTPConnection) {
        connection.isCondemned = true
        shutdown(connection.fd, Int32(SHUT_RDWR))
    }

    /// Once a second: bodies that take too long.
    private func sweep() {
        let now = Self.now()
        guard now >= nextSweep else { return }
        nextSweep = now + 1_000_000_000
        for connection in connections.values where !connection.isCondemned {
            guard let since = connection.receivingSince,
                now > since + limits.bodySeconds * 1_000_000_000
            else { continue }
            counts.tooSlow += 1
            condemn(connection)
        }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    fileprivate func connected(_ connection: OpaquePointer) -> HTTPConnection {
        let made = HTTPConnection(fd: unsafe cmhd_socket(connection), now: Self.now())
        connections[ObjectIdentifier(made)] = made
        return made
    }

    fileprivate func closed(_ connection: HTTPConnection) {
        if !connection.hadRequest { counts.withoutRequest += 1 }
        connections[ObjectIdentifier(connection)] = nil
    }

    // MARK: Requests

    /// Puts a connection that sleeps back to work.
    func resume(_ connection: OpaquePointer) {
        hasResumed = true
        unsafe MHD_resume_connection(connection)
    }

    func opened(_ stream: HTTPStream) { streams[ObjectIdentifier(stream)] = stream }
    func closed(_ stream: HTTPStream) { streams[ObjectIdentifier(stream)] = nil }
    /// Answers that come bit by bit and have not ended.
    package var streamCount: Int { streams.count }

    fileprivate func took(_ reply: HTTPReply) { open[ObjectIdentifier(reply)] = reply }

    fileprivate func gone(_ reply: HTTPReply, _ connection: HTTPConnection?) {
        unsafe reply.connection = nil
        reply.phase = .answered
        open[ObjectIdentifier(reply)] = nil
        connection?.isBusy = false
        connection?.receivingSince = nil
        connection?.idleSince = Self.now()
    }

    /// - Returns: false when the connection has to be closed.
    fileprivate func step(
        _ reply: HTTPReply, _ connection: OpaquePointer, method: String,
        upload: UnsafeRawBufferPointer
    ) -> Bool {
        switch reply.phase {
        case .begun: unsafe begin(reply, connection, method: method)
        case .body:
            guard unsafe upload.isEmpty else {
                guard reply.body.count + upload.count <= reply.bodyBytesMax else {
                    counts.answered(413)
                    return false
                }
                unsafe reply.body.append(contentsOf: upload)
                return true
            }
            unsafe finish(reply, connection)
        case .handling, .answered: break
        }
        return true
    }

    private func begin(_ reply: HTTPReply, _ connection: OpaquePointer, method: String) {
        unsafe reply.connection = connection
        if let known = unsafe HTTPServer.attached(connection) {
            known.isBusy = true
            known.hadRequest = true
            known.receivingSince = Self.now()
        }
        guard let target = HTTPTarget(reply.rawTarget) else {
            reply.send(handler.refusal(.badTarget))
            return
        }
        let headers = unsafe HTTPServer.headers(connection)
        guard HTTPFraming.hasOneReading(headers) else {
            reply.send(handler.refusal(.badHead))
            return
        }
        let request = HTTPRequest(method: method, target: target, headers: headers)
        switch handler.admit(request) {
        case .refused(let response): reply.send(response)
        case .body(let bytesMax):
            let announced = request.headers["content-length"].map { Int($0) ?? Int.max } ?? 0
            guard announced <= bytesMax else {
                reply.send(handler.refusal(.bodyTooLong(bytesMax: bytesMax)))
                return
            }
            reply.request = request
            reply.bodyBytesMax = bytesMax
            reply.phase = .body
        }
    }

    private func finish(_ reply: HTTPReply, _ connection: OpaquePointer) {
        guard var request = reply.request else { return }
        request.body = reply.body
        reply.request = nil
        reply.body = []
        reply.phase = .handling
        unsafe HTTPServer.attached(connection)?.receivingSince = nil
        handler.handle(request, reply)
        if !reply.isAnswered { reply.suspend() }
    }
}

/// What libmicrohttpd calls, always from within `turn` or `push`.
extension HTTPServer {
    fileprivate static let began:
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?
        ) -> UnsafeMutableRawPointer? = { context, uri, _ in
            let server = unsafe HTTPServer.from(context)
            let text = unsafe uri.map { unsafe String(cString: $0) } ?? ""
            let reply = HTTPReply(rawTarget: text, server: server)
            server.took(reply)
            // Released in `completed`.
            return unsafe Unmanaged.passRetained(reply).toOpaque()
        }

    fileprivate static let completed: MHD_RequestCompletedCallback = {
        context, connection, request, _ in
        guard let raw = unsafe request?.pointee else { return }
        // Takes back what `began` gave.
        let reply = unsafe Unmanaged<HTTPReply>.fromOpaque(raw).takeRetainedValue()
        unsafe request?.pointee = nil
        unsafe HTTPServer.from(context).gone(
            reply, unsafe connection.flatMap { unsafe attached($0) })
    }

    fileprivate static let connected: MHD_NotifyConnectionCallback = {
        context, connection, attached, code in
        let server = unsafe HTTPServer.from(context)
        guard let connection = unsafe connection, let attached = unsafe attached else { return }
        if code == .CONNECTION_NOTIFY_STARTED {
            // Released when the connection closes, below.
            let made = unsafe server.connected(connection)
            unsafe attached.pointee = unsafe Unmanaged.passRetained(made).toOpaque()
        } else if let raw = unsafe attached.pointee {
            unsafe server.closed(Unmanaged<HTTPConnection>.fromOpaque(raw).takeRetainedValue())
            unsafe attached.pointee = nil
        }
    }

    fileprivate static let access: MHD_AccessHandlerCallback = {
        context, connection, _, method, _, upload, size, request in
        guard let connection = unsafe connection, let size = unsafe size,
            let method = unsafe method,
            let raw = unsafe request?.pointee
        else { return MHD_Result.NO }
        let reply = unsafe Unmanaged<HTTPReply>.fromOpaque(raw).takeUnretainedValue()
        let body = unsafe UnsafeRawBufferPointer(start: upload, count: size.pointee)
        let goesOn = unsafe HTTPServer.from(context).step(
            reply, connection, method: String(cString: method), upload: body)
        unsafe size.pointee = 0
        return goesOn ? MHD_Result.YES : MHD_Result.NO
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> HTTPServer {
        unsafe Unmanaged<HTTPServer>.fromOpaque(context!).takeUnretainedValue()
    }

    fileprivate static func attached(_ connection: OpaquePointer) -> HTTPConnection? {
        guard let raw = unsafe cmhd_attached(connection) else { return nil }
        return unsafe Unmanaged<HTTPConnection>.fromOpaque(raw).takeUnretainedValue()
    }
}
