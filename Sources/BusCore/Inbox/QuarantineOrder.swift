internal import Bytes
internal import Events
internal import JSON

/// What somebody wants done with an inbox's quarantine.
struct QuarantineOrder {
    enum Action: String {
        case list, retry, drop
        /// Gives up an inbox that its agency opened, with all that is in it.
        case remove
    }

    /// Entries in one answer.
    private static let pageMax = 500

    var key: InboxKey
    var action: Action
    /// nil = all.
    var sequences: [UInt64]?
    /// List what lies behind this sequence.
    var after: UInt64 = 0

    /// - Parameter agency: whose inbox it is when the order does not say.
    init(_ body: Span<UInt8>, agency: AgencyCode) throws(ProtocolError) {
        let remedy =
            "send {\"inbox\":\"main\",\"do\":\"list\"}; do is list, retry, drop or remove, sequences says which, "
            + "agency whose inbox"
        guard body.count <= 65_536 else {
            throw ProtocolError(.badInbox, "more than 65,536 bytes; \(remedy)")
        }
        var parser = JSONParser(bytesMax: 65_536)
        do {
            let document = try parser.parse(body)
            let root = document.root
            let whose = document.text("agency", in: root).flatMap { AgencyCode($0) } ?? agency
            guard let name = document.text("inbox", in: root), InboxKey.isName(name),
                let word = document.text("do", in: root), let action = Action(rawValue: word)
            else { throw ProtocolError(.badInbox, "no inbox or nothing to do; \(remedy)") }
            key = InboxKey(agency: whose, name: name)
            self.action = action
            if let place = document.value("after", in: root), document.kind(place) == .integer {
                after = UInt64(clamping: document.integer(place))
            }
            guard let list = document.value("sequences", in: root) else { return }
            guard document.kind(list) == .array else {
                throw ProtocolError(.badInbox, "sequences is not a list; \(remedy)")
            }
            var found: [UInt64] = []
            var at = document.first(in: list)
            while !document.isEnd(at) {
                guard document.kind(at) == .integer, document.integer(at) > 0 else {
                    throw ProtocolError(.badInbox, "sequences holds what is no sequence; \(remedy)")
                }
                found.append(UInt64(document.integer(at)))
                at = document.after(at)
            }
            sequences = found
        } catch let error as ProtocolError {
            throw error
        } catch {
            throw ProtocolError(.badInbox, "not JSON (\(error)); \(remedy)")
        }
    }

    func answer(_ inbox: Inbox, changed: Int) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("inbox", inbox.key.description)
            json.member("changed", changed)
            json.member("count", inbox.quarantine.count)
            json.key("quarantine")
            json.array { json in
                let page = inbox.quarantine.sorted { $0.sequence < $1.sequence }
                    .filter { $0.sequence > after }.prefix(Self.pageMax)
                for entry in page {
                    json.object { json in
                        json.member("sequence", entry.sequence)
                        json.member("attempts", entry.attempts)
                        json.member("at", Timestamp(nanoseconds: entry.at).description)
                        json.member("reason", entry.reason)
                        json.member("retrying", entry.isRetried)
                    }
                }
            }
        }
        return json.text
    }
}
