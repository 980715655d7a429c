import Events
import Foundation
import Reports
import TestSupport
import Testing

/// labels.toml speaks all six languages, of every code.
@Suite struct LabelTests {
    /// Value sets whose codes reports name, and the table of their labels.
    static let sets: [(ValueSet, String)] = [
        (Vocabulary.type, "type"), (Vocabulary.theme, "theme"), (Vocabulary.phase, "phase"),
        (Vocabulary.electionKind, "electionKind"), (Vocabulary.declineReason, "declineReason"),
        (Vocabulary.activityStatus, "activityStatus"), (Vocabulary.outcome, "outcome"),
        (Vocabulary.stage, "stage"), (Vocabulary.assessmentMode, "assessmentMode"),
        (Vocabulary.answer, "answer"), (Vocabulary.priority, "priority"),
        (Vocabulary.durationClass, "durationClass"), (Vocabulary.fund, "fund"),
        (Vocabulary.missionKind, "missionKind"), (Vocabulary.overlapKind, "overlapKind"),
        (Vocabulary.band, "band"), (Vocabulary.verdict, "verdict"),
        (Vocabulary.resolution, "resolution"), (Vocabulary.rule, "rule"),
        (Vocabulary.classification, "audience"),
    ]

    @Test("every code of the vocabulary has a label", arguments: sets.map(\.1))
    func codes(table: String) throws {
        let set = try #require(Self.sets.first { $0.1 == table }).0
        for code in set.codes {
            #expect(LabelTable.shared["\(table).\(code.code)"] != nil, "\(table).\(code.code)")
        }
    }

    @Test("what can happen in a case has a name")
    func events() {
        let families = [
            "request", "mandate", "election", "context", "assessment", "decision", "assistance",
            "mission", "observation", "expert", "fund", "offices", "policy", "lesson", "practice",
            "overlap", "link", "gap", "rule", "bulletin", "report", "coordination",
        ]
        for type in EventCatalogue.all where families.contains(type.family) {
            #expect(LabelTable.shared["event.\(type.name)"] != nil, "\(type.name)")
        }
    }

    @Test("codes are listed in the vocabulary's order")
    func order() {
        #expect(ReportOrder.types == Vocabulary.type.codes.map(\.code))
        #expect(ReportOrder.themes == Vocabulary.theme.codes.map(\.code))
        #expect(ReportOrder.phases == Vocabulary.phase.codes.map(\.code))
        #expect(ReportOrder.funds == Vocabulary.fund.codes.map(\.code))
        #expect(ReportOrder.verdicts == Vocabulary.verdict.codes.map(\.code))
        #expect(ReportOrder.resolutions == Vocabulary.resolution.codes.map(\.code))
        #expect(ReportOrder.rules == Vocabulary.rule.codes.map(\.code))
        #expect(ReportOrder.missionKinds == Vocabulary.missionKind.codes.map(\.code))
    }

    @Test("the places for what is put in agree between languages, and scripts are the language's")
    func placeholders() throws {
        for key in LabelTable.shared.keys where !key.hasPrefix("date.") {
            let label = try #require(LabelTable.shared[key])
            let english = label[.english].matches(of: /\{\d\}/).map { String($0.0) }.sorted()
            for language in ReportLanguage.allCases {
                let own = label[language].matches(of: /\{\d\}/).map { String($0.0) }.sorted()
                #expect(own == english, "\(key) in \(language)")
            }
            let arabic = label[.arabic]
            #expect(arabic.contains(/\p{Arabic}/), "\(key): \(arabic)")
            #expect(label[.chinese].contains(/\p{Han}/), "\(key): \(label[.chinese])")
            #expect(label[.russian].contains(/\p{Cyrillic}/), "\(key): \(label[.russian])")
        }
    }

    @Test("a language that is missing is told with its place")
    func missing() {
        #expect(throws: (any Error).self) {
            try LabelTable(parsing: "[a]\nb = { en = \"x\" }\n", file: "f")
        }
    }

    @Test("every country of the catalogue has a name in six languages and a region")
    func countries() {
        for country in CountryCode.all {
            for language in ReportLanguage.allCases {
                let name = CountryNames.shared.name(country.description, in: language)
                #expect(name?.isEmpty == false, "\(country) in \(language)")
            }
        }
        #expect(Regions.shared.memberStates.count == 193)
        #expect(Regions.shared.region(of: "KEN") == "africa")
        #expect(Regions.shared.region(of: "YUG") == "europe")
        #expect(!Regions.shared.isMemberState("PSE"))
    }

    @Test("regions are those of M49 as others publish it")
    func regions() throws {
        let file = packageRoot.appending(path: "../shared/data/reference/country-codes.csv")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }  // not here
        let codes = [
            "2": "africa", "19": "americas", "142": "asia", "150": "europe", "9": "oceania",
        ]
        // The columns up to Region Code hold no commas but in currency and formal names; count from the M49 pattern.
        var checked = 0
        for line in text.split(separator: "\n").dropFirst() {
            guard let match = line.firstMatch(of: /^[^,]*,[^,]*,([A-Z]{3}),/) else { continue }
            let country = String(match.1)
            for (number, region) in codes where line.contains(",\(number),") {
                guard line.contains(/,(Africa|Americas|Asia|Europe|Oceania),/) else { continue }
                let name = region.prefix(1).uppercased() + region.dropFirst()
                guard line.contains(",\(name),"), CountryCode(country) != nil else { continue }
                #expect(Regions.shared.region(of: country) == region, "\(country)")
                checked += 1
            }
        }
        #expect(checked > 200)
    }
}
