internal import JSON

/// Writes an `AssistanceRecord` as an `org.coordbus.assistance.*` event.
package enum AssistanceEvent {
    /// The event of the record; texts and lists are shortened, and told in `notes`, until it fits the limit.
    /// - Throws: when it does not fit even so.
    package static func event(of record: AssistanceRecord) throws(EventTooLarge) -> MadeEvent {
        var record = record
        for step in AssistanceLimits.steps {
            AssistanceLimits.apply(step, to: &record)
            let event = EventMaker.event(head(of: record)) { write(record, into: &$0) }
            if event.bytes.count <= EventMaker.bytesMax { return event }
        }
        throw EventTooLarge()
    }

    package struct EventTooLarge: Error {}

    /// The verb, by the stated status, else by the dates.
    package static func type(of record: AssistanceRecord) -> String {
        let verb =
            switch record.status {
            case .pipeline: "planned"
            case .implementation: "started"
            case .finalisation, .closed: "completed"
            case .cancelled: "cancelled"
            case .suspended: "suspended"
            case nil:
                switch (record.periodBasis, record.start, record.end) {
                case (.actual, _, .some): "completed"
                case (.actual, .some, nil), (.transactions, .some, _): "started"
                default: "planned"
                }
            }
        return "assistance." + verb
    }

    private static func head(of record: AssistanceRecord) -> EventMaker.Head {
        var head = EventMaker.Head(
            type: type(of: record), agency: record.agency, stem: record.activity,
            time: record.time)
        head.subject = record.activity
        head.classification = record.classification
        return head
    }

    private static func write(_ record: AssistanceRecord, into json: inout JSONWriter) {
        json.member("activity", record.activity)
        write("title", record.title, &json)
        if !record.description.isEmpty { write("description", record.description, &json) }
        write("country", record.country, &json)
        write("countries", record.countries, &json)
        writeList("places", record.places, &json) { place, json in
            json.member("name", place.name)
            write("code", place.code, &json)
            write("vocabulary", place.vocabulary, &json)
            write("latitude", place.latitude, &json)
            write("longitude", place.longitude, &json)
        }
        write("event", record.event, &json)
        writePeriod(record, &json)
        write("activityStatus", record.status?.rawValue, &json)
        write("type", record.type, &json)
        if record.isAdjacent { json.member("adjacent", true) }
        write("themes", record.themes, &json)
        write("phases", record.phases, &json)
        writeList("derived", record.derived, &json) { derived, json in
            json.member("field", derived.field)
            json.key("confidence")
            json.value(Double(derived.hundredths) / 100)
            json.member("from", derived.basis.rawValue)
        }
        writeList("sectors", record.sectors, &json) { sector, json in
            json.member("code", sector.code)
            write("vocabulary", sector.vocabulary, &json)
            write("percentage", sector.percentage, &json)
            write("original", sector.original, &json)
        }
        writeList("partners", record.partners, &json) { partner, json in
            json.member("role", partner.role.rawValue)
            write("name", partner.name, &json)
            write("ref", partner.ref, &json)
            write("agency", partner.agency, &json)
            write("activity", partner.activity, &json)
        }
        if let reporter = record.reporter, reporter.ref != nil || reporter.name != nil {
            json.key("reporter")
            json.object { json in
                write("ref", reporter.ref, &json)
                write("name", reporter.name, &json)
                if reporter.isSecondary { json.member("secondary", true) }
            }
        }
        write("instrument", record.instrument, &json)
        write("budget", record.budget, &json)
        write("commitments", record.commitments, &json)
        write("disbursements", record.disbursements, &json)
        if record.genderMarker != nil || record.disabilityMarker != nil {
            json.key("markers")
            json.object { json in
                if let gender = record.genderMarker { json.member("gender", gender) }
                if let disability = record.disabilityMarker {
                    json.member("disability", disability)
                }
            }
        }
        writeList("links", record.links, &json) { link, json in
            json.member("kind", link.kind.rawValue)
            json.member("activity", link.activity)
        }
        let languages = record.title.languages + record.description.languages
        write("languages", Set(languages).subtracting(["und"]).sorted(), &json)
        write("notes", record.notes, &json)
        guard !record.extra.isEmpty else { return }
        json.key("extra")
        json.object { json in
            for (name, text) in record.extra { json.member(name, text) }
        }
    }

    private static func writePeriod(_ record: AssistanceRecord, _ json: inout JSONWriter) {
        guard record.start != nil || record.end != nil else { return }
        json.key("period")
        json.object { json in
            write("start", record.start, &json)
            write("end", record.end, &json)
            write("basis", record.periodBasis?.rawValue, &json)
        }
    }

    private static func write(_ name: String, _ text: String?, _ json: inout JSONWriter) {
        if let text { json.member(name, text) }
    }

    /// Whole numbers without a point, so that 100 does not become 100.0.
    private static func write(_ name: String, _ number: Double?, _ json: inout JSONWriter) {
        guard let number, number.isFinite else { return }
        json.key(name)
        if let whole = Int(exactly: number) { json.value(whole) } else { json.value(number) }
    }

    private static func write(_ name: String, _ texts: [String], _ json: inout JSONWriter) {
        guard !texts.isEmpty else { return }
        json.key(name)
        json.array { json in for text in texts { json.value(text) } }
    }

    private static func write(
        _ name: String, _ texts: TextByLanguage, _ json: inout JSONWriter
    ) {
        json.key(name)
        json.object { json in
            for (language, text) in texts.texts { json.member(language, text) }
        }
    }

    private static func write(
        _ name: String, _ money: AssistanceRecord.Money?, _ json: inout JSONWriter
    ) {
        guard let money else { return }
        json.key(name)
        json.object { json in
            json.member("amount", money.amount)
            json.member("currency", money.currency)
        }
    }

    private static func writeList<Item>(
        _ name: String, _ items: [Item], _ json: inout JSONWriter,
        _ body: (Item, inout JSONWriter) -> Void
    ) {
        guard !items.isEmpty else { return }
        json.key(name)
        json.array { json in
            for item in items { json.object { body(item, &$0) } }
        }
    }
}
