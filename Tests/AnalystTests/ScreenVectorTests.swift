import Foundation
import TestSupport
import Testing

/// The conformance vector of `screen` holds what the real watch answers, not what somebody thought it would.
@Suite struct ScreenVectorTests {
    private struct Vector: Decodable {
        struct Step: Decodable {
            var `do`: String
            var frames: [String]?
        }
        var steps: [Step]
    }

    private func bytes(_ hex: String) throws -> [UInt8] {
        let digits = Array(hex)
        return try stride(from: 0, to: digits.count, by: 2).map {
            try #require(UInt8(String(digits[$0...($0 + 1)]), radix: 16))
        }
    }

    @Test("the watch answers the vector's questions with the vector's answers, byte for byte")
    func answers() throws {
        let path = packageRoot.appending(path: "Tests/BusCoreTests/vectors/screening.json")
        let vector = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: path))
        var log = try FoldedLog()
        var answer: String?
        var count = 0
        for step in vector.steps {
            let frames = try (step.frames ?? []).map(bytes)
            if step.do == "answer" {
                #expect(answer == String(decoding: frames[0], as: UTF8.self))
                count += 1
                continue
            }
            let body = frames[1]
            switch frames[0][1] {  // the verb
            case 0x02:  // publish: one event behind its length
                try log.add(String(decoding: body[4...], as: UTF8.self))
            case 0x07: answer = try log.ask("screen", String(decoding: body, as: UTF8.self))
            default: break
            }
        }
        #expect(count == 2)
    }
}
