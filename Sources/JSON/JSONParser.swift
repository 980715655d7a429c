public import Bytes
internal import CSimdjson

/// Why bytes are not one JSON document: simdjson's code and sentence.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Kind: Sendable {
        case syntax, utf8, tooLarge, tooDeep, number, string, memory
    }

    public let kind: Kind
    public let code: Int32
    public let description: String
}

/// Parses one JSON document after another in the same memory; each parse replaces the one before.
///
/// Whole-document parsing (simdjson's DOM): what is accepted is well-formed UTF-8 JSON from the first byte to the
/// last. Keys that occur twice are kept; the caller decides.
@safe public struct JSONParser: ~Copyable {
    private let parser: OpaquePointer
    private var padded = ByteBuffer()
    private let bytesMax: Int

    /// - Parameters:
    ///   - bytesMax: longer documents are refused.
    ///   - depthMax: deeper nesting is refused.
    public init(bytesMax: Int, depthMax: Int = 64) {
        guard let parser = unsafe csimdjson_new(bytesMax, depthMax) else {
            preconditionFailure("no memory for a JSON parser")
        }
        unsafe self.parser = unsafe parser
        self.bytesMax = bytesMax
    }

    deinit { unsafe csimdjson_free(parser) }

    /// Parses a copy of `bytes`.
    @_lifetime(&self)
    public mutating func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONDocument {
        padded.removeAll()
        padded.append(bytes)
        var document = unsafe csimdjson_document()
        let code = unsafe padded.withUnsafeBytes { raw in
            unsafe csimdjson_parse(
                parser, raw.baseAddress!.assumingMemoryBound(to: UInt8.self), raw.count, &document)
        }
        guard code == 0 else { throw Self.error(code) }
        return unsafe _overrideLifetime(JSONDocument(document), mutating: &self)
    }

    /// Parses part of a buffer in place, without the copy.
    @_lifetime(&self)
    public mutating func parse(
        _ buffer: borrowing ByteBuffer, _ range: Range<Int>
    ) throws(JSONError) -> JSONDocument {
        precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count)
        var document = unsafe csimdjson_document()
        let code = unsafe buffer.withUnsafeBytes { raw in
            // ByteBuffer.padding bytes after the end are readable.
            unsafe csimdjson_parse(
                parser,
                (raw.baseAddress! + range.lowerBound).assumingMemoryBound(to: UInt8.self),
                range.count, &document)
        }
        guard code == 0 else { throw Self.error(code) }
        return unsafe _overrideLifetime(JSONDocument(document), mutating: &self)
    }

    /// Parses part of `bytes`: in place where `ByteBuffer.padding` bytes follow that part, else a copy.
    @_lifetime(&self)
    public mutating func parse(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(JSONError) -> JSONDocument {
        guard bytes.count - range.upperBound >= ByteBuffer.padding else {
            return try parse(bytes.extracting(range))
        }
        precondition(range.lowerBound >= 0)
        var document = unsafe csimdjson_document()
        let code = unsafe bytes.withUnsafeBytes { raw in
            unsafe csimdjson_parse(
                parser,
                (raw.baseAddress! + range.lowerBound).assumingMemoryBound(to: UInt8.self),
                range.count, &document)
        }
        guard code == 0 else { throw Self.error(code) }
        return unsafe _overrideLifetime(JSONDocument(document), mutating: &self)
    }

    private static func error(_ code: Int32) -> JSONError {
        let kind: JSONError.Kind =
            switch csimdjson_kind_of(code) {
            case csimdjson_utf8: .utf8
            case csimdjson_too_large: .tooLarge
            case csimdjson_too_deep: .tooDeep
            case csimdjson_number: .number
            case csimdjson_string: .string
            case csimdjson_memory: .memory
            default: .syntax
            }
        return JSONError(
            kind: kind, code: code, description: unsafe String(cString: csimdjson_message(code)))
    }
}
