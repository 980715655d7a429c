package import BusCore
internal import Bytes
internal import JSON

/// Answers queries of some names. Called on the query thread, one at a time.
package protocol QueryHandler: Sendable {
    /// What this one answers, e.g. `overlaps`.
    var names: [String] { get }

    /// - Parameters:
    ///   - question: name and members of the question.
    ///   - reader: who asks; what they may not read is left out, or counted where the query says so.
    /// - Returns: JSON, of at most about a mebibyte: longer lists are cut into pages.
    /// - Throws: `badQuery` with what is wrong and how to ask.
    func answer(_ question: Question, for reader: Reader) throws(ProtocolError) -> String
}

/// The members of a query's JSON object, read with errors that name them.
package struct Question: Sendable {
    package let name: String
    /// The whole question: one JSON object, or the bare name.
    package let text: [UInt8]

    package init(name: String, text: [UInt8]) {
        self.name = name
        self.text = text
    }

    /// Text at `member`, or nil when it is not there.
    package func text(_ member: StaticString) throws(ProtocolError) -> String? {
        try read(member, "text") { document, value in
            document.kind(value) == .string ? document.text(value) : nil
        }
    }

    /// A whole number at `member` within `range`, or nil when it is not there.
    package func integer(
        _ member: StaticString, in range: ClosedRange<Int>
    ) throws(ProtocolError) -> Int? {
        try read(member, "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            document, value in
            guard document.kind(value) == .integer else { return nil }
            let number = Int(document.integer(value))
            return range.contains(number) ? number : nil
        }
    }

    /// True or false at `member`; false when it is not there.
    package func flag(_ member: StaticString) throws(ProtocolError) -> Bool {
        try read(member, "true or false") { document, value in
            switch document.kind(value) {
            case .yes: true
            case .no: false
            default: nil
            }
        } ?? false
    }

    private func read<Value>(
        _ member: StaticString, _ wanted: String,
        _ convert: (borrowing JSONDocument, Int) -> Value?
    ) throws(ProtocolError) -> Value? {
        guard text.first == UInt8(ascii: "{") else { return nil }
        var parser = JSONParser(bytesMax: max(1_024, text.count))
        do throws(JSONError) {
            let document = try parser.parse(text.span)
            guard let value = document.value(member, in: document.root),
                document.kind(value) != .null
            else { return nil }
            if let converted = convert(document, value) { return converted }
        } catch {
            throw ProtocolError(.badQuery, "the query \(name) is not JSON: \(error)")
        }
        throw ProtocolError(.badQuery, "the query \(name): \(member) must be \(wanted)")
    }
}
