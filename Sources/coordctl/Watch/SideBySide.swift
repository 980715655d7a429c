internal import Platform

/// Prints two texts in two columns and marks the words that only one of them has: in colour, or between stars.
struct SideBySide {
    let width: Int
    let colour: Bool
    private let label = 12

    init(width: Int, colour: Bool) {
        self.width = width
        self.colour = colour
    }

    private var column: Int { (width - label - 3) / 2 }

    /// Nothing when both are empty.
    func write(_ name: String, _ first: String, _ second: String) {
        guard !first.isEmpty || !second.isEmpty else { return }
        let left = lines(first, beside: second)
        let right = lines(second, beside: first)
        for index in 0..<max(left.count, right.count) {
            let head =
                index == 0
                ? Paint.paint(padded(name, label), Paint.faint, colour)
                : String(repeating: " ", count: label)
            let one = index < left.count ? left[index] : Line()
            let other = index < right.count ? right[index] : Line()
            writeOutput(
                head + one.text + String(repeating: " ", count: max(1, column - one.columns + 1))
                    + "| " + other.text)
        }
    }

    private struct Line {
        var text = ""
        var columns = 0
    }

    private func lines(_ text: String, beside other: String) -> [Line] {
        let known = Set(Self.words(other).map(Self.key))
        var lines: [Line] = []
        var line = Line()
        for word in Self.words(text) {
            let isOnlyHere = !known.contains(Self.key(word))
            let plain = isOnlyHere && !colour ? "*\(word)*" : String(word)
            for piece in Self.pieces(plain, column) {
                if line.columns > 0, line.columns + 1 + piece.count > column {
                    lines.append(line)
                    line = Line()
                }
                if line.columns > 0 {
                    line.text += " "
                    line.columns += 1
                }
                line.text += isOnlyHere ? Paint.paint(piece, Paint.yellow, colour) : piece
                line.columns += piece.count
            }
        }
        if line.columns > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func words(_ text: String) -> [Substring] {
        text.split(whereSeparator: \.isWhitespace)
    }

    /// Words compare without case and without what stands around them.
    private static func key(_ word: Substring) -> String {
        String(
            word.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            })
    }

    /// A word longer than the column is cut.
    private static func pieces(_ word: String, _ column: Int) -> [String] {
        var pieces: [String] = []
        var rest = Substring(word)
        while rest.count > column {
            pieces.append(String(rest.prefix(column)))
            rest = rest.dropFirst(column)
        }
        pieces.append(String(rest))
        return pieces
    }
}
