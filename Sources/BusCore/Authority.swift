internal import Events

/// Who holds which authority of the resolution. Everybody may publish the types that need none.
enum Authority {
    /// The focal point (operative paragraphs 4, 15, 17, 20).
    static let focalPoint = AgencyCode("fp")
    /// The Electoral Assistance Division, which supports it.
    static let delegate = AgencyCode("ead")

    /// By type number: may every agency publish it? Most events need look no further.
    static let isOpen: [Bool] = {
        var open = [Bool](
            repeating: false, count: Int(EventCatalogue.all.map(\.number).max() ?? 0) + 1)
        for type in EventCatalogue.all where type.authority == .anyAgency {
            open[Int(type.number)] = true
        }
        return open
    }()

    static func may(_ agency: AgencyCode, issue authority: EventAuthority) -> Bool {
        switch authority {
        case .anyAgency: agency != .bus
        case .focalPoint: agency == focalPoint
        case .focalPointOrDelegate: agency == focalPoint || agency == delegate
        case .busOrFocalPoint: agency == .bus || agency == focalPoint || agency == delegate
        case .bus: agency == .bus
        }
    }
}

extension Bus {
    /// Types that belong to an authority are refused to everybody else.
    func authorise(_ facts: EventFacts, _ agency: AgencyCode) throws(Denial) {
        if Authority.isOpen[Int(facts.type)], agency != .bus { return }
        guard let type = EventCatalogue.type(number: facts.type) else { return }
        guard !Authority.may(agency, issue: type.authority) else { return }
        throw .bus(
            ProtocolError(
                .notAuthorised,
                "\(type.name) may be published by \(type.authority.meaning) only (\(type.origin)), "
                    + "not by \(agency); ask them to publish it"))
    }
}
