/// Says words in one language: labels, names, dates and numbers as that language writes them.
package struct Speaker: Sendable {
    package let language: ReportLanguage
    private let labels = LabelTable.shared
    private let countries = CountryNames.shared

    package init(_ language: ReportLanguage) { self.language = language }

    /// What is said, in stretches of one sort.
    package func runs(_ words: Words) -> [Run] {
        switch words {
        case .label(let key, let arguments): fill(label(key), arguments.map(runs))
        case .code(let set, let code):
            if let label = labels["\(set).\(code)"] {
                [Run(label[language])]
            } else {
                [Run(code, .code)]
            }
        case .country(let code):
            if let name = countries.name(code, in: language) {
                [Run(name)]
            } else {
                [Run(code, .code)]
            }
        case .identifier(let text): [Run(text, .code)]
        case .name(let text): [Run(text, .foreign(nil))]
        case .published(let texts): published(texts)
        case .date(let text): [Run(date(text))]
        case .period(let start, let end): period(start, end)
        case .count(let number): [Run(self.number(number))]
        case .value(let value): [Run(self.value(value))]
        case .list(let items): interleave(items.map(runs), language.comma)
        case .joined(let items): interleave(items.map(runs), " ")
        }
    }

    /// The same as one text. In a language that is read from right to left, what runs the other way is isolated
    /// (U+2066 to U+2069), so that a terminal or editor shows each part in its own order.
    package func text(_ words: Words) -> String { text(runs(words)) }

    package func text(_ runs: [Run]) -> String {
        runs.map { run in
            switch run.sort {
            case .own: run.text
            case .code: language.isRightToLeft ? "\u{2066}\(run.text)\u{2069}" : run.text
            case .foreign: language.isRightToLeft ? "\u{2068}\(run.text)\u{2069}" : run.text
            }
        }.joined()
    }

    package func label(_ key: String) -> String {
        guard let label = labels[key] else { preconditionFailure("no label \(key) in labels.toml") }
        return label[language]
    }

    // Numbers and money.

    package func number(_ number: Int) -> String { grouped(String(number)) }

    package func amount(_ amount: Amount) -> String {
        let text = amount.decimal
        let whole = grouped(text.dropLast(3))
        let fraction =
            text.hasSuffix(".00")
            ? ""
            : language.numberStyle.point
                + language.digits(text.suffix(2))
        return language == .english || language == .chinese
            ? "\(amount.currency) \(whole)\(fraction)"
            : "\(whole)\(fraction)\u{A0}\(amount.currency)"
    }

    package func value(_ value: Figure.Value) -> String {
        switch value {
        case .count(let count): number(count)
        case .amount(let amount): self.amount(amount)
        case .days(let days): text(.label("page.days", [.count(days)]))
        case .months(let tenths):
            fill(label("page.months"), [[Run(tenthsText(tenths))]]).map(\.text).joined()
        }
    }

    private func tenthsText(_ tenths: Int) -> String {
        let whole = (tenths < 0 ? "-" : "") + grouped(String(tenths.magnitude / 10))
        let rest = tenths.magnitude % 10
        return rest == 0
            ? whole : whole + language.numberStyle.point + language.digits(String(rest))
    }

    /// - Parameter text: digits, perhaps after a minus sign.
    private func grouped(_ text: some StringProtocol) -> String {
        let sign = text.hasPrefix("-") ? "-" : ""
        let digits = Array(text.dropFirst(sign.count))
        let style = language.numberStyle
        guard digits.count >= style.groupedFrom else {
            return sign + language.digits(String(digits))
        }
        var result = sign
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result += style.group }
            result += language.digits(String(digit))
        }
        return result
    }

    // Dates.

    /// `2018`, `2018-02` or `2018-02-14` in words; anything else as it stands.
    package func date(_ text: String) -> String {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard let year = parts.first else { return text }
        let yearText = language.digits(String(year))
        switch parts.count {
        case 1: return put("date.year", "", "", yearText)
        case 2: return put("date.month", "", label("monthAlone.\(parts[1])"), yearText)
        case 3:
            let first = language == .french && parts[2] == 1
            return put(
                "date.day", first ? "1er" : language.digits(String(parts[2])),
                label("month.\(parts[1])"), yearText)
        default: return text
        }
    }

    private func put(_ key: String, _ day: String, _ month: String, _ year: String) -> String {
        fill(label(key), [[Run(day)], [Run(month)], [Run(year)]]).map(\.text).joined()
    }

    private func period(_ start: String?, _ end: String?) -> [Run] {
        switch (start, end) {
        case (nil, nil): [Run(label("page.notStated"))]
        case (let start?, nil): runs(.label("date.since", [.date(start)]))
        case (nil, let end?): runs(.label("date.until", [.date(end)]))
        case (let start?, let end?) where start == end: [Run(date(start))]
        case (let start?, let end?): runs(.label("date.span", [.date(start), .date(end)]))
        }
    }

    /// In this language, else in English, else in the first there is; the language goes with it.
    private func published(_ texts: [String: String]) -> [Run] {
        let own = texts.keys.filter { $0 == language.tag || $0.hasPrefix(language.tag + "-") }.min()
        guard let tag = own ?? (texts["en"] != nil ? "en" : texts.keys.min()),
            let text = texts[tag]
        else { return [Run(label("page.notStated"))] }
        return [Run(text, .foreign(tag == "und" ? nil : tag))]
    }

    // Putting together.

    private func interleave(_ items: [[Run]], _ separator: String) -> [Run] {
        var result: [Run] = []
        for item in items {
            if !result.isEmpty { result.append(Run(separator)) }
            result += item
        }
        return result
    }

    /// Puts arguments where `{0}`, `{1}` stand.
    private func fill(_ template: String, _ arguments: [[Run]]) -> [Run] {
        var result: [Run] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
            let index = Int(rest[rest.index(after: open)..<close]),
            arguments.indices.contains(index)
        {
            if rest.startIndex < open { result.append(Run(String(rest[..<open]))) }
            result += arguments[index]
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { result.append(Run(String(rest))) }
        return result
    }
}
