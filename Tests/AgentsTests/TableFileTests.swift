internal import Agents
internal import Foundation
internal import TOML
internal import Testing

private func read(_ table: String, _ mapping: String, name: String = "t.csv") throws -> (
    SourceReading, TableFile
) {
    try withTemporaryFolder { folder in
        let path = folder + "/" + name
        try table.write(toFile: path, atomically: true, encoding: .utf8)
        let source = TableFile(
            path: path, mapping: try TableMapping(parsing: mapping, file: "config/m.toml"))
        return (SourceReading(source), source)
    }
}

private let requests = """
    [[event]]
    type = "request.received"
    agency = "ead"
    id = "REQ-{no}"
    time = ["{date}", "{year}"]
    subject = "REQ-{no}"
    correlationid = "REQ-{no}"
    dataclassification = "member-states"
    when = { column = "asked", is = ["1", "yes"] }
    [event.data]
    request = "REQ-{no}"
    country = { columns = ["iso2", "iso3"], convert = "country", required = true }
    "requester.kind" = { column = "who", map = { gov = "government" }, default = "other" }
    requester.authority = "can-bind-state"
    received = { columns = ["date", "year"], convert = "date" }
    preliminaryMission = { column = "mission", convert = "boolean" }
    types = [
        { value = "ta", when = { column = "asked", present = true } },
        { value = "obs", when = { column = "observers", is = "1" } },
    ]
    themes = { column = "themes", split = ";", map = { registration = "vr" } }
    summary.en = { column = "text" }
    """

struct TableFileTests {
    @Test func rowsBecomeEventsAsTheMappingSays() throws {
        let (reading, source) = try read(
            """
            no,iso2,iso3,who,year,date,asked,observers,mission,themes,text
            1,KE,,gov,2016,2016-05-01,1,1,yes,registration; ve,"Help with the
            register; write to a@example.org"
            2,,COD,,2017,,yes,0,,,
            3,KE,,gov,2018,,0,1,,,
            """, requests)
        #expect(reading.refused == [] && reading.broken == [] && reading.invalid == [])
        #expect(reading.events.count == 2 && source.rows == 3 && source.rowsWithoutEvents == 1)
        let first = String(decoding: reading.events[0].bytes, as: UTF8.self)
        let id = reading.events[0].id
        #expect(id.hasPrefix("REQ-1#"))
        let expected =
            #"{"specversion":"1.0","id":"\#(id)","source":"urn:coordbus:agency:ead","#
            + #""type":"org.coordbus.request.received","time":"2016-05-01T00:00:00Z","#
            + #""subject":"REQ-1","correlationid":"REQ-1","dataclassification":"member-states","#
            + #""data":{"request":"REQ-1","country":"KEN","requester":{"kind":"government","#
            + #""authority":"can-bind-state"},"received":"2016-05-01","preliminaryMission":true,"#
            + #""types":["ta","obs"],"themes":["vr","ve"],"#
            + #""summary":{"en":"Help with the register; write to [contact withheld]"}}}"#
        #expect(first == expected)
        let second = String(decoding: reading.events[1].bytes, as: UTF8.self)
        #expect(second.contains(#""time":"2017-01-01T00:00:00Z""#))
        #expect(second.contains(#""country":"COD","requester":{"kind":"other""#))
        #expect(second.contains(#""received":"2017","types":["ta"]}}"#))
    }

    @Test func aRowThatCannotBeReadIsRefusedWithItsLine() throws {
        let (reading, _) = try read(
            "no,iso2,asked,year\n1,XX,1,2016\n2,,1,2016\n3,KE,1,MMXVI\n4,KE\n5,KE,1,2016\n,KE,1,2016\n",
            requests)
        #expect(reading.events.count == 1 && reading.invalid == [])
        #expect(reading.refused.map(\.line) == [2, 3, 4, 5, 7])
        let reasons = reading.refused.map(\.reason)
        #expect(reasons[0].contains("iso2 is \"XX\", which is no country"))
        #expect(reasons[1].contains("iso2 or iso3 is blank"))
        #expect(reasons[2].contains("\"MMXVI\", which is no date"))
        #expect(reasons[3].contains("2 fields where the header has 4"))
        #expect(reasons[4].contains("no id: no must have values"))
    }

