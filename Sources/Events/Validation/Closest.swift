/// The word that was probably meant.
enum Closest {
    /// The candidate with the fewest letters to change; nil when none is near.
    static func match(_ word: String, among candidates: [String]) -> String? {
        let letters = Array(word.utf8.prefix(64)).map { $0 | 0x20 }
        var best: (distance: Int, word: String)?
        for candidate in candidates {
            let other = Array(candidate.utf8).map { $0 | 0x20 }
            let distance = distance(letters, other)
            guard distance <= max(2, min(letters.count, other.count) / 3) else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
        }
        return best?.word
    }

    /// Levenshtein's distance.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = above
            }
        }
        return row[b.count]
    }
}
