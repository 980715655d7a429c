internal import Agents
internal import Bytes
internal import Foundation
internal import TestSupport
internal import Testing

/// Reads XML text as a file of its own.
func readIATI(_ xml: String, name: String = "x.xml", options: IATIOptions = IATIOptions()) throws
    -> SourceReading
{
    try withTemporaryFolder { folder in
        let path = folder + "/" + name
        try xml.write(toFile: path, atomically: true, encoding: .utf8)
        return SourceReading(IATIFile(path: path, options: options))
    }
}

/// `data` of the only activity with these children.
private func record(
    _ children: String, attributes: String = "xml:lang=\"en\"", options: IATIOptions = IATIOptions()
) throws -> [String: Any] {
    let reading = try readIATI(
        """
        <iati-activities version="2.03" generated-datetime="2020-01-02T03:04:05">
        <iati-activity \(attributes)><iati-identifier> XM-1-A </iati-identifier>
        <reporting-org ref="XM-DAC-41114"><narrative>UNDP</narrative></reporting-org>
        \(children)</iati-activity></iati-activities>
        """, options: options)
    #expect(reading.refused == [] && reading.broken == [] && reading.invalid == [])
    return try #require(reading.records.first)
}

private func text(_ record: [String: Any], _ path: String...) -> String? {
    var value: Any? = record
    for name in path {
        if let place = Int(name) {
            let list = value as? [Any]
            value = list.flatMap { place < $0.count ? $0[place] : nil }
        } else {
            value = (value as? [String: Any])?[name]
        }
    }
    return value.map { "\($0)" }
}

private func notes(_ record: [String: Any]) -> [String] { record["notes"] as? [String] ?? [] }

private let title = "<title><narrative>Support to elections</narrative></title>"

struct IATIOdditiesTests {
    @Test func wordsOfOneAndNumbersOfTwoSayTheSame() throws {
        let one = try record(
            """
            <title>\n\t\tSupport to elections in the country\n</title><activity-status code="2"/>
            <activity-date type="start-actual" iso-date="2016-01-01"/>
            <activity-date type="end-planned">2017-12-31</activity-date>
            <participating-org role="Funding" ref="41114">UNDP</participating-org>
            <sector vocabulary="DAC" code="15151" percentage="100"/>
            <transaction><transaction-type code="C"/><value currency="USD">10</value></transaction>
            <transaction><transaction-type code="E"/><value currency="USD">3.5</value></transaction>
            """)
        let two = try record(
            """
            <title><narrative>Support to elections in the country</narrative></title>
            <activity-status code="2"/>
            <activity-date type="2" iso-date="2016-01-01"/>
            <activity-date type="3" iso-date="2017-12-31"/>
            <participating-org role="1" ref="41114"><narrative>UNDP</narrative></participating-org>
            <sector vocabulary="1" code="15151" percentage="100"/>
            <transaction><transaction-type code="2"/><value currency="USD">10</value></transaction>
            <transaction><transaction-type code="4"/><value currency="USD">3.5</value></transaction>
            """)
        #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: two))
        #expect(text(one, "period", "start") == "2016-01-01")
        #expect(text(one, "period", "end") == "2017-12-31")
        #expect(text(one, "activityStatus") == "implementation")
        #expect(text(one, "sectors", "0", "vocabulary") == "DAC-5")
        #expect(text(one, "commitments", "amount") == "10.00")
        #expect(text(one, "disbursements", "amount") == "3.50")
        #expect(text(one, "partners", "0", "role") == "funding")
    }

    @Test func theLanguageIsTheOneFound() throws {
        let data = try record(
            """
            <title><narrative>Projet d'appui au cycle électoral du pays</narrative>
            <narrative xml:lang="ES">Apoyo a las elecciones en el país</narrative></title>
            """)
        #expect(text(data, "title", "fr") == "Projet d'appui au cycle électoral du pays")
        #expect(text(data, "title", "es") == "Apoyo a las elecciones en el país")
        #expect(data["languages"] as? [String] == ["es", "fr"])
        #expect(notes(data).contains("title: declared en, found fr"))
    }

