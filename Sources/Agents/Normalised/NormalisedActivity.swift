internal import Events

/// Turns one normalised line into an assistance record.
enum NormalisedActivity {
    static func read(
        _ fields: NormalisedFields, _ organisations: OrganisationTable,
        into record: inout AssistanceRecord
    ) {
        readTexts(fields, &record)
        readCountries(fields, &record)
        readPeriod(fields, &record)
        readPartners(fields, organisations, &record)
        readLinks(fields, &record)
        readSectors(fields, &record)
        if let value = fields["value"].flatMap({ Amount($0) }),
            let currency = fields["currency"].flatMap(Currency.code)
        {
            record.commitments = .init(amount: value.text, currency: currency)
        }
        record.reporter = .init(
            ref: fields["agency_ref"]?.clipped(toBytes: 100),
            name: fields["agency_name"]?.clipped(toBytes: AssistanceLimits.nameBytesMax),
            isSecondary: false)
        readExtra(fields, &record)
        ElectoralReading.conclude(&record)
        let updated = fields.extra.first { $0.name == "last_updated" }?.text
        record.time =
            updated.flatMap { Timestamp.normalised($0) }
            ?? record.start.flatMap { Timestamp.normalised($0) } ?? Timestamp.unknown
    }

    private static func readTexts(_ fields: NormalisedFields, _ record: inout AssistanceRecord) {
        let declared = fields["lang"].flatMap(LanguageTag.primary)
        for (field, isTitle) in [("title", true), ("description", false)] {
            guard var text = fields[field] else { continue }
            if let scrubbed = ContactScrubber.scrubbed(text) {
                text = scrubbed
                record.note("\(field): contact details withheld")
            }
            let found = LanguageDetector.language(of: text, declared: declared)
            if let found, let declared, found != declared {
                record.note("\(field): declared \(declared), found \(found)")
            }
            let language = found ?? declared ?? "und"
            if isTitle {
                record.title.set(text, language: language)
            } else {
                record.description.set(text, language: language)
            }
        }
        guard record.title.isEmpty else { return }
        if let first = record.description.texts.first {
            record.title.set(first.text.clipped(toBytes: 200), language: first.language)
            record.note("no title in the source; the description's beginning stands for it")
        } else {
            record.title.set(record.activity, language: "und")
            record.note("no title in the source; the identifier stands for it")
        }
    }

    private static func readCountries(_ fields: NormalisedFields, _ record: inout AssistanceRecord)
    {
        var countries: [String] = []
        for code in fields.lists["countries"] ?? [] {
            guard let country = CountryCode(alpha2: code.uppercased())?.description else {
                record.note(
                    "country code \(code.clipped(toBytes: 20)) is not in ISO 3166: left out")
                continue
            }
            if !countries.contains(country) { countries.append(country) }
        }
        if countries.count > 1 {
            record.countries = countries.sorted()
        } else {
            record.country = countries.first
        }
    }

    private static func readPeriod(_ fields: NormalisedFields, _ record: inout AssistanceRecord) {
        record.start = fields["start"].flatMap { CalendarDate.normalised($0) }
        record.end = fields["end"].flatMap { CalendarDate.normalised($0) }
        if let start = record.start, let end = record.end,
            CalendarDate.contradicts(start: start, end: end)
        {
            record.end = nil
            record.note("end \(end) is before start \(start): the end is left out")
        }
        record.periodBasis =
            switch fields["dates_basis"] {
            case "actual": .actual
            case "planned", "expected-start/completion", "project": .planned
            case "transaction-years": .transactions
            case .some: .reported
            case nil: nil
            }
    }

    private static func readPartners(
        _ fields: NormalisedFields, _ organisations: OrganisationTable,
        _ record: inout AssistanceRecord
    ) {
        for organisation in fields.organisations {
            let name = organisation.name.map { ContactScrubber.scrubbed($0) ?? $0 }?
                .clipped(toBytes: AssistanceLimits.nameBytesMax)
            let ref = organisation.ref?.clipped(toBytes: 100)
            guard name != nil || ref != nil else { continue }
            let partner = AssistanceRecord.Partner(
                role: IATICodes.role(organisation.role), name: name, ref: ref,
                agency: organisations.known(ref: ref, name: name)
                    ?? organisation.agency.flatMap {
                        isAgency($0) ? organisations.agency(ref: $0, name: nil) : nil
                    },
                activity: organisation.activity?.clipped(toBytes: 256))
            if !record.partners.contains(partner) { record.partners.append(partner) }
        }
    }

    /// Some short codes are groups, not agencies, and `UNDP-CORE` is UNDP's own money in UNDP's own account.
    static func isAgency(_ code: String) -> Bool {
        !["OTHER", "NATGOV", "UNDP-CORE", ""].contains(code)
    }

    /// `related-activity-1`, `provider-activity-id@3`, `participating-org-activity-id-funding`; numbers that
    /// only the reporter knows go into `extra`.
    private static func readLinks(_ fields: NormalisedFields, _ record: inout AssistanceRecord) {
        for (kind, identifier) in fields.links {
            let linkKind: AssistanceRecord.Link.Kind
            if kind.hasPrefix("related-activity-") {
                guard let known = IATICodes.link(String(kind.suffix(1))) else { continue }
                linkKind = known
            } else if kind.hasPrefix("provider-activity-id") || kind.hasSuffix("-id-funding") {
                linkKind = .providerActivity
            } else if kind.hasPrefix("receiver-activity-id") || kind.hasSuffix("-id-implementing") {
                linkKind = .receiverActivity
            } else {
                let name = "link." + kind.clipped(toBytes: 50)
                if !record.extra.contains(where: { $0.name == name }), record.extra.count < 60 {
                    record.extra.append((name, identifier.clipped(toBytes: 500)))
                }
                continue
            }
            guard identifier != record.activity, identifier.utf8.count <= 256 else { continue }
            let link = AssistanceRecord.Link(kind: linkKind, activity: identifier)
            if !record.links.contains(link) { record.links.append(link) }
        }
    }

    private static func readSectors(_ fields: NormalisedFields, _ record: inout AssistanceRecord) {
        let vocabulary = fields["sector_vocabulary"]
        for code in fields.lists["sectors"] ?? [] {
            let isPurpose =
                code.utf8.count == 5 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
            var sector = AssistanceRecord.Sector(code: code.clipped(toBytes: 64))
            sector.vocabulary =
                isPurpose || code.utf8.count == 3 && Int(code) != nil
                ? IATICodes.sectorVocabulary("DAC", code: code)
                : vocabulary == "DAC" ? "reporter" : vocabulary?.clipped(toBytes: 60)
            if isPurpose, let successor = IATICodes.successors[code] {
                sector.code = successor
                sector.original = code
            }
            if !record.sectors.contains(where: { $0.code == sector.code }) {
                record.sectors.append(sector)
            }
        }
    }

    private static func readExtra(_ fields: NormalisedFields, _ record: inout AssistanceRecord) {
        if let id = fields["record_id"] {
            record.extra.append(("record", id.clipped(toBytes: 500)))
        }
        if let source = fields["source"] {
            record.extra.append(("origin", source.clipped(toBytes: 100)))
        }
        for (name, text) in fields.extra where record.extra.count < 60 && !text.isEmpty {
            let words = ContactScrubber.scrubbed(text) ?? text
            // Outputs name the parts of an account, which tell more of its help than its title.
            let limit = name == "outputs" ? 4_000 : 1_000
            record.extra.append((name.clipped(toBytes: 60), words.clipped(toBytes: limit)))
        }
    }
}
