/// Why a document could not be read to its end: `data/x.xml:4:1: ...`.
package struct XMLError: Error, Equatable, Sendable, CustomStringConvertible {
    /// As given to the reader.
    package let file: String
    /// From 1; 0 when the fault is the file as a whole.
    package let line: Int
    package let column: Int
    package let reason: String

    package init(file: String, line: Int, column: Int = 0, reason: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var description: String {
        guard line > 0 else { return "\(file): \(reason)" }
        return column > 0 ? "\(file):\(line):\(column): \(reason)" : "\(file):\(line): \(reason)"
    }
}
