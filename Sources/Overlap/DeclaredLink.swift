/// What the publishers themselves say of two records, by identifiers: explained, never an unexplained overlap.
struct DeclaredLink {
    var kind: PairVerdict.Kind
    /// In order of the alphabet.
    var identifiers: [String]

    /// Joint wins over reports-on, and both over a plain link: what says more is kept. Nil when nothing joins the two.
    init?(_ a: RecordReading, _ b: RecordReading) {
        func join(_ links: KeyPath<RecordReading, Set<String>>) -> [String] {
            let first = a[keyPath: links]
            let second = b[keyPath: links]
            if first.isEmpty, second.isEmpty { return [] }
            return first.intersection(b.identifiers).union(second.intersection(a.identifiers))
                .sorted()
        }
        for (kind, links) in [
            (PairVerdict.Kind.joint, join(\.jointWith)), (.secondary, join(\.reportsOn)),
            (.linked, join(\.pointsAt)),
        ] where !links.isEmpty {
            self.kind = kind
            identifiers = links
            return
        }
        return nil
    }
}
