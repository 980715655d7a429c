internal import Events

extension TopicPattern {
    /// Is there a topic that both match?
    package func meets(_ other: TopicPattern) -> Bool {
        if let mine = country, let theirs = other.country, mine != theirs { return false }
        if let mine = agency, let theirs = other.agency, mine != theirs { return false }
        // With country and agency settled by whoever names one, only the types are left to try.
        let country = self.country ?? other.country ?? .none
        let agency = self.agency ?? other.agency ?? .bus
        return EventCatalogue.all.contains { type in
            matches(type: type.number, country: country, agency: agency)
                && other.matches(type: type.number, country: country, agency: agency)
        }
    }
}
