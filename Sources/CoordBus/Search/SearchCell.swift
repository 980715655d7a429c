internal import Events

/// What filters and rights ask of one document, in 16 bytes: found with one look into a block of neighbours, so that a
/// question can pass over tens of thousands of documents without touching their rows.
struct SearchCell: Equatable {
    static let byteCount = 16

    /// label 3 bits, status 2, kind 3, year 8 (1900 is 1, none 0), type 16, country 15, agency 17.
    let facts: UInt64
    /// A bit a theme of the vocabulary, from 0, and a phase, from 48.
    let codes: UInt64

    static let agenciesMax = 1 << 17

    init(facts: UInt64, codes: UInt64) {
        self.facts = facts
        self.codes = codes
    }

    init(
        label: UInt8, status: EventStatus, kind: Int, year: Int?, type: UInt16,
        country: CountryCode, agency: Int, themes: [String], phases: [String]
    ) {
        precondition(agency < Self.agenciesMax && kind < 8)
        var facts = UInt64(label) | UInt64(status.rawValue) << 3 | UInt64(kind) << 5
        if let year, SearchQuery.yearsMax.contains(year) {
            facts |= UInt64(year - SearchQuery.yearsMax.lowerBound + 1) << 8
        }
        facts |= UInt64(type) << 16 | UInt64(Self.number(country)) << 32
        self.facts = facts | UInt64(agency) << 47
        codes =
            themes.reduce(0) { $0 | Self.bit(theme: $1) }
            | phases.reduce(0) { $0 | Self.bit(phase: $1) }
    }

    /// The same with another label.
    func labelled(_ label: UInt8) -> SearchCell {
        SearchCell(facts: facts & ~7 | UInt64(label), codes: codes)
    }

    var label: UInt8 { UInt8(facts & 7) }
    var status: UInt8 { UInt8(facts >> 3 & 3) }
    var kind: Int { Int(facts >> 5 & 7) }
    /// 0 for none.
    var year: Int {
        let number = Int(facts >> 8 & 0xFF)
        return number == 0 ? 0 : number - 1 + SearchQuery.yearsMax.lowerBound
    }
    var type: UInt16 { UInt16(truncatingIfNeeded: facts >> 16) }
    var countryNumber: UInt16 { UInt16(facts >> 32 & 0x7FFF) }
    /// Its place in the index's table of agencies.
    var agency: Int { Int(facts >> 47) }

    var country: CountryCode {
        let number = countryNumber
        let a = UInt8(ascii: "A")
        return CountryCode(
            unchecked: a + UInt8(number / 676), a + UInt8(number / 26 % 26), a + UInt8(number % 26))
    }

    static func number(_ country: CountryCode) -> UInt16 {
        func letter(_ byte: UInt8) -> UInt16 { UInt16(byte &- UInt8(ascii: "A")) % 26 }
        return letter(country.first) * 676 + letter(country.second) * 26 + letter(country.third)
    }

    private static let themeBits = places(Vocabulary.theme, from: 0, below: 48)
    private static let phaseBits = places(Vocabulary.phase, from: 48, below: 64)

    /// 0 for a code that no vocabulary has, which no document has either.
    static func bit(theme: String) -> UInt64 { themeBits[theme] ?? 0 }
    static func bit(phase: String) -> UInt64 { phaseBits[phase] ?? 0 }

    private static func places(_ set: ValueSet, from first: Int, below end: Int) -> [String: UInt64]
    {
        precondition(first + set.codes.count <= end, "\(set.name) has too many codes for a cell")
        return Dictionary(
            uniqueKeysWithValues: set.codes.enumerated().map {
                ($1.code, 1 << UInt64(first + $0))
            })
    }
}
