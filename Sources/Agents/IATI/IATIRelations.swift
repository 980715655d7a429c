internal import XML

/// Who is in an activity with whom, and which other activities it is tied to.
enum IATIRelations {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        for element in activity.element.all("participating-org") {
            if let partner = partner(element, activity), !record.partners.contains(partner) {
                record.partners.append(partner)
            }
        }
        var links: [AssistanceRecord.Link] = []
        for element in activity.element.all("related-activity") {
            guard let kind = element.attribute("type").flatMap({ IATICodes.link($0.tidied) }) else {
                continue
            }
            // 1.0x sometimes has the identifier as text.
            let ref = element.attribute("ref")?.tidied.nonEmpty ?? element.text.tidied
            add(ref, kind, to: &links, record)
        }
        for transaction in activity.element.all("transaction") {
            add(
                transaction.first("provider-org")?.attribute("provider-activity-id")?.tidied,
                .providerActivity, to: &links, record)
            add(
                transaction.first("receiver-org")?.attribute("receiver-activity-id")?.tidied,
                .receiverActivity, to: &links, record)
        }
        record.links = links
    }

    private static func partner(_ element: XMLElement, _ activity: IATIActivity)
        -> AssistanceRecord.Partner?
    {
        let name = activity.texts.plain(element).map { ContactScrubber.scrubbed($0) ?? $0 }
        let ref = element.attribute("ref")?.tidied.nonEmpty?.clipped(toBytes: 100)
        guard name != nil || ref != nil else { return nil }
        return AssistanceRecord.Partner(
            role: IATICodes.role(element.attribute("role")?.tidied ?? ""), name: name, ref: ref,
            agency: activity.context.options.organisations.known(ref: ref, name: name),
            activity: element.attribute("activity-id")?.tidied.nonEmpty?.clipped(toBytes: 256))
    }

    /// Each link once, and none of an activity to itself.
    private static func add(
        _ identifier: String?, _ kind: AssistanceRecord.Link.Kind,
        to links: inout [AssistanceRecord.Link], _ record: AssistanceRecord
    ) {
        guard let identifier, !identifier.isEmpty, identifier != record.activity,
            identifier.utf8.count <= 256
        else { return }
        let link = AssistanceRecord.Link(kind: kind, activity: identifier)
        if !links.contains(link) { links.append(link) }
    }
}
