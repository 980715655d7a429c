/// What a search of the institutional memory found, the best first.
package struct FoundReport {
    package struct Item: Sendable {
        /// lesson, practice, policy, assistance, report.
        package let kind: String
        package let key: String
        package let agency: String
        package let country: String?
        package let date: String
        package let title: [String: String]
        package let excerpt: (language: String, text: String)?
        package let sequences: SequenceSet

        package init(
            kind: String, key: String, agency: String, country: String?, date: String,
            title: [String: String], excerpt: (language: String, text: String)?,
            sequences: SequenceSet
        ) {
            self.kind = kind
            self.key = key
            self.agency = agency
            self.country = country
            self.date = date
            self.title = title
            self.excerpt = excerpt
            self.sequences = sequences
        }
    }

    package static func report(
        words: String, items: [Item], matches: Int, through: UInt64
    ) -> Report {
        let rows = items.map { item in
            Table.Row(
                "\(item.kind).\(item.key)",
                [
                    .words(.published(item.title)), .words(.code("document", item.kind)),
                    item.country.map { .words(.country($0)) } ?? .empty,
                    item.date.isEmpty ? .empty : .words(.date(item.date)),
                    .words(.identifier(item.agency)),
                    item.excerpt.map { .words(.published([$0.language: $0.text])) } ?? .empty,
                ], item.sequences)
        }
        let table = Table(
            "found", .label("page.results", [.count(matches)]),
            [
                Table.Column("title"), Table.Column("kind"), Table.Column("country"),
                Table.Column("date"), Table.Column("agency"), Table.Column("excerpt"),
            ], rows)
        let last = max(1, through)
        return Report(
            kind: .search, title: .label("title.search", [.name(words)]),
            lines: [.label("page.log", [.identifier("1-\(last)")])],
            sections: [Report.Section("found", .label("section.found"), [.table(table)])],
            range: 1...last)
    }
}
