/// The shapes that many types of event have in common, and the limits of lists and texts.
enum Common {
    static let identifier = Shape.text(1...256)
    static let line = Shape.text(1...500)
    static let paragraph = Shape.text(1...4_000)
    static let title = Shape.languageMap(2_000)
    static let longText = Shape.languageMap(30_000)
    static let count = Shape.integer(0...1_000_000_000)
    static let sequence = Shape.integer(1...Int64.max)
    static let agencies = Shape.list(.agency, 0...64)
    static let identifiers = Shape.list(identifier, 0...100)
    static let languages = Shape.list(.language, 0...32)
    static let sequences = Shape.list(sequence, 0...1_000)
    static let themes = Shape.codes(Vocabulary.theme)
    static let phases = Shape.codes(Vocabulary.phase)
    static let types = Shape.codes(Vocabulary.type)

    static let period = Shape.object(
        ObjectShape(
            "period",
            [
                .optional("start", .date, "first day"),
                .optional("end", .date, "last day"),
                .optional("basis", .code(Vocabulary.periodBasis), "what the dates rest on"),
            ],
            rules: [.ordered("start", "end"), .atLeastOneOf(["start", "end"])]))

    /// A span of the log.
    static let range = Shape.object(
        ObjectShape(
            "sequenceRange",
            [
                .required("first", sequence, "first sequence"),
                .required("last", sequence, "last sequence"),
            ],
            rules: [.ordered("first", "last")]))

    static let money = Shape.object(
        ObjectShape(
            "money",
            [
                .required("amount", .decimal, "e.g. \"1250000.00\""),
                .required("currency", .currency, "ISO 4217"),
            ]))

    static let place = Shape.object(
        ObjectShape(
            "place",
            [
                .required("name", .text(1...200), "as people there call it"),
                .optional("code", .text(1...64), "code in `vocabulary`"),
                .optional("vocabulary", .text(1...64), "gazetteer, e.g. \"GeoNames\""),
                .optional("latitude", .number(-90...90), "degrees, north positive"),
                .optional("longitude", .number(-180...180), "degrees, east positive"),
            ],
            rules: [.requires("latitude", "longitude"), .requires("longitude", "latitude")]))

    static let places = Shape.list(place, 0...1_000)

    /// What assistance rests on (P11): a request or a mandate.
    static let basis = Shape.object(
        ObjectShape(
            "basis",
            [
                .optional("request", identifier, "the request's identifier"),
                .optional("mandate", identifier, "the mandate's identifier"),
            ],
            rules: [.atLeastOneOf(["request", "mandate"])]))

    /// Somebody outside the bus, or an agency on it.
    static let contributor = Shape.object(
        ObjectShape(
            "contributor",
            [
                .required("kind", .code(Vocabulary.contributorKind), "what sort of giver"),
                .optional("country", .country, "of a Member State"),
                .optional("agency", .agency, "of an agency on the bus"),
                .optional("name", .text(1...200), "of an organisation, never of a person"),
            ],
            rules: [.atLeastOneOf(["country", "agency", "name"])]))

    /// A published or filed paper.
    static let document = Shape.object(
        ObjectShape(
            "document",
            [
                .optional("symbol", .text(1...100), "e.g. \"A/72/260\""),
                .optional("title", title, "by language"),
                .optional("uri", .text(1...2_000), "where it is"),
                .optional("digest", .digest, "SHA-256 of the file"),
                .optional("languages", languages, "languages it exists in"),
            ],
            rules: [.atLeastOneOf(["symbol", "title", "uri"])]))

    /// Another event on the bus.
    static let eventReference = Shape.object(
        ObjectShape(
            "eventReference",
            [
                .optional("sequence", sequence, "its sequence"),
                .optional("source", .text(1...256), "its `source`"),
                .optional("id", identifier, "its `id`"),
            ],
            rules: [
                .atLeastOneOf(["sequence", "id"]), .requires("id", "source"),
                .requires("source", "id"),
            ]))

    /// Types, themes and phases that a recommendation or decision names.
    static let parameters: [Field] = [
        .optional("types", types, "types of assistance"),
        .optional("themes", themes, "themes"),
        .optional("phases", phases, "phases of the electoral cycle"),
        .optional("implementers", agencies, "who is to do it"),
    ]
}
