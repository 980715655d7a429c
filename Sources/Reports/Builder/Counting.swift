/// Shorthands for figures and tables of counts.
enum Counting {
    /// A count of things and the events behind them.
    static func figure(
        _ id: String, _ label: Words, _ facts: [some Fact]
    ) -> Figure {
        Figure(id, label, .count(facts.count), .of(facts))
    }

    static func figure(_ name: String, _ facts: [some Fact]) -> Figure {
        figure(name, .label("figure.\(name)"), facts)
    }

    /// A count of different values, such as countries, and the events behind them.
    static func distinct<F: Fact>(
        _ name: String, _ facts: [F], _ values: (F) -> [String]
    ) -> Figure {
        Figure(
            name, .label("figure.\(name)"), .count(Set(facts.flatMap(values)).count),
            .of(facts))
    }

    /// The middle of some numbers, the lower of two; nil of none.
    static func median(_ numbers: [Int]) -> Int? {
        numbers.isEmpty ? nil : numbers.sorted()[(numbers.count - 1) / 2]
    }

    /// Things by the codes they have, in the order of `codes`; a thing with several codes stands under each, one with none
    /// under the empty code.
    static func groups<F>(
        _ facts: [F], _ codes: [String], by key: (F) -> [String]
    ) -> [(code: String, facts: [F])] {
        var groups: [String: [F]] = [:]
        for fact in facts {
            let keys = Set(key(fact))
            for code in keys.isEmpty ? [""] : keys { groups[code, default: []].append(fact) }
        }
        let others = groups.keys.filter { !codes.contains($0) }.sorted { a, b in
            a.isEmpty != b.isEmpty ? b.isEmpty : a < b
        }
        return (codes + others).compactMap { code in
            groups[code].map { (code, $0) }
        }
    }

    /// The words of a code, or that nothing is stated.
    static func words(_ set: String, _ code: String) -> Words {
        code.isEmpty ? .label("page.notStated") : .code(set, code)
    }

    /// A table with a row a code: the code's name and one count a column.
    static func table<F: Fact>(
        _ id: String, _ caption: Words, first: String, set: String,
        _ groups: [(code: String, facts: [F])],
        _ columns: [(name: String, value: ([F]) -> (Int, SequenceSet))]
    ) -> Table {
        let rows = groups.map { group in
            let name = words(set, group.code)
            let code = group.code.isEmpty ? "none" : group.code
            return Table.Row(
                code,
                [.words(name)]
                    + columns.map { column in
                        let (count, sequences) = column.value(group.facts)
                        return .figure(
                            Figure(
                                "\(id).\(code).\(column.name)",
                                .list([name, .label("column.\(column.name)")]), .count(count),
                                sequences))
                    })
        }
        return Table(
            id, caption,
            [Table.Column(first)] + columns.map { Table.Column($0.name, number: true) }, rows)
    }

    static func counted<F: Fact>(_ facts: [F]) -> (Int, SequenceSet) {
        (facts.count, .of(facts))
    }
}

extension SequenceSet {
    static func of(_ facts: some Sequence<some Fact>) -> SequenceSet {
        var all: [UInt64] = []
        for fact in facts {
            for event in fact.events { all.append(event.sequence) }
        }
        return SequenceSet(all)
    }
}

extension CountedAssistance: Fact {
    var events: [EventFact] { fact.events }
}
