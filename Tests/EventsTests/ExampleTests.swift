import Bytes
import Foundation
import Testing

@testable import Events

@Suite struct ExampleTests {
    @Test("The committed examples are those that the tests make")
    func committedExamplesAreCurrent() throws {
        let folder = Repository.examples
        var wanted = Dictionary(
            ExampleFolder.files.map { ($0.path, $0.bytes) },
            uniquingKeysWith: { first, _ in
                Issue.record("two examples have one name")
                return first
            })
        wanted["index.json"] = Array(ExampleFolder.index.utf8)
        if Repository.writesExamples {
            try? FileManager.default.removeItem(at: folder)  // absent at first
            for name in ["valid", "invalid"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: name), withIntermediateDirectories: true)
            }
            for (path, bytes) in wanted { try Data(bytes).write(to: folder.appending(path: path)) }
        }
        let remedy = "COORDBUS_WRITE_EXAMPLES=1 swift test --filter EventsTests writes them"
        for (path, bytes) in wanted {
            let committed = try? Data(contentsOf: folder.appending(path: path))
            #expect(committed.map { [UInt8]($0) } == bytes, "\(path) is stale; \(remedy)")
        }
        for name in ["valid", "invalid"] {
            let there = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: name).path())
            for file in there {
                #expect(wanted["\(name)/\(file)"] != nil, "\(name)/\(file) is left over; \(remedy)")
            }
        }
    }

    @Test("Every type has an example that is accepted, and what the validator says of it is right")
    func examplesAreAccepted() throws {
        let judge = Judge()
        for file in ExampleFolder.files where file.refusal == nil {
            do {
                let facts = try judge.check(file.bytes)
                let event = JSONTree(parsing: String(decoding: file.bytes, as: UTF8.self))
                let type = try #require(EventCatalogue.type(number: facts.type))
                #expect(event["type"]?.lineText == "\"\(type.fullName)\"")
                #expect(event["source"]?.lineText == "\"urn:coordbus:agency:\(facts.agency)\"")
                let country = event["data"]?["country"]?.lineText ?? "\"ZZZ\""
                #expect(country == "\"\(facts.country)\"")
            } catch let error as EventRefusal {
                Issue.record("\(file.path): \(error)")
            }
        }
        for type in EventCatalogue.all {
            #expect(EventExamples.all.contains { $0.type == type.name }, "\(type.name)")
        }
    }

    @Test("Every invalid example is refused with the expected number and field")
    func examplesAreRefused() throws {
        let judge = Judge()
        for file in ExampleFolder.files {
            guard let expected = file.refusal else { continue }
            do throws(EventRefusal) {
                _ = try judge.check(file.bytes)
                Issue.record("\(file.path) was accepted")
            } catch {
                #expect(error.code == expected.code, "\(file.path): \(error)")
                #expect(error.field == expected.field, "\(file.path): \(error)")
                #expect(!error.reason.isEmpty && !error.remedy.isEmpty)
            }
        }
    }

    @Test("Every type of event has examples of what is refused, and every refusal has an example")
    func everyTypeAndCodeIsCovered() {
        for type in EventCatalogue.all {
            #expect(ExampleFolder.files.contains { $0.path.hasPrefix("invalid/\(type.name)--") })
        }
        for code in RefusalCode.allCases {
            #expect(ExampleFolder.files.contains { $0.refusal?.code == code }, "\(code)")
        }
    }
}
