internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// The members of an event that fill columns, as a tree, so that one walk over `data` binds them all.
///
/// Nodes and names lie flat in two arrays of plain numbers: the walk then counts no references.
struct ColumnTree {
    struct Leaf {
        /// Of the statement, from 1.
        let parameter: Int
        let form: RegisterColumn.Form
    }

    private struct Node {
        let nameStart: Int
        let nameCount: Int
        /// Of a list: which place; -1 when the name is none.
        let place: Int
        /// A column that the value itself fills; 0 for none.
        var parameter = 0
        var form = RegisterColumn.Form.text
        /// The first child, and the next child of the same parent; -1 for none.
        var child = -1
        var sibling = -1
    }

    private var nodes: [Node] = [Node(nameStart: 0, nameCount: 0, place: -1)]
    private var names: [UInt8] = []

    /// - Parameter path: names of members, and places in lists, joined by dots.
    mutating func add(_ leaf: Leaf, at path: String) {
        var node = 0
        let parts = path.split(separator: ".").map(String.init)
        for (depth, part) in parts.enumerated() {
            node = child(of: node, named: part, isNew: depth == parts.count - 1)
        }
        nodes[node].parameter = leaf.parameter
        nodes[node].form = leaf.form
    }

    /// Columns that the same value fills have a node each.
    private mutating func child(of parent: Int, named name: String, isNew: Bool) -> Int {
        let bytes = Array(name.utf8)
        var at = nodes[parent].child
        while at >= 0 {
            let node = nodes[at]
            let isSame = names[node.nameStart..<(node.nameStart + node.nameCount)] == bytes[...]
            if isSame, !isNew || node.parameter == 0 { return at }
            at = node.sibling
        }
        var node = Node(nameStart: names.count, nameCount: bytes.count, place: Int(name) ?? -1)
        node.sibling = nodes[parent].child
        names += bytes
        nodes.append(node)
        nodes[parent].child = nodes.count - 1
        return nodes.count - 1
    }

    /// Binds what stands at `index` and below to the statement.
    /// - Parameter scratch: memory that is used again.
    func bind(
        _ document: borrowing JSONDocument, _ index: Int, to statement: SQLiteStatement,
        _ scratch: inout ByteBuffer
    ) throws(SQLiteError) {
        let (nodes, names) = (nodes, names)
        try Self.bind(0, nodes.span, names.span, document, index, statement, &scratch)
    }

    private static func bind(
        _ parent: Int, _ nodes: Span<Node>, _ names: Span<UInt8>,
        _ document: borrowing JSONDocument, _ index: Int, _ statement: SQLiteStatement,
        _ scratch: inout ByteBuffer
    ) throws(SQLiteError) {
        let isObject = document.kind(index) == .object
        guard isObject || document.kind(index) == .array else { return }
        var at = document.first(in: index)
        var place = 0
        while !document.isEnd(at) {
            let value = isObject ? at + 1 : at
            var child = nodes[parent].child
            while child >= 0 {
                let node = nodes[child]
                let isIt =
                    isObject
                    ? document.string(at).equals(
                        names.extracting(node.nameStart..<(node.nameStart + node.nameCount)))
                    : node.place == place
                if isIt {
                    if node.parameter > 0 {
                        try bind(node.parameter, node.form, document, value, statement, &scratch)
                    }
                    if node.child >= 0 {
                        try bind(child, nodes, names, document, value, statement, &scratch)
                    }
                }
                child = node.sibling
            }
            at = document.after(value)
            place += 1
        }
    }

    /// A value of another kind than the column's leaves it as it is: the gate has checked what it could.
    private static func bind(
        _ parameter: Int, _ form: RegisterColumn.Form, _ document: borrowing JSONDocument,
        _ index: Int, _ statement: SQLiteStatement, _ scratch: inout ByteBuffer
    ) throws(SQLiteError) {
        let kind = document.kind(index)
        switch form {
        case .text:
            guard kind == .string else { return }
            try statement.bind(parameter, utf8: document.string(index))
        case .integer:
            guard kind == .integer else { return }
            try statement.bind(parameter, document.integer(index))
        case .number:
            guard kind == .integer || kind == .double || kind == .unsigned else { return }
            try statement.bind(parameter, document.number(index))
        case .boolean:
            guard kind == .yes || kind == .no else { return }
            try statement.bind(parameter, kind == .yes ? 1 as Int64 : 0)
        case .hundredths:
            guard kind == .string, let amount = Hundredths.read(document.string(index)) else {
                return
            }
            try statement.bind(parameter, amount)
        case .json:
            scratch.removeAll()
            scratch.append(document, valueAt: index)
            try statement.bind(parameter, utf8: scratch.bytes)
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
