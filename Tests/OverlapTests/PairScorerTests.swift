import Overlap
import Testing

@Suite struct PairScorerTests {
    let reader: RecordReader
    let scorer: PairScorer

    init() throws {
        reader = try Fixtures.reader()
        scorer = try Fixtures.scorer()
    }

    private func verdict(_ a: AssistanceRecord, _ b: AssistanceRecord) -> PairVerdict {
        scorer.verdict(reader.read(a), reader.read(b))
    }

    @Test("Two agencies that help with the same vote in the same way overlap, in any language")
    func sameHelpOverlaps() {
        let verdict = verdict(
            Fixtures.record("a", "GB", "Support to the electoral process"),
            Fixtures.record("b", "FR", "Appui à la commission électorale"))
        #expect(verdict.kind == .overlap)
        #expect(verdict.isFlagged, "\(verdict)")
        #expect(verdict.terms.contains { $0.evidence == .sameVote && $0.weight > 0 })
    }

    @Test("The terms add up to the probability")
    func termsAddUp() throws {
        let verdict = verdict(
            Fixtures.record("a", "GB", "Support to the electoral process"),
            Fixtures.record("b", "FR", "Support to elections"))
        let same = scorer.probability(verdict.terms)
        #expect(abs(same - verdict.probability) < 1e-12)
        let sum = verdict.terms.reduce(scorer.weights.base) { $0 + $1.weight }
        #expect((sum > 0) == (verdict.probability > 0.5))
    }

    @Test("Funder and implementer that name each other report the same aid")
    func secondary() {
        var funder = Fixtures.record("a", "DK", "Support to elections")
        funder.partners = [.init(role: "channel", name: "UNDP", agency: "UNDP")]
        var implementer = Fixtures.record("b", "UNDP", "Electoral assistance project")
        implementer.partners = [.init(role: "funding", name: "Denmark", agency: "DK")]
        let verdict = verdict(funder, implementer)
        #expect(verdict.kind == .secondary)
        #expect(verdict.band == .strong, "\(verdict)")
    }

    @Test("Different special kinds are complementary, whatever else is alike")
    func differentKinds() {
        let verdict = verdict(
            Fixtures.record("a", "GB", "Voter education for the elections of 2007"),
            Fixtures.record("b", "US", "Election dispute resolution for the elections of 2007"))
        #expect(verdict.kind == .complementary)
    }

    @Test("Other themes, stated by both, are other help, though one kind may hold both")
    func statedThemes() {
        var a = Fixtures.record("a", "GB", "Support to the elections of 2007")
        a.themes = ["log"]
        var b = Fixtures.record("b", "US", "Support to the elections of 2007")
        b.themes = ["polling"]
        let apart = verdict(a, b)
        #expect(apart.kind == .complementary, "\(apart)")
        #expect(apart.terms.contains { $0.evidence == .otherKind })
        b.themes.insert("log")
        #expect(verdict(a, b).isFlagged)
    }

    @Test("Phases that meet for less than 30 days never overlap")
    func touchingPhases() {
        let verdict = verdict(
            Fixtures.record(
                "a", "GB", "Support to elections", from: "2006-01-01", to: "2008-01-16"),
            Fixtures.record("b", "EU", "Support to elections", from: "2008-01-01", to: "2009-12-31")
        )
        #expect(verdict.kind == .nothing)
    }

    @Test("Records of one agency are never an overlap between agencies")
    func oneAgency() {
        let a = Fixtures.record("a", "DK", "Support to elections")
        #expect(!verdict(a, Fixtures.record("b", "DK", "Support to the elections 2007")).isFlagged)
        #expect(verdict(a, Fixtures.record("b", "DK", "Support to elections")).kind == .resend)
    }

    @Test("Records that their publishers joined by an identifier are linked, not flagged")
    func linked() {
        var a = Fixtures.record("a", "GB", "Support to elections")
        a.identifiers = ["GB-1-7"]
        var b = Fixtures.record("b", "UNDP", "Support to elections")
        b.pointsAt = ["GB-1-7"]
        for verdict in [verdict(a, b), verdict(b, a)] {
            #expect(verdict.kind == .linked)
            #expect(!verdict.isFlagged)
            #expect(verdict.reason == .declared(identifiers: ["GB-1-7"]))
        }
    }

    @Test("The order of the two records does not matter", .enabled(if: Fixtures.hasData))
    func symmetric() throws {
        let readings = try Fixtures.realRecords().prefix(120).map(reader.read)
        for a in readings {
            for b in readings where a.id < b.id {
                let one = scorer.verdict(a, b)
                let other = scorer.verdict(b, a)
                #expect(one.kind == other.kind && one.probability == other.probability)
            }
        }
    }
}