    @Test func textThatIsNotUTF8IsRefused() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/t.csv"
            var bytes = Array("no,iso2,asked,year,text\n1,KE,1,2016,".utf8)
            bytes += [0xE9, 0x0A]
            try Data(bytes).write(to: URL(filePath: path))
            let source = TableFile(
                path: path, mapping: try TableMapping(parsing: requests, file: "m"))
            #expect(
                SourceReading(source).refused.map(\.reason) == [
                    "not UTF-8; save the table as UTF-8"
                ])
        }
    }

    @Test(arguments: ["json", "ndjson"])
    func jsonRowsAreRowsToo(format: String) throws {
        let rows = [
            #"{"Id":1,"Place":{"Name":"Bo"},"P-code":"X1","Extra":[1],"Flag":true,"None":null,"Share":12.5}"#,
            #"{"Id":2,"Place":{"Name":"Kenema"},"Pcode":"X2"}"#,
        ]
        let text =
            format == "json" ? "[\(rows.joined(separator: ","))]" : rows.joined(separator: "\n")
        let (reading, _) = try read(
            text,
            """
            format = "\(format)"
            [[event]]
            type = "assistance.planned"
            agency = { column = "Agency", convert = "agency", default = "Some Body" }
            id = "3W-{Id}"
            [event.data]
            activity = "3W-{Id}"
            "title.en" = "Help in {Place.Name}"
            places.0.name = { column = "Place.Name" }
            places.0.code = { columns = ["Pcode", "P-code"] }
            domesticShare = { column = "Share", convert = "number" }
            markers.gender = 2
            adjacent = true
            """)
        #expect(reading.invalid == [] && reading.refused == [])
        #expect(reading.events.map(\.agency) == ["some-body", "some-body"])
        let first = String(decoding: reading.events[0].bytes, as: UTF8.self)
        #expect(
            first.hasSuffix(
                #""data":{"activity":"3W-1","title":{"en":"Help in Bo"},"places":[{"name":"Bo","code":"X1"}],"#
                    + #""domesticShare":12.5,"markers":{"gender":2},"adjacent":true}}"#))
        #expect(String(decoding: reading.events[1].bytes, as: UTF8.self).contains(#""code":"X2""#))
    }

    @Test(arguments: [
        ("{", "not JSON"), ("{}", "objects in one list"), ("", "not JSON"), ("[1,", "not JSON"),
    ])
    func whatIsNoListOfRowsIsBroken(text: String, words: String) throws {
        let mapping = "format = \"json\"\n" + requests
        let reading = try read(text, mapping).0
        #expect(reading.events.isEmpty && reading.broken.count == 1)
        #expect(reading.broken.first?.reason.contains(words) == true)
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let mapping = try TableMapping(parsing: requests, file: "m")
        let reading = SourceReading(TableFile(path: "/nowhere/t.csv", mapping: mapping))
        #expect(reading.broken.map(\.description) == ["t.csv: No such file or directory"])
    }

    @Test(arguments: [
        ("formt = \"csv\"", 1, "\"formt\" has no meaning here"),
        ("format = \"xls\"", 1, "use csv, json or ndjson"),
        ("separator = \";;\"", 1, "one character"),
        ("format = 3", 1, "a whole number; write text in quotation marks"),
        ("", 0, "no [[event]]"),
        ("[[event]]\ntype = \"request.recieved\"\n", 2, "no type \"request.recieved\""),
        ("[[event]]\nagency = \"a\"\n", 1, "type is missing"),
        (
            "[[event]]\ntype = \"request.received\"\nid = \"{x\"\nagency = \"a\"\n", 3,
            "a { without its }"
        ),
        (
            "[[event]]\ntype = \"request.received\"\nid = \"x\"\nagency = \"a\"\n[event.data]\n"
                + "a = { column = \"x\", convert = \"dat\" }", 6, "no conversion \"dat\""
        ),
        (
            "[[event]]\ntype = \"request.received\"\nid = \"x\"\nagency = \"a\"\n"
                + "when = { column = \"x\", equals = \"1\" }\n[event.data]\n", 5,
            "\"equals\" has no meaning"
        ),
        (
            "[[event]]\ntype = \"request.received\"\nid = \"x\"\nagency = \"a\"\n"
                + "dataclassification = \"secret\"\n[event.data]\n", 5, "\"secret\" is no label"
        ),
    ])
    func faultsOfAMappingNameTheirLine(text: String, line: Int, words: String) {
        let error = #expect(throws: TOMLError.self) {
            try TableMapping(parsing: text, file: "config/m.toml")
        }
        #expect(error?.position.line == line, "\(error?.description ?? "")")
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func organisationsAreFoundByReferenceNameOrRule() throws {
        let table = try OrganisationTable(
            parsing: Array(
                "code,ref,name\nundp,41114,\"UN Development Programme\"\nfcdo,GB-1,\nfcdo,GB-GOV-1,\n"
                    .utf8),
            file: "o.csv")
        #expect(table.agency(ref: "41114", name: nil) == "undp")
        #expect(table.agency(ref: nil, name: "un development  programme.") == "undp")
        #expect(table.agency(ref: "gb-gov-1", name: nil) == table.agency(ref: "GB-1", name: nil))
        #expect(table.agency(ref: "US-501c3-522318905", name: nil) == "us-501c3-522318905")
        #expect(
            table.agency(ref: " ", name: "Médecins Sans Frontières (international)")
                == "m-decins-sans-fronti-res")
        #expect(table.agency(ref: "--", name: "…") == nil)
        #expect(table.known(ref: "x", name: "y") == nil)
        for bad in [
            "a,b\n", "code,ref,name\nUNDP,1,\n", "code,ref,name\nundp,,\n", "code,ref,name\n\"x",
        ] {
            #expect(throws: SourceFault.self) {
                try OrganisationTable(parsing: Array(bad.utf8), file: "o.csv")
            }
        }
    }
}

