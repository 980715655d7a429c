/// One event, ready to be published: what the outbox and the client need to know of it, and its bytes.
package struct MadeEvent: Equatable, Sendable {
    /// At most 256 bytes; with the agency's `source` unique for ever.
    package let id: String
    /// The owner of `source`.
    package let agency: String
    /// `assistance.planned`.
    package let type: String
    /// CloudEvents JSON, at most `EventMaker.bytesMax`.
    package let bytes: [UInt8]

    package init(id: String, agency: String, type: String, bytes: [UInt8]) {
        self.id = id
        self.agency = agency
        self.type = type
        self.bytes = bytes
    }
}

/// Why something in a source did not become an event; shown to the person who gave us the file.
package struct SourceFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 when the file as a whole is meant.
    package let line: Int
    /// The identifier of the record, as far as it was read.
    package let record: String?
    /// What is wrong and how to mend it.
    package let reason: String

    package init(file: String, line: Int = 0, record: String? = nil, reason: String) {
        self.file = file
        self.line = line
        self.record = record
        self.reason = reason
    }

    package var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        return record.map { "\(place): \($0): \(reason)" } ?? "\(place): \(reason)"
    }
}

package enum SourceItem: Equatable, Sendable {
    case event(MadeEvent)
    /// One record was left out; the next ones follow.
    case refused(SourceFault)
    /// The file cannot be read further, or at all.
    case broken(SourceFault)
}

/// Real records of one file, given as events one by one, so that memory does not follow the size of the file.
package protocol EventSource: AnyObject {
    var file: String { get }
    /// Bytes of content read so far, for progress lines.
    var bytesRead: Int { get }
    /// - Returns: nil when the file is at its end, and ever after.
    func next() -> SourceItem?
}