    @Test func severalDescriptionsInOneLanguageBecomeParagraphs() throws {
        let data = try record(
            """
            \(title)<description type="1"><narrative>The first of the two.</narrative></description>
            <description type="2"><narrative>The second of the two.</narrative></description>
            """)
        #expect(
            text(data, "description", "en") == "The first of the two.\n\nThe second of the two.")
    }

    @Test func withdrawnCodesLeadToTheirSuccessors() throws {
        let data = try record("\(title)<sector vocabulary=\"1\" code=\"15161\"/>")
        #expect(text(data, "sectors", "0", "code") == "15151")
        #expect(text(data, "sectors", "0", "original") == "15161")
        let own = try record("\(title)<sector vocabulary=\"99\" code=\"15161\"/>")
        #expect(text(own, "sectors", "0", "code") == "15161")
        #expect(text(own, "sectors", "0", "vocabulary") == "reporter")
    }

    @Test func aMissingCountryComesFromTheFileAndSaysSo() throws {
        var options = IATIOptions()
        options.countryByFile = [("*.csv", "KEN"), ("X*.xml", "COD")]
        let data = try record(title, options: options)
        #expect(text(data, "country") == "COD")
        #expect(text(data, "derived", "0", "field") == "country")
        #expect(text(data, "derived", "0", "from") == "file")
        let stated = try record("\(title)<recipient-country code=\"ke\"/>", options: options)
        #expect(text(stated, "country") == "KEN")
        #expect(
            text(stated, "derived") == nil || text(stated, "derived", "0", "field") != "country")
        let regional = try record("\(title)<recipient-region code=\"298\"/>", options: options)
        #expect(text(regional, "country") == nil)
        #expect(text(regional, "extra", "region") == "298")
    }

    @Test func severalCountriesAreAListAndInventedOnesAreTold() throws {
        let data = try record(
            """
            \(title)<recipient-country code="UG"/><recipient-country code="KE"/>
            <recipient-country code="XX"/>
            """)
        #expect(data["countries"] as? [String] == ["KEN", "UGA"])
        #expect(data["country"] == nil)
        #expect(notes(data).contains("country code XX is not in ISO 3166: left out"))
    }

    @Test func anEndBeforeTheStartIsLeftOutAndTold() throws {
        let data = try record(
            """
            \(title)<activity-date type="2" iso-date="2016-05-01"/>
            <activity-date type="4" iso-date="2015-05-01"/>
            """)
        #expect(text(data, "period", "start") == "2016-05-01")
        #expect(text(data, "period", "end") == nil)
        #expect(notes(data) == ["end 2015-05-01 is before start 2016-05-01: the end is left out"])
    }

    @Test func ofSeveralDatesTheWidestSpanIsKept() throws {
        let data = try record(
            """
            \(title)<activity-date type="2" iso-date="2016-05-01"/>
            <activity-date type="2" iso-date="2016-03-01"/><activity-date type="1" iso-date="2010-01-01"/>
            <activity-date type="4" iso-date="2017-01-01"/><activity-date type="4" iso-date="2018-01-01"/>
            <activity-date type="3" iso-date="31 December"/>
            """)
        #expect(text(data, "period", "start") == "2016-03-01")
        #expect(text(data, "period", "end") == "2018-01-01")
        #expect(text(data, "period", "basis") == "actual")
        #expect(notes(data).count == 2)
    }

    @Test func withoutDatesTheTransactionsTell() throws {
        let data = try record(
            """
            \(title)<transaction><transaction-type code="3"/><transaction-date iso-date="2011-01-01"/>
            <value currency="USD" value-date="2011-01-01">5</value></transaction>
            <transaction><transaction-type code="3"/><transaction-date iso-date="2009-06-01"/>
            <value currency="EUR" value-date="2009-06-01">6</value></transaction>
            <transaction><transaction-type code="3"/><value value-date="2010-01-01" currency="USD">1</value></transaction>
            """)
        #expect(text(data, "period", "start") == "2009-06-01")
        #expect(text(data, "period", "end") == "2011-01-01")
        #expect(text(data, "period", "basis") == "transactions")
        #expect(text(data, "disbursements", "amount") == "6.00")
        #expect(notes(data) == ["disbursements also in EUR: only USD is summed"])
    }

    @Test func revisedBudgetsTakeThePlaceOfOriginalOnes() throws {
        let data = try record(
            """
            \(title)<budget type="1"><period-start iso-date="2016-01-01"/><value currency="USD">5</value></budget>
            <budget type="2"><period-start iso-date="2016-01-01"/><value currency="USD">7</value></budget>
            <budget type="1"><period-start iso-date="2017-01-01"/><value currency="USD">9</value></budget>
            """)
        #expect(text(data, "budget", "amount") == "16.00")
    }

    @Test func contactDetailsOfPersonsNeverGetThrough() throws {
        let reading = try readIATI(
            """
            <iati-activity xml:lang="en"><iati-identifier>A-1</iati-identifier>
            <reporting-org ref="A">A</reporting-org>
            <title>Help</title><description>Ask Jane at jane@example.org or +41 22 917 1234.</description>
            <contact-info><person-name>Jane Doe</person-name><email>jd@example.org</email>
            <telephone>+41229171234</telephone><mailing-address>Street 1</mailing-address></contact-info>
            </iati-activity>
            """)
        let bytes = try #require(reading.events.first?.bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("Doe") && !text.contains("example.org") && !text.contains("917"))
        #expect(!text.contains("Street"))
        #expect(text.contains("[contact withheld]"))
        #expect(text.contains("description: contact details withheld"))
    }

    @Test func bareActivitiesForeignNamespacesAndOddRootsAreRead() throws {
        let activity = """
            <iati-activity xmlns:d="urn:d" d:version="1.03" d:iati-identifier="no"><d:title>no</d:title>
            <iati-identifier>A-1</iati-identifier><reporting-org ref="A"/><title>Yes</title></iati-activity>
            """
        for xml in [
            activity, "<result><ok/><iati-activities>\(activity)</iati-activities></result>",
        ] {
            let reading = try readIATI(xml)
            #expect(reading.events.count == 1 && reading.invalid == [])
            #expect(text(try #require(reading.records.first), "title", "und") == "Yes")
        }
        let nothing = try readIATI("<html><body/></html>")
        #expect(nothing.broken.first?.reason.contains("<html>") == true)
        #expect(try readIATI("<iati-activities/>").broken == [])
    }

    @Test func whatHasNoNameIsRefusedAndTheRestGoesOn() throws {
        let reading = try readIATI(
            """
            <iati-activities>
            <iati-activity><title>No identifier</title></iati-activity>
            <iati-activity><iati-identifier>A-2</iati-identifier><title>No reporter</title></iati-activity>
            <iati-activity><iati-identifier>A-3</iati-identifier><reporting-org ref="a"/></iati-activity>
            </iati-activities>
            """)
        #expect(reading.events.map(\.id).allSatisfy { $0.hasPrefix("A-3#") })
        #expect(reading.refused.map(\.line) == [2, 3])
        #expect(reading.refused.map(\.record) == [nil, "A-2"])
        let data = try #require(reading.records.first)
        #expect(text(data, "title", "und") == "A-3")
        #expect(notes(data) == ["no title in the source; the identifier stands for it"])
    }

    @Test func aFileThatIsCutOffGivesWhatCameBefore() throws {
        let whole = """
            <iati-activities>
            <iati-activity><iati-identifier>A-1</iati-identifier><reporting-org ref="a"/></iati-activity>
            <iati-activity><iati-identifier>A-2</iati-identifier><reporting-org ref="a"/>
            """
        let reading = try readIATI(whole)
        #expect(reading.events.count == 1)
        let fault = try #require(reading.broken.first)
        #expect(fault.file == "x.xml" && fault.line == 3 && fault.record == "A-2")
        #expect(
            fault.description.hasPrefix(
                "x.xml:3: A-2: not well-formed XML: the document ends before"))
    }

    @Test func sameContentSameBytesAndOtherContentOtherEvent() throws {
        func events(_ title: String, _ file: String) throws -> [MadeEvent] {
            try readIATI(
                """
                <iati-activities><iati-activity last-updated-datetime="2020-01-01">
                <iati-identifier>A-1</iati-identifier><reporting-org ref="GB-1"/>
                <title>\(title)</title></iati-activity></iati-activities>
                """, name: file
            ).events
        }
        let first = try events("Help", "a.xml")
        #expect(try events("Help", "b.xml") == first)
        let other = try events("More help", "a.xml")
        #expect(other.map(\.agency) == first.map(\.agency) && other.map(\.id) != first.map(\.id))
        #expect(first[0].id.count == "A-1#".count + 16)
    }

    @Test func anyIdentifierGivesAnIdOfAtMost256Bytes() throws {
        let long = String(repeating: "é", count: 128)
        let reading = try readIATI(
            """
            <iati-activities>
            <iati-activity><iati-identifier>\(long)</iati-identifier><reporting-org ref="a"/></iati-activity>
            <iati-activity><iati-identifier>\(long)é</iati-identifier><reporting-org ref="a"/></iati-activity>
            </iati-activities>
            """)
        #expect(reading.events.count == 1 && reading.invalid == [] && reading.refused.count == 1)
        #expect(reading.events[0].id.utf8.count <= 256)
    }

    @Test func hugeActivitiesAreShortenedUntilTheyFit() throws {
        let places = (0..<900).map {
            "<location><name>Place of some length number \($0)</name></location>"
        }
        let siblings = (0..<300).map {
            "<related-activity type=\"3\" ref=\"OTHER-ACTIVITY-\($0)\"/>"
        }
        let words = String(repeating: "The words of a long description. ", count: 3_000)
        let reading = try readIATI(
            """
            <iati-activity xml:lang="en"><iati-identifier>A-1</iati-identifier><reporting-org ref="a"/>
            <title>\(words)</title><description>\(words)</description>
            \(places.joined())\(siblings.joined())</iati-activity>
            """)
        #expect(reading.invalid == [] && reading.refused == [])
        #expect(try #require(reading.events.first).bytes.count <= 65_536)
        let data = try #require(reading.records.first)
        #expect(notes(data).contains("title.en cut to 2000 bytes"))
        #expect(notes(data).contains { $0.hasSuffix("places left out") })
        #expect(notes(data).contains { $0.hasSuffix("sibling links left out") })
    }

    @Test func verbsFollowStatusElseDates() throws {
        func type(_ children: String) throws -> String? {
            try readIATI(
                """
                <iati-activity><iati-identifier>A</iati-identifier><reporting-org ref="a"/>\(children)</iati-activity>
                """
            ).events.first?.type
        }
        let expected = [
            "1": "planned", "2": "started", "3": "completed", "4": "completed", "5": "cancelled",
            "6": "suspended",
        ]
        for (code, verb) in expected {
            #expect(try type("<activity-status code=\"\(code)\"/>") == "assistance.\(verb)")
        }
        #expect(
            try type("<activity-status>Post-completion</activity-status>") == "assistance.completed"
        )
        #expect(try type("") == "assistance.planned")
        #expect(try type("<activity-date type='1' iso-date='2020-01-01'/>") == "assistance.planned")
        #expect(try type("<activity-date type='2' iso-date='2020-01-01'/>") == "assistance.started")
    }

    @Test func timesNeverComeFromTheClock() throws {
        func time(_ root: String, _ activity: String, _ children: String) throws -> String? {
            let event = try readIATI(
                """
                <iati-activities \(root)><iati-activity \(activity)><iati-identifier>A</iati-identifier>
                <reporting-org ref="a"/>\(children)</iati-activity></iati-activities>
                """
            ).events.first
            let object = try JSONSerialization.jsonObject(with: Data(try #require(event).bytes))
            return (object as? [String: Any])?["time"] as? String
        }
        let start = "<activity-date type='2' iso-date='2015-06-07'/>"
        let root = "generated-datetime='2016-01-02T03:04:05+02:00'"
        #expect(
            try time(root, "last-updated-datetime='2017-01-01 00:00:01'", start)
                == "2017-01-01T00:00:01Z")
        #expect(try time(root, "", start) == "2016-01-02T03:04:05+02:00")
        #expect(try time("", "", start) == "2015-06-07T00:00:00Z")
        #expect(try time("", "", "") == "1970-01-01T00:00:00Z")
    }

    /// Damaged files: every activity that was begun is an event, refused, or named as cut off; events stay valid.
    @Test(arguments: UInt64(0)..<60)
    func damagedFilesNeverGiveInvalidEvents(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var bytes = Array(
            """
            <?xml version="1.0"?><iati-activities version="2.03"><iati-activity xml:lang="en">
            <iati-identifier>XM-1</iati-identifier><reporting-org ref="41114"><narrative>UNDP</narrative></reporting-org>
            <title><narrative>Élections &amp; votes</narrative></title><activity-date type="2" iso-date="2016-01-01"/>
            <recipient-country code="KE" percentage="100"/><location><name>Nairobi</name>
            <coordinates latitude="-1.28" longitude="36.8"/></location><sector code="15151" percentage="100"/>
            <transaction><transaction-type code="2"/><value currency="USD">12.5</value></transaction>
            <policy-marker code="1" significance="2"/></iati-activity></iati-activities>
            """.utf8)
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(at..<min(at + 5, bytes.count - 1))
            case 2: bytes.insert(contentsOf: Array("\" x=\"-9e99\u{0301}".utf8), at: at)
            default: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: at)
            }
        }
        try withTemporaryFolder { folder in
            try Data(bytes).write(to: URL(filePath: folder + "/x.xml"))
            let source = IATIFile(path: folder + "/x.xml", options: IATIOptions())
            let reading = SourceReading(source)
            #expect(reading.invalid == [], "seed \(seed)")
            let told =
                reading.events.count + reading.refused.count + (reading.broken.isEmpty ? 0 : 1)
            #expect(told >= source.activities, "seed \(seed)")
            #expect(source.next() == nil)
        }
    }
}
