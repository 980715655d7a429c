internal import Bytes
internal import Events
internal import JSON

/// The events of one file of a drop folder.
///
/// Each is checked by the bus's own validator, so that whoever dropped the file learns at once and with a line what
/// the bus would refuse. The bytes stay as they are; only blanks around an event go.
package final class DroppedFile: EventSource {
    package let file: String
    package private(set) var bytesRead = 0

    private static let fileBytesMax = 256 << 20
    private let path: String
    private var lines: LineReader?
    private var whole: [[UInt8]]?
    private var position = 0
    private var isEnded = false
    private var checker = EventChecker()

    package init(path: String) {
        self.path = path
        file = String(path.split(separator: "/").last ?? Substring(path))
        let plain = file.hasSuffix(".gz") ? String(file.dropLast(3)) : file
        if plain.hasSuffix(".ndjson") { lines = LineReader(path: path, file: file) }
    }

    package func next() -> SourceItem? {
        guard !isEnded else { return nil }
        do throws(SourceFault) {
            let item = lines == nil ? try nextOfWhole() : try nextLine()
            if item == nil { isEnded = true }
            return item
        } catch {
            isEnded = true
            return .broken(error)
        }
    }

    private func nextLine() throws(SourceFault) -> SourceItem? {
        defer { bytesRead = lines?.bytesRead ?? 0 }
        guard let line = try lines?.next() else { return nil }
        return checked(trimmed(line.bytes[...]), line: line.number)
    }

    /// - Note: the place in the list stands for the line.
    private func nextOfWhole() throws(SourceFault) -> SourceItem? {
        if whole == nil { whole = try read() }
        guard let whole, position < whole.count else { return nil }
        position += 1
        return checked(whole[position - 1], line: whole.count == 1 ? 0 : position)
    }

    private func checked(_ bytes: [UInt8], line: Int) -> SourceItem {
        do throws(EventRefusal) {
            return .event(try checker.event(bytes))
        } catch {
            return .refused(
                SourceFault(
                    file: file, line: line,
                    reason: "\(error.code.rawValue) \(error.code.name): \(error.description)"))
        }
    }

    private func read() throws(SourceFault) -> [[UInt8]] {
        var buffer = ByteBuffer()
        let gzip = GzipBox(path: path)
        while try gzip.read(upTo: 1 << 20, into: &buffer, naming: file) > 0 {
            guard buffer.count <= Self.fileBytesMax else {
                throw SourceFault(file: file, reason: "larger than 256 MiB; use .ndjson")
            }
        }
        bytesRead = buffer.count
        let bytes = trimmed(buffer.bytes.array[...])
        guard bytes.first == UInt8(ascii: "[") else { return [bytes] }
        var parser = ObjectParser(bytesMax: bytes.count)
        do throws(JSONError) {
            // That it is one list is checked first, then it is cut at its commas.
            _ = try parser.read(bytes.span, as: .array) { _ in () }
        } catch {
            throw SourceFault(file: file, reason: "not JSON: \(error.description)")
        }
        return JSONList.members(of: bytes)
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return Array(bytes)
    }
}

/// Checks and names events that others wrote.
struct EventChecker: ~Copyable {
    private var validator = EventValidator(idSeed: 0)

    mutating func event(_ bytes: [UInt8]) throws(EventRefusal) -> MadeEvent {
        let facts = try validator.check(bytes.span)
        return MadeEvent(
            id: validator.identity(of: bytes.span)?.id ?? "", agency: facts.agency.description,
            type: EventCatalogue.type(number: facts.type)?.name ?? "", bytes: bytes)
    }
}

/// Cuts a JSON list into the bytes of its members.
enum JSONList {
    /// - Parameter bytes: one well-formed list, from `[` to `]`.
    static func members(of bytes: [UInt8]) -> [[UInt8]] {
        var members: [[UInt8]] = []
        var depth = 0
        var isText = false
        var isEscaped = false
        var start = 1
        for (at, byte) in bytes.enumerated() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            let isEnd = depth == 0
            guard isEnd || depth == 1 && byte == UInt8(ascii: ",") else { continue }
            var member = bytes[start..<at]
            while let first = member.first, first <= 0x20 { member.removeFirst() }
            while let last = member.last, last <= 0x20 { member.removeLast() }
            if !member.isEmpty { members.append(Array(member)) }
            start = at + 1
            if isEnd { break }
        }
        return members
    }
}
