internal import Bytes
internal import JSON

/// Reads activities in the team's normalised shape, one JSON object a line, packed or plain.
///
/// Shape: shared/data/README.md section 2. The activity is the IATI identifier where there is one, else
/// the record's own id; that one is always in `extra.record`.
package final class NormalisedFile: EventSource {
    package let file: String
    package private(set) var records = 0
    package var bytesRead: Int { lines.bytesRead }

    private let organisations: OrganisationTable
    private let classification: String?
    private let lines: LineReader
    private var parser = ObjectParser(bytesMax: LineReader.lineBytesMax)
    private var isEnded = false

    package init(
        path: String, organisations: OrganisationTable, classification: String? = "public"
    ) {
        file = String(path.split(separator: "/").last ?? Substring(path))
        self.organisations = organisations
        self.classification = classification
        lines = LineReader(path: path, file: file)
    }

    package func next() -> SourceItem? {
        guard !isEnded else { return nil }
        do throws(SourceFault) {
            guard let line = try lines.next() else {
                isEnded = true
                return nil
            }
            records += 1
            return item(line)
        } catch {
            isEnded = true
            return .broken(error)
        }
    }

    private func item(_ line: LineReader.Line) -> SourceItem {
        func refusal(_ reason: String, _ record: String? = nil) -> SourceItem {
            .refused(
                SourceFault(file: file, line: line.number, record: record, reason: reason))
        }
        let read: NormalisedFields?
        do throws(JSONError) {
            read = try parser.read(line.bytes.span, as: .object) { NormalisedFields($0) }
        } catch {
            return refusal("not JSON: \(error.description)")
        }
        guard let fields = read else { return refusal("not an object") }
        guard let identifier = fields["iati_identifier"] ?? fields["record_id"] else {
            return refusal("neither record_id nor iati_identifier")
        }
        guard identifier.utf8.count <= 256 else {
            return refusal("the identifier is longer than 256 bytes")
        }
        guard let agency = agency(fields) else { return refusal("no agency", identifier) }
        var record = AssistanceRecord(agency: agency, activity: identifier, time: "")
        record.classification = classification
        NormalisedActivity.read(fields, organisations, into: &record)
        addOthers(of: fields, to: &record)
        do throws(AssistanceEvent.EventTooLarge) {
            return .event(try AssistanceEvent.event(of: record))
        } catch {
            return refusal(
                "larger than \(EventMaker.bytesMax) bytes even when shortened", identifier)
        }
    }

    /// By reference or name where the table knows them, else by the short code, else by the rule.
    private func agency(_ fields: NormalisedFields) -> String? {
        let ref = fields["agency_ref"]
        let name = fields["agency_name"]
        if let known = organisations.known(ref: ref, name: name) { return known }
        if let code = Self.codes(fields).first {
            return organisations.agency(ref: code, name: nil)
        }
        return organisations.agency(ref: ref, name: name)
    }

    /// Short codes of who reports, in order: several for a record of several, `DK|SE`.
    private static func codes(_ fields: NormalisedFields) -> [String] {
        (fields["agency"]?.split(separator: "|").map(String.init) ?? [])
            .filter(NormalisedActivity.isAgency)
    }

    /// An event has one owner. The others of a joint record stand among its partners, as who reports it too.
    private func addOthers(of fields: NormalisedFields, to record: inout AssistanceRecord) {
        let codes = Self.codes(fields)
        guard codes.count > 1 else { return }
        for code in codes {
            guard let agency = organisations.agency(ref: code, name: nil), agency != record.agency
            else { continue }
            let partner = AssistanceRecord.Partner(role: .reporting, agency: agency)
            if !record.partners.contains(partner) { record.partners.append(partner) }
        }
    }
}
