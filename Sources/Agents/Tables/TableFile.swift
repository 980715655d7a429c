internal import Bytes
internal import JSON
internal import Zlib

/// Reads a table, CSV or JSON rows, packed or plain, and makes of each row the events its mapping says.
///
/// A row that cannot become an event is refused with its line and the next one is read. Rows of which no
/// rule wants anything are counted in `rowsWithoutEvents`.
package final class TableFile: EventSource {
    package let file: String
    package private(set) var bytesRead = 0
    package private(set) var rows = 0
    package private(set) var rowsWithoutEvents = 0

    private let mapping: TableMapping
    private let organisations: OrganisationTable
    private var source: any RowSource
    private var waiting: [SourceItem] = []
    private var isEnded = false

    package init(
        path: String, mapping: TableMapping, organisations: OrganisationTable = OrganisationTable()
    ) {
        file = String(path.split(separator: "/").last ?? Substring(path))
        self.mapping = mapping
        self.organisations = organisations
        source =
            switch mapping.format {
            case .csv: CSVRows(path: path, file: file, separator: mapping.separator)
            case .json: JSONRows(path: path, file: file)
            case .ndjson: NDJSONRows(path: path, file: file)
            }
    }

    package func next() -> SourceItem? {
        while waiting.isEmpty, !isEnded { readRow() }
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    private func readRow() {
        do throws(SourceFault) {
            defer { bytesRead = source.bytesRead }
            switch try source.next() {
            case .row(let row):
                rows += 1
                make(row)
            case .refused(let fault):
                rows += 1
                waiting.append(.refused(fault))
            case .finished: isEnded = true
            }
        } catch {
            waiting.append(.broken(error))
            isEnded = true
        }
    }

    private func make(_ row: TableRow) {
        var isWanted = false
        for rule in mapping.rules where rule.conditions.allSatisfy({ $0.holds(in: row) }) {
            isWanted = true
            do throws(RowError) {
                let event = try rule.event(from: row, organisations)
                guard event.bytes.count <= EventMaker.bytesMax else {
                    throw RowError(reason: "larger than \(EventMaker.bytesMax) bytes")
                }
                waiting.append(.event(event))
            } catch {
                let reason = "\(rule.type): \(error.reason)"
                waiting.append(
                    .refused(
                        SourceFault(
                            file: file, line: row.line, record: rule.id.filled(from: row),
                            reason: reason)))
            }
        }
        if !isWanted { rowsWithoutEvents += 1 }
    }
}

extension TableMapping.EventRule {
    func event(from row: TableRow, _ organisations: OrganisationTable) throws(RowError) -> MadeEvent
    {
        guard let stem = id.filled(from: row) else {
            throw RowError(reason: "no id: \(id.columns.joined(separator: ", ")) must have values")
        }
        guard case .text(let owner)? = try agency.value(in: row, organisations: organisations),
            OrganisationTable.code(owner) == owner
        else { throw RowError(reason: "no agency code") }
        let stated = time.lazy.compactMap { $0.filled(from: row) }
            .compactMap { Timestamp.normalised($0) }.first
        var head = EventMaker.Head(
            type: type, agency: owner, stem: stem, time: stated ?? Timestamp.unknown)
        head.subject = subject?.filled(from: row)?.clipped(toBytes: 256)
        head.correlation = correlation?.filled(from: row)?.clipped(toBytes: 256)
        head.classification = classification
        head.status = status
        var tree = DataTree()
        for (path, rule) in fields {
            if let value = try rule.value(in: row, organisations: organisations) {
                try tree.set(value, at: path)
            }
        }
        return EventMaker.event(head) { tree.write(into: &$0) }
    }
}
