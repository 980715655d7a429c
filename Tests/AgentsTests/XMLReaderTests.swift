internal import Bytes
internal import TestSupport
internal import Testing
internal import XML

/// Reads `text` in pieces of `chunk` bytes and writes down what came.
private func steps(_ text: String, chunk: Int = 7) -> (steps: [String], error: XMLError?) {
    steps(Array(text.utf8), chunk: chunk)
}

private func steps(_ bytes: [UInt8], chunk: Int) -> (steps: [String], error: XMLError?) {
    var reader = XMLReader(file: "x.xml")
    var seen: [String] = []
    var at = 0
    do {
        while true {
            switch try reader.next() {
            case .start:
                let attributes = reader.attributes.map { " \($0.name)=\($0.value)" }.joined()
                seen.append("<\(reader.name)\(attributes)@\(reader.line)")
            case .end: seen.append(">\(reader.name)")
            case .text:
                if let last = seen.last, last.hasPrefix("'") {
                    seen[seen.count - 1] = last + reader.text
                } else {
                    seen.append("'" + reader.text)
                }
            case .hungry:
                let end = min(at + chunk, bytes.count)
                reader.feed(Array(bytes[at..<end]).span, isLast: at == bytes.count)
                at = end
            case .finished: return (seen, nil)
            }
        }
    } catch {
        return (seen, error)
    }
}

struct XMLReaderTests {
    @Test func startsTextsAndEndsComeInOrderWithTheirLines() {
        let text = """
            <?xml version="1.0"?>
            <a b="1&amp;2" xml:lang="fr">é<!-- no -->
            <c/><![CDATA[<d>]]></a>
            """
        let expected = [
            "<a b=1&2 xml:lang=fr@2", "'é\n", "<c@3", ">c", "'<d>", ">a",
        ]
        for chunk in [1, 2, 3, 7, 1000] {
            let result = steps(text, chunk: chunk)
            #expect(result.error == nil)
            #expect(result.steps == expected, "in pieces of \(chunk)")
        }
    }

    @Test func whatCameBeforeAFaultIsDelivered() {
        for chunk in [1, 16, 4096] {
            let result = steps("<r>\n<a>1</a>\n<a>2</a>\n<b></a>\n<a>3</a></r>", chunk: chunk)
            #expect(result.steps.filter { $0 == ">a" }.count == 2)
            #expect(result.error?.line == 4)
            #expect(result.error?.description.hasPrefix("x.xml:4:") == true)
        }
    }

    @Test func aDocumentThatIsCutOffIsAFaultAtItsEnd() {
        let result = steps("<r>\n<a>1</a>\n<a>2")
        #expect(result.steps.contains(">a"))
        #expect(result.error?.line == 3)
    }

    @Test(arguments: [
        "", "   ", "no markup", "<a>\u{1}</a>", "<a>&nbsp;</a>", "<a><b></a></b>", "<a/><b/>",
        "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
    ])
    func refusedAndNothingIsFetched(text: String) {
        let result = steps(text)
        #expect(result.error != nil)
        #expect(!result.steps.contains { $0.contains("root:") })
    }

    @Test func prefixesStayAndUndeclaredOnesDoNoHarm() {
        let result = steps("<r xmlns:x='urn:x' x:v='1'><x:a/><y:b z:c='2'/></r>")
        #expect(result.error == nil)
        #expect(result.steps.first == "<r x:v=1@1")
        #expect(result.steps.contains("<x:a@1"))
        #expect(result.steps.contains("<y:b z:c=2@1"))
    }

    @Test func otherEncodingsBecomeUTF8() {
        var bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8)
        bytes.append(0xE9)
        bytes += Array("</a>".utf8)
        #expect(steps(bytes, chunk: 5).steps == ["<a@1", "'é", ">a"])
    }

    @Test func elementsAreBuiltWithoutWhatIsSkipped() throws {
        var reader = XMLReader(file: "x.xml")
        var builder = XMLElementBuilder(skipping: ["secret"], bytesMax: 10_000)
        var built: [XMLElement] = []
        let text = "<a n='1'>x<b>y</b><secret><b>z</b></secret><b/>w</a>"
        reader.feed(Array(text.utf8).span, isLast: true)
        loop: while true {
            switch try reader.next() {
            case .start: builder.start(reader)
            case .text: builder.text(reader)
            case .end: if let element = builder.end() { built.append(element) }
            default: break loop
            }
        }
        let a = try #require(built.first)
        #expect(built.count == 1 && !builder.isOpen)
        #expect(a.attribute("n") == "1" && a.attribute("m") == nil)
        #expect(a.text == "xw")
        #expect(a.all("b").map(\.text) == ["y", ""])
        #expect(a.first("secret") == nil)
    }

    @Test func anElementThatIsTooLargeIsToldAndTheNextOneIsRead() throws {
        var reader = XMLReader(file: "x.xml")
        var builder = XMLElementBuilder(bytesMax: 1_000)
        let long = String(repeating: "long ", count: 1_000)
        reader.feed(
            Array("<r><a><b>\(long)</b><c><d/></c></a><a>short</a></r>".utf8).span, isLast: true)
        #expect(try reader.next() == .start)
        var sizes: [Bool] = []
        loop: while true {
            switch try reader.next() {
            case .start: builder.start(reader)
            case .text: builder.text(reader)
            case .end:
                if builder.end() != nil {
                    sizes.append(builder.isTooLarge)
                    builder.reset()
                }
            default: break loop
            }
        }
        #expect(sizes == [true, false])
    }

    /// Whatever bytes come, in whatever pieces: steps or a fault, and the same for every size of piece.
    @Test(arguments: UInt64(0)..<60)
    func damagedDocumentsAreFaultsAndTheSameInAnyPieces(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var bytes = Array(
            "<?xml version='1.0'?><r a='b'><t xml:lang=\"fr\">é &amp; &#x41;</t><!--c--><u/></r>"
                .utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
            default: bytes.removeSubrange(at...)
            }
            if bytes.isEmpty { bytes = [0x3C] }
        }
        let whole = steps(bytes, chunk: 100_000)
        let pieces = steps(bytes, chunk: 3)
        #expect((whole.error == nil) == (pieces.error == nil), "seed \(seed)")
        if whole.error == nil { #expect(whole.steps == pieces.steps, "seed \(seed)") }
    }
}
