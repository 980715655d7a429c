internal import Bytes
internal import JSON

/// Parses one JSON value after another for the readers, which are classes and cannot be lent a document.
struct ObjectParser: ~Copyable {
    private var parser: JSONParser

    /// simdjson makes no parser for very short documents only.
    init(bytesMax: Int) { parser = JSONParser(bytesMax: max(bytesMax, 4_096)) }

    /// - Returns: what `body` makes of the value; nil when the value is of another kind.
    mutating func read<R>(
        _ bytes: Span<UInt8>, as kind: JSONDocument.Kind,
        _ body: (borrowing JSONDocument) -> R
    ) throws(JSONError) -> R? {
        let document = try parser.parse(bytes)
        return document.kind(document.root) == kind ? body(document) : nil
    }
}
