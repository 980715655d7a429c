internal import BusCore
internal import Events
internal import JSON

/// What a person says to a flagged overlap, as an event of the person's agency. The person's code stands in its id.
struct VerdictEvent: Sendable {
    let overlap: String
    let verdict: String
    let note: String?
    /// What was agreed; only the focal point closes an overlap.
    let resolution: String?
    let person: PersonRecord
    /// Nanoseconds since the Unix epoch.
    let wall: UInt64

    /// Longest id of an event, bytes.
    private static let idBytesMax = 128

    /// - Parameter flag: answer of the query `overlap`: what is answered is what is seen now, its digest ties the verdict to it.
    func bytes(flag: String) -> [UInt8] {
        var parser = JSONParser(bytesMax: max(64, flag.utf8.count))
        guard let document = try? parser.parse(flag.utf8.span) else { return Array(flag.utf8) }
        let kind = resolution == nil ? "overlap.reviewed" : "overlap.resolved"
        var json = JSONWriter()
        json.object { json in
            json.member("specversion", "1.0")
            let id = "\(kind)-\(person.code)-\(wall / 1_000_000)-\(overlap)"
            json.member("id", String(id.prefix(Self.idBytesMax)))
            json.member("source", "urn:coordbus:agency:\(person.agency)")
            json.member("type", EventType.prefix + kind)
            json.member("time", Timestamp(nanoseconds: wall).description)
            json.member("subject", overlap)
            if let status = document.text("status", in: document.root) {
                json.member("status", status)
            }
            json.key("data")
            json.object { json in writeData(document, into: &json) }
        }
        return Array(json.text.utf8)
    }

    private func writeData(_ flag: borrowing JSONDocument, into json: inout JSONWriter) {
        let root = flag.root
        json.member("overlap", overlap)
        json.member("verdict", verdict)
        if let resolution { json.member("resolution", resolution) }
        if let country = flag.text("country", in: root) { json.member("country", country) }
        json.key("parties")
        json.array { json in
            guard let parties = flag.value("parties", in: root) else { return }
            var at = flag.first(in: parties)
            while !flag.isEnd(at) {
                json.object { json in
                    json.member("agency", flag.text("agency", in: at) ?? "")
                    json.member("activity", flag.text("activity", in: at) ?? "")
                }
                at = flag.after(at)
            }
        }
        if resolution == nil, let digest = flag.text("digest", in: root) {
            json.member("digest", digest)
        }
        if let note { json.member("note", note) }
    }
}