@Suite(.needsDevelopmentData)
struct RealTablesTests {
    private func read(_ path: String, _ mapping: String) throws -> (SourceReading, TableFile) {
        let configuration = try DevelopmentData.configuration()
        let file = DevelopmentData.path(path)
        #expect(configuration.format(ofFile: file) == .table)
        #expect(
            configuration.mapping(forFile: String(path.split(separator: "/")[1]))?.file
                .hasSuffix("/\(mapping).toml") == true)
        let source = try #require(
            try configuration.source(path: file, format: .table) as? TableFile)
        return (SourceReading(source), source)
    }

    /// 105 requests for technical assistance, 56 times given, 49 not; one row has no country code.
    @Test func requestsToTheUnitedNations() throws {
        let (reading, source) = try read(
            "un-requests/un-election-assistance-requests-1990-2003.csv", "un-requests")
        #expect(source.rows == 385)
        #expect(reading.invalid == [] && reading.broken == [])
        // The row without a country is neither a request nor the end of one.
        #expect(reading.refused.map(\.line) == [75, 75])
        let counts = Dictionary(grouping: reading.events, by: \.type).mapValues(\.count)
        #expect(counts["decision.issued"] == 56)
        #expect(counts["assistance.completed"] == 56)
        // Every request ends: 49 with nothing given, the others with what was.
        #expect(counts["request.closed"] == counts["request.received"])
        // 105 for technical assistance and 161 for observers only, less the row without a country.
        #expect(counts["request.received"] == 105 + 161 - 1)
        let cases = Set(reading.events.filter { $0.type == "request.received" }.map(\.id))
        #expect(cases.count == 265)
    }

    @Test func electionsAndReferendums() throws {
        let (reading, source) = try read(
            "elections-calendar/national-elections.csv", "elections-calendar")
        #expect(source.rows == 4_351)
        #expect(reading.invalid == [] && reading.refused == [] && reading.broken == [])
        #expect(reading.events.count + source.rowsWithoutEvents == source.rows)
        #expect(reading.events.count == 2_858)
    }

    @Test func whoDoesWhatWhere() throws {
        let (reading, source) = try read("3w/ebola-2014-3w.json", "ebola-3w")
        #expect(source.rows == 1_201 && reading.events.count == 1_201)
        #expect(reading.invalid == [] && reading.refused == [])
        // 92 rows repeat another one.
        #expect(Set(reading.events.map(\.id)).count == 1_109)
    }

    @Test func jointProjects() throws {
        let (reading, _) = try read("un-requests/ec-undp-joint-projects.csv", "ec-undp-projects")
        #expect(reading.events.count == 3 && reading.invalid == [] && reading.refused == [])
    }

    @Test(arguments: [
        ("elections.ndjson", 535), ("linked.ndjson", 327),
        ("background-iati-small-samples.ndjson.gz", 877),
        ("background-oecd-crs-fi.ndjson.gz", 1_454),
    ])
    func normalisedActivities(file: String, records: Int) throws {
        let source = NormalisedFile(
            path: DevelopmentData.path("activities/" + file),
            organisations: try DevelopmentData.configuration().organisations)
        let reading = SourceReading(source)
        #expect(source.records == records && reading.events.count == records)
        #expect(reading.invalid == [] && reading.refused == [] && reading.broken == [])
    }
}
