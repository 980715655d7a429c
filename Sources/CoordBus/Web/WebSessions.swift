internal import BusCore
internal import Crypto
internal import HTTP

/// Who is signed in. Sessions live in memory: after a restart people sign in again.
struct WebSessions {
    struct Session {
        let person: String
        /// The person's token when the session began: a new one ends it.
        let tokenDigest: String
        /// What a request that changes something must repeat.
        let secret: String
        var seen: UInt64
    }

    static let cookie = "coordbus"
    /// A session that is not used for so long ends, nanoseconds.
    static let idleNanoseconds: UInt64 = 12 * 3_600 * 1_000_000_000
    private let countMax: Int
    /// By the digest of the cookie's value.
    private var sessions: [String: Session] = [:]

    init(countMax: Int = 1_000) { self.countMax = countMax }

    var count: Int { sessions.count }

    /// - Returns: the cookie's value.
    mutating func begin(_ person: PersonRecord, now: UInt64) -> String {
        sessions = sessions.filter { now < $0.value.seen + Self.idleNanoseconds }
        if sessions.count >= countMax,
            let oldest = sessions.min(by: { $0.value.seen < $1.value.seen })
        {
            sessions[oldest.key] = nil
        }
        let value = RandomText.make(bytes: 32)
        sessions[PersonToken.digest(of: value)] = Session(
            person: person.code, tokenDigest: person.tokenDigest,
            secret: RandomText.make(bytes: 16), seen: now)
        return value
    }

    /// The session that a request belongs to, if it is one of a person who may still sign in.
    mutating func find(
        _ request: HTTPRequest, _ people: [PersonRecord], now: UInt64
    ) -> (session: Session, person: PersonRecord)? {
        guard let value = request.cookie(Self.cookie) else { return nil }
        let key = PersonToken.digest(of: value)
        guard let session = sessions[key] else { return nil }
        guard now < session.seen + Self.idleNanoseconds,
            let person = people.first(where: {
                $0.code == session.person && $0.tokenDigest == session.tokenDigest
            })
        else {
            sessions[key] = nil
            return nil
        }
        sessions[key]?.seen = now
        return (session, person)
    }

    mutating func end(_ request: HTTPRequest) {
        if let value = request.cookie(Self.cookie) { sessions[PersonToken.digest(of: value)] = nil }
    }
}
