internal import Bytes
internal import JSON

/// The members of an event that fill columns, as a tree, so that one walk over `data` finds them all.
///
/// Nodes and names lie flat in two arrays of plain numbers: the walk then counts no references.
struct ColumnTree: Sendable {
    struct Leaf {
        /// Place in the table, from 0; the first is the key, which no member fills.
        let column: Int
        let form: RegisterColumn.Form
    }

    private struct Node: Sendable {
        let nameStart: Int
        let nameCount: Int
        /// The first eight bytes of the name; with its length they tell nearly all names apart.
        let nameBegin: UInt64
        /// Of a list: which place; -1 when the name is none.
        let place: Int
        /// A column that the value itself fills; 0 for none.
        var column = 0
        var form = RegisterColumn.Form.text
        /// The first child, and the next child of the same parent; -1 for none.
        var child = -1
        var sibling = -1
    }

    private var nodes: [Node] = [Node(nameStart: 0, nameCount: 0, nameBegin: 0, place: -1)]
    private var names: [UInt8] = []
    /// The children of the root by their names, since most names stand there: nodes by `slot`, the next ones where that is taken.
    private var root = [Int](repeating: -1, count: slotCount)
    private static let slotCount = 256

    private static func slot(_ begin: UInt64, _ count: Int) -> Int {
        let mixed = (begin ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> 56)
    }

    private static func begin(_ name: Span<UInt8>) -> UInt64 {
        if name.count >= 8 { return name.littleEndian(at: 0, as: UInt64.self) }
        var begin: UInt64 = 0
        for place in name.indices { begin |= UInt64(name[place]) << UInt64(8 * place) }
        return begin
    }

    /// - Parameter path: names of members, and places in lists, joined by dots.
    mutating func add(_ leaf: Leaf, at path: String) {
        var node = 0
        let parts = path.split(separator: ".").map(String.init)
        for (depth, part) in parts.enumerated() {
            node = child(of: node, named: part, isNew: depth == parts.count - 1)
        }
        nodes[node].column = leaf.column
        nodes[node].form = leaf.form
    }

    /// Columns that the same value fills have a node each.
    private mutating func child(of parent: Int, named name: String, isNew: Bool) -> Int {
        let bytes = Array(name.utf8)
        var at = nodes[parent].child
        while at >= 0 {
            let node = nodes[at]
            let isSame = names[node.nameStart..<(node.nameStart + node.nameCount)] == bytes[...]
            if isSame, !isNew || node.column == 0 { return at }
            at = node.sibling
        }
        var node = Node(
            nameStart: names.count, nameCount: bytes.count, nameBegin: Self.begin(bytes.span),
            place: Int(name) ?? -1)
        node.sibling = nodes[parent].child
        names += bytes
        nodes.append(node)
        nodes[parent].child = nodes.count - 1
        if parent == 0 { enter(node, nodes.count - 1) }
        return nodes.count - 1
    }

    private mutating func enter(_ node: Node, _ number: Int) {
        precondition(nodes.count < Self.slotCount / 2)
        var slot = Self.slot(node.nameBegin, node.nameCount)
        while root[slot] >= 0 { slot = (slot + 1) % Self.slotCount }
        root[slot] = number
    }

    /// Fills the cells of a row with what stands at `index` and below.
    /// - Parameter start: the row's first cell.
    func fill(
        _ document: borrowing JSONDocument, _ index: Int, _ start: Int, _ rows: inout PackedRows
    ) {
        guard document.kind(index) == .object else { return }
        let (nodes, names, root) = (nodes.span, names.span, root.span)
        var at = document.first(in: index)
        while !document.isEnd(at) {
            let name = document.string(at)
            let begin = Self.begin(name)
            var slot = Self.slot(begin, name.count)
            while root[slot] >= 0 {
                let number = root[slot]
                if Self.has(nodes[number], begin, name, names) {
                    Self.take(number, nodes, names, document, at + 1, start, &rows)
                }
                slot = (slot + 1) % Self.slotCount
            }
            at = document.after(at + 1)
        }
    }

    @inline(__always)
    private static func has(
        _ node: Node, _ begin: UInt64, _ name: Span<UInt8>, _ names: Span<UInt8>
    ) -> Bool {
        guard node.nameBegin == begin, node.nameCount == name.count else { return false }
        if name.count <= 8 { return true }
        return name.equals(names.extracting(node.nameStart..<(node.nameStart + node.nameCount)))
    }

    /// What a value and its parts fill.
    private static func take(
        _ number: Int, _ nodes: Span<Node>, _ names: Span<UInt8>,
        _ document: borrowing JSONDocument, _ value: Int, _ start: Int, _ rows: inout PackedRows
    ) {
        if nodes[number].column > 0 {
            fill(start + nodes[number].column, nodes[number].form, document, value, &rows)
        }
        if nodes[number].child >= 0 {
            fillParts(number, nodes, names, document, value, start, &rows)
        }
    }

    private static func fillParts(
        _ parent: Int, _ nodes: Span<Node>, _ names: Span<UInt8>,
        _ document: borrowing JSONDocument, _ index: Int, _ start: Int, _ rows: inout PackedRows
    ) {
        let isObject = document.kind(index) == .object
        guard isObject || document.kind(index) == .array else { return }
        var at = document.first(in: index)
        var place = 0
        while !document.isEnd(at) {
            let value = isObject ? at + 1 : at
            var child = nodes[parent].child
            while child >= 0 {
                let isIt: Bool
                if isObject {
                    let name = document.string(at)
                    isIt = has(nodes[child], begin(name), name, names)
                } else {
                    isIt = nodes[child].place == place
                }
                if isIt { take(child, nodes, names, document, value, start, &rows) }
                child = nodes[child].sibling
            }
            at = document.after(value)
            place += 1
        }
    }

    /// A value of another kind than the column's leaves it as it is: the gate has checked what it could.
    private static func fill(
        _ cell: Int, _ form: RegisterColumn.Form, _ document: borrowing JSONDocument,
        _ index: Int, _ rows: inout PackedRows
    ) {
        let kind = document.kind(index)
        switch form {
        case .text:
            guard kind == .string else { return }
            rows.set(document.string(index), at: cell)
        case .integer:
            guard kind == .integer else { return }
            rows.set(document.integer(index), at: cell)
        case .number:
            guard kind == .integer || kind == .double || kind == .unsigned else { return }
            rows.set(document.number(index), at: cell)
        case .boolean:
            guard kind == .yes || kind == .no else { return }
            rows.set(kind == .yes ? 1 as Int64 : 0, at: cell)
        case .hundredths:
            guard kind == .string, let amount = Hundredths.read(document.string(index)) else {
                return
            }
            rows.set(amount, at: cell)
        case .json:
            rows.set(document, valueAt: index, at: cell)
        case .time: break  // the event's own time is no member of data
        }
    }
}

/// Decimal texts in hundredths, for sums that are exact.
enum Hundredths {
    /// `12.345` is 1234; nil when it is no decimal number or too large.
    static func read(_ text: Span<UInt8>) -> Int64? {
        var value: Int64 = 0
        var decimals = -1
        var at = 0
        let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
        if isNegative { at = 1 }
        guard at < text.count else { return nil }
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
                continue
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            if decimals >= 2 { continue }
            if decimals >= 0 { decimals += 1 }
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        while decimals < 2 {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = scaled
            decimals = max(decimals, 0) + 1
        }
        return isNegative ? -value : value
    }
}
