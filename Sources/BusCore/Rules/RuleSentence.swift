internal import JSON

/// A sentence of a finding: which one of `RuleSentences`, and what is put in. It is written in every official language.
struct RuleSentence: Sendable, Equatable {
    let key: RuleSentences.Key
    let values: [String]

    init(_ key: RuleSentences.Key, _ values: String...) {
        self.key = key
        self.values = values
    }

    private init(_ key: RuleSentences.Key, values: [String]) {
        self.key = key
        self.values = values
    }

    /// In one language, `{0}` and so on filled in.
    func text(_ language: Int) -> String {
        let template = RuleSentences.templates(key)[language]
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            let close = rest[open...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
            let place = Int(rest[rest.index(after: open)..<close]) ?? 0
            text += place < values.count ? values[place] : ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    /// `{"ar":"...","en":"...",...}`
    func write(to json: inout JSONWriter) {
        json.object { json in
            for (place, language) in RuleSentences.languages.enumerated() {
                json.member(language, text(place))
            }
        }
    }

    /// The same, behind a day by which it is to be done.
    func write(due day: String, to json: inout JSONWriter) {
        json.object { json in
            for (place, language) in RuleSentences.languages.enumerated() {
                let due = RuleSentence(.due, values: [day, text(place)])
                json.member(language, due.text(place))
            }
        }
    }
}
