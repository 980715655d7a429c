import Foundation
import Overlap
import Testing

/// The reader against the records that a person read: labels/record-annotations.csv.
@Suite(.enabled(if: Fixtures.hasData)) struct AnnotatedReadingTests {
    private func annotated() throws -> [(
        reading: RecordReading, electoral: String, kinds: Set<String>
    )] {
        let reader = RecordReader(
            lexicon: try Lexicon(Fixtures.lexiconText),
            calendar: try ElectionCalendar(
                csv: try String(
                    contentsOfFile: Fixtures.data + "/elections-calendar/national-elections.csv",
                    encoding: .utf8)))
        let readings = Dictionary(
            uniqueKeysWithValues: try Fixtures.realRecords().map { ($0.id, reader.read($0)) })
        let text = try String(
            contentsOfFile: Fixtures.data + "/labels/record-annotations.csv", encoding: .utf8)
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = csvFields(line)
            guard let reading = readings[fields[0]] else { return nil }
            return (reading, fields[1], Set(fields[2].split(separator: "+").map(String.init)))
        }
    }

    @Test("Of the electoral records at most 2 % are missed, of the others at most 15 % are taken")
    func electoral() throws {
        let records = try annotated()
        let yes = records.filter { $0.electoral == "Y" }
        let no = records.filter { $0.electoral == "N" }
        #expect(yes.count > 150 && no.count > 50)
        #expect(yes.count { !$0.reading.isElectoral } * 50 <= yes.count)
        #expect(no.count { $0.reading.isElectoral } * 100 <= no.count * 15)
    }

    @Test("Two of three kinds are found, and four of five that are found are right")
    func kinds() throws {
        var counts = Counts()
        for record in try annotated() where record.electoral == "Y" {
            let read = Set(record.reading.kinds.filter { $0.value >= 0.5 }.keys)
            for kind in read.union(record.kinds) {
                counts.add(flagged: read.contains(kind), overlap: record.kinds.contains(kind))
            }
        }
        #expect(counts.recall >= 2.0 / 3, "\(counts)")
        #expect(counts.precision >= 0.8, "\(counts)")
    }
}
