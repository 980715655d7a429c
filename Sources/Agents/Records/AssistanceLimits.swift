/// Keeps records within the catalogue's limits and the bus's 64 KiB, and tells in `notes` what was left out.
enum AssistanceLimits {
    /// How much of each list and text is kept; each step keeps less than the one before.
    struct Step {
        let descriptionBytes: Int
        let siblings: Int
        let places: Int
        let listed: Int
    }

    static let steps = [
        Step(descriptionBytes: 30_000, siblings: 100, places: 1_000, listed: 100),
        Step(descriptionBytes: 8_000, siblings: 50, places: 200, listed: 60),
        Step(descriptionBytes: 2_000, siblings: 0, places: 40, listed: 40),
        Step(descriptionBytes: 500, siblings: 0, places: 10, listed: 10),
    ]

    static let titleBytesMax = 2_000
    static let nameBytesMax = 500

    static func apply(_ step: Step, to record: inout AssistanceRecord) {
        for language in record.title.clip(toBytes: titleBytesMax) {
            record.note("title.\(language) cut to \(titleBytesMax) bytes")
        }
        for language in record.description.clip(toBytes: step.descriptionBytes) {
            record.note("description.\(language) cut to \(step.descriptionBytes) bytes")
        }
        let siblings = record.links.count { $0.kind == .sibling }
        if siblings > step.siblings {
            var kept = 0
            record.links.removeAll { link in
                guard link.kind == .sibling else { return false }
                kept += 1
                return kept > step.siblings
            }
            record.note("\(siblings - step.siblings) of \(siblings) sibling links left out")
        }
        if let note = clip(&record.links, "links", to: step.listed + step.siblings) {
            record.note(note)
        }
        if let note = clip(&record.places, "places", to: step.places) { record.note(note) }
        if let note = clip(&record.partners, "partners", to: step.listed) { record.note(note) }
        if let note = clip(&record.sectors, "sectors", to: step.listed) { record.note(note) }
    }

    private static func clip<Item>(_ items: inout [Item], _ name: String, to limit: Int) -> String?
    {
        guard items.count > limit else { return nil }
        let left = items.count - limit
        items.removeLast(left)
        return "\(left) of \(limit + left) \(name) left out"
    }
}
