/// The members of an object as a table, with its rules below.
enum FieldTable {
    static func table(_ object: ObjectShape, _ usage: ShapeUsage) -> String {
        var text = "| field | needed | value | what |\n|---|---|---|---|\n"
        for field in object.fields {
            text +=
                "| `\(field.name)` | \(field.isRequired ? "yes" : "") | \(words(field.shape, usage)) "
                + "| \(field.note) |\n"
        }
        if !object.rules.isEmpty {
            text += "\n" + object.rules.map { "- \(words($0))\n" }.joined()
        }
        return text
    }

    private static func words(_ rule: FieldRule) -> String {
        func list(_ names: [String], _ word: String) -> String {
            names.map { "`\($0)`" }.joined(separator: " \(word) ")
        }
        return switch rule {
        case .ordered(let a, let b): "`\(b)` is not before `\(a)`"
        case .atLeastOneOf(let names): "at least one of " + list(names, "or")
        case .notTogether(let names): "only one of " + list(names, "and")
        case .requires(let a, let b): "`\(a)` needs `\(b)`"
        }
    }

    private static func words(_ shape: Shape, _ usage: ShapeUsage) -> String {
        switch shape {
        case .text(let range): "text, \(range.lowerBound) to \(range.upperBound)"
        case .code(let set): "[`\(set.name)`](#\(set.name.lowercased()))"
        case .codes(let set): "list of [`\(set.name)`](#\(set.name.lowercased())), each once"
        case .country: "country"
        case .language: "language"
        case .agency: "agency code"
        case .date: "date"
        case .timestamp: "time"
        case .boolean: "true or false"
        case .integer(let range):
            range.upperBound == .max
                ? "whole number from \(range.lowerBound)"
                : "whole number, \(range.lowerBound) to \(range.upperBound)"
        case .number(let range):
            "number, \(Int(range.lowerBound)) to \(Int(range.upperBound))"
        case .decimal: "amount as text"
        case .currency: "currency"
        case .digest: "SHA-256"
        case .languageMap(let bytes): "text by language, up to \(bytes) each"
        case .list(let items, let range):
            "list of \(range.lowerBound) to \(range.upperBound): \(words(items, usage))"
        case .object(let object):
            usage.shared.contains(object.name)
                ? "[`\(object.name)`](#\(object.name.lowercased()))" : "`\(object.name)`, below"
        case .map(let members, let nameBytes, let textBytes):
            "up to \(members) names (\(nameBytes)) with text (\(textBytes))"
        }
    }
}
