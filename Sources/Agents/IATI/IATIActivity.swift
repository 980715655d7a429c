internal import Events
internal import XML

/// Turns one `iati-activity` into an assistance record.
///
/// Every oddity of real files that is mended or dropped is told in `notes`. Refused is only what cannot be named.
struct IATIActivity {
    let element: XMLElement
    let context: IATIContext
    let texts: IATITexts

    init(_ element: XMLElement, _ context: IATIContext) {
        self.element = element
        self.context = context
        texts = IATITexts(activityLanguage: element.attribute("xml:lang") ?? context.language)
    }

    func record() throws(SourceFault) -> AssistanceRecord {
        let identifier = element.first("iati-identifier")?.text.tidied ?? ""
        guard !identifier.isEmpty else { throw fault(nil, "no iati-identifier; give it one") }
        guard identifier.utf8.count <= 256 else {
            let start = identifier.clipped(toBytes: 60)
            throw fault(start, "the iati-identifier is longer than 256 bytes; shorten it")
        }
        let reporter = element.first("reporting-org")
        let ref = reporter?.attribute("ref")?.tidied.nonEmpty
        let name = reporter.flatMap { texts.plain($0) }
        guard let agency = context.options.organisations.agency(ref: ref, name: name) else {
            throw fault(identifier, "no reporting-org with a reference or a name")
        }
        var record = AssistanceRecord(agency: agency, activity: identifier, time: "")
        record.classification = context.options.classification
        record.reporter = AssistanceRecord.Reporter(
            ref: ref?.clipped(toBytes: 100), name: name,
            isSecondary: ["1", "true"].contains(reporter?.attribute("secondary-reporter") ?? ""))
        readTexts(into: &record)
        IATICountry.read(self, into: &record)
        IATIPlaces.read(self, into: &record)
        IATIPeriod.read(self, into: &record)
        IATIMoney.read(self, into: &record)
        IATIRelations.read(self, into: &record)
        IATISectors.read(self, into: &record)
        readCodes(into: &record)
        ElectoralReading.conclude(&record)
        record.time = time(of: record)
        return record
    }

    func fault(_ record: String?, _ reason: String) -> SourceFault {
        SourceFault(file: context.file, line: element.line, record: record, reason: reason)
    }

    private func readTexts(into record: inout AssistanceRecord) {
        record.title = texts.byLanguage(element.all("title"), field: "title", &record)
        record.description = texts.byLanguage(
            element.all("description"), field: "description", &record)
        guard record.title.isEmpty else { return }
        if let first = record.description.texts.first {
            let words = first.text.clipped(toBytes: 200)
            record.title.set(words, language: first.language)
            record.note("no title in the source; the description's beginning stands for it")
        } else {
            record.title.set(record.activity, language: "und")
            record.note("no title in the source; the identifier stands for it")
        }
    }

    private func readCodes(into record: inout AssistanceRecord) {
        let status = element.first("activity-status")
        record.status = IATICodes.status(
            code: status?.attribute("code")?.tidied, words: status.flatMap { texts.plain($0) } ?? ""
        )
        if let code = element.first("default-aid-type")?.attribute("code")?.tidied {
            record.instrument = IATICodes.instrument(aidType: code)
        }
        for marker in element.all("policy-marker") {
            // Vocabulary DAC (1.0x), 1 (2.0x) or none.
            guard ["DAC", "1", nil].contains(marker.attribute("vocabulary")),
                let significance = marker.attribute("significance").flatMap({ Int($0) }),
                (0...4).contains(significance)
            else { continue }
            switch marker.attribute("code") {
            case "1": record.genderMarker = max(record.genderMarker ?? 0, significance)
            case "11": record.disabilityMarker = max(record.disabilityMarker ?? 0, significance)
            default: break
            }
        }
        if let hierarchy = element.attribute("hierarchy")?.tidied.nonEmpty {
            record.extra.append(("hierarchy", hierarchy.clipped(toBytes: 20)))
        }
        let version = element.attribute("version")?.tidied.nonEmpty ?? context.version
        if let version { record.extra.append(("iatiVersion", version.clipped(toBytes: 20))) }
    }

    /// When the publisher last changed it, else when the file was made, else when the activity starts.
    private func time(of record: AssistanceRecord) -> String {
        element.attribute("last-updated-datetime").flatMap { Timestamp.normalised($0.tidied) }
            ?? context.generated
            ?? record.start.flatMap { Timestamp.normalised($0) }
            ?? Timestamp.unknown
    }
}
