package import Bytes

/// One line of a receipt: a run of events, numbered one after another, that met the same fate.
///
///     offset  bytes  field
///          0      8  number    the publisher's number of the first event
///          8      8  sequence  where the first stands in the log, then one after another; of a conflict: where the
///                              other content stands; of other refusals 0
///         16      4  count     events in this run
///         20      2  code      0 recorded, 1 recorded before (the first receipt again), else an error's number
///         22      2  text      length of the sentence that follows; 0 unless refused
///
/// Source: docs/protocol.md, "Receipt".
package struct ReceiptRun: Equatable, Sendable {
    package static let byteCount = 24
    package static let recorded: UInt16 = 0
    package static let recordedBefore: UInt16 = 1

    package var number: UInt64
    package var sequence: UInt64
    package var count: UInt32
    package var code: UInt16
    package var text: String
    /// Not on the wire: it must not leave before this sequence is on disk. A conflict waits for the event that tells of it.
    package var heldUntil: UInt64 = 0

    package init(
        number: UInt64, sequence: UInt64, count: UInt32, code: UInt16, text: String = ""
    ) {
        self.number = number
        self.sequence = sequence
        self.count = count
        self.code = code
        self.text = text
    }

    package var isRefusal: Bool { code > Self.recordedBefore }

    /// `count` events of this run, beginning with its `first`, counted from 0.
    package func part(first: UInt32, count: UInt32) -> ReceiptRun {
        var part = self
        part.number += UInt64(first)
        part.sequence += UInt64(first)
        part.count = count
        return part
    }

    package func write(into out: inout ByteBuffer) {
        let text = Array(text.utf8.prefix(Int(UInt16.max)))
        out.append(littleEndian: number)
        out.append(littleEndian: sequence)
        out.append(littleEndian: count)
        out.append(littleEndian: code)
        out.append(littleEndian: UInt16(text.count))
        out.append(text)
    }

    /// Reads the run at `offset` and moves past it; nil when the bytes end too early.
    package init?(_ bytes: Span<UInt8>, at offset: inout Int) {
        guard bytes.count - offset >= Self.byteCount else { return nil }
        let textCount = Int(bytes.littleEndian(at: offset + 22, as: UInt16.self))
        guard bytes.count - offset >= Self.byteCount + textCount else { return nil }
        number = bytes.littleEndian(at: offset, as: UInt64.self)
        sequence = bytes.littleEndian(at: offset + 8, as: UInt64.self)
        count = bytes.littleEndian(at: offset + 16, as: UInt32.self)
        code = bytes.littleEndian(at: offset + 20, as: UInt16.self)
        let start = offset + Self.byteCount
        text = bytes.extracting(start..<(start + textCount)).text
        offset = start + textCount
    }
}
