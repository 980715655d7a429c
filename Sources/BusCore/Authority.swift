internal import Events

/// Who holds which authority of the resolution: the catalogue says which types need one, the roll who holds it. Everybody
/// may publish the types that need none.
enum Authority {
    private static let openWords = 64

    /// May every agency publish this type? Most events need look no further. Numbers beyond the words are asked the long way.
    @inline(__always)
    static func isOpen(_ type: UInt16) -> Bool {
        type >> 6 < openWords && open[Int(type >> 6)] & (1 &<< UInt64(type & 63)) != 0
    }

    // Bits by type number, and no array: its storage would be retained and released for each event.
    private static let open: [64 of UInt64] = {
        var open = [64 of UInt64](repeating: 0)
        for type in EventCatalogue.all
        where type.authority == .anyAgency && type.number >> 6 < openWords {
            open[Int(type.number >> 6)] |= 1 << UInt64(type.number & 63)
        }
        return open
    }()

    /// - Parameters:
    ///   - source: in whose name the event is; nil for the bus.
    ///   - speaker: who published it; nil for the bus.
    static func may(
        _ source: AgencyRecord?, through speaker: AgencyRecord?, publish type: EventType
    ) -> Bool {
        guard let source, let speaker else {
            return type.authority == .bus || type.authority == .busOrFocalPoint
        }
        let leads = source.roles.contains(.focalPoint)
        let supports = leads || source.roles.contains(.delegate)
        return switch type.authority {
        case .anyAgency: true
        case .focalPoint: leads || speaker.holdsDelegation(type)
        case .focalPointOrDelegate, .busOrFocalPoint: supports || speaker.holdsDelegation(type)
        case .bus: false
        }
    }
}

extension Bus {
    /// Holds a publisher to its name, its rights and the authority that a type needs.
    /// - Parameter session: of who published it; nil for the bus itself.
    func authorise(_ facts: EventFacts, _ session: Session?) throws(Denial) {
        let speaker = session?.record
        if let session, speaker == nil, session.agency != .bus {
            throw Self.notAuthorised(
                "\(session.agency) is not in the roll (R-AUTH, OP20); ask the operator to enter it")
        }
        guard let type = EventCatalogue.type(number: facts.type) else { return }
        try authorise(type, facts.country, facts.agency, speaker)
    }

    func authorise(
        _ type: EventType, _ country: CountryCode, _ source: AgencyCode, _ speaker: AgencyRecord?
    ) throws(Denial) {
        var owner: AgencyRecord?
        if let speaker {
            try speaks(speaker, for: source)
            guard speaker.publish.allow(type: type.number, country: country, agency: source) else {
                throw Self.notAuthorised(
                    "\(speaker.code) may not publish \(type.name) for \(country) (R-AUTH, OP20); "
                        + "ask the operator for the right")
            }
            owner = source == speaker.code ? speaker : roll.agency(source)
        } else if source != .bus {
            throw Self.wrongSource(source, .bus)
        }
        guard !Authority.may(owner, through: speaker, publish: type) else { return }
        throw Self.notAuthorised(
            "\(type.name) may be published by \(type.authority.meaning) only "
                + "(R-AUTH, \(type.origin)), not by \(source); ask them to publish it")
    }

    private func speaks(_ speaker: AgencyRecord, for source: AgencyCode) throws(Denial) {
        guard !speaker.isSuspended else {
            throw Self.notAuthorised(
                "\(speaker.code) is suspended (R-AUTH, OP20); ask the operator to lift it")
        }
        guard speaker.speaks(for: source) else { throw Self.wrongSource(source, speaker.code) }
    }

    private static func wrongSource(_ source: AgencyCode, _ speaker: AgencyCode) -> Denial {
        notAuthorised(
            "source is \(source)'s, this session is \(speaker)'s (R-AUTH, OP17); "
                + "publish in your own name, or open a session as \(source)")
    }

    private static func notAuthorised(_ text: String) -> Denial {
        .bus(ProtocolError(.notAuthorised, text))
    }
}
