internal import BusCore
internal import Events

/// Who asks, and which filters are set, as tests of a cell.
final class SearchSieve {
    private let audience: UInt8
    private let owners: Set<Int>
    private let topics: TopicRights
    private let agencies: [AgencyCode]
    private let country: UInt16?
    private let codes: UInt64
    private let kind: Int?
    private let years: ClosedRange<Int>?
    /// A filter names something that no document has.
    private let isHopeless: Bool

    /// - Parameter agencies: of the index, by their numbers.
    init(_ query: SearchQuery, agencies: [AgencyCode]) {
        audience = UInt8(clamping: query.audience)
        owners = Set(agencies.indices.filter { query.owners.contains(agencies[$0].description) })
        topics = query.topics
        self.agencies = agencies
        let country = query.country.map { CountryCode($0.uppercased()) }
        self.country = country.flatMap { $0 }.map(SearchCell.number)
        let bits = [
            query.theme.map { SearchCell.bit(theme: $0.lowercased()) },
            query.phase.map { SearchCell.bit(phase: $0.lowercased()) },
        ].compactMap(\.self)
        codes = bits.reduce(0, |)
        kind = query.kind.map { SearchDocument.kinds.firstIndex(of: $0) ?? 7 }
        years = query.years
        isHopeless = country == .some(nil) || bits.contains(0)
    }

    /// Actual, and of a label that the reader may see, or an activity of the reader's own.
    func isOpen(_ cell: SearchCell) -> Bool {
        guard cell.status == EventStatus.actual.rawValue else { return false }
        return cell.label <= audience
            || cell.kind == SearchDocument.assistance && owners.contains(cell.agency)
    }

    var allowsAll: Bool { topics.isAll }

    /// Has the reader the right to its topic?
    func allows(_ cell: SearchCell) -> Bool {
        if topics.isAll || owners.contains(cell.agency) { return true }
        guard agencies.indices.contains(cell.agency) else { return false }
        return topics.allow(
            type: cell.type, country: cell.country, agency: agencies[cell.agency])
    }

    func matches(_ cell: SearchCell) -> Bool {
        if isHopeless || cell.codes & codes != codes { return false }
        if let country, cell.countryNumber != country { return false }
        if let kind, cell.kind != kind { return false }
        if let years, !years.contains(cell.year) { return false }
        return true
    }
}
