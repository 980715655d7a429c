internal import CTOML

/// A whole TOML 1.0 text as a tree, read by toml++.
///
/// Everything is copied out: the tree is a plain value. At most 256 levels deep (toml++'s limit).
@safe package struct TOMLDocument: Equatable, Sendable {
    /// As given; goes into messages only, nothing is opened.
    package let file: String
    package let root: TOMLTable

    /// - Throws: `TOMLError` with line, column and reason for the first fault of the text.
    package init(parsing text: String, file: String) throws(TOMLError) {
        var text = text
        let parsed: Result<TOMLTable, TOMLError> = text.withUTF8 { utf8 in
            let start = unsafe UnsafeRawPointer(utf8.baseAddress)?
                .assumingMemoryBound(to: CChar.self)
            guard let document = unsafe ctoml_parse(start, utf8.count) else {
                preconditionFailure("no memory for a TOML document")
            }
            defer { unsafe ctoml_free(document) }
            var line: UInt32 = 0
            var column: UInt32 = 0
            if let reason = unsafe ctoml_error(document, &line, &column) {
                let position = TOMLPosition(line: Int(line), column: Int(column))
                let words = unsafe String(cString: reason)
                return .failure(TOMLError(file: file, position: position, reason: words))
            }
            return .success(unsafe Self.table(document, 0))
        }
        self.file = file
        root = try parsed.get()
    }

    /// A fault found by whoever reads the tree.
    package func error(at position: TOMLPosition, _ reason: String) -> TOMLError {
        TOMLError(file: file, position: position, reason: reason)
    }

    private static func value(_ document: OpaquePointer, _ index: Int) -> TOMLValue {
        let node = unsafe ctoml_at(document, index)
        let content: TOMLValue.Content =
            switch unsafe node.kind {
            case CTOML_TABLE: .table(unsafe table(document, index))
            case CTOML_ARRAY: .array(unsafe array(document, index))
            case CTOML_INTEGER: .integer(unsafe node.integer)
            case CTOML_DOUBLE: .double(unsafe node.number)
            case CTOML_BOOLEAN: .boolean(unsafe node.integer != 0)
            case CTOML_DATE: .date(unsafe text(node.text, node.text_count))
            default: .text(unsafe text(node.text, node.text_count))
            }
        let position = unsafe TOMLPosition(line: Int(node.line), column: Int(node.column))
        return TOMLValue(content: content, position: position)
    }

    private static func table(_ document: OpaquePointer, _ index: Int) -> TOMLTable {
        let node = unsafe ctoml_at(document, index)
        var members: [TOMLTable.Member] = []
        var at = index + 1
        while unsafe at < node.after {
            let member = unsafe ctoml_at(document, at)
            let key = unsafe text(member.key, member.key_count)
            let position = unsafe TOMLPosition(
                line: Int(member.key_line), column: Int(member.key_column))
            members.append(
                .init(key: key, keyPosition: position, value: unsafe value(document, at)))
            at = unsafe member.after
        }
        let position = unsafe TOMLPosition(line: Int(node.line), column: Int(node.column))
        return TOMLTable(members: members, position: position)
    }

    private static func array(_ document: OpaquePointer, _ index: Int) -> [TOMLValue] {
        let after = unsafe ctoml_at(document, index).after
        var values: [TOMLValue] = []
        var at = index + 1
        while at < after {
            values.append(unsafe value(document, at))
            at = unsafe ctoml_at(document, at).after
        }
        return values
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        return unsafe bytes.withMemoryRebound(to: UInt8.self) { utf8 in
            unsafe String(decoding: utf8, as: UTF8.self)
        }
    }
}
