internal import BusCore
internal import HTTP

/// Who may ask for what: everything that is decided from a request's head alone.
enum WebGuard {
    /// Does a browser send this from a page of our own, or no browser at all?
    ///
    ///     Sec-Fetch-Site  Origin                 Host              ours
    ///     same-origin     http://127.0.0.1:7180  127.0.0.1:7180    yes
    ///     none            -                      127.0.0.1:7180    yes: typed in
    ///     -               -                      127.0.0.1:7180    yes: not a browser
    ///     cross-site      http://elsewhere       127.0.0.1:7180    no
    ///     -               http://elsewhere       127.0.0.1:7180    no
    ///     -               null                   127.0.0.1:7180    no
    static func isOwn(_ request: HTTPRequest) -> Bool {
        if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
            return false
        }
        guard let origin = request.headers["origin"] else { return true }
        guard let host = request.headers["host"], let scheme = origin.range(of: "://") else {
            return false
        }
        return origin[scheme.upperBound...] == host
    }

    /// The token of `Authorization: Bearer TOKEN`.
    static func bearer(_ request: HTTPRequest) -> String? {
        guard let header = request.headers["authorization"] else { return nil }
        let words = header.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }

    /// The person whose token this is.
    static func person(ofToken token: String, _ people: [PersonRecord]) -> PersonRecord? {
        guard (16...256).contains(token.utf8.count) else { return nil }
        let digest = PersonToken.digest(of: token)
        // Compared are digests, so how long it takes tells nothing of a token.
        return people.first { $0.tokenDigest == digest }
    }
}

extension String {
    /// Where a text stands in this one.
    func range(of text: String) -> Range<String.Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(text) {
                return at..<index(at, offsetBy: text.count)
            }
            at = index(after: at)
        }
        return nil
    }
}
