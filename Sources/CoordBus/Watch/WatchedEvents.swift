internal import Events
internal import JSON
internal import Overlap

/// Which events the watch takes, by the number of their type, and what of each.
enum WatchedEvents {
    static let registered: ClosedRange<UInt16> = 301...302
    static let report: UInt16 = 404
    static let assessmentCancelled: UInt16 = 405
    static let assistance: ClosedRange<UInt16> = 601...607
    static let cancelled: UInt16 = 607
    static let flags: ClosedRange<UInt16> = 1401...1403
    static let cleared: UInt16 = 1403
    static let reviewed: UInt16 = 1404
    static let resolved: UInt16 = 1405
    static let secondary: UInt16 = 1411
    static let joint: UInt16 = 1412
    static let gapNoted: UInt16 = 1501
    static let gapCleared: UInt16 = 1502
    static let amended: UInt16 = 2103

    static func isWatched(_ type: UInt16) -> Bool {
        assistance.contains(type) || registered.contains(type) || type == report
            || type == assessmentCancelled || (1401...1405).contains(type) || type == secondary
            || type == joint || type == gapNoted || type == gapCleared || type == amended
    }

    /// `CODE id`: short for `source` and `id` of an event.
    static func name(agency: String, id: String) -> String { agency + " " + id }

    static func stamp(
        _ json: borrowing JSONDocument, agency: String, recorded: UInt64
    ) -> Stamp {
        let time = json.text("time", in: json.root).flatMap { Timestamp($0)?.nanoseconds }
        return Stamp(
            time: time ?? recorded,
            event: name(agency: agency, id: json.text("id", in: json.root) ?? ""))
    }

    static func key(_ json: borrowing JSONDocument, party: Int) -> RecordKey? {
        guard let agency = json.text("agency", in: party),
            let activity = json.text("activity", in: party)
        else { return nil }
        return RecordKey(agency: agency, activity: activity)
    }

    static func keys(_ json: borrowing JSONDocument, parties data: Int) -> [RecordKey] {
        var keys: [RecordKey] = []
        json.each("parties", in: data) { party in
            if let key = key(json, party: party) { keys.append(key) }
        }
        return keys
    }

    static func verdict(
        _ json: borrowing JSONDocument, data: Int, agency: String, stamp: Stamp, sequence: UInt64,
        isFocalPoint: Bool
    ) -> Verdict? {
        guard let flag = json.text("overlap", in: data),
            let word = json.text("verdict", in: data).flatMap(Verdict.Word.init)
        else { return nil }
        return Verdict(
            flag: flag, agency: agency, word: word, digest: json.text("digest", in: data),
            note: json.text("note", in: data) ?? "", stamp: stamp, sequence: sequence,
            isFocalPoint: isFocalPoint, resolution: json.text("resolution", in: data))
    }

    static func declaration(
        _ json: borrowing JSONDocument, data: Int, isJoint: Bool, agency: String, stamp: Stamp,
        sequence: UInt64
    ) -> Declaration? {
        let records: [RecordKey]
        if isJoint {
            records = keys(json, parties: data)
        } else {
            guard let reported = json.object("reported", in: data),
                let owner = json.object("owner", in: data)
            else { return nil }
            records = [key(json, party: reported), key(json, party: owner)].compactMap { $0 }
        }
        guard records.count >= 2 else { return nil }
        return Declaration(
            kind: isJoint ? .joint : .secondary, records: records, agency: agency, stamp: stamp,
            sequence: sequence)
    }

    /// Votes of a part of the country are told apart by the level that titles name, not by the calendar.
    private static let nationalKinds: Set<String> = [
        "presidential", "executive", "legislative", "general", "constituent",
    ]

    static func electoralEvent(
        _ json: borrowing JSONDocument, data: Int, stamp: Stamp
    ) -> ElectoralEvents.Version? {
        guard let event = json.text("event", in: data), let country = json.text("country", in: data)
        else { return nil }
        let kinds = json.texts("kinds", in: data)
        return ElectoralEvents.Version(
            event: event, country: country,
            day: json.text("date", in: data).flatMap { Day($0, atEnd: false) },
            isNational: kinds.isEmpty ? nil : !nationalKinds.isDisjoint(with: kinds), stamp: stamp)
    }

    static func assessment(
        _ json: borrowing JSONDocument, data: Int, stamp: Stamp, sequence: UInt64, secrecy: UInt8
    ) -> AssessmentVersion? {
        guard let assessment = json.text("assessment", in: data),
            let country = json.text("country", in: data)
        else { return nil }
        var needs: [Need] = []
        let events = json.texts("events", in: data)
        let event = json.text("event", in: data) ?? (events.count == 1 ? events[0] : nil)
        let basis = AssistanceReading.basis(json, data)
        json.each("needs", in: data) { need in
            guard let id = json.text("id", in: need), let theme = json.text("theme", in: need),
                let phase = json.text("phase", in: need)
            else { return }
            let place = json.object("place", in: need).flatMap { json.text("name", in: $0) }
            needs.append(
                Need(
                    assessment: assessment, id: id, country: country, theme: theme, phase: phase,
                    place: place, event: event, basis: basis,
                    priority: json.text("priority", in: need),
                    beneficiary: json.text("beneficiary", in: need),
                    summary: json.allLanguages("summary", in: need, between: " / ")))
        }
        return AssessmentVersion(
            assessment: assessment, needs: needs, stamp: stamp, sequence: sequence,
            secrecy: secrecy, day: json.text("submitted", in: data) ?? "")
    }

    /// What the bus said of a flag before; nil for a flag that it cleared.
    static func finding(_ json: borrowing JSONDocument, data: Int, secrecy: UInt8) -> Finding? {
        guard let kind = json.text("kind", in: data).flatMap(Finding.Kind.init),
            let band = json.text("band", in: data),
            let word = PairVerdict.Band.allCases.first(where: { $0.name == band })
        else { return nil }
        return Finding(
            toldAs: kind, word, country: json.text("country", in: data),
            event: json.text("event", in: data), digest: json.text("digest", in: data) ?? "",
            secrecy: secrecy)
    }

    /// The need that the bus spoke of before.
    static func need(_ json: borrowing JSONDocument, data: Int) -> Need? {
        guard let assessment = json.text("assessment", in: data),
            let id = json.text("need", in: data), let country = json.text("country", in: data)
        else { return nil }
        return Need(
            assessment: assessment, id: id, country: country,
            theme: json.text("theme", in: data) ?? "", phase: json.text("phase", in: data) ?? "",
            place: json.object("place", in: data).flatMap { json.text("name", in: $0) },
            event: json.text("event", in: data), basis: [],
            priority: json.text("priority", in: data),
            beneficiary: json.text("beneficiary", in: data), summary: "")
    }
}
