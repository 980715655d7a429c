internal import CMicrohttpd

/// One request on its way through the server, and the one place where it is answered. It belongs to the server's thread.
@safe package final class HTTPReply: HTTPReplying, @unchecked Sendable {
    // @unchecked: made, used and freed on the one thread that turns the server.
    enum Phase { case begun, body, handling, answered }

    /// As the client wrote it.
    let rawTarget: String
    var phase = Phase.begun
    var request: HTTPRequest?
    var body: [UInt8] = []
    var bodyBytesMax = 0
    /// libmicrohttpd's connection; nil before its head is there and after it has gone.
    var connection: OpaquePointer?
    /// The connection sleeps until it is answered.
    var isSuspended = false
    unowned let server: HTTPServer

    init(rawTarget: String, server: HTTPServer) {
        self.rawTarget = rawTarget
        self.server = server
    }

    var isAnswered: Bool { phase == .answered }

    /// Answers, once. Does nothing when the client has gone.
    package func send(_ response: HTTPResponse) {
        guard phase != .answered, let connection = unsafe connection else { return }
        phase = .answered
        server.counts.answered(response.status)
        let made = unsafe server.make(response, for: connection)
        unsafe MHD_queue_response(connection, UInt32(response.status), made)
        unsafe MHD_destroy_response(made)  // the connection holds it now
        if isSuspended {
            isSuspended = false
            unsafe server.resume(connection)
        }
    }

    /// Puts the connection to sleep until `send`.
    func suspend() {
        guard let connection = unsafe connection else { return }
        isSuspended = true
        unsafe MHD_suspend_connection(connection)
    }
}
