/// One element with everything in it that was wanted.
package struct XMLElement: Equatable, Sendable {
    /// With its prefix if it has one.
    package let name: String
    package let line: Int
    package let attributes: [XMLAttribute]
    package internal(set) var children: [XMLElement] = []
    /// The element's own character data, without that of its children.
    package internal(set) var text = ""

    init(name: String, line: Int, attributes: [XMLAttribute]) {
        self.name = name
        self.line = line
        self.attributes = attributes
    }

    package func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    package func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    package func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }
}

/// Puts starts, texts and ends together to one element after another.
///
/// Feed it from an `XMLReader` from the start of the element wanted. Children named in `skipping` are
/// left out whole, at any depth. Beyond `bytesMax` of names, values and text nothing more is kept: `isTooLarge`.
package struct XMLElementBuilder: Sendable {
    private let skipping: Set<String>
    private let bytesMax: Int
    private var open: [XMLElement] = []
    private var skippedDepth = 0
    private var bytesKept = 0
    package private(set) var isTooLarge = false

    package init(skipping: Set<String> = [], bytesMax: Int) {
        self.skipping = skipping
        self.bytesMax = bytesMax
    }

    /// Is an element begun and not ended?
    package var isOpen: Bool { !open.isEmpty }

    package mutating func start(_ reader: borrowing XMLReader) {
        guard skippedDepth == 0, !isTooLarge else {
            skippedDepth += 1
            return
        }
        let name = reader.name
        if !open.isEmpty, skipping.contains(name) {
            skippedDepth = 1
            return
        }
        let attributes = reader.attributes
        // An element takes some 100 bytes beside its texts.
        bytesKept += attributes.reduce(100) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        open.append(XMLElement(name: name, line: reader.line, attributes: attributes))
        if bytesKept > bytesMax { isTooLarge = true }
    }

    package mutating func text(_ reader: borrowing XMLReader) {
        guard skippedDepth == 0, !open.isEmpty, !isTooLarge else { return }
        bytesKept += reader.textByteCount
        if bytesKept > bytesMax {
            isTooLarge = true
        } else {
            open[open.count - 1].text += reader.text
        }
    }

    /// - Returns: the outermost element when this was its end.
    package mutating func end() -> XMLElement? {
        if skippedDepth > 0 {
            skippedDepth -= 1
            return nil
        }
        guard let ended = open.popLast() else { return nil }
        guard open.isEmpty else {
            open[open.count - 1].children.append(ended)
            return nil
        }
        bytesKept = 0
        return ended
    }

    /// The element begun, as far as it is known; for messages about cut-off documents.
    package var unfinished: XMLElement? {
        guard var whole = open.last else { return nil }
        for outer in open.dropLast().reversed() {
            var outer = outer
            outer.children.append(whole)
            whole = outer
        }
        return whole
    }

    package mutating func reset() {
        open.removeAll()
        skippedDepth = 0
        bytesKept = 0
        isTooLarge = false
    }
}
