internal import Events

extension Bus {
    /// Types that belong to an authority are refused to everybody else.
    func authorise(_ facts: EventFacts, _ agency: AgencyCode) throws(EventRefusal) {
    }
}
