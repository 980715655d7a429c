internal import Bytes
internal import JSON

/// JSON as a value, for files that people read: the order of members is kept, lines are indented by two.
indirect enum JSONTree: Sendable {
    case object([(String, JSONTree)])
    case list([JSONTree])
    case text(String)
    /// As it is to be written.
    case number(String)
    case flag(Bool)
    case null

    static func number(_ value: Int) -> JSONTree { .number(String(value)) }
    static func texts(_ words: [String]) -> JSONTree { .list(words.map { .text($0) }) }

    /// Reads a JSON text of ours; traps when it is none.
    init(parsing text: String) {
        var parser = JSONParser(bytesMax: 1 << 20)
        do {
            let document = try parser.parse(text.utf8.span)
            self.init(document, document.root)
        } catch {
            preconditionFailure("not JSON: \(error): \(text)")
        }
    }

    private init(_ document: borrowing JSONDocument, _ index: Int) {
        switch document.kind(index) {
        case .object:
            var members: [(String, JSONTree)] = []
            var at = document.first(in: index)
            while !document.isEnd(at) {
                members.append((document.text(at), JSONTree(document, at + 1)))
                at = document.after(at + 1)
            }
            self = .object(members)
        case .array:
            var items: [JSONTree] = []
            var at = document.first(in: index)
            while !document.isEnd(at) {
                items.append(JSONTree(document, at))
                at = document.after(at)
            }
            self = .list(items)
        case .string: self = .text(document.text(index))
        case .integer: self = .number(String(document.integer(index)))
        case .unsigned: self = .number(String(UInt64(bitPattern: document.integer(index))))
        case .double: self = .number("\(document.number(index))")
        case .yes: self = .flag(true)
        case .no: self = .flag(false)
        case .null: self = .null
        }
    }

    /// The text, with a line feed at its end.
    var fileText: String {
        var lines = ""
        write(to: &lines, indent: 0, room: 100)
        return lines + "\n"
    }

    /// The text in one line.
    var lineText: String {
        switch self {
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.0)): \($0.1.lineText)" }.joined(separator: ", ")
                + "}"
        case .list(let items): "[" + items.map(\.lineText).joined(separator: ", ") + "]"
        case .text(let text): Self.quoted(text)
        case .number(let number): number
        case .flag(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }

    private func write(to lines: inout String, indent: Int, room: Int) {
        let line = lineText
        switch self {
        case .object(let members)
        where !members.isEmpty && (indent == 0 || line.utf8.count + indent > room):
            lines += "{\n"
            for (number, member) in members.enumerated() {
                lines += String(repeating: " ", count: indent + 2) + Self.quoted(member.0) + ": "
                // What the name, its quotes, the colon and a comma take.
                member.1.write(
                    to: &lines, indent: indent + 2, room: 100 - member.0.utf8.count - 5)
                lines += number == members.count - 1 ? "\n" : ",\n"
            }
            lines += String(repeating: " ", count: indent) + "}"
        case .list(let items) where !items.isEmpty && line.utf8.count + indent > room:
            lines += "[\n"
            writeItems(items, to: &lines, indent: indent + 2)
            lines += String(repeating: " ", count: indent) + "]"
        default: lines += line
        }
    }

    /// Single values fill lines; objects and lists get a line each.
    private func writeItems(_ items: [JSONTree], to lines: inout String, indent: Int) {
        var column = 0
        for (number, item) in items.enumerated() {
            let isLast = number == items.count - 1
            if case .text = item, item.lineText.utf8.count < 60 {
                let word = item.lineText + (isLast ? "" : ",")
                if column > 0, column + word.utf8.count + 1 > 100 {
                    lines += "\n"
                    column = 0
                }
                lines += column == 0 ? String(repeating: " ", count: indent) : " "
                column += word.utf8.count + (column == 0 ? indent : 1)
                lines += word
                if isLast { lines += "\n" }
            } else {
                if column > 0 { lines += "\n" }
                column = 0
                lines += String(repeating: " ", count: indent)
                item.write(to: &lines, indent: indent, room: 99)
                lines += isLast ? "\n" : ",\n"
            }
        }
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return writer.bytes.text
    }
}
