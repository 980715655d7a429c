internal import Bytes
internal import Crypto
package import JSON

/// Puts CloudEvents together: attributes in a fixed order around `data` that is JSON already.
///
/// The same record gives the same bytes on every machine and in every run. The id is the record's own identifier, `#`,
/// and 16 hexadecimal digits of a SHA-256 over all else in the event: a record that did not change is a resend,
/// and a changed one is another event. (`source`, `id`) can so never name two contents.
package enum EventMaker {
    /// The bus's default limit for an event.
    package static let bytesMax = 65_536
    package static let idBytesMax = 256

    /// What stands around `data`.
    package struct Head: Sendable {
        /// `assistance.planned`.
        package var type: String
        /// An agency code.
        package var agency: String
        /// The record's identifier in its source, at least one byte.
        package var stem: String
        /// RFC 3339 with an offset.
        package var time: String
        package var subject: String?
        package var correlation: String?
        package var classification: String?
        package var status: String?

        package init(type: String, agency: String, stem: String, time: String) {
            self.type = type
            self.agency = agency
            self.stem = stem
            self.time = time
        }
    }

    /// - Parameter data: writes the members of `data`.
    package static func event(_ head: Head, data: (inout JSONWriter) -> Void) -> MadeEvent {
        var rest = JSONWriter(capacity: 2_048)
        writeRest(head, into: &rest, data: data)
        let digest = Array(SHA256.digest(rest.bytes).prefix(8)).hex
        // A long identifier is cut; the digest covers the whole of it, as `subject` or in `data`.
        let stem = head.stem.clipped(toBytes: idBytesMax - 1 - digest.utf8.count)
        let id = "\(stem)#\(digest)"
        var whole = JSONWriter(capacity: rest.bytes.count + 512)
        whole.object { json in
            json.member("specversion", "1.0")
            json.member("id", id)
            json.member("source", "urn:coordbus:agency:\(head.agency)")
        }
        // `{..."source":"..."}` and `{"type":...}` become one object.
        var bytes = whole.bytes.array
        bytes[bytes.count - 1] = UInt8(ascii: ",")
        bytes += rest.bytes.array.dropFirst()
        return MadeEvent(id: id, agency: head.agency, type: head.type, bytes: bytes)
    }

    private static func writeRest(
        _ head: Head, into json: inout JSONWriter, data: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.member("type", "org.coordbus." + head.type)
            json.member("time", head.time)
            if let subject = head.subject { json.member("subject", subject) }
            if let correlation = head.correlation { json.member("correlationid", correlation) }
            if let label = head.classification { json.member("dataclassification", label) }
            if let status = head.status { json.member("status", status) }
            json.key("data")
            json.object { data(&$0) }
        }
    }
}
