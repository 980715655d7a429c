import TestSupport
import Testing

@testable import Overlap

/// Gaps against needs and activities that are all held against each other, as their meaning says.
@Suite struct GapWatchTests {
    private static let themes = ["vr", "ve", "ict", "legal"]
    private static let countries = ["KEN", "NPL"]

    private struct World {
        var watch = GapWatch(world: "actual")
        var reports: [String: [AssessmentVersion]] = [:]
        var helps: [RecordKey: Help] = [:]
        var random: SplitMix64
        var time: UInt64 = 0

        init(seed: UInt64) { random = SplitMix64(seed: seed) }

        private mutating func pick<T>(_ list: [T]) -> T { list.randomElement(using: &random)! }

        /// An assessment is reported on; its needs may be others than before, or the same with another theme.
        mutating func report() {
            let assessment = "A\(Int.random(in: 1...3, using: &random))"
            let country = GapWatchTests.countries[Int(assessment.dropFirst())! % 2]
            let needs = (0..<Int.random(in: 0...4, using: &random)).map { number in
                Need(
                    assessment: assessment, id: "N\(number)", country: country,
                    theme: pick(GapWatchTests.themes), phase: "preparation", place: nil,
                    event: pick([nil, "\(country)-1"]), basis: [], priority: nil,
                    beneficiary: nil, summary: "")
            }
            // Some come late: an older word than the one that counts.
            time += 2
            let at = Bool.random(using: &random) ? time : time / 2 | 1
            let version = AssessmentVersion(
                assessment: assessment, needs: needs, stamp: Stamp(time: at, event: "undp \(time)"),
                sequence: time, secrecy: 0, day: "2026-01-01")
            reports[assessment, default: []].append(version)
            watch.take(version)
        }

        /// An activity begins, changes or ends.
        mutating func help() {
            let key = RecordKey(
                agency: "undp", activity: "X\(Int.random(in: 1...8, using: &random))")
            var help: Help?
            if Int.random(in: 0..<4, using: &random) > 0 {
                var given = Help()
                given.countries = Set([pick(GapWatchTests.countries)])
                given.themes = Set((0...1).map { _ in pick(GapWatchTests.themes) })
                given.addresses = pick([[], ["N1"], ["N2", "N3"]])
                given.event = pick([nil, "KEN-1", "NPL-1"])
                given.end = pick(["", "2025-01-01", "2027-01-01"])
                help = given
            }
            helps[key] = help
            watch.set(help, of: key)
        }

        /// By assessment and need: who addresses it, by its newest report.
        var expected: [String: [RecordKey]] {
            var expected: [String: [RecordKey]] = [:]
            for versions in reports.values {
                guard let newest = versions.max(by: { $0.stamp < $1.stamp }) else { continue }
                for need in newest.needs {
                    let meeting = helps.filter { $0.value.meets(need, assessed: newest.day) }
                    expected["\(need.assessment) \(need.id)"] = meeting.keys.sorted()
                }
            }
            return expected
        }

        var found: [String: [RecordKey]] {
            let assessed = watch.all.filter(\.isAssessed)
            return Dictionary(
                uniqueKeysWithValues: assessed.map {
                    ("\($0.need.assessment) \($0.need.id)", $0.addressedBy)
                })
        }
    }

    @Test(
        "Whatever order reports and activities come in, each need knows exactly the activities that meet it",
        arguments: 0..<40)
    func sameAsAllPairs(seed: Int) {
        var world = World(seed: UInt64(seed))
        for step in 1...120 {
            if Int.random(in: 0..<3, using: &world.random) == 0 {
                world.report()
            } else {
                world.help()
            }
            guard step % 7 == 0 else { continue }
            _ = world.watch.settle(cause: UInt64(step)) { _ in 0 }
            #expect(world.found == world.expected)
            let open = world.expected.filter(\.value.isEmpty).keys.sorted()
            let told = world.watch.all.filter(\.isOpen)
                .map { "\($0.need.assessment) \($0.need.id)" }
            #expect(told.sorted() == open)
        }
    }
}
