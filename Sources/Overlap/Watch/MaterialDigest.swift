internal import Crypto

/// What two records are compared by, as one digest: a verdict rests on it, and while it is the same the verdict stands.
///
/// The votes that a record is read to aim at are left out: the calendar may learn of a vote without any record changing.
enum MaterialDigest {
    /// SHA-256 in hexadecimal of one record's compared fields.
    static func of(_ reading: RecordReading) -> String {
        var text = FieldText()
        text.add(reading.agencies)
        text.add(reading.countries)
        text.add(
            reading.period.map {
                "\($0.start.number) \($0.end.number) \($0.startSlack) \($0.endSlack)"
            } ?? "")
        text.add("\(Int((reading.electoral * 100).rounded()))")
        text.add(
            reading.kinds.sorted { $0.key < $1.key }.map {
                "\($0.key) \(Int(($0.value * 100).rounded()))"
            }.joined(separator: ","))
        text.add(reading.themes)
        text.add(reading.level.name)
        text.add(reading.event ?? "")
        text.add(reading.names)
        text.add(reading.isBasketFund ? "fund" : "")
        text.add(reading.places)
        text.add(reading.beneficiaries)
        text.add(reading.instrument ?? "")
        text.add(reading.titleWords.joined(separator: " "))
        text.add(reading.amount.map { "\($0) \(reading.currency ?? "")" } ?? "")
        return text.digest
    }

    /// Of a pair, in the order of the records' keys.
    static func of(_ first: String, _ second: String) -> String {
        var text = FieldText()
        text.add(first)
        text.add(second)
        return text.digest
    }
}

/// Fields one after another, each behind its length, so that no two lists of fields give one text.
package struct FieldText {
    private var text = ""

    package init() {}

    package mutating func add(_ field: String) {
        text += "\(field.utf8.count):"
        text += field
    }

    package mutating func add(_ fields: Set<String>) {
        text += "\(fields.count)/"
        for field in fields.sorted() { add(field) }
    }

    /// SHA-256, 64 hexadecimal letters.
    package var digest: String { SHA256.digest(Array(text.utf8).span).hex }
}
