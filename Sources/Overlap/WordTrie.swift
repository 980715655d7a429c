/// Words and beginnings of words as a tree of bytes: one walk along a word finds all that it is or begins with.
struct WordTrie: Sendable {
    private struct Node: Sendable {
        var byte: UInt8
        var firstChild: Int32 = -1
        var nextSibling: Int32 = -1
        /// Token of the word that ends here.
        var exact: Int32 = -1
        /// Token of the words that begin so.
        var beginning: Int32 = -1
        /// Of many children: their row in `rows`.
        var row: Int32 = -1
    }

    private var nodes: [Node] = []
    private var roots = [Int32](repeating: -1, count: 256)
    /// Children by byte, 256 places a row, of nodes with more than `siblingsMax`.
    private var rows: [Int32] = []
    private(set) var tokenCount = 0

    private static let siblingsMax = 4

    /// Takes a word, or the beginning of words. - Returns: its token, the same each time.
    mutating func insert(_ word: ArraySlice<UInt8>, isBeginning: Bool) -> Int32 {
        precondition(!word.isEmpty)
        var node: Int32 = -1
        for byte in word { node = child(of: node, byte) ?? addChild(of: node, byte) }
        let known = isBeginning ? nodes[Int(node)].beginning : nodes[Int(node)].exact
        if known >= 0 { return known }
        let token = Int32(tokenCount)
        tokenCount += 1
        if isBeginning {
            nodes[Int(node)].beginning = token
        } else {
            nodes[Int(node)].exact = token
        }
        return token
    }

    /// Appends the tokens that a word of a text says.
    func tokens(of text: FoldedText, word: Int, into tokens: inout [Int32]) {
        let range = text.range(word)
        var node: Int32 = -1
        for at in range {
            guard let next = child(of: node, text.bytes[at]) else { return }
            node = next
            if nodes[Int(node)].beginning >= 0 { tokens.append(nodes[Int(node)].beginning) }
        }
        if nodes[Int(node)].exact >= 0 { tokens.append(nodes[Int(node)].exact) }
    }

    private func child(of node: Int32, _ byte: UInt8) -> Int32? {
        if node < 0 {
            let root = roots[Int(byte)]
            return root < 0 ? nil : root
        }
        let row = nodes[Int(node)].row
        if row >= 0 {
            let child = rows[Int(row) << 8 | Int(byte)]
            return child < 0 ? nil : child
        }
        var at = nodes[Int(node)].firstChild
        while at >= 0 {
            if nodes[Int(at)].byte == byte { return at }
            at = nodes[Int(at)].nextSibling
        }
        return nil
    }

    private mutating func addChild(of node: Int32, _ byte: UInt8) -> Int32 {
        let index = Int32(nodes.count)
        nodes.append(Node(byte: byte))
        if node < 0 {
            roots[Int(byte)] = index
        } else {
            nodes[Int(index)].nextSibling = nodes[Int(node)].firstChild
            nodes[Int(node)].firstChild = index
            enter(index, of: Int(node))
        }
        return index
    }

    /// Puts a new child into its parent's row, and gives the parent one when it has many children now.
    private mutating func enter(_ child: Int32, of node: Int) {
        let row = Int(nodes[node].row)
        if row >= 0 {
            rows[row << 8 | Int(nodes[Int(child)].byte)] = child
            return
        }
        var children: [Int32] = []
        var at = child
        while at >= 0 {
            children.append(at)
            at = nodes[Int(at)].nextSibling
        }
        guard children.count > Self.siblingsMax else { return }
        nodes[node].row = Int32(rows.count >> 8)
        let start = rows.count
        rows.append(contentsOf: repeatElement(-1, count: 256))
        for child in children { rows[start + Int(nodes[Int(child)].byte)] = child }
    }
}
