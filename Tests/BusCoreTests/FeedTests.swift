import BusCore
import Bytes
import Events
import Testing
import TestSupport

/// What the feed grants, and how its messages follow each other; without sockets.
@Suite struct FeedTests {
    private static let countries = ["KEN", "UGA", "ZZZ"].compactMap { CountryCode($0) }
    private static let agencies = ["undp", "undp-kenya", "ead", "fp"].compactMap(AgencyCode.init)

    private func rights(
        _ clearance: Classification, _ patterns: [String] = [">"], _ countries: [String] = []
    ) throws -> FeedRights {
        FeedRights(
            Sight(
                clearance: clearance, agencies: [],
                topics: TopicRights(
                    patterns: try patterns.map(TopicPattern.init),
                    countries: Set(countries.compactMap { CountryCode($0) }))))
    }

    private func texts(_ grants: [[UInt8]]) -> [String] {
        grants.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        "a clearance gives the labels up to it, and what is for the focal point only is never sent")
    func labels() throws {
        let all = ["bus.", "case-parties.", "member-states.", "public.", "un-system."]
        #expect(texts(try rights(.focalPoint).prefixes) == all)
        #expect(texts(try rights(.caseParties).prefixes) == all)
        #expect(texts(try rights(.public).prefixes) == ["bus.", "public."])
        #expect(try rights(.focalPoint).grants(for: Array("focal-point.".utf8)).isEmpty)
    }

    @Test("what is asked is narrowed to what may be read")
    func narrowed() throws {
        let rights = try rights(.memberStates, ["lesson.>", "policy.>"], ["KEN"])
        #expect(
            texts(rights.grants(for: Array("public.lesson.".utf8))).allSatisfy {
                $0.hasPrefix("public.lesson.") && $0.hasSuffix(".KEN.")
            })
        #expect(rights.grants(for: Array("public.assistance.".utf8)).isEmpty)
        #expect(rights.grants(for: Array("un-system.lesson.".utf8)).isEmpty)
        let one = Array("public.lesson.recorded.KEN.undp.".utf8)
        #expect(rights.grants(for: one) == [one])
        #expect(rights.grants(for: Array("public.lesson.recorded.UGA.".utf8)).isEmpty)
        #expect(rights.grants(for: [UInt8](repeating: 0x61, count: 300)).isEmpty)
    }

    @Test("for every topic: granted exactly if label and topic may be read and it begins as asked")
    func exact() throws {
        var random = SplitMix64(seed: 7)
        let patterns = [
            ">", "lesson.>", "*.*.KEN.*", "overlap.flagged.*.*", "*.planned.*.*",
            "policy.*.UGA.ead",
            "*.*.KEN.undp",
        ]
        for _ in 0..<15 {
            let clearance = Classification.allCases[Int(random.next() % 5)]
            let chosen = patterns.filter { _ in random.next() % 3 == 0 }
            let countries = Self.countries.filter { _ in random.next() % 4 == 0 }
            let topics = TopicRights(
                patterns: try chosen.map(TopicPattern.init), countries: Set(countries))
            let rights = FeedRights(Sight(clearance: clearance, agencies: [], topics: topics))
            let types = EventCatalogue.all.filter { _ in random.next() % 8 == 0 }
            for type in types {
                for label in FeedRights.labels {
                    for country in Self.countries {
                        for agency in Self.agencies {
                            let text = Array("\(label).\(type.name).\(country).\(agency).".utf8)
                            let allowed =
                                label <= clearance
                                && topics.allow(
                                    type: type.number, country: country, agency: agency)
                            let asked = Array(text.prefix(Int(random.next() % 40)))
                            let granted = rights.grants(for: asked).contains {
                                text.starts(with: $0)
                            }
                            #expect(
                                granted == allowed,
                                "\(texts([text, asked])), \(clearance), \(chosen), \(countries)")
                        }
                    }
                }
            }
        }
    }

    @Test("a message names the one before on its topic; labels are topics of their own")
    func chain() throws {
        var topics = FeedTopics()
        let records = [
            record(7, .unSystem, "undp"), record(8, .unSystem, "ead"), record(9, .public, "undp"),
            record(10, .focalPoint, "undp"), record(12, .unSystem, "undp"),
        ]
        var seen: [String] = []
        for bytes in records {
            let found = RecordHead(bytes.span)
            let head = try #require(found)
            guard let step = topics.advance(head, in: bytes.span, at: 0) else {
                seen.append("-")
                continue
            }
            let text = String(decoding: topics.text(step.topic), as: UTF8.self)
            seen.append("\(text) \(step.previous)")
        }
        #expect(
            seen == [
                "un-system.lesson.recorded.KEN.undp. 0", "un-system.lesson.recorded.KEN.ead. 0",
                "public.lesson.recorded.KEN.undp. 0", "-",
                "un-system.lesson.recorded.KEN.undp. 7",
            ])
        #expect(topics.count == 3)
    }

    @Test("the head is as on the page, and is read back")
    func head() throws {
        let head = FeedHead(.event, sequence: 0x0102, previous: 7, since: 5)
        var bytes = ByteBuffer()
        head.write(into: &bytes)
        let expected: [UInt8] = [
            1, 0xA0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0,
            0, 0, 0, 0,
        ]
        #expect(bytes.bytes.array == expected)
        let read = FeedHead(expected.span)
        let short = Array(expected.dropLast())
        let nothing = FeedHead(short.span)
        #expect(read == head)
        #expect(nothing == nil)
    }

    private func record(
        _ sequence: UInt64, _ label: Classification, _ agency: String
    ) -> [UInt8] {
        var bytes = ByteBuffer()
        let type = EventCatalogue.type(name: "lesson.recorded")
        bytes.append(littleEndian: UInt32(RecordHead.byteCount + agency.utf8.count + 2))
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: sequence)
        bytes.append(littleEndian: UInt64(0))
        bytes.append(littleEndian: type?.number ?? 0)
        bytes.append(byte: label.rawValue)
        bytes.append(byte: UInt8(agency.utf8.count))
        bytes.append(byte: 0)
        bytes.append(Array("KEN".utf8))
        bytes.append(Array(agency.utf8))
        bytes.append(Array("{}".utf8))
        return bytes.bytes.array
    }
}
