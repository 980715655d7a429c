internal import Bytes
internal import Events
internal import JSON
internal import SQLite

/// The members of an event that fill columns, as a tree, so that one walk over `data` binds them all.
struct ColumnTree {
    struct Leaf {
        /// Of the statement, from 1.
        let parameter: Int
        let form: RegisterColumn.Form
    }

    private struct Branch {
        let key: [UInt8]
        var tree: ColumnTree
    }

    private var leaves: [Leaf] = []
    private var branches: [Branch] = []

    /// - Parameter path: names of members, and places in lists, joined by dots.
    mutating func add(_ leaf: Leaf, at path: String) {
        add(leaf, at: path.split(separator: ".")[...])
    }

    private mutating func add(_ leaf: Leaf, at path: ArraySlice<Substring>) {
        guard let first = path.first else {
            leaves.append(leaf)
            return
        }
        let key = Array(first.utf8)
        if let place = branches.firstIndex(where: { $0.key == key }) {
            branches[place].tree.add(leaf, at: path.dropFirst())
        } else {
            var tree = ColumnTree()
            tree.add(leaf, at: path.dropFirst())
            branches.append(Branch(key: key, tree: tree))
        }
    }

    /// Binds what stands at `index` and below to the statement.
    /// - Parameter scratch: memory that is used again.
    func bind(
        _ document: borrowing JSONDocument, _ index: Int, to statement: SQLiteStatement,
        _ scratch: inout ByteBuffer
    ) throws(SQLiteError) {
        for leaf in leaves { try bind(leaf, document, index, statement, &scratch) }
        guard !branches.isEmpty else { return }
        switch document.kind(index) {
        case .object:
            var at = document.first(in: index)
            while !document.isEnd(at) {
                let key = document.string(at)
                for branch in branches.indices {
                    let name = branches[branch].key
                    guard key.equals(name.span) else { continue }
                    try branches[branch].tree.bind(document, at + 1, to: statement, &scratch)
                }
                at = document.after(at + 1)
            }
        case .array:
            var at = document.first(in: index)
            var place = 0
            while !document.isEnd(at) {
                let key = Array(String(place).utf8)
                for branch in branches where branch.key == key {
                    try branch.tree.bind(document, at, to: statement, &scratch)
                }
                at = document.after(at)
                place += 1
            }
        default: break
        }
    }

    /// A value of another kind than the column's leaves it as it is: the gate has checked what it could.
    private func bind(
        _ leaf: Leaf, _ document: borrowing JSONDocument, _ index: Int,
        _ statement: SQLiteStatement, _ scratch: inout ByteBuffer
    ) throws(SQLiteError) {
        let kind = document.kind(index)
        switch leaf.form {
        case .text:
            guard kind == .string else { return }
            try statement.bind(leaf.parameter, utf8: document.string(index))
        case .integer:
            guard kind == .integer else { return }
            try statement.bind(leaf.parameter, document.integer(index))
        case .number:
            guard kind == .integer || kind == .double || kind == .unsigned else { return }
            try statement.bind(leaf.parameter, document.number(index))
        case .boolean:
            guard kind == .yes || kind == .no else { return }
            try statement.bind(leaf.parameter, kind == .yes ? 1 as Int64 : 0)
        case .hundredths:
            guard kind == .string, let amount = Hundredths.read(document.string(index)) else {
                return
            }
            try statement.bind(leaf.parameter, amount)
        case .json:
            scratch.removeAll()
            scratch.append(document, valueAt: index)
            try statement.bind(leaf.parameter, utf8: scratch.bytes)
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
