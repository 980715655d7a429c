import Foundation
import Testing

@testable import Events

@Suite struct SchemaFilesTests {
    @Test("The committed schemas and documents are current")
    func committedFilesAreCurrent() throws {
        for file in SchemaFiles.all() {
            if Repository.writesExamples {
                let url = Repository.root.appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try file.text.write(to: url, atomically: true, encoding: .utf8)
            }
            #expect(
                Repository.text(file.path) == file.text,
                "\(file.path) is stale; run `coordctl schema --output .`")
        }
    }

    @Test("No schema is left over from a type that is gone")
    func noSchemaIsLeftOver() throws {
        let wanted = Set(SchemaFiles.all().map(\.path))
        let folder = Repository.root.appending(path: "schemas").path()
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            #expect(wanted.contains("schemas/\(name)"), "remove schemas/\(name)")
        }
    }

    @Test("The same catalogue gives the same bytes")
    func writingIsDeterministic() {
        #expect(SchemaFiles.all().map(\.text) == SchemaFiles.all().map(\.text))
    }
}
