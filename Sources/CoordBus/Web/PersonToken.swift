internal import Crypto

/// What a person signs in with. The roll holds its digest; the token itself is nowhere but with the person.
package enum PersonToken {
    package static func digest(of token: String) -> String {
        SHA256.digest(token.utf8.span).hex
    }

    /// A new token: 256 bits of chance, 43 letters that survive copying.
    package static func make() -> String { "cb_" + RandomText.make(bytes: 32) }

    package static func isCode(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
    }
}

/// Text of chance, from the kernel's random source.
enum RandomText {
    private static let letters = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// - Parameter bytes: of chance; each six bits give a letter.
    static func make(bytes: Int) -> String {
        var random = SystemRandomNumberGenerator()
        let count = (bytes * 8 + 5) / 6
        let text = (0..<count).map { _ in letters[Int.random(in: 0..<64, using: &random)] }
        return String(decoding: text, as: UTF8.self)
    }
}
