import Foundation

/// One scenario for another implementation: messages in, messages out. Format: vectors/README.md.
struct VectorFile: Codable, Equatable {
    struct Message: Codable, Equatable {
        var peer: UInt32
        /// Head and body in hexadecimal.
        var frames: [String]
        /// In words, for people.
        var reads: String?
    }

    struct Step: Codable, Equatable {
        var `do`: String
        var note: String?
        var peer: UInt32?
        var frames: [String]?
        /// Nanoseconds to advance, or a sequence.
        var value: UInt64?
        var out: [Message] = []
    }

    var name: String
    var about: String
    /// Limits that differ from the defaults.
    var limits: [String: Int]
    var steps: [Step]

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "vectors")

    static func url(_ name: String) -> URL { folder.appending(path: name + ".json") }

    static func read(_ name: String) throws -> VectorFile {
        try JSONDecoder().decode(VectorFile.self, from: Data(contentsOf: url(name)))
    }

    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data("\n".utf8)).write(to: Self.url(name))
    }
}

func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The bytes, or nil when the text is not hexadecimal.
func bytes(_ hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8).map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count % 2 == 0, !digits.contains(nil) else { return nil }
    let values = digits.compactMap(\.self)
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
}
