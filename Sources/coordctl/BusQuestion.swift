internal import BusCore
internal import CoordBus
internal import JSON
internal import Platform

/// One question to the bus and its answer.
enum BusQuestion {
    /// Sends what `send` sends, and hands the answer's JSON out.
    static func ask<R>(
        _ arguments: Arguments, _ send: (inout BusClient) throws(ClientError) -> Void,
        _ read: (borrowing JSONDocument) throws -> R
    ) throws -> R {
        var client = try Connection.client(arguments)
        try client.open()
        defer { client.leave() }
        try send(&client)
        let deadline = monotonicNanoseconds() + 10_000_000_000
        while let reply = try client.next(until: deadline) {
            switch reply {
            case .answer:
                return try client.withBody { bytes in
                    var parser = JSONParser(bytesMax: 16 << 20)
                    return try read(try parser.parse(bytes))
                }
            case .error(let code, _, _, _):
                throw ClientError.refused(code: code, text: client.bodyText)
            default: continue
            }
        }
        throw ClientError.noAnswer(endpoint: client.endpoint, seconds: 10)
    }
}

extension JSONDocument {
    /// A whole number at `key`, or nil.
    func number(_ key: StaticString, in index: Int) -> Int64? {
        value(key, in: index).flatMap { kind($0) == .integer ? integer($0) : nil }
    }

    /// The places of a list's values.
    func places(_ key: StaticString, in index: Int) -> [Int] {
        guard let list = value(key, in: index), kind(list) == .array else { return [] }
        var places: [Int] = []
        var at = first(in: list)
        while !isEnd(at) {
            places.append(at)
            at = after(at)
        }
        return places
    }
}

/// Columns for people: as wide as their widest cell, numbers to the right.
struct TextTable {
    private var rows: [[String]]
    private let numbers: Set<Int>

    /// - Parameter numbers: columns that stand to the right.
    init(_ header: [String], numbers: Set<Int> = []) {
        rows = [header]
        self.numbers = numbers
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    var lines: [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += numbers.contains(column) ? padding + cell : cell + padding
                if column < row.count - 1 { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
