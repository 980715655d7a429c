/// docs/events.md: the catalogue for people.
enum CatalogueWriter {
    static func file(
        _ catalogue: [EventType], _ usage: ShapeUsage
    ) -> (path: String, text: String) {
        var text = head
        text += attributes
        text += authorities
        text += "\n## Types\n\n| number | type | who may publish | from |\n|---|---|---|---|\n"
        for type in catalogue {
            text +=
                "| \(type.number) | [`\(type.name)`](#\(anchor(type.name))) | \(type.authority.rawValue) "
                + "| \(type.origin) |\n"
        }
        for family in EventCatalogue.families {
            text += "\n## Family `\(family)`\n"
            for type in catalogue where type.family == family { text += section(type, usage) }
        }
        text += "\n## Objects that several types share\n"
        for object in usage.objects where usage.shared.contains(object.name) {
            text += "\n### `\(object.name)`\n\n" + FieldTable.table(object, usage)
        }
        text += "\n## Value sets\n"
        for set in usage.valueSets { text += valueSet(set) }
        return ("docs/events.md", text)
    }

    private static let head = """
        # Events

        Written by `coordctl schema`; do not edit. What an event is, who may publish it, what it holds. The same
        declarations give [schemas/](../schemas) (JSON Schema 2020-12) and [asyncapi.json](asyncapi.json) (AsyncAPI 3.0).
        Paragraphs are those of A/RES/72/164: OP operative, P preamble. Examples are invented. Codes marked
        [proposal] are ours; what is marked [memory] was not found in a stored source.

        Every event is one CloudEvents 1.0 JSON object in UTF-8, at most 65,536 bytes. Members of `data` that are not
        listed are refused, and so is any member, anywhere, that is named like data of a person (passport, voter id,
        date of birth, telephone, e-mail). A key may stand only once in an object. Lengths of texts are in bytes.


        """

    private static var attributes: String {
        """
        ## Attributes

        | attribute | needed | what |
        |---|---|---|
        | `specversion` | yes | `"1.0"` |
        | `id` | yes | 1 to \(Attribute.idBytesMax) bytes; (`source`, `id`) is unique for ever |
        | `source` | yes | `urn:coordbus:agency:CODE`, CODE being 1 to 24 of `a-z 0-9 -`, not `-` first |
        | `type` | yes | `org.coordbus.` and a name of the catalogue |
        | `time` | yes | when it happened: RFC 3339 with an offset, e.g. `2017-08-08T06:00:00Z` |
        | `data` | yes | an object, by type |
        | `subject` | | the thing spoken of, e.g. the activity's identifier; 1 to \(Attribute.referenceBytesMax) bytes |
        | `correlationid` | | the case: the request or mandate it all goes back to |
        | `causationid` | | the event that led to this one |
        | `dataclassification` | | \(Classification.allCases.map { "`\($0)`" }.joined(separator: ", ")); without it, as the type says |
        | `status` | | \(EventStatus.allCases.map { "`\($0)`" }.joined(separator: ", ")); without it `actual` |
        | `dataschema` | | address of the schema |
        | `datacontenttype` | | `application/json` or absent |
        | others | | 1 to \(Attribute.nameBytesMax) of `a-z 0-9`, with text, number, true or false; at most \(Attribute.extensionsMax) |

        The topic of an event is `family.verb.COUNTRY.agency`: COUNTRY is `data.country`, or `ZZZ` when it has none.


        """
    }

    private static var authorities: String {
        "## Who may publish\n\n| authority | meaning |\n|---|---|\n"
            + EventAuthority.allCases.map { "| `\($0.rawValue)` | \($0.meaning) |\n" }.joined()
    }

    private static func anchor(_ name: String) -> String {
        name.split(separator: ".").joined()
    }

    private static func section(_ type: EventType, _ usage: ShapeUsage) -> String {
        var text = """

            ### `\(type.name)`

            \(type.summary) Number \(type.number); \(type.authority.rawValue); \(type.origin); `\(type.classification)` \
            unless it says otherwise.


            """
        if usage.shared.contains(type.data.name) {
            text += "Fields: [`\(type.data.name)`](#\(type.data.name.lowercased())).\n"
        } else {
            text += FieldTable.table(type.data, usage)
        }
        for object in usage.shared.contains(type.data.name) ? [] : usage.own(below: type.data) {
            text += "\n`\(object.name)`:\n\n" + FieldTable.table(object, usage)
        }
        for example in EventExamples.all where example.type == type.name {
            text += "\n```json\n" + example.event.fileText + "```\n"
        }
        return text
    }

    private static func valueSet(_ set: ValueSet) -> String {
        "\n### `\(set.name)`\n\nSource: \(set.source).\n\n| code | meaning |\n|---|---|\n"
            + set.codes.map { "| `\($0.code)` | \($0.meaning) |\n" }.joined()
    }
}
