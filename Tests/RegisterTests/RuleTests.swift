import Agents
import BusCore
import CoordBus
import Foundation
import TestSupport
import Testing

@Suite struct RuleTests {
    /// What is planted for the rules here: rule, and the id of the event that shows it.
    private static func expected(_ played: PlayedScenario) -> [(rule: String, event: String)] {
        played.planted.filter { $0.kind == "breach" && $0.expected != "refused" }
            .map { ($0.detail, $0.events[0].id) }
    }

    @Test(
        "Every planted breach of a scenario is found, and nothing else",
        arguments: ["demo", "biennium"], [UInt64(1), 7])
    func plantedBreaches(name: String, seed: UInt64) throws {
        let played = try PlayedScenario(name, seed: seed)
        let bus = try RuleBus()
        try bus.publish(played.events.map(\.bytes))
        var missing: [String] = []
        var left = bus.breached().map { breach in
            (breach.rule, breach.about, Set(breach.evidence.compactMap { bus.id(at: $0) }))
        }
        for (rule, event) in Self.expected(played) {
            if let place = left.firstIndex(where: { $0.0 == rule && $0.2.contains(event) }) {
                left.remove(at: place)
            } else {
                missing.append("\(rule) by \(event)")
            }
        }
        #expect(missing.isEmpty, "\(name) \(seed): not found")
        #expect(
            left.map { "\($0.0) \($0.1)" }.isEmpty, "\(name) \(seed): found, not planted: \(left)")
    }

    @Test(
        "Any legal order of delivery ends with the same open breaches",
        arguments: 1...5 as ClosedRange<UInt64>)
    func orderDoesNotMatter(seed: UInt64) throws {
        let played = try PlayedScenario("demo", seed: seed)
        let inOrder = try RuleBus()
        try inOrder.publish(played.events.map(\.bytes))
        let shuffled = try RuleBus()
        try shuffled.publish(played.shuffled(seed: seed).map(\.bytes))
        #expect(inOrder.open == shuffled.open, "seed \(seed)")
    }

    @Test("The log read again finds the same, byte for byte, and publishes nothing twice")
    func rereading() throws {
        let played = try PlayedScenario("demo", seed: 7)
        let first = try RuleBus()
        try first.publish(played.events.map(\.bytes))
        #expect(!first.findings.isEmpty)
        #expect(try RuleBus(rereading: first).derivedOnRereading == [])
        let second = try RuleBus()
        try second.publish(played.events.map(\.bytes))
        #expect(first.log.bytes == second.log.bytes)
    }

    @Test(
        "Two agencies that swap their names get the same findings with the names swapped",
        arguments: [("undp", "unops"), ("ifes", "eu")])
    func names(a: String, b: String) throws {
        let played = try PlayedScenario("demo", seed: 7)
        func swapped(_ text: String) -> String {
            text.replacing("\"urn:coordbus:agency:\(a)\"", with: "\"urn:coordbus:agency:@\"")
                .replacing("\"urn:coordbus:agency:\(b)\"", with: "\"urn:coordbus:agency:\(a)\"")
                .replacing("\"urn:coordbus:agency:@\"", with: "\"urn:coordbus:agency:\(b)\"")
                .replacing("\"agency\":\"\(a)\"", with: "\"agency\":\"@\"")
                .replacing("\"agency\":\"\(b)\"", with: "\"agency\":\"\(a)\"")
                .replacing("\"agency\":\"@\"", with: "\"agency\":\"\(b)\"")
        }
        var settings = RuleSettings()
        _ = settings.parameters.set(
            "R-POLICY", "agencies", "dfs dpko ead ohchr undp unwomen unops ifes eu")
        func run(_ events: [[UInt8]]) throws -> Set<String> {
            let bus = try RuleBus(settings: settings)
            try bus.publish(events)
            return Set(bus.breached().map { "\($0.rule) \($0.about)" })
        }
        let plain = try run(played.events.map(\.bytes))
        let other = try run(
            played.events.map { Array(swapped(String(decoding: $0.bytes, as: UTF8.self)).utf8) })
        func swapName(_ text: String) -> String {
            text.split(separator: " ").map { word in
                var parts = word.split(separator: "/").map(String.init)
                if parts[0] == a { parts[0] = b } else if parts[0] == b { parts[0] = a }
                return parts.joined(separator: "/")
            }.joined(separator: " ")
        }
        func withoutPolicies(_ set: Set<String>) -> Set<String> {
            set.filter {
                !$0.hasPrefix("R-POLICY") || $0.contains(" \(a) ") || $0.contains(" \(b) ")
            }
        }
        #expect(Set(withoutPolicies(plain).map(swapName)) == withoutPolicies(other))
    }

    /// Publishes what clears a breach; nil where nothing in this test does.
    private func remedy(_ rule: String, _ about: String, _ bus: RuleBus) -> [UInt8]? {
        let first = bus.breached().first { $0.rule == rule && $0.about == about }
        guard let sequence = first?.evidence.last,
            let shown = try? JSONSerialization.jsonObject(with: Data(bus.log.event(at: sequence)))
                as? [String: Any],
            let source = shown["source"] as? String, var data = shown["data"] as? [String: Any]
        else { return nil }
        let agency = source.split(separator: ":").last.map(String.init) ?? ""
        let correlation = shown["correlationid"] as? String ?? ""
        func event(_ type: String, _ agency: String, _ data: [String: Any]) -> [UInt8]? {
            let made: [String: Any] = [
                "specversion": "1.0", "id": "remedy-\(rule)-\(about)", "data": data,
                "source": "urn:coordbus:agency:\(agency)", "type": "org.coordbus." + type,
                "time": "2027-01-01T00:00:00Z", "correlationid": correlation,
            ]
            return (try? JSONSerialization.data(withJSONObject: made)).map { Array($0) }
        }
        let country = data["country"] as? String ?? "KEN"
        switch rule {
        case "R-REQ", "R-ASSESS", "R-MANDATE", "R-PARAM":
            return event("assistance.cancelled", agency, data)
        case "R-WHO":
            return event(
                "request.clarified", "ead",
                [
                    "request": about, "country": country, "matter": ["en": "who asks"],
                    "requester": ["kind": "government", "authority": "can-bind-state"],
                ])
        case "R-TIME":
            return event(
                "request.clarified", "ead",
                [
                    "request": about, "country": country, "matter": ["en": "put off"],
                    "electionDate": "2030-01-01",
                ])
        case "R-REPORT":
            return event(
                "mission.reported", "ead",
                [
                    "mission": about, "country": country, "kind": "final",
                    "reported": "2027-01-01", "report": ["symbol": "X"],
                ])
        case "R-OHCHR":
            return event(
                "coordination.acknowledged", "ead",
                [
                    "acknowledges": ["source": source, "id": shown["id"] ?? ""],
                    "acknowledged": "2027-01-01", "country": country,
                ])
        case "R-FUND":
            data["balance"] = ["amount": "99000000.00", "currency": "USD"]
            data["asOf"] = "2027-01-01"
            return event("fund.balance", agency, data)
        case "R-POLICY":
            let parts = about.split(separator: " ", maxSplits: 1).map(String.init)
            return event(
                "policy.acknowledged", parts[0],
                ["policy": parts[1], "acknowledged": "2027-01-01"])
        default: return nil
        }
    }

    /// Whom the events of one kind concern, by breach and its world: agency, country, vote and case.
    private static func scopes(_ findings: [[String: Any]], _ type: String) -> [String: [String?]] {
        var scopes: [String: [String?]] = [:]
        for event in findings where (event["type"] as? String)?.hasSuffix(type) == true {
            let data = event["data"] as? [String: Any]
            let breach = event["subject"] as? String ?? ""
            scopes["\(event["status"] as? String ?? "actual") \(breach)"] =
                ["agency", "country", "event"].map { data?[$0] as? String }
                + [event["correlationid"] as? String]
        }
        return scopes
    }

    @Test(
        "Adding its remedy clears exactly that breach, for the same readers",
        arguments: [UInt64(1), 7, 11])
    func remedies(seed: UInt64) throws {
        let played = try PlayedScenario("demo", seed: seed)
        let whole = try RuleBus()
        try whole.publish(played.events.map(\.bytes))
        var tried: Set<String> = []
        var placed = 0
        for breach in whole.breached() where whole.open.contains("\(breach.rule):\(breach.about)") {
            guard let event = remedy(breach.rule, breach.about, whole) else { continue }
            let bus = try RuleBus()
            try bus.publish(played.events.map(\.bytes))
            // Past the scenario's end, so that nothing else happens at that moment: the clock moves to its day.
            let before = bus.open
            try bus.publish([event])
            let gone = before.subtracting(bus.open)
            #expect(gone.contains("\(breach.rule):\(breach.about)"), "seed \(seed)")
            // What a cancelled activity breached in other ways is gone with it, and nothing of others.
            let others = gone.filter {
                !$0.hasSuffix(":" + breach.about) && !$0.hasPrefix("R-ROLE")
            }
            #expect(others.isEmpty, "\(breach.rule) \(breach.about): \(others)")
            let begun = Self.scopes(bus.findings, "rule.breached")
            for (world, scope) in Self.scopes(bus.findings, "rule.cleared") {
                #expect(begun[world] == scope, "\(world)")
                placed += scope[1] == nil ? 0 : 1
            }
            tried.insert(breach.rule)
        }
        #expect(placed > 0, "no end of a breach names a country")
        #expect(tried.count >= 8, "seed \(seed): \(tried.sorted())")
    }

    @Test(
        "Taking the event away that shows a breach takes that breach away, and touches no other case"
    )
    func takingAway() throws {
        let played = try PlayedScenario("demo", seed: 7)
        let whole = try RuleBus()
        try whole.publish(played.events.map(\.bytes))
        let all = Set(whole.breached().map { "\($0.rule) \($0.about)" })
        for planted in played.planted
        where planted.kind == "breach" && planted.expected != "refused" {
            let gone = planted.events[planted.detail == "R-PARAM" ? 1 : 0].id
            let bus = try RuleBus()
            try bus.publish(played.events.filter { $0.id != gone }.map(\.bytes))
            let now = Set(bus.breached().map { "\($0.rule) \($0.about)" })
            let ofCase = Set(
                whole.breached().filter { breach in
                    breach.evidence.contains { whole.id(at: $0) == gone }
                        && breach.rule == planted.detail
                }.map { "\($0.rule) \($0.about)" })
            #expect(!ofCase.isEmpty, "\(planted.detail)")
            if !["R-REQ", "R-MANDATE", "R-OHCHR"].contains(planted.detail) {
                #expect(now.isDisjoint(with: ofCase), "\(planted.detail)")
            }
            #expect(all.subtracting(ofCase).isSubset(of: now), "\(planted.detail)")
        }
    }

    @Test(
        "Taking any one event away changes nothing but what is found of the things it speaks of",
        arguments: 1...4 as ClosedRange<UInt64>)
    func takingAnyAway(seed: UInt64) throws {
        let played = try PlayedScenario("demo", seed: seed)
        let whole = try RuleBus()
        try whole.publish(played.events.map(\.bytes))
        var random = SplitMix64(seed: seed)
        for _ in 0..<25 {
            let gone = played.events[Int.random(in: 0..<played.events.count, using: &random)]
            let bus = try RuleBus()
            try bus.publish(played.events.filter { $0.id != gone.id }.map(\.bytes))
            let text = String(decoding: gone.bytes, as: UTF8.self)
            let event = try #require(
                JSONSerialization.jsonObject(with: Data(gone.bytes)) as? [String: Any])
            let data = event["data"] as? [String: Any] ?? [:]
            let caseID = event["correlationid"] as? String
            let electoral = data["event"] as? String
            for breach in bus.open.symmetricDifference(whole.open) {
                // Others than actual ones begin with their world.
                let plain =
                    breach.hasPrefix("R-") ? breach : String(breach.drop { $0 != ":" }.dropFirst())
                let about = plain.drop { $0 != ":" }.dropFirst()
                let words = about.split(whereSeparator: { $0 == " " || $0 == "/" }).map(String.init)
                let isNamed = words.contains { $0.utf8.count > 3 && text.contains("\"\($0)\"") }
                let found = (whole.findings + bus.findings).first {
                    ($0["data"] as? [String: Any])?["breach"] as? String == plain
                }
                let isOfCase =
                    caseID != nil && found?["correlationid"] as? String == caseID
                let isOfElection =
                    electoral != nil
                    && (found?["data"] as? [String: Any])?["event"] as? String == electoral
                let isClock = plain.hasPrefix("R-BULL") || plain.hasPrefix("R-GA")
                #expect(
                    isNamed || isOfCase || isOfElection || (isClock && text.contains("issued")),
                    "seed \(seed): without \(gone.type) \(gone.id), \(breach) changes")
            }
        }
    }

    @Test("Every sentence stands in every language, with the same places for what is put in")
    func sentences() throws {
        let played = try PlayedScenario("demo", seed: 7)
        let bus = try RuleBus()
        try bus.publish(played.events.map(\.bytes))
        for finding in bus.findings {
            let data = finding["data"] as? [String: Any]
            for member in ["reason", "remedy"] {
                guard let texts = data?[member] as? [String: String] else { continue }
                #expect(texts.keys.sorted() == RuleSentences.languages, "\(texts)")
                #expect(texts.values.allSatisfy { !$0.isEmpty && !$0.contains("{") }, "\(texts)")
            }
        }
        for key in RuleSentences.Key.allCases {
            let templates = RuleSentences.templates(key)
            #expect(templates.count == RuleSentences.languages.count, "\(key)")
            let places = Set(
                templates.map { template in
                    template.matches(of: /\{\d\}/).map { String($0.output) }.sorted()
                })
            #expect(places.count == 1, "\(key): \(places)")
        }
    }

    @Test("Settings change by an event, take effect from there, and the focal point's win")
    func settingsChange() throws {
        let played = try PlayedScenario("demo", seed: 7)
        var settings = RuleSettings()
        let taken = [("months", "2"), ("months", "soon"), ("weeks", "2")].map { name, value in
            settings.parameters.set("R-TIME", name, value)
        }
        #expect(taken == [true, false, false])
        let bus = try RuleBus(settings: settings)
        #expect(
            bus.findings.map { $0["type"] as? String } == ["org.coordbus.rule.parameters-changed"])
        try bus.publish(played.events.map(\.bytes))
        #expect(bus.breached().allSatisfy { $0.rule != "R-TIME" })
        let change = """
            {"specversion":"1.0","id":"p1","source":"urn:coordbus:agency:fp","type":"org.coordbus.rule.parameters-changed",\
            "time":"2021-01-01T00:00:00Z","data":{"rule":"R-TIME","parameters":[{"name":"months","value":"4"}],\
            "effective":"2021-01-01"}}
            """
        try bus.publish([Array(change.utf8)])
        #expect(bus.breached().count { $0.rule == "R-TIME" } == 1)
        #expect(try RuleBus(rereading: bus).derivedOnRereading == [])
    }

    @Test("Clocks of a country stand still while its focal point says so")
    func clocksStandStill() throws {
        func event(_ id: String, _ type: String, _ agency: String, _ time: String, _ data: String)
            -> [UInt8]
        {
            Array(
                """
                {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
                "type":"org.coordbus.\(type)","time":"\(time)T00:00:00Z","data":{\(data)}}
                """.utf8)
        }
        let closed = event(
            "1", "mission.closed", "ead", "2018-03-01",
            #""mission":"M","country":"KEN","closed":"2018-03-01","reportDue":"2018-03-31""#)
        func heard(_ day: String) -> [UInt8] {
            event(day, "roster.summary", "ead", day, #""asOf":"2018-01-01","total":1,"counts":[]"#)
        }
        let still = event(
            "2", "context.changed", "fp", "2018-03-10",
            #""country":"KEN","change":"conflict","suspendsClocks":true"#)
        let goes = event(
            "3", "context.changed", "fp", "2018-05-10",
            #""country":"KEN","change":"restored","suspendsClocks":false"#)
        let plain = try RuleBus()
        try plain.publish([closed, heard("2018-03-31")])
        #expect(plain.open.isEmpty)
        try plain.publish([heard("2018-04-01")])
        #expect(plain.open == ["R-REPORT:M"])
        let suspended = try RuleBus()
        try suspended.publish([closed, still, heard("2018-04-20"), goes, heard("2018-05-25")])
        #expect(suspended.open.isEmpty)
        try suspended.publish([heard("2018-06-10")])
        #expect(suspended.open == ["R-REPORT:M"])
    }

    @Test("config/rules.toml and docs/rules.md are current")
    func filesAreCurrent() throws {
        for (path, text) in [
            ("config/rules.toml", RuleSettings.example), ("docs/rules.md", RulePage.text),
        ] {
            let url = packageRoot.appending(path: path)
            if ProcessInfo.processInfo.environment["COORDBUS_WRITE_EXAMPLES"] == "1" {
                try text.write(to: url, atomically: true, encoding: .utf8)
            }
            let committed = (try? String(contentsOf: url, encoding: .utf8)) ?? ""  // absent: stale
            #expect(committed == text, "\(path) is stale; run `coordctl schema --output .`")
        }
        #expect(try RuleSettings(parsing: RuleSettings.example, file: "x") == RuleSettings())
    }
}
