internal import Agents
internal import Foundation
internal import Testing

private func read(_ text: String) throws -> SourceReading {
    try withTemporaryFolder { folder in
        let path = folder + "/a.ndjson"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return SourceReading(NormalisedFile(path: path, organisations: OrganisationTable()))
    }
}

struct NormalisedFileTests {
    @Test func aLineBecomesARecord() throws {
        let reading = try read(
            """
            {"record_id":"x:1","source":"test","agency":"DK|SE","agency_name":"Danida","iati_identifier":"DK-1-2",\
            "title":"Support to voter registration in Kenya","lang":"en","countries":["KE"],"start":"2016","end":"2017-06-01",\
            "dates_basis":"planned","sectors":["15161","150","BC"],"sector_vocabulary":"DAC",\
            "orgs":[{"role":"funding","name":"EU","ref":"42001","activity_id":"EU-9"},{"role":"channel","name":"EKF"}],\
            "value":1250000,"currency":"usd","links":[["related-activity-1","DK-1"],["provider-activity-id@3","EU-9"],\
            ["crs-activity","77"]],"extra":{"status":"open","years":[2016]}}

            """)
        #expect(reading.invalid == [] && reading.refused == [])
        let event = try #require(reading.events.first)
        #expect(event.agency == "dk" && event.type == "assistance.planned")
        let data = try #require(reading.records.first)
        let expected: [String: Any] = [
            "activity": "DK-1-2", "title": ["en": "Support to voter registration in Kenya"],
            "country": "KEN", "period": ["start": "2016", "end": "2017-06-01", "basis": "planned"],
            "type": "ta", "themes": ["vr"], "phases": ["pre.reg"],
            "derived": [
                ["field": "themes", "confidence": 0.7, "from": "text"],
                ["field": "phases", "confidence": 0.5, "from": "text"],
                ["field": "type", "confidence": 0.7, "from": "text"],
            ],
            "sectors": [
                ["code": "15151", "vocabulary": "DAC-5", "original": "15161"],
                ["code": "150", "vocabulary": "DAC-3"], ["code": "BC", "vocabulary": "reporter"],
            ],
            "partners": [
                ["role": "funding", "name": "EU", "ref": "42001", "activity": "EU-9"],
                ["role": "other", "name": "EKF"], ["role": "reporting", "agency": "se"],
            ],
            "reporter": ["name": "Danida"],
            "commitments": ["amount": "1250000.00", "currency": "USD"],
            "links": [
                ["kind": "parent", "activity": "DK-1"],
                ["kind": "provider-activity", "activity": "EU-9"],
            ],
            "languages": ["en"],
            "extra": [
                "link.crs-activity": "77", "record": "x:1", "origin": "test", "status": "open",
            ],
        ]
        #expect(NSDictionary(dictionary: data) == NSDictionary(dictionary: expected), "\(data)")
    }

    @Test func badLinesAreRefusedWithTheirNumbers() throws {
        let reading = try read(
            "{\n\n[]\n{\"record_id\":\"a\"}\n{\"agency\":\"x\"}\r\n{\"record_id\":\"a\",\"agency\":\"x\"}"
        )
        #expect(reading.refused.map(\.line) == [1, 3, 4, 5])
        #expect(reading.events.count == 1 && reading.invalid == [])
    }
}
