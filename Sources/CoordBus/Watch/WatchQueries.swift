package import BusCore
internal import Events
internal import JSON
internal import Overlap

/// Answers `overlaps`, `overlap`, `clusters`, `gaps` and `screen` from the watch. Nothing here publishes or changes anything.
package struct WatchQueries: QueryHandler {
    package let names = ["clusters", "gaps", "overlap", "overlaps", "screen"]
    private let watch: Watch

    init(_ watch: Watch) { self.watch = watch }

    package func answer(
        _ question: Question, for reader: Reader
    ) throws(ProtocolError) -> String {
        let status = try world(question)
        let sight = WatchSight(reader)
        switch question.name {
        case "overlaps":
            let filter = try FlagFilter(question)
            let page = try Page(question)
            return ask(status) { world, json in
                Self.overlaps(world, filter, page, sight, &json)
            }
        case "overlap":
            guard let id = try question.text("overlap") else {
                throw ProtocolError(
                    .badQuery, "the query overlap: name the flag, {\"overlap\":\"OV-...\"}")
            }
            return try overlap(id, status, sight, try ReasonLanguage(question, watch.words))
        case "clusters":
            let filter = try FlagFilter(question)
            let page = try Page(question)
            return ask(status) { world, json in
                Self.clusters(world, filter, page, sight, &json)
            }
        case "gaps":
            let filter = try GapFilter(question)
            let page = try Page(question)
            return ask(status) { world, json in Self.gaps(world, filter, page, sight, &json) }
        default: return try Screening(question, watch.words).answer(watch, sight)
        }
    }

    private func world(_ question: Question) throws(ProtocolError) -> EventStatus {
        try FlagFilter.code(question, "status", EventStatus.allCases, \.description) ?? .actual
    }

    private func ask(
        _ status: EventStatus, _ body: (OverlapWatch, inout JSONWriter) -> Void
    ) -> String {
        watch.look(at: status) { world, through, isCurrent in
            var json = JSONWriter(capacity: 16 << 10)
            json.object { json in
                json.member("through", through)
                json.member("current", isCurrent)
                body(world, &json)
            }
            return json.text
        }
    }

    /// The most certain first.
    private static func overlaps(
        _ world: OverlapWatch, _ filter: FlagFilter, _ page: Page, _ sight: WatchSight,
        _ json: inout JSONWriter
    ) {
        let all = world.allFlags.filter(filter.takes)
        let seen = all.filter { sight.sees($0) }.sorted {
            ($1.finding.probability, $0.id) < ($0.finding.probability, $1.id)
        }
        let (flags, next) = page.cut(seen, \.id)
        json.member("count", seen.count)
        json.member("hidden", all.count - seen.count)
        json.key("overlaps")
        json.array { json in for flag in flags { json.flag(flag, in: world) } }
        if let next { json.member("next", next) }
    }

    private func overlap(
        _ id: String, _ status: EventStatus, _ sight: WatchSight, _ language: ReasonLanguage
    ) throws(ProtocolError) -> String {
        // Flags of exercises and tests have identifiers of their own, so the status need not be said.
        for status in [status] + EventStatus.allCases.filter({ $0 != status }) {
            let found = watch.look(at: status) { world, through, isCurrent -> String? in
                guard let flag = world.flag(id), sight.sees(flag) else { return nil }
                var json = JSONWriter(capacity: 16 << 10)
                json.object { json in
                    json.member("through", through)
                    json.member("current", isCurrent)
                    if status != .actual { json.member("status", status.description) }
                    Self.overlap(flag, world, language, &json)
                }
                return json.text
            }
            if let text = found { return text }
        }
        throw ProtocolError(
            .badQuery,
            "there is no flag \(id.clipped(toBytes: 64)) that you may see; the query overlaps lists them"
        )
    }

    private static func overlap(
        _ flag: Flag, _ world: OverlapWatch, _ language: ReasonLanguage, _ json: inout JSONWriter
    ) {
        json.flagHead(flag, in: world)
        json.key("score")
        json.value((flag.finding.score * 1_000).rounded() / 1_000)
        json.member("commonDays", flag.finding.commonDays)
        json.member("declaredBy", flag.finding.declaredBy)
        json.terms(flag.finding.terms, in: language)
        json.key("records")
        json.array { json in
            for (key, sequence) in [
                (flag.first, flag.sequences.first), (flag.second, flag.sequences.second),
            ] {
                if let (record, _) = world.record(key) {
                    json.record(key, record, sequence: sequence)
                }
            }
        }
        json.key("answers")
        json.array { json in
            for verdict in world.verdicts(on: flag.id) {
                json.object { $0.verdict(verdict, counts: verdict == flag.ruling?.verdict) }
            }
        }
    }

    private static func clusters(
        _ world: OverlapWatch, _ filter: FlagFilter, _ page: Page, _ sight: WatchSight,
        _ json: inout JSONWriter
    ) {
        let all = world.clusters().filter { $0.flags.contains(where: filter.takes) }
        let seen = all.filter { $0.flags.allSatisfy(sight.sees) }
        func name(_ cluster: OverlapWatch.Cluster) -> String { cluster.flags[0].id }
        let (clusters, next) = page.cut(seen, name)
        json.member("count", seen.count)
        json.member("hidden", all.count - seen.count)
        json.key("clusters")
        json.array { json in
            for cluster in clusters {
                json.object { json in
                    json.member("cluster", name(cluster))
                    if let country = cluster.country { json.member("country", country) }
                    json.member("agencies", cluster.agencies)
                    json.key("records")
                    json.array { json in
                        for key in cluster.records {
                            json.object { json in
                                json.member("agency", key.agency)
                                json.member("activity", key.activity)
                                json.member("title", world.record(key)?.record.title ?? "")
                            }
                        }
                    }
                    json.member("overlaps", cluster.flags.map(\.id))
                }
            }
        }
        if let next { json.member("next", next) }
    }

    private static func gaps(
        _ world: OverlapWatch, _ filter: GapFilter, _ page: Page, _ sight: WatchSight,
        _ json: inout JSONWriter
    ) {
        let all = world.gaps.all.filter(filter.takes)
        let seen = all.filter { sight.sees($0, in: world.gaps) }.sorted { a, b in
            (a.need.country, a.need.assessment, a.need.id, a.id)
                < (b.need.country, b.need.assessment, b.need.id, b.id)
        }
        let (gaps, next) = page.cut(seen, \.id)
        json.member("count", seen.count)
        json.member("hidden", all.count - seen.count)
        json.key("gaps")
        json.array { json in for gap in gaps { json.gap(gap) } }
        if let next { json.member("next", next) }
    }
}

