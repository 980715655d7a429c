/// Shapes in the words of JSON Schema 2020-12.
///
/// What the standard cannot say stands in keywords of our own, which other tools may leave out:
/// `x-coordbus-bytes` (length in UTF-8), `x-coordbus-date` and `x-coordbus-timestamp` (the day exists),
/// `x-coordbus-ordered` (pairs of members, the second not before the first), `x-coordbus-impersonal` (no name for
/// data of a person).
struct ShapeSchema {
    /// Objects that stand in common.json because several types use them.
    let shared: Set<String>
    /// Before `#/$defs/` of what stands in common.json; empty inside common.json itself.
    let commonFile: String

    func common(_ name: String) -> JSONTree {
        .object([("$ref", .text("\(commonFile)#/$defs/\(name)"))])
    }

    func schema(_ shape: Shape) -> JSONTree {
        switch shape {
        case .text(let range): Self.text(range.lowerBound, range.upperBound)
        case .code(let set): common(set.name)
        case .codes(let set):
            .object([
                ("type", .text("array")), ("items", common(set.name)), ("uniqueItems", .flag(true)),
            ])
        case .country: common("country")
        case .language: common("language")
        case .agency: common("agency")
        case .date: common("date")
        case .timestamp: common("timestamp")
        case .boolean: .object([("type", .text("boolean"))])
        case .integer(let range):
            .object([
                ("type", .text("integer")), ("minimum", .number(String(range.lowerBound))),
                ("maximum", .number(String(range.upperBound))),
            ])
        case .number(let range):
            .object([
                ("type", .text("number")), ("minimum", .number(Self.short(range.lowerBound))),
                ("maximum", .number(Self.short(range.upperBound))),
            ])
        case .decimal: common("decimal")
        case .currency: common("currency")
        case .digest: common("digest")
        case .languageMap(let bytes):
            .object([
                ("type", .text("object")), ("propertyNames", common("language")),
                ("additionalProperties", Self.text(1, bytes)), ("minProperties", .number(1)),
                ("maxProperties", .number(32)),
            ])
        case .list(let items, let range):
            .object(
                [("type", .text("array")), ("items", schema(items))]
                    + (range.lowerBound > 0 ? [("minItems", .number(range.lowerBound))] : [])
                    + [("maxItems", .number(range.upperBound))])
        case .object(let object):
            .object([
                (
                    "$ref",
                    .text(
                        (shared.contains(object.name) ? commonFile : "") + "#/$defs/" + object.name)
                )
            ])
        case .map(let members, let nameBytes, let textBytes):
            .object([
                ("type", .text("object")),
                (
                    "propertyNames",
                    .object([
                        ("minLength", .number(1)), ("maxLength", .number(nameBytes)),
                        ("x-coordbus-bytes", .list([.number(1), .number(nameBytes)])),
                        ("x-coordbus-impersonal", .flag(true)),
                    ])
                ),
                ("additionalProperties", Self.text(0, textBytes)),
                ("maxProperties", .number(members)),
            ])
        }
    }

    /// An object's members, closed, with its rules.
    func schema(_ object: ObjectShape) -> [(String, JSONTree)] {
        var members: [(String, JSONTree)] = [("type", .text("object"))]
        let required = object.fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { members.append(("required", .texts(required))) }
        members.append(
            (
                "properties",
                .object(object.fields.map { ($0.name, described(schema($0.shape), $0.note)) })
            ))
        members.append(("additionalProperties", .flag(false)))
        return members + rules(object)
    }

    private func described(_ tree: JSONTree, _ note: String) -> JSONTree {
        guard case .object(let members) = tree else { return tree }
        return .object(members + [("description", .text(note))])
    }

    private func rules(_ object: ObjectShape) -> [(String, JSONTree)] {
        var ordered: [JSONTree] = []
        var all: [JSONTree] = []
        var dependent: [(String, JSONTree)] = []
        for rule in object.rules {
            switch rule {
            case .ordered(let a, let b): ordered.append(.texts([a, b]))
            case .atLeastOneOf(let names):
                all.append(
                    .object([("anyOf", .list(names.map { .object([("required", .texts([$0]))]) }))])
                )
            case .notTogether(let names):
                for (number, a) in names.enumerated() {
                    for b in names.dropFirst(number + 1) {
                        all.append(.object([("not", .object([("required", .texts([a, b]))]))]))
                    }
                }
            case .requires(let a, let b): dependent.append((a, .texts([b])))
            }
        }
        var members: [(String, JSONTree)] = []
        if !dependent.isEmpty { members.append(("dependentRequired", .object(dependent))) }
        if !all.isEmpty { members.append(("allOf", .list(all))) }
        if !ordered.isEmpty { members.append(("x-coordbus-ordered", .list(ordered))) }
        return members
    }

    static func text(_ least: Int, _ most: Int) -> JSONTree {
        .object(
            [("type", .text("string"))] + (least > 0 ? [("minLength", .number(1))] : []) + [
                ("maxLength", .number(most)),
                ("x-coordbus-bytes", .list([.number(least), .number(most)])),
            ])
    }

    /// `-90` instead of `-90.0`.
    private static func short(_ value: Double) -> String {
        Int(exactly: value).map { String($0) } ?? "\(value)"
    }
}
