internal import Agents
internal import Foundation
internal import Testing

@Suite(.needsDevelopmentData)
struct IATIRealFilesTests {
    struct ManifestRow: Sendable, CustomTestStringConvertible {
        let file: String
        let activities: Int
        let note: String
        var testDescription: String { file }
    }

    static let manifest: [ManifestRow] = {
        let path = DevelopmentData.path("iati-xml/MANIFEST.csv")
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        var reader = CSVReader(file: "MANIFEST.csv")
        reader.feed(Array(bytes).span, isLast: true)
        var rows: [[String]] = []
        while case .row(let fields, _)? = try? reader.next() { rows.append(fields) }  // a fault ends it
        guard let header = rows.first, let file = header.firstIndex(of: "file"),
            let count = header.firstIndex(of: "activities"),
            let note = header.firstIndex(of: "note")
        else { return [] }
        return rows.dropFirst().map {
            ManifestRow(file: $0[file], activities: Int($0[count]) ?? -1, note: $0[note])
        }
    }()

    @Test func theManifestListsAllFiles() throws {
        let files = try DevelopmentData.names(in: "iati-xml").filter { $0.hasSuffix(".xml") }
        #expect(files == Self.manifest.map(\.file).sorted())
        #expect(files.count == 34)
    }

    @Test(arguments: manifest)
    func everyActivityBecomesAValidEventOrIsRefused(row: ManifestRow) throws {
        let source = IATIFile(
            path: DevelopmentData.path("iati-xml/" + row.file),
            options: try DevelopmentData.iatiOptions())
        let reading = SourceReading(source)
        #expect(reading.events.count + reading.refused.count == row.activities)
        #expect(source.activities == row.activities)
        #expect(reading.invalid == [])
        let isBroken = row.note.contains("not well-formed")
        #expect(reading.broken.isEmpty == !isBroken)
        if isBroken { #expect(reading.broken.first?.line ?? 0 > 0) }
    }
}
