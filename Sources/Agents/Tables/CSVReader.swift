internal import Bytes

/// Reads CSV as RFC 4180 describes it: quoted fields with separators, quotes and line ends inside, rows ended by
/// LF, CRLF or the end of the file, a byte order mark before the first. Rows of nothing are left out.
///
/// It pulls: `feed` hands over the next bytes, `next` gives rows; a row is whole before it is given, and at
/// most `rowBytesMax` long.
package struct CSVReader: Sendable {
    package enum Step: Equatable, Sendable {
        /// The fields, and the line where the row begins.
        case row([String], line: Int)
        case hungry
        case finished
    }

    private enum State { case begin, plain, quoted, quoteInQuoted }

    package let file: String
    private let separator: UInt8
    private let rowBytesMax: Int
    private var input: [UInt8] = []
    private var position = 0
    private var isLast = false
    /// Bytes of the byte order mark seen so far; nil once the content began.
    private var markSeen: Int? = 0
    private var state = State.begin
    private var field: [UInt8] = []
    private var fields: [String] = []
    private var line = 1
    private var rowLine = 1
    private var rowBytes = 0
    private var fault: SourceFault?

    package init(
        file: String, separator: UInt8 = UInt8(ascii: ","), rowBytesMax: Int = 1 << 20
    ) {
        self.file = file
        self.separator = separator
        self.rowBytesMax = rowBytesMax
    }

    /// Hands over the next bytes; call when `next` said `hungry`.
    package mutating func feed(_ bytes: Span<UInt8>, isLast: Bool = false) {
        precondition(position == input.count)
        input.removeAll(keepingCapacity: true)
        for index in bytes.indices { input.append(bytes[index]) }
        position = 0
        self.isLast = isLast
    }

    /// The same, for buffers that another object owns.
    mutating func feed(_ buffer: borrowing ByteBuffer, isLast: Bool) {
        feed(buffer.bytes, isLast: isLast)
    }

    /// - Throws: where the file stops being CSV; nothing can be read after it.
    package mutating func next() throws(SourceFault) -> Step {
        if let fault { throw fault }
        while position < input.count {
            let byte = input[position]
            position += 1
            if isMark(byte) { continue }
            rowBytes += 1
            if let row = try take(byte) { return row }
            if rowBytes > rowBytesMax {
                throw fail(
                    "the row is longer than \(rowBytesMax) bytes; is a quotation mark missing?")
            }
        }
        guard isLast else { return .hungry }
        if state == .quoted { throw fail("the quoted field that begins here never ends") }
        if state != .begin || !fields.isEmpty, let row = endRow() { return row }
        return .finished
    }

    private mutating func isMark(_ byte: UInt8) -> Bool {
        guard let seen = markSeen else { return false }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        guard byte == mark[seen] else {
            markSeen = nil
            // It only began like one.
            if seen > 0 {
                field += mark[..<seen]
                state = .plain
            }
            return false
        }
        markSeen = seen < 2 ? seen + 1 : nil
        return true
    }

    private mutating func take(_ byte: UInt8) throws(SourceFault) -> Step? {
        switch (state, byte) {
        case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
        case (.quoted, _):
            if byte == 0x0A { line += 1 }
            field.append(byte)
        case (.quoteInQuoted, UInt8(ascii: "\"")):
            field.append(byte)
            state = .quoted
        case (.begin, UInt8(ascii: "\"")): state = .quoted
        case (_, separator): endField()
        case (_, 0x0A):
            line += 1
            if state == .begin, fields.isEmpty {
                rowLine = line
                rowBytes = 0
                return nil
            }
            return endRow()
        case (_, 0x0D):
            // The half of CRLF, or a stray one.
            if state == .plain { field.append(byte) }
        case (.quoteInQuoted, _):
            throw fail(
                "text after the closing quotation mark; double the marks inside a quoted field")
        default:
            field.append(byte)
            state = .plain
        }
        return nil
    }

    private mutating func endField() {
        if state == .plain, field.last == 0x0D { field.removeLast() }
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        state = .begin
    }

    private mutating func endRow() -> Step? {
        endField()
        let row = Step.row(fields, line: rowLine)
        fields.removeAll(keepingCapacity: true)
        rowLine = line
        rowBytes = 0
        return row
    }

    private mutating func fail(_ reason: String) -> SourceFault {
        let made = SourceFault(file: file, line: rowLine, reason: reason)
        fault = made
        return made
    }
}
