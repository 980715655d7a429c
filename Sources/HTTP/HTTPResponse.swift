/// What is answered.
package struct HTTPResponse: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// A file of the page, sent from where it lies.
        case page(PageFile)
        /// Comes bit by bit; only its server may write to it.
        case stream(HTTPStream)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(
        _ status: Int, _ headers: [(name: String, value: String)] = [], _ body: Body = .bytes([])
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The body as text, where it is one.
    package var text: String {
        switch body {
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .page(let file): file.text
        case .stream: ""
        }
    }
}

/// Where a request is answered, once. Does nothing when the client has gone.
package protocol HTTPReplying: AnyObject {
    func send(_ response: HTTPResponse)
}

/// What answers requests. Called on the thread that turns the server.
package protocol HTTPHandler: AnyObject {
    /// Called when the head of a request is there, before its body.
    /// - Returns: the longest body it may have, or at once the answer that refuses it.
    func admit(_ request: HTTPRequest) -> HTTPAdmission

    /// Called with the whole request. The answer may be given later, through `reply`.
    func handle(_ request: HTTPRequest, _ reply: any HTTPReplying)

    /// What did not become a request: a target or a head with no or two readings, a body that is too long or too slow.
    func refusal(_ fault: HTTPFault) -> HTTPResponse
}

package enum HTTPAdmission: Sendable {
    case body(bytesMax: Int)
    case refused(HTTPResponse)
}

package enum HTTPFault: Sendable {
    case badTarget
    /// Its end could be read in two ways.
    case badHead
    case bodyTooLong(bytesMax: Int)
    /// Nothing more can be taken at the moment.
    case busy
}
