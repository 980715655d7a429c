internal import Agents
internal import TestSupport
internal import Testing

private func rows(_ text: String, chunk: Int = 4096, separator: UInt8 = UInt8(ascii: ","))
    -> (rows: [[String]], lines: [Int], fault: SourceFault?)
{
    let bytes = Array(text.utf8)
    var reader = CSVReader(file: "t.csv", separator: separator, rowBytesMax: 2_000)
    var rows: [[String]] = []
    var lines: [Int] = []
    var at = 0
    do {
        while true {
            switch try reader.next() {
            case .row(let fields, let line):
                rows.append(fields)
                lines.append(line)
            case .hungry:
                let end = min(at + chunk, bytes.count)
                reader.feed(Array(bytes[at..<end]).span, isLast: at == bytes.count)
                at = end
            case .finished: return (rows, lines, nil)
            }
        }
    } catch {
        return (rows, lines, error)
    }
}

struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\"a,\"\"b\"\"\nc\",d\n", [["a,\"b\"\nc", "d"]]),
        (",\n,,\n", [["", ""], ["", "", ""]]),
        ("\"\"\n", [[""]]),
        ("a\n\n\r\nb\n", [["a"], ["b"]]),
        ("a b , c \n", [["a b ", " c "]]),
        ("\"a\"\r\n\"b\"", [["a"], ["b"]]),
        ("x\"y,z\n", [["x\"y", "z"]]),
        ("", []), ("\n\n", []),
    ])
    func rowsAsTheStandardSays(text: String, expected: [[String]]) {
        for chunk in [1, 2, 3, 4096] {
            let result = rows(text, chunk: chunk)
            #expect(result.rows == expected, "in pieces of \(chunk)")
            #expect(result.fault == nil)
        }
    }

    @Test func linesAreThoseWhereRowsBegin() {
        #expect(rows("h\n\"a\nb\"\n\nc\n").lines == [1, 2, 5])
    }

    @Test func otherSeparators() {
        #expect(rows("a;b,c\n", separator: UInt8(ascii: ";")).rows == [["a", "b,c"]])
    }

    @Test(arguments: [
        ("a\n\"b\nc", 2, "never ends"), ("a\nb\n\"c\" d\n", 3, "closing quotation mark"),
    ])
    func faultsNameTheLineWhereTheRowBegins(text: String, line: Int, words: String) {
        let fault = rows(text).fault
        #expect(fault?.line == line)
        #expect(fault?.reason.contains(words) == true)
    }

    @Test func aMissingQuotationMarkDoesNotSwallowTheFile() {
        let result = rows("a\n\"b" + String(repeating: "\nline", count: 10_000))
        #expect(result.rows == [["a"]])
        #expect(result.fault?.reason.contains("longer than 2000 bytes") == true)
    }

    /// What is written as RFC 4180 says comes back, whatever the fields hold and however the bytes are cut.
    @Test(arguments: UInt64(0)..<100)
    func whatIsWrittenIsRead(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = ["a", "é", ",", "\"", "\n", "\r\n", " ", "", ";", "\t"]
        let table = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            (0..<3).map { _ in
                (0..<Int.random(in: 0...4, using: &random))
                    .map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
            }
        }
        let end = Bool.random(using: &random) ? "\r\n" : "\n"
        let text = table.map { row in
            row.map {
                "\""
                    + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(
                        separator: "\"\"") + "\""
            }
            .joined(separator: ",") + end
        }.joined()
        let chunk = Int.random(in: 1...20, using: &random)
        #expect(rows(text, chunk: chunk).rows == table, "seed \(seed)")
    }

    /// Damage gives rows or one fault, the same for every cut, and never a crash.
    @Test(arguments: UInt64(0)..<100)
    func damageIsTheSameInAnyPieces(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let bytes = (0..<80).map { _ in
            [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x20].randomElement(using: &random) ?? 0
        }
        let text = String(decoding: bytes.map { UInt8($0) }, as: UTF8.self)
        let whole = rows(text)
        let pieces = rows(text, chunk: Int.random(in: 1...5, using: &random))
        #expect(whole.rows == pieces.rows && whole.fault == pieces.fault, "seed \(seed)")
    }
}
