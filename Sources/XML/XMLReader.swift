package import Bytes
internal import CXML2

/// Reads an XML document from beginning to end, one start, end or run of text after another.
///
/// It pulls: `feed` hands over the next bytes, `next` gives what they held, and memory follows the size of a
/// chunk, not of the document. Nothing is fetched and no entity beyond XML's own five is known. What came before
/// a fault is delivered before the fault is thrown. libxml2's own pull reader is not used because it drops
/// the elements that share a chunk with a fault.
@safe package struct XMLReader: ~Copyable {
    package enum Step: Equatable, Sendable {
        /// An element begins; `name`, `attributes` and `line` describe it.
        case start
        /// The element `name` ends.
        case end
        /// Character data, `text`; one run may come in several pieces.
        case text
        /// Everything fed so far was given.
        case hungry
        case finished
    }

    package let file: String
    private let parser: OpaquePointer
    private var queue = unsafe cxml2_queue()
    private var position = 0
    private var fatal: XMLError?
    private var isLast = false
    private var depth = 0
    private var endsInside = false

    /// - Parameter file: for messages only; nothing is opened.
    package init(file: String) {
        guard let parser = unsafe cxml2_new(file) else {
            preconditionFailure("no memory for an XML parser")
        }
        unsafe self.parser = unsafe parser
        self.file = file
    }

    deinit { unsafe cxml2_free(parser) }

    /// Hands over the next bytes; call when `next` said `hungry`.
    package mutating func feed(_ bytes: Span<UInt8>, isLast: Bool = false) {
        precondition(bytes.count <= 1 << 24)
        self.isLast = isLast
        position = 0
        guard fatal == nil else { return }
        let code = unsafe bytes.withUnsafeBytes { raw in
            unsafe cxml2_push(parser, raw.baseAddress, Int32(raw.count), isLast ? 1 : 0, &queue)
        }
        if code != 0 { fatal = error() }
        endsInside = code != 0 && bytes.isEmpty && isLast
    }

    /// The same, for buffers that another object owns.
    package mutating func feed(_ buffer: borrowing ByteBuffer, isLast: Bool) {
        feed(buffer.bytes, isLast: isLast)
    }

    /// Goes on to what comes next.
    /// - Throws: at the fault, once everything before it was given.
    package mutating func next() throws(XMLError) -> Step {
        // The first call after `feed` stands before the first event.
        guard position < (unsafe queue.events_count) else {
            if let fatal { throw endsInside && depth > 0 ? tooShort(fatal) : fatal }
            return isLast ? .finished : .hungry
        }
        position += 1
        switch current.kind {
        case CXML2_START:
            depth += 1
            return .start
        case CXML2_END:
            depth -= 1
            return .end
        default: return .text
        }
    }

    /// Where the current start, end or text stands; from 1.
    package var line: Int { Int(current.line) }

    /// The name of the current element, with its prefix if it has one.
    package var name: String { text(current.text) }

    package func isNamed(_ name: StaticString) -> Bool {
        bytes(current.text).equals(name)
    }

    /// The current run of text.
    package var text: String { text(current.text) }

    package var textByteCount: Int { Int(current.text.count) }

    /// Names and values of the current start, in the order of the document.
    package var attributes: [XMLAttribute] {
        let event = current
        return (0..<Int(event.attributes)).map { number in
            let at = Int(event.first) + number * 2
            return unsafe XMLAttribute(
                name: text(queue.slices![at]), value: text(queue.slices![at + 1]))
        }
    }

    private var current: cxml2_event { unsafe queue.events![position - 1] }

    private func text(_ slice: cxml2_slice) -> String { bytes(slice).text }

    @_lifetime(borrow self)
    private func bytes(_ slice: cxml2_slice) -> Span<UInt8> {
        let start = unsafe queue.arena.map { unsafe UnsafeRawPointer($0 + Int(slice.at)) }
        let raw = unsafe UnsafeRawBufferPointer(start: start, count: Int(slice.count))
        return unsafe _overrideLifetime(Span<UInt8>(_unsafeBytes: raw), borrowing: self)
    }

    /// libxml2 has no words of its own for a document that just stops.
    private func tooShort(_ error: XMLError) -> XMLError {
        let reason = "the document ends before its \(depth) open elements do; fetch it again"
        return XMLError(file: file, line: error.line, column: error.column, reason: reason)
    }

    private func error() -> XMLError {
        var line: UInt32 = 0
        var column: UInt32 = 0
        let reason = unsafe String(cString: cxml2_error(parser, &line, &column))
        return XMLError(file: file, line: Int(line), column: Int(column), reason: reason)
    }
}

package struct XMLAttribute: Equatable, Sendable {
    /// With its prefix: `xml:lang`, `foreign:index`.
    package let name: String
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
