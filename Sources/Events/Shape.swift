/// What a value in `data` may be. Declarations are read by the validator, the JSON Schemas and docs/events.md.
///
/// Lengths of text are in bytes of UTF-8.
package indirect enum Shape: Sendable {
    case text(ClosedRange<Int>)
    /// One code of a value set.
    case code(ValueSet)
    /// Different codes of a value set.
    case codes(ValueSet)
    /// ISO 3166-1 alpha-3, or a withdrawn code, or `XKX`; not `ZZZ`.
    case country
    /// BCP 47, short: two or three small letters, then perhaps `-` and a subtag; `und` = unknown.
    case language
    /// An agency code.
    case agency
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a day that exists.
    case date
    /// RFC 3339 with an offset.
    case timestamp
    case boolean
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>)
    /// An amount as text, so that no digit is lost: at most 18 digits, then perhaps a point and at most 4.
    case decimal
    /// ISO 4217.
    case currency
    /// SHA-256, 64 small hexadecimal letters.
    case digest
    /// Language code to text of at most so many bytes.
    case languageMap(Int)
    case list(Shape, ClosedRange<Int>)
    case object(ObjectShape)
    /// Names of the publisher's choice to text: members, bytes of a name, bytes of a text, at most.
    case map(members: Int, nameBytes: Int, textBytes: Int)
}

/// The members an object may have. Others are refused.
package struct ObjectShape: Sendable {
    /// Objects of one name are one object: `$defs` in the schemas.
    package let name: String
    package let fields: [Field]
    package let rules: [FieldRule]

    package init(_ name: String, _ fields: [Field], rules: [FieldRule] = []) {
        self.name = name
        self.fields = fields
        self.rules = rules
    }
}

/// One member of an object.
package struct Field: Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    package let note: String

    package static func required(_ name: String, _ shape: Shape, _ note: String) -> Field {
        Field(name: name, shape: shape, isRequired: true, note: note)
    }

    package static func optional(_ name: String, _ shape: Shape, _ note: String) -> Field {
        Field(name: name, shape: shape, isRequired: false, note: note)
    }
}

/// What members of one object say about each other.
package enum FieldRule: Sendable {
    /// Both dates or both whole numbers: the second is not before the first. `2017` and `2017-03` do not
    /// contradict each other: dates are compared as far as both go.
    case ordered(String, String)
    case atLeastOneOf([String])
    case notTogether([String])
    /// Where the first is, the second must be.
    case requires(String, String)
}

/// A closed list of codes.
package struct ValueSet: Sendable {
    package let name: String
    package let source: String
    package let codes: [Code]

    package struct Code: Sendable {
        package let code: String
        package let meaning: String
    }

    package init(_ name: String, _ source: String, _ codes: KeyValuePairs<String, String>) {
        self.name = name
        self.source = source
        self.codes = codes.map { Code(code: $0.key, meaning: $0.value) }
        precondition(self.codes.count <= 64)
    }
}
