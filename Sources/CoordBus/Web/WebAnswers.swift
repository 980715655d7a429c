internal import BusCore
internal import HTTP
internal import JSON

/// Answers as they leave: every one bears the headers that keep browsers strict.
enum WebAnswers {
    /// Nothing but our own files runs or is shown, nobody frames the page, no address tells where somebody came from.
    private static let strict: [(name: String, value: String)] = [
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]

    static func make(
        _ status: Int, type: String, _ body: HTTPResponse.Body, cache: String = "no-store",
        _ more: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        let own = [
            (name: "Content-Type", value: type), (name: "Cache-Control", value: cache),
        ]
        return HTTPResponse(status, own + strict + more, body)
    }

    static func text(_ status: Int, _ text: String) -> HTTPResponse {
        make(status, type: "text/plain; charset=utf-8", .bytes(Array(text.utf8)))
    }

    static func json(
        _ status: Int, _ text: String, _ more: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        make(status, type: "application/json", .bytes(Array(text.utf8)), more)
    }

    /// What is wrong, and what to do.
    static func fault(
        _ status: Int, _ code: Int? = nil, _ text: String,
        _ more: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        var json = JSONWriter()
        json.object { json in
            json.member("code", code ?? status)
            json.member("text", text)
        }
        return self.json(status, json.text, more)
    }

    static let busy = fault(
        503, nil, "too much is waiting here; try again in a second",
        [(name: "Retry-After", value: "1")])

    /// A refusal of the bus, as HTTP has it.
    static func fault(_ error: ProtocolError) -> HTTPResponse {
        fault(status(ofRefusal: error.code.rawValue), Int(error.code.rawValue), error.description)
    }

    /// The status that comes nearest to a refusal's code.
    static func status(ofRefusal code: UInt16) -> Int {
        switch code {
        case 403, 404, 409: Int(code)
        case 407: 413
        case 441: 404
        case 503, 507: 503
        case 508: 500
        default: 400
        }
    }

    /// A file of the page: the browser asks each time whether it changed.
    static func page(_ name: String, _ request: HTTPRequest) -> HTTPResponse {
        guard let (file, tag) = PageFiles.byName[name] else {
            return fault(404, nil, "there is nothing here")
        }
        let mark = (name: "ETag", value: tag)
        if request.headers["if-none-match"] == tag {
            return make(304, type: file.mediaType, .bytes([]), cache: "no-cache", [mark])
        }
        return make(200, type: file.mediaType, .page(file), cache: "no-cache", [mark])
    }
}
