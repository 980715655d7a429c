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
        // A fault ends it.
        while case .row(let fields, _)? = try? reader.next() { rows.append(fields) }
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
            options: try DevelopmentData.configuration().iati)
        let reading = SourceReading(source)
        #expect(reading.events.count + reading.refused.count == row.activities)
        #expect(source.activities == row.activities)
        #expect(reading.invalid == [])
        let isBroken = row.note.contains("not well-formed")
        #expect(reading.broken.isEmpty == !isBroken)
        if isBroken { #expect(reading.broken.first?.line ?? 0 > 0) }
    }

    @Test func theSameFileGivesTheSameBytes() throws {
        func bytes() throws -> [[UInt8]] {
            let source = IATIFile(
                path: DevelopmentData.path("iati-xml/dportal-2021-017.xml"),
                options: try DevelopmentData.configuration().iati)
            return SourceReading(source).events.map(\.bytes)
        }
        let first = try bytes()
        #expect(try first.count == 100 && first == bytes())
    }

    @Test func oneAgencyUnderTwoReferencesIsOneAgency() throws {
        let agencies = try ["datastore-CD.xml", "sample-fcdo.xml"].map { file in
            let source = IATIFile(
                path: DevelopmentData.path("iati-xml/" + file),
                options: try DevelopmentData.configuration().iati)
            return Set(SourceReading(source).events.map(\.agency))
        }
        #expect(agencies == [["gb-fcdo"], ["gb-fcdo"]])
    }

    /// 85 of 2,289 activities state their country; the others get it from the file, and say so.
    @Test func congoIsKnownFromTheFile() throws {
        let source = IATIFile(
            path: DevelopmentData.path("iati-xml/aiddata-2.03-drc-aims.xml"),
            options: try DevelopmentData.configuration().iati)
        let records = SourceReading(source).records
        #expect(records.allSatisfy { $0["country"] as? String == "COD" })
        let derived = records.filter { record in
            let list = record["derived"] as? [[String: Any]] ?? []
            return list.contains { $0["field"] as? String == "country" }
        }
        #expect(derived.count == 2_289 - 85)
        // Declared as English throughout.
        let french = records.filter { ($0["title"] as? [String: Any])?["fr"] != nil }
        #expect(french.count > 1_200)
    }

    @Test func contactDetailsStayBehind() throws {
        for row in Self.manifest where row.activities > 0 {
            let source = IATIFile(
                path: DevelopmentData.path("iati-xml/" + row.file),
                options: try DevelopmentData.configuration().iati)
            while let item = source.next() {
                guard case .event(let event) = item else { continue }
                let text = String(decoding: event.bytes, as: UTF8.self)
                if text.contains("@example") || text.contains("person-name") {
                    Issue.record("\(row.file): \(event.id)")
                }
            }
        }
    }
}
