internal import BusCore
internal import Events
internal import JSON
internal import Overlap

/// The question "what would this overlap with?", asked before an event is published. Nothing is published.
struct Screening {
    private static let limitDefault = 20
    private static let limitMax = 200

    private let record: AssistanceRecord
    private let key: RecordKey
    private let status: EventStatus
    private let limit: Int
    private let language: ReasonLanguage

    /// - Throws: `badQuery` when `event` is no event of assistance.
    init(_ question: Question, _ words: ReasonWords?) throws(ProtocolError) {
        language = try ReasonLanguage(question, words)
        limit = try question.integer("limit", in: 1...Self.limitMax) ?? Self.limitDefault
        guard let read = Self.read(question.text) else {
            throw ProtocolError(
                .badQuery,
                "the query screen: event must be an event of assistance with source and data.activity, "
                    + "as it would be published")
        }
        (record, key, status) = read
    }

    private static func read(_ text: [UInt8]) -> (AssistanceRecord, RecordKey, EventStatus)? {
        var parser = JSONParser(bytesMax: max(text.count, 256))
        // That it is JSON was seen when the name of the query was read.
        guard let json = try? parser.parse(text.span),
            let event = json.object("event", in: json.root),
            json.text("type", in: event)?.hasPrefix(EventType.prefix + "assistance.") == true,
            let source = json.text("source", in: event), let colon = source.lastIndex(of: ":"),
            let agency = AgencyCode(String(source[source.index(after: colon)...])),
            let data = json.object("data", in: event),
            let activity = json.text("activity", in: data),
            let record = AssistanceRecord(event: json, at: event, agency: agency.description)
        else { return nil }
        return (
            record, RecordKey(agency: agency.description, activity: activity),
            json.text("status", in: event).flatMap(EventStatus.init) ?? .actual
        )
    }

    /// Ranked, the most probable first; what the reader may not see is counted.
    func answer(_ watch: Watch, _ sight: WatchSight) throws(ProtocolError) -> String {
        watch.look(at: status) { world, through, isCurrent in
            let all = world.screen(record, as: key)
            let seen = all.filter { found in
                sight.sees(
                    found.secrecy, of: found.key.agency,
                    in: world.record(found.key)?.record.countries ?? [])
            }
            var json = JSONWriter(capacity: 16 << 10)
            json.object { json in
                json.member("through", through)
                json.member("current", isCurrent)
                json.member("live", world.liveCount)
                json.member("count", seen.count)
                json.member("hidden", all.count - seen.count)
                json.key("matches")
                json.array { json in
                    for found in seen.prefix(limit) { Self.write(found, language, &json) }
                }
            }
            return json.text
        }
    }

    private static func write(
        _ found: OverlapWatch.Neighbour, _ language: ReasonLanguage, _ json: inout JSONWriter
    ) {
        json.object { json in
            json.member("agency", found.key.agency)
            json.member("activity", found.key.activity)
            json.member("title", found.title)
            json.member("sequence", found.sequence)
            json.member("kind", found.kind.rawValue)
            json.member("band", found.verdict.band.name)
            json.key("probability")
            json.value((found.probability * 1_000).rounded() / 1_000)
            json.member("declaredBy", found.linkedBy)
            json.terms(found.verdict.terms, in: language)
        }
    }
}
