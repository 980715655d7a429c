internal import Bytes
internal import JSON

/// Decides whether bytes are an event of the catalogue, in one walk and without allocation when they are.
///
/// Refused are bytes that are not one JSON object, attributes that are not CloudEvents 1.0 as the bus uses it, types
/// that are not in the catalogue, data that is not of the type's shape, and personal data. Not thread-safe: one
/// validator a thread, its memory used again for each event.
package struct EventValidator: ~Copyable {
    package static let bytesMaxDefault = 65_536
    /// Objects and lists within each other.
    package static let depthMax = 64

    package let bytesMax: Int
    private let idSeed: UInt64
    private var parser: JSONParser
    private var known = ExtensionNames()

    /// - Parameters:
    ///   - bytesMax: longer events are refused.
    ///   - idSeed: the log's own seed, so that nobody can choose identities that collide.
    package init(bytesMax: Int = Self.bytesMaxDefault, idSeed: UInt64) {
        precondition(bytesMax > 0)
        self.bytesMax = bytesMax
        self.idSeed = idSeed
        parser = JSONParser(bytesMax: bytesMax, depthMax: Self.depthMax)
        _ = ShapeProgram.shared  // built now, not with the first event
    }

    /// Builds what all validators share, so that the first need not.
    package static func prepare() { _ = ShapeProgram.shared }

    /// Checks the event in `range` of `bytes`: where it lies, unless it lies at the very end.
    package mutating func check(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(EventRefusal) -> EventFacts {
        guard range.count <= bytesMax else { throw .tooLarge(range.count, bytesMax) }
        guard !hasByteOrderMark(bytes.extracting(range)) else { throw .byteOrderMark }
        return try Self.judge(bytes, range, idSeed, &parser, &known)
    }

    package mutating func check(_ bytes: Span<UInt8>) throws(EventRefusal) -> EventFacts {
        try check(bytes, 0..<bytes.count)
    }

    /// `source` and `id` of an event that was accepted before; nil when there are none. Allocates.
    package mutating func identity(of bytes: Span<UInt8>) -> (source: String, id: String)? {
        // Without a document there is no identity: the reason does not matter here.
        guard let document = try? parser.parse(bytes) else { return nil }
        guard let source = document.text("source", in: document.root),
            let id = document.text("id", in: document.root)
        else { return nil }
        return (source, id)
    }

    /// The fingerprint alone, of an event that was accepted before: what a log needs that reads its tail again.
    package mutating func fingerprint(of bytes: Span<UInt8>) -> UInt64? {
        let seed = idSeed
        // Without a document there is no identity: the reason does not matter here.
        guard let document = try? parser.parse(bytes) else { return nil }
        guard let source = document.value("source", in: document.root),
            let id = document.value("id", in: document.root),
            document.kind(source) == .string, document.kind(id) == .string
        else { return nil }
        return document.string(id).xxh3(seed: document.string(source).xxh3(seed: seed))
    }

    private static func judge(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ idSeed: UInt64, _ parser: inout JSONParser,
        _ known: inout ExtensionNames
    ) throws(EventRefusal) -> EventFacts {
        let document: JSONDocument
        do throws(JSONError) {
            document = try parser.parse(bytes, range)
        } catch {
            throw .unreadable(error)
        }
        do throws(Fault) {
            return try ShapeProgram.shared.checkEvent(document, idSeed: idSeed, &known)
        } catch {
            throw ShapeProgram.shared.explain(error, document)
        }
    }

    private func hasByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    }
}
