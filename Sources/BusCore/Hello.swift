internal import Bytes
internal import Events
internal import JSON

extension Bus {
    /// Opens a session. Body: `{"agency":"undp","client":"name version"}`.
    mutating func open(
        _ peer: PeerID, number: UInt32, body: Span<UInt8>?, caller: Caller, now: UInt64,
        wall: UInt64, into out: inout Output
    ) throws(ProtocolError) {
        let (said, client) = try Self.readHello(body)
        let record = try admit(said, caller, wall: wall)
        if sessions[peer] == nil, sessions.count >= limits.sessions {
            probe(now: now, into: &out)
            throw ProtocolError(
                .limitExceeded,
                "\(limits.sessions) sessions are open, the most this bus takes; "
                    + "close one or raise limits.sessions")
        }
        let session = Session(
            peer: peer, agency: record.code, record: record, sight: record.sight(in: roll),
            caller: caller, client: client, generation: nextGeneration, now: now)
        nextGeneration += 1
        presence.opened(record.code, now: now, wall: wall)
        if let earlier = sessions.updateValue(session, forKey: peer) { left(earlier, into: &out) }
        let welcome = out.add(welcome(session))
        out.send(to: peer, body: welcome) { Head.welcome(number: number, into: &$0) }
        out.notices.append(
            Notice(
                kind: .opened, peer: peer, agency: record.code.description,
                text: (client.isEmpty ? "connected" : "connected with \(client)")
                    + (caller.address.isEmpty ? "" : " from \(caller.address)")))
    }

    /// Sends a pong that nobody asked for to sessions that have been silent: where the connection has gone, sending fails
    /// and the session ends, so that a client which comes and goes cannot keep others out.
    private func probe(now: UInt64, into out: inout Output) {
        let last = durable
        for session in sessions.values
        where max(session.heardAt, session.probedAt) + Self.probeNanoseconds <= now {
            session.probedAt = now
            out.send(to: session.peer) { Head.pong(number: 0, last: last, into: &$0) }
        }
    }

    private static let probeNanoseconds: UInt64 = 1_000_000_000

    private static func readHello(
        _ body: Span<UInt8>?
    ) throws(ProtocolError) -> (agency: AgencyCode?, client: String) {
        guard let body, body.count <= 4096 else {
            throw ProtocolError(
                .badHello, "hello is longer than 4096 bytes; send only agency and client")
        }
        var parser = JSONParser(bytesMax: 4096)
        do {
            let hello = try parser.parse(body)
            let code = hello.text("agency", in: hello.root)
            let agency = code.flatMap { AgencyCode($0) }
            guard code == nil || agency != nil else {
                throw ProtocolError(
                    .badHello,
                    "hello has no agency code; send {\"agency\":\"undp\",\"client\":\"name version\"}"
                )
            }
            return (agency, printable(hello.text("client", in: hello.root) ?? "", upTo: 64))
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(
                .badHello, "hello is not JSON (\(error)); send {\"agency\":\"undp\"}")
        }
    }

    private func welcome(_ session: Session) -> Body {
        var json = JSONWriter()
        json.object { json in
            json.member("bus", information.name)
            json.member("version", information.version)
            json.member("log", information.log)
            json.member("last", durable)
            json.member("agency", session.agency.description)
            json.key("limits")
            json.object { json in
                json.member("eventBytes", limits.eventBytes)
                json.member("messageBytes", limits.messageBytes)
                json.member("messageEvents", limits.messageEvents)
                json.member("deliveryBytes", limits.deliveryBytes)
                json.member("subscriptions", limits.subscriptionsPerSession)
                json.member("fetches", limits.fetchesPerSession)
                json.member("silenceSeconds", limits.silenceNanoseconds / 1_000_000_000)
            }
        }
        return Body(json.text)
    }
}

/// Text of a client as it may stand in lines for operators and in answers: no control characters, not too long.
package func printable(_ text: String, upTo count: Int) -> String {
    String(
        text.unicodeScalars.prefix(count).map { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? "?" : Character(scalar)
        })
}
