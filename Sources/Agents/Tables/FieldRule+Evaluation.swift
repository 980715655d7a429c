internal import Events

extension FieldRule {
    /// - Returns: nil when the row has nothing for this field.
    /// - Throws: what is wrong with the row's value, or that a required one is absent.
    func value(in row: TableRow, organisations: OrganisationTable) throws(RowError) -> FieldValue? {
        switch self {
        case .template(let template): return template.filled(from: row).map { .text($0) }
        case .integer(let number): return .integer(number)
        case .number(let number): return .number(number)
        case .boolean(let flag): return .boolean(flag)
        case .when(let conditions, let rule):
            guard conditions.allSatisfy({ $0.holds(in: row) }) else { return nil }
            return try rule.value(in: row, organisations: organisations)
        case .list(let rules):
            var values: [FieldValue] = []
            for rule in rules {
                guard let value = try rule.value(in: row, organisations: organisations) else {
                    continue
                }
                if case .list(let several) = value {
                    values += several
                } else if !values.contains(value) {
                    values.append(value)
                }
            }
            return values.isEmpty ? nil : .list(values)
        case .column(let rule): return try rule.value(in: row, organisations: organisations)
        }
    }
}

/// Why one row cannot become an event.
struct RowError: Error {
    let reason: String
}

extension FieldRule.ColumnRule {
    func value(in row: TableRow, organisations: OrganisationTable) throws(RowError) -> FieldValue? {
        guard let raw = columns.lazy.compactMap({ row[$0] }).first ?? fallback else {
            guard !isRequired else {
                throw RowError(reason: "\(columns.joined(separator: " or ")) is blank")
            }
            return nil
        }
        guard let separator else { return try converted(raw, organisations) }
        var values: [FieldValue] = []
        for part in raw.split(separator: separator) {
            if let value = try converted(String(part).tidied, organisations) {
                values.append(value)
            }
        }
        return values.isEmpty ? nil : .list(values)
    }

    private func converted(_ raw: String, _ organisations: OrganisationTable) throws(RowError)
        -> FieldValue?
    {
        if isMapOnly, map[raw] == nil { return nil }
        let text = map[raw] ?? raw
        guard let value = Self.convert(text, conversion, organisations) else {
            throw RowError(
                reason:
                    "\(columns[0]) is \"\(text.clipped(toBytes: 60))\", which is no \(conversion.rawValue)"
            )
        }
        return value
    }

    private static func convert(
        _ text: String, _ conversion: FieldRule.Conversion, _ organisations: OrganisationTable
    ) -> FieldValue? {
        switch conversion {
        case .text: .text(ContactScrubber.scrubbed(text) ?? text)
        case .integer: Int64(text).map { .integer($0) }
        case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil }
        case .boolean: boolean(text)
        case .date: CalendarDate.normalised(text).map { .text($0) }
        case .timestamp: Timestamp.normalised(text).map { .text($0) }
        case .country: country(text).map { .text($0) }
        case .currency: Currency.code(text).map { .text($0) }
        case .amount: Amount(text).map { .text($0.text) }
        case .agency: organisations.agency(ref: nil, name: text).map { .text($0) }
        }
    }

    private static func boolean(_ text: String) -> FieldValue? {
        switch text.lowercased() {
        case "1", "true", "yes", "y": .boolean(true)
        case "0", "false", "no", "n": .boolean(false)
        default: nil
        }
    }

    /// Alpha-2, alpha-3 or the UN's number.
    private static func country(_ text: String) -> String? {
        let code = text.uppercased()
        if let country = CountryCode(alpha2: code) { return country.description }
        if let country = CountryCode(code), country.isListed { return country.description }
        return Int(text).flatMap { CountryCode(m49: $0)?.description }
    }
}
