import Bytes
import CoordBus
import HTTP
import JSON
import TestSupport
import Testing

/// What our own code reads of a request, held against seeds: changed, cut and joined at random it is read in one way or refused, and
/// never ends the process. `make sanitize` runs it under AddressSanitizer.
@Suite struct RequestFuzzTests {
    private static let rounds = 20_000

    /// Changes some bytes of a text, as an attacker with little imagination does.
    private func changed(_ bytes: [UInt8], _ chance: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...5, using: &chance) {
            let place = Int.random(in: 0...bytes.count, using: &chance)
            switch Int.random(in: 0..<4, using: &chance) {
            case 0 where place < bytes.count:
                bytes[place] = UInt8.random(in: 0...255, using: &chance)
            case 1:
                let signs = Array("%/?&=+.\\\"{}[],;: 2eEfF\u{0}é".utf8)
                bytes.insert(signs[Int.random(in: 0..<signs.count, using: &chance)], at: place)
            case 2 where place < bytes.count:
                let end = min(bytes.count, place + Int.random(in: 1...8, using: &chance))
                bytes.removeSubrange(place..<end)
            default:
                let start = Int.random(in: 0...place, using: &chance)
                bytes.insert(contentsOf: bytes[start..<place], at: place)
            }
        }
        return bytes
    }

    @Test(
        "a target that is read leads to segments without tricks, and reads the same written out again"
    )
    func targets() throws {
        let seeds = [
            "/", "/api/events/12?limit=60&pattern=a.*.KEN.%3E", "/api/query/country?country=KEN",
            "/lang/ar.json", "/api/live?after=1&x=%D8%B9+%20", "/%2e%2e/etc/passwd",
        ]
        var chance = SplitMix64(seed: 1)
        for round in 0..<Self.rounds {
            let bytes = changed(Array(seeds[round % seeds.count].utf8), &chance)
            guard let text = String(validating: bytes, as: UTF8.self),
                let target = HTTPTarget(text)
            else { continue }
            for segment in target.segments {
                #expect(segment != ".." && segment != "." && !segment.isEmpty, "\(text)")
                #expect(!segment.contains("/") && !segment.contains("\\"), "\(text)")
                #expect(segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "\(text)")
            }
            let again = try #require(HTTPTarget(written(target)), "\(text)")
            #expect(again == target, "\(text)")
        }
    }

    /// A target written out with every byte escaped that may be.
    private func written(_ target: HTTPTarget) -> String {
        func escaped(_ text: String) -> String {
            text.utf8.map { byte in
                let hex = String(byte, radix: 16)
                return "%" + (hex.count == 1 ? "0" : "") + hex
            }.joined()
        }
        let path = "/" + target.segments.map(escaped).joined(separator: "/")
        let query = target.query.map { escaped($0.name) + "=" + escaped($0.value) }
        return path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    @Test("a batch that is read gives as many events as it has members, each JSON by itself")
    func batches() throws {
        let seeds = [
            #"[{"a":1},{"b":[1,2,{"c":"]"}]}, {"d":"\"},{"} ]"#, "[1,2,3]", #"[[],{},"x,y",null]"#,
            #" [ {"id":"é\u00e9\\"} , {"x":1e5} ] "#,
        ]
        var chance = SplitMix64(seed: 2)
        var parser = JSONParser(bytesMax: 1 << 16)
        var inner = JSONParser(bytesMax: 1 << 16)
        for round in 0..<Self.rounds {
            let bytes = changed(Array(seeds[round % seeds.count].utf8), &chance)
            guard let members = try? EventsOverHTTP.members(of: bytes) else { continue }
            let document = try parser.parse(bytes.span)
            let count = document.count(of: document.root)
            #expect(members.count == count, "\(String(decoding: bytes, as: UTF8.self))")
            for member in members {
                let isRead = (try? inner.parse(member.span)) != nil
                #expect(isRead, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test("headers of the binary mode give one JSON object with each attribute, or are refused")
    func binary() throws {
        let seeds = [
            "ce-id\na%20b\nce-type\norg.coordbus.lesson.recorded\nce-specversion\n1.0",
            "ce-source\n\"urn:x\"\nce-specversion\n1.0\nce-subject\n%E2%82%AC\\\"\ncontent-length\n7",
        ]
        let target = try #require(HTTPTarget("/events"))
        var chance = SplitMix64(seed: 3)
        var parser = JSONParser(bytesMax: 1 << 16)
        for round in 0..<Self.rounds {
            let text = String(
                decoding: changed(Array(seeds[round % seeds.count].utf8), &chance), as: UTF8.self)
            let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(
                String.init)
            var headers = ["content-type": "application/json"]
            for at in stride(from: 0, to: words.count - 1, by: 2) {
                headers[words[at]] = words[at + 1]
            }
            let request = HTTPRequest(
                method: "POST", target: target, headers: headers, body: Array(#"{"a":1}"#.utf8))
            guard let events = try? EventsOverHTTP.read(request), let event = events.first else {
                continue
            }
            let document = try parser.parse(event.span)
            let count = document.count(of: document.root)
            let attributes = headers.keys.count { $0.hasPrefix("ce-") }
            #expect(count == attributes + 2, "\(text)")
        }
    }
}
