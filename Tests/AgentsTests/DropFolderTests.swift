internal import Agents
internal import Foundation
internal import Platform
internal import Testing

private func valid(_ id: String) -> String {
    """
    {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:undp","type":"org.coordbus.assistance.planned",\
    "time":"2016-01-01T00:00:00Z","data":{"activity":"a[1],{","title":{"en":"x \\" ]"}}}
    """
}

struct DropFolderTests {
    private func withFolder(_ files: [String: String], _ body: (DropFolder, String) throws -> Void)
        throws
    {
        try withTemporaryFolder { path in
            for (name, text) in files {
                try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
            }
            try body(try DropFolder(path: path, files: DiskFileSystem()), path)
        }
    }

    @Test func onlyWholeEventFilesWaitInTheOrderOfTheirNames() throws {
        let names = ["b.json", "a.ndjson", "c.json.gz", "d.json.part", "e.txt", ".f.json"]
        try withFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, "") })) { folder, _ in
            let waiting = try folder.waiting()
            #expect(waiting == ["a.ndjson", "b.json", "c.json.gz"])
        }
    }

    @Test func oneEventAListAndLinesAreTakenAsTheyAre() throws {
        let list = "[\n \(valid("1")) ,\n\(valid("2"))\n]\n"
        let files = [
            "one.json": " \(valid("0"))\n", "list.json": list,
            "lines.ndjson": "\(valid("3"))\n\n\(valid("4"))",
            "empty.json": "[]",
        ]
        try withFolder(files) { folder, _ in
            let one = SourceReading(folder.source("one.json"))
            #expect(one.events.map(\.bytes) == [Array(valid("0").utf8)])
            #expect(
                one.events.map(\.agency) == ["undp"]
                    && one.events.map(\.type) == ["assistance.planned"])
            let list = SourceReading(folder.source("list.json"))
            #expect(list.events.map(\.bytes) == ["1", "2"].map { Array(valid($0).utf8) })
            #expect(SourceReading(folder.source("lines.ndjson")).events.map(\.id) == ["3", "4"])
            let empty = SourceReading(folder.source("empty.json"))
            #expect(empty.events.isEmpty && empty.refused.isEmpty && empty.broken.isEmpty)
        }
    }

    @Test func whatTheBusWouldRefuseIsToldWithItsPlace() throws {
        let files = [
            "list.json": "[\(valid("1")),{\"id\":\"2\"},3]",
            "lines.ndjson": "\(valid("1"))\n{\"x\n\(valid("2"))\n",
            "broken.json": "[\(valid("1")), ",
        ]
        try withFolder(files) { folder, _ in
            let list = SourceReading(folder.source("list.json"))
            #expect(list.events.count == 1 && list.refused.map(\.line) == [2, 3])
            let lines = SourceReading(folder.source("lines.ndjson"))
            #expect(lines.events.map(\.id) == ["1", "2"] && lines.refused.map(\.line) == [2])
            #expect(lines.refused.first?.reason.hasPrefix("410 ") == true)
            let broken = SourceReading(folder.source("broken.json"))
            #expect(broken.events.isEmpty && broken.broken.count == 1)
            #expect(SourceReading(folder.source("absent.json")).broken.count == 1)
        }
    }

    @Test func filesMoveToDoneOrToRefusedWithTheReason() throws {
        try withFolder(["a.json": "x", "b.json": "y"]) { folder, path in
            #expect(try folder.finish("a.json", faults: []) == path + "/done/a.json")
            let faults = [
                SourceFault(file: "b.json", line: 3, reason: "no"),
                SourceFault(file: "b.json", reason: "nor this"),
            ]
            let moved = try folder.finish("b.json", faults: faults)
            #expect(moved == path + "/refused/b.json")
            let reason = try String(contentsOfFile: moved + ".reason", encoding: .utf8)
            #expect(reason == "b.json:3: no\nb.json: nor this\n")
            #expect(try folder.waiting() == [])
            try "z".write(toFile: path + "/a.json", atomically: true, encoding: .utf8)
            #expect(try folder.finish("a.json", faults: []) == path + "/done/2-a.json")
            #expect(try String(contentsOfFile: path + "/done/a.json", encoding: .utf8) == "x")
        }
    }
}
