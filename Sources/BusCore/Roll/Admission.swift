internal import Events

/// How the bus learns who is at the other end.
package enum Identification: Sendable {
    /// From the connection's CURVE key; what a client says of itself must agree.
    case key
    /// From hello, unproved: for one machine only.
    case hello
}

/// What the socket knows of a connection.
package struct Caller: Sendable, Equatable {
    /// The public key that the ZAP handler admitted, Z85; nil without CURVE.
    package let key: String?
    /// The address it comes from, as text; empty when unknown.
    package let address: String

    package init(key: String?, address: String) {
        self.key = key
        self.address = address
    }
}

extension Bus {
    /// Who opens a session: by key or by word, and whether they may.
    func admit(
        _ said: AgencyCode?, _ caller: Caller, wall: UInt64
    ) throws(ProtocolError) -> AgencyRecord {
        switch identification {
        case .key:
            guard let key = caller.key, let agency = roll.admit(key: key, at: wall) else {
                throw Self.unknownKey
            }
            // `said` is the caller's own word, so the text tells nobody anything new.
            guard said == nil || said == agency.code else {
                throw ProtocolError(
                    .notAuthorised,
                    "this key is \(agency.code)'s, hello says \(said?.description ?? ""); "
                        + "leave agency out of hello or use that agency's key")
            }
            return agency
        case .hello:
            guard let said else {
                throw ProtocolError(
                    .badHello,
                    "hello has no agency code; send {\"agency\":\"undp\",\"client\":\"name version\"}"
                )
            }
            guard said != .bus else {
                throw ProtocolError(
                    .notAuthorised,
                    "\(said) is the bus itself; open the session in your own agency's name")
            }
            guard let agency = roll.agency(said), !agency.isSuspended else {
                throw ProtocolError(
                    .notAuthorised,
                    "\(said) may not connect; ask the operator to see to the roll of agencies")
            }
            return agency
        }
    }

    private static let unknownKey = ProtocolError(
        .notAuthorised,
        "this connection's key may not be used (any more); ask the operator to see to the roll of agencies"
    )

    /// Whether a session may go on under the roll in force, and with which rights.
    func standing(of session: Session, wall: UInt64) -> AgencyRecord? {
        switch identification {
        case .key:
            guard let key = session.caller.key, let agency = roll.admit(key: key, at: wall),
                agency.code == session.agency
            else { return nil }
            return agency
        case .hello:
            guard let agency = roll.agency(session.agency), !agency.isSuspended else { return nil }
            return agency
        }
    }

    /// Takes up a new roll: sessions of agencies that may not connect any more end at once, the others get their new rights.
    package mutating func take(_ roll: Roll, wall: UInt64, into out: inout Output) {
        self.roll = roll
        inboxes.sights = roll.sights
        for session in Array(sessions.values) { review(session, wall: wall, into: &out) }
    }

    /// Looks at one session again: keys run out, agencies are suspended.
    mutating func review(_ session: Session, wall: UInt64, into out: inout Output) {
        guard let agency = standing(of: session, wall: wall) else {
            end(
                session, code: ProtocolError.Code.notAuthorised.rawValue, number: 0,
                "\(session.agency) may not be connected with this key any more; "
                    + "ask the operator to see to the roll of agencies", into: &out)
            return
        }
        if session.record !== agency { session.take(agency, sight: agency.sight(in: roll)) }
    }
}