/// Which needs somebody asks for.
struct GapFilter {
    var country: String?
    var assessment: String?
    var theme: String?
    /// Nil: all.
    var isOpen: Bool?

    init(_ question: Question) throws(ProtocolError) {
        country = try question.text("country")
        assessment = try question.text("assessment")
        theme = try question.text("theme")
        isOpen = true
        switch try question.text("state") {
        case nil, "open": isOpen = true
        case "addressed": isOpen = false
        case "all": isOpen = nil
        case let word?:
            throw FlagFilter.unknown(question, "state", word, ["open", "addressed", "all"])
        }
    }

    func takes(_ gap: Gap) -> Bool {
        (country == nil || gap.need.country == country)
            && (assessment == nil || gap.need.assessment == assessment)
            && (theme == nil || gap.need.theme == theme) && (isOpen == nil || gap.isOpen == isOpen)
    }
}

extension JSONWriter {
    mutating func gap(_ gap: Gap) {
        object { json in
            let need = gap.need
            json.member("gap", gap.id)
            json.member("state", gap.isOpen ? "open" : "addressed")
            json.member("country", need.country)
            json.member("assessment", need.assessment)
            json.member("need", need.id)
            json.member("theme", need.theme)
            json.member("phase", need.phase)
            if let event = need.event { json.member("event", event) }
            if let priority = need.priority { json.member("priority", priority) }
            if let place = need.placeName { json.member("place", place) }
            if let beneficiary = need.beneficiary { json.member("beneficiary", beneficiary) }
            json.member("summary", need.summary)
            json.key("addressedBy")
            json.array { json in
                for key in gap.addressedBy.prefix(20) {
                    json.object { json in
                        json.member("agency", key.agency)
                        json.member("activity", key.activity)
                    }
                }
            }
            json.member("report", gap.reportSequence)
            json.member("changed", gap.changedBy)
        }
    }
}
