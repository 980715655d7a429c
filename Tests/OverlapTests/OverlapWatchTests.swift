import Overlap
import TestSupport
import Testing

/// The watch over records as they come: in any order, again, changed, cancelled, answered.
@Suite struct OverlapWatchTests {
    private static let court = "Electoral dispute resolution for judges"

    /// What is published, apart from its place in the log.
    private enum Step {
        case version(RecordKey, time: UInt64, title: String, isLive: Bool)
        case verdict(Verdict)
        case report(AssessmentVersion)
        case declaration(Declaration)
        case withdrawal(EventName, by: String)
    }

    private static func key(_ agency: String, _ activity: String) -> RecordKey {
        RecordKey(agency: agency, activity: activity)
    }

    private static func watch(_ world: String = "actual") throws -> OverlapWatch {
        OverlapWatch(world: world, reader: try Fixtures.reader(), scorer: try Fixtures.scorer())
    }

    private static func stamp(_ agency: String, _ time: UInt64) -> Stamp {
        Stamp(time: time, event: "\(agency) e\(time)")
    }

    private static func feed(_ step: Step, _ sequence: UInt64, into watch: inout OverlapWatch) {
        switch step {
        case .version(let key, let time, let title, let isLive):
            var record = Fixtures.record(key.activity, key.agency, title)
            record.id = key.recordID
            record.identifiers = [key.activity]
            record.event = "XA-2007-executive"
            record.places = ["Here"]
            record.themes = ["edr"]
            var help = Help()
            help.countries = ["XA"]
            help.event = record.event
            help.themes = record.themes
            var text = FieldText()
            text.add(title)
            let content = text.digest.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }
            watch.take(
                RecordVersion(
                    key: key, stamp: stamp(key.agency, time), sequence: sequence,
                    type: isLive ? 601 : 607, isLive: isLive, secrecy: 0, content: content,
                    record: record, help: help))
        case .verdict(var verdict):
            verdict.sequence = sequence
            watch.take(verdict)
        case .report(var report):
            report.sequence = sequence
            watch.take(report)
        case .declaration(var declaration):
            declaration.sequence = sequence
            watch.take(declaration)
        case .withdrawal(let name, let agency): watch.withdraw(name, by: agency)
        }
    }

    private static func verdict(
        _ flag: String, _ agency: String, _ word: Verdict.Word, _ time: UInt64,
        digest: String? = nil, isFocalPoint: Bool = false
    ) -> Verdict {
        Verdict(
            flag: flag, agency: agency, word: word, digest: digest, note: "seen",
            stamp: stamp(agency, time), sequence: 0, isFocalPoint: isFocalPoint, resolution: nil)
    }

    private static func report(_ needs: [(id: String, theme: String)], _ time: UInt64) -> Step {
        .report(
            AssessmentVersion(
                assessment: "NAM-1",
                needs: needs.map {
                    Need(
                        assessment: "NAM-1", id: $0.id, country: "XA", theme: $0.theme,
                        phase: "pre.campaign", place: nil, event: "XA-2007-executive", basis: [],
                        priority: nil, beneficiary: nil, summary: "")
                }, stamp: stamp("ead", time), sequence: 0, secrecy: 0, day: "2006-06-01"))
    }

    /// Two that overlap, what each says later, one that is cancelled, an answer, needs, and something taken back.
    private static func story() throws -> [Step] {
        let pair = try flags(
            of: [
                .version(key("idea", "I1"), time: 10, title: court, isLive: true),
                .version(key("ifes", "F1"), time: 11, title: court, isLive: true),
            ])
        let flag = try #require(pair.first)
        return [
            .version(key("idea", "I1"), time: 10, title: court, isLive: true),
            .version(key("ifes", "F1"), time: 11, title: court, isLive: true),
            .version(key("undp", "U1"), time: 12, title: court + " in Atlantis", isLive: true),
            .version(key("undp", "U1"), time: 15, title: court, isLive: true),
            .version(key("eu", "E1"), time: 13, title: court, isLive: true),
            .version(key("eu", "E1"), time: 16, title: court, isLive: false),
            .verdict(verdict(flag.id, "idea", .complementary, 20, digest: flag.finding.digest)),
            report([("N1", "edr"), ("N2", "media")], 5),
            .withdrawal(.event("gb e14"), by: "gb"),
            .version(key("gb", "G1"), time: 14, title: court, isLive: true),
        ]
    }

    private static func flags(of steps: [Step]) throws -> [Flag] {
        var watch = try watch()
        for (index, step) in steps.enumerated() { feed(step, UInt64(index + 1), into: &watch) }
        _ = watch.settle(cause: UInt64(steps.count))
        return watch.allFlags
    }

    /// The flags and gaps as they stand, apart from places in the log.
    private static func standing(_ watch: OverlapWatch) -> [String] {
        watch.allFlags.filter { $0.state != .gone }.map {
            "\($0.id) \($0.finding.kind) \($0.finding.band) \($0.state) \($0.finding.digest)"
        } + watch.gaps.all.map { "\($0.id) \($0.isOpen)" }
    }

    @Test("every order of arrival ends with the same flags, told one by one or at the end")
    func anyOrder() throws {
        let story = try Self.story()
        var expected: [String]?
        var random = SplitMix64(seed: 7)
        for round in 0..<100 {
            let steps = round == 0 ? story : story.shuffled(using: &random)
            var watch = try Self.watch()
            var told: [String: Bool] = [:]
            for (index, step) in steps.enumerated() {
                let sequence = UInt64(index + 1)
                Self.feed(step, sequence, into: &watch)
                guard round % 2 == 0 || index == steps.count - 1 else { continue }
                for change in watch.settle(cause: sequence).flags {
                    if case .cleared = change.what {
                        #expect(told[change.flag.id] == true, "cleared what was not told")
                        told[change.flag.id] = false
                    } else {
                        told[change.flag.id] = true
                    }
                }
            }
            let standing = Self.standing(watch)
            #expect(standing == expected ?? standing, "order \(round)")
            expected = expected ?? standing
            // What was told is what is open.
            let open = Set(watch.allFlags.filter(\.isTold).map(\.id))
            #expect(Set(told.filter(\.value).keys) == open, "order \(round)")
        }
        // Three agencies: three pairs, of which one is answered; N2 is a gap, N1 is not.
        let lines = try #require(expected)
        #expect(lines.filter { $0.contains(" open ") }.count == 2)
        #expect(lines.filter { $0.contains(" answered ") }.count == 1)
        #expect(lines.filter { $0.hasSuffix(" true") }.count == 1)
        #expect(lines.filter { $0.hasSuffix(" false") }.count == 1)
    }

    @Test("a pair has one flag; the same again says nothing; a change of wording updates it")
    func idempotent() throws {
        var watch = try Self.watch()
        func take(_ step: Step, _ sequence: UInt64) -> [FlagChange] {
            Self.feed(step, sequence, into: &watch)
            return watch.settle(cause: sequence).flags
        }
        let (idea, ifes) = (Self.key("idea", "I1"), Self.key("ifes", "F1"))
        #expect(take(.version(idea, time: 1, title: Self.court, isLive: true), 1).isEmpty)
        let first = take(.version(ifes, time: 2, title: Self.court, isLive: true), 2)
        #expect(first.count == 1 && first.first?.cause == 2)
        // The same event again, as a second delivery.
        #expect(take(.version(ifes, time: 2, title: Self.court, isLive: true), 3).isEmpty)
        let more = take(
            .version(ifes, time: 4, title: Self.court + " and lawyers", isLive: true), 4)
        #expect(more.count == 1)
        guard case .updated? = more.first?.what else {
            Issue.record("not updated: \(more)")
            return
        }
        #expect(more.first?.flag.id == first.first?.flag.id)
        let gone = take(
            .version(ifes, time: 5, title: Self.court + " and lawyers", isLive: false), 5)
        guard case .cleared(let reason)? = gone.first?.what else {
            Issue.record("not cleared: \(gone)")
            return
        }
        #expect(reason == "ifes cancelled F1.")
    }

    @Test(
        "an answer outlives new runs and falls when a compared field changes; others' answers do not count"
    )
    func answers() throws {
        var watch = try Self.watch()
        let (idea, ifes) = (Self.key("idea", "I1"), Self.key("ifes", "F1"))
        Self.feed(.version(idea, time: 1, title: Self.court, isLive: true), 1, into: &watch)
        Self.feed(.version(ifes, time: 2, title: Self.court, isLive: true), 2, into: &watch)
        let flag = try #require(watch.settle(cause: 2).flags.first?.flag)
        func say(_ verdict: Verdict, _ sequence: UInt64) -> [FlagChange] {
            Self.feed(.verdict(verdict), sequence, into: &watch)
            return watch.settle(cause: sequence).flags
        }
        #expect(say(Self.verdict(flag.id, "undp", .notRelated, 3), 3).isEmpty)
        #expect(watch.flag(flag.id)?.state == .open)
        let digest = flag.finding.digest
        #expect(say(Self.verdict(flag.id, "idea", .notRelated, 4, digest: digest), 4).count == 1)
        #expect(watch.flag(flag.id)?.state == .answered)
        #expect(watch.flag(flag.id)?.ruling?.verdict.agency == "idea")
        // The other party contradicts: it is open again, as confirmed.
        #expect(say(Self.verdict(flag.id, "ifes", .overlapConfirmed, 5), 5).count == 1)
        #expect(watch.flag(flag.id)?.state == .confirmed)
        // The focal point decides.
        #expect(
            say(Self.verdict(flag.id, "fp", .complementary, 6, isFocalPoint: true), 6).count == 1)
        #expect(watch.flag(flag.id)?.state == .answered)
        #expect(watch.verdicts(on: flag.id).count == 4)
        // A version that says the same in another event changes nothing.
        Self.feed(.version(ifes, time: 7, title: Self.court, isLive: true), 7, into: &watch)
        #expect(watch.settle(cause: 7).flags.allSatisfy { $0.flag.id != flag.id })
        #expect(watch.flag(flag.id)?.state == .answered)
        Self.feed(
            .version(ifes, time: 8, title: Self.court + " and lawyers", isLive: true), 8,
            into: &watch)
        let again = watch.settle(cause: 8).flags.first { $0.flag.id == flag.id }
        guard case .reopened? = again?.what else {
            Issue.record("not reopened: \(String(describing: again))")
            return
        }
    }

    @Test("who takes back what another said achieves nothing")
    func othersWithdrawal() throws {
        var watch = try Self.watch()
        let (idea, ifes) = (Self.key("idea", "I1"), Self.key("ifes", "F1"))
        Self.feed(.withdrawal(.sequence(3), by: "ifes"), 1, into: &watch)
        Self.feed(.version(ifes, time: 2, title: Self.court, isLive: true), 2, into: &watch)
        Self.feed(.version(idea, time: 3, title: Self.court, isLive: true), 3, into: &watch)
        Self.feed(.withdrawal(.event("idea e3"), by: "ifes"), 4, into: &watch)
        #expect(watch.settle(cause: 4).flags.count == 1)
        Self.feed(.withdrawal(.event("idea e3"), by: "idea"), 5, into: &watch)
        guard case .cleared(let reason)? = watch.settle(cause: 5).flags.first?.what else {
            Issue.record("not cleared")
            return
        }
        #expect(reason == "idea withdrew its record I1.")
    }

    @Test("who says that it is one activity is not asked; an exercise has flags of its own")
    func declaredAndWorlds() throws {
        var ids: Set<String> = []
        for world in ["actual", "exercise", "test"] {
            var watch = try Self.watch(world)
            let keys = [Self.key("idea", "I1"), Self.key("ifes", "F1")]
            for (index, key) in keys.enumerated() {
                Self.feed(
                    .version(key, time: UInt64(index + 1), title: Self.court, isLive: true),
                    UInt64(index + 1), into: &watch)
            }
            Self.feed(
                .declaration(
                    Declaration(
                        kind: .joint, records: keys, agency: "idea",
                        stamp: Self.stamp("idea", 9), sequence: 0)), 3, into: &watch)
            let flag = try #require(watch.settle(cause: 3).flags.first?.flag)
            #expect(flag.state == .explained && flag.finding.kind == .joint)
            ids.insert(flag.id)
        }
        #expect(ids.count == 3)
    }

    @Test("three agencies with one basket are one cluster")
    func clusters() throws {
        var watch = try Self.watch()
        for (index, agency) in ["idea", "ifes", "undp"].enumerated() {
            Self.feed(
                .version(
                    Self.key(agency, "A-\(agency)"), time: UInt64(index + 1), title: Self.court,
                    isLive: true), UInt64(index + 1), into: &watch)
        }
        #expect(watch.settle(cause: 3).flags.count == 3)
        let clusters = watch.clusters()
        #expect(clusters.count == 1)
        #expect(clusters.first?.agencies == ["idea", "ifes", "undp"])
    }

    @Test("what was told before a start is not told again, and what was not is told")
    func remembers() throws {
        var before = try Self.watch()
        var after = try Self.watch()
        let steps: [Step] = ["idea", "ifes", "undp"].enumerated().map {
            .version(
                Self.key($1, "A-\($1)"), time: UInt64($0 + 1), title: Self.court, isLive: true)
        }
        for (index, step) in steps.enumerated() {
            Self.feed(step, UInt64(index + 1), into: &before)
        }
        let all = before.settle(cause: 3).flags
        #expect(all.count == 3)
        // Two of the three came into the log before the end.
        for (index, step) in steps.enumerated() { Self.feed(step, UInt64(index + 1), into: &after) }
        for change in all.prefix(2) {
            after.remember(
                change.flag.first, change.flag.second, change.flag.finding, isOpen: true, cause: 4)
        }
        let missing = after.settle(cause: 5).flags
        #expect(missing.map(\.flag.id) == all.suffix(1).map(\.flag.id))
    }

    @Test("a screened record is compared and leaves nothing behind")
    func screen() throws {
        var watch = try Self.watch()
        let idea = Self.key("idea", "I1")
        Self.feed(.version(idea, time: 1, title: Self.court, isLive: true), 1, into: &watch)
        _ = watch.settle(cause: 1)
        var record = Fixtures.record("F1", "ifes", Self.court)
        record.event = "XA-2007-executive"
        let found = watch.screen(record, as: Self.key("ifes", "F1"))
        #expect(found.map(\.key) == [idea])
        #expect(found.first?.verdict.terms.isEmpty == false)
        #expect(watch.liveCount == 1 && watch.allFlags.isEmpty && !watch.isDirty)
    }

    @Test("what was told is as probable before it is judged again; a record sent again comes first")
    func probabilities() throws {
        let keys = [Self.key("idea", "I1"), Self.key("ifes", "F1")]
        var before = try Self.watch()
        for (index, key) in keys.enumerated() {
            Self.feed(
                .version(key, time: UInt64(index + 1), title: Self.court, isLive: true),
                UInt64(index + 1), into: &before)
        }
        let flag = try #require(before.settle(cause: 2).flags.first?.flag)
        var after = try Self.watch()
        let told = Finding(
            toldAs: flag.finding.kind, flag.finding.band, country: "XA", event: nil,
            digest: flag.finding.digest, secrecy: 0)
        after.remember(
            flag.first, flag.second, told, score: flag.finding.score, isOpen: true, cause: 3)
        let remembered = try #require(after.flag(flag.id)).finding.probability
        #expect(abs(remembered - flag.finding.probability) < 1e-9)
        after.remember(
            keys[0], keys[0],
            Finding(toldAs: .resend, .strong, country: nil, event: nil, digest: "", secrecy: 0),
            isOpen: true, cause: 4)
        #expect(
            after.allFlags.contains { $0.finding.kind == .resend && $0.finding.probability == 1 })
    }
}
