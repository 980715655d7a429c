internal import Agents
internal import Testing

/// Which imported records are of other work than electoral assistance (OP18).
struct AdjacentTests {
    private func isAdjacent(_ title: String, _ more: String = "") throws -> Bool {
        let reading = try readIATI(
            """
            <iati-activities version="2.03" generated-datetime="2020-01-02T03:04:05">
            <iati-activity xml:lang="en"><iati-identifier>XM-1-A</iati-identifier>
            <reporting-org ref="XM-DAC-41114"><narrative>UNDP</narrative></reporting-org>
            <title><narrative>\(title)</narrative></title>\(more)</iati-activity></iati-activities>
            """)
        #expect(reading.refused == [] && reading.broken == [] && reading.invalid == [])
        let record = try #require(reading.records.first)
        let isAdjacent = record["adjacent"] as? Bool ?? false
        let derived = record["derived"] as? [[String: Any]] ?? []
        #expect(
            derived.contains { $0["field"] as? String == "adjacent" } == isAdjacent,
            "what was concluded says so")
        return isAdjacent
    }

    @Test(arguments: [
        ("Rural roads", ""), ("Frame agreement with NGO", ""),
        ("Rural roads", "<sector vocabulary=\"1\" code=\"21020\"/>"),
    ])
    func whatNeitherCodeNorTextCallsElectoralIsAdjacent(_ title: String, _ more: String) throws {
        #expect(try isAdjacent(title, more))
    }

    @Test(arguments: [
        ("Support to elections", ""), ("Appui aux élections", ""),
        ("Governance", "<sector vocabulary=\"1\" code=\"15151\"/>"),
        ("Governance", "<sector vocabulary=\"1\" code=\"15161\"/>"),
        (
            "Democracy fund",
            "<description><narrative>Trains polling staff before the elections.</narrative></description>"
        ),
    ])
    func aWordOrACodeOfElectionsIsEnoughNotToBe(_ title: String, _ more: String) throws {
        #expect(try !isAdjacent(title, more))
    }

    @Test func aThemeThatAGovernanceCodeGivesLeavesItAdjacent() throws {
        #expect(try isAdjacent("Free press", "<sector vocabulary=\"1\" code=\"15153\"/>"))
    }
}
