/// Texts as small numbers: the same text, the same number.
///
/// Numbers are never given back: the table grows with the vocabulary, not with the records that come and go.
struct Interner: Sendable {
    private var numbers: [String: UInt32] = [:]
    private(set) var texts: [String] = []

    mutating func number(_ text: String) -> UInt32 {
        if let known = numbers[text] { return known }
        let number = UInt32(texts.count)
        precondition(number < Self.unknown, "more texts than numbers")
        numbers[text] = number
        texts.append(text)
        return number
    }

    func known(_ text: String) -> UInt32? { numbers[text] }
    subscript(number: UInt32) -> String { texts[Int(number)] }
    var count: Int { texts.count }

    /// From here on down: texts of a question that no record holds.
    static let unknown = UInt32.max / 2
}
