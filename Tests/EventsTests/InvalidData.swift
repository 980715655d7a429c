@testable import Events

/// What `data` must not be: for each type a missing field, a misspelt one, wrong values; for three types every field.
enum InvalidData {
    static let files: [ExampleFile] = EventCatalogue.all.flatMap(files) + rules + personal

    private static let thorough: Set<String> = [
        "assistance.planned", "assessment.report-submitted", "request.received",
    ]

    private static func files(_ type: EventType) -> [ExampleFile] {
        let event = ValidExamples.event(type.name)
        let fields = type.data.fields
        let required = fields.filter(\.isRequired)
        let isThorough = thorough.contains(type.name)
        var result: [ExampleFile] = []
        for field in isThorough ? required : [required[Int(type.number) % required.count]] {
            result.append(
                ExampleFile(
                    invalid: "\(type.name)--without-\(field.name)",
                    event.removing(["data", field.name]),
                    .wrongData, "data.\(field.name)"))
        }
        let misspelt = required[0].name + "x"
        result.append(
            ExampleFile(
                invalid: "\(type.name)--misspelt-\(required[0].name)",
                event.renaming(["data", required[0].name], to: misspelt), .wrongData,
                "data.\(misspelt)")
        )
        let present = fields.filter { event["data"]?[$0.name] != nil }
        let chosen =
            isThorough
            ? present
            : [
                present[Int(type.number) % present.count],
                present[Int(type.number + 1) % present.count],
            ]
        for field in chosen {
            for (number, wrong) in WrongValue.of(field.shape).prefix(isThorough ? 3 : 1)
                .enumerated()
            {
                let suffix = number == 0 ? "" : "-\(number + 1)"
                result.append(
                    ExampleFile(
                        invalid: "\(type.name)--wrong-\(field.name)\(suffix)",
                        event.setting(["data", field.name], wrong.value), wrong.code,
                        "data.\(field.name)\(wrong.below)"))
            }
        }
        return result
    }

    /// Rules between fields.
    private static var rules: [ExampleFile] {
        let planned = ValidExamples.event("assistance.planned")
        func file(_ name: String, _ field: String, _ path: [String], _ json: String)
            -> ExampleFile
        {
            ExampleFile(
                invalid: "assistance.planned--\(name)",
                planned.setting(["data"] + path, JSONTree(parsing: json)), .wrongData, field)
        }
        return [
            file(
                "end-before-start", "data.period.end", ["period"],
                #"{"start": "2017-09-30", "end": "2016-03-01"}"#),
            file(
                "end-year-before-start", "data.period.end", ["period"],
                #"{"end": "2015", "start": "2016-03"}"#),
            file("empty-period", "data.period", ["period"], "{}"),
            file("country-and-countries", "data", ["countries"], #"["UGA", "TZA"]"#),
            file(
                "nameless-partner", "data.partners[0]", ["partners"], #"[{"role": "funding"}]"#),
            file(
                "half-a-position", "data.places[0]", ["places"],
                #"[{"name": "Nairobi", "latitude": -1.28}]"#),
            file("theme-twice", "data.themes[1]", ["themes"], #"["vr", "vr"]"#),
            file("day-that-is-none", "data.period.end", ["period"], #"{"end": "2017-02-29"}"#),
            file("basis-of-nothing", "data.basis", ["basis"], "{}"),
            ExampleFile(
                invalid: "bulletin.issued--range-backwards",
                ValidExamples.event("bulletin.issued").setting(
                    ["data", "sequences"], JSONTree(parsing: #"{"first": 9, "last": 8}"#)),
                .wrongData, "data.sequences.last"),
            ExampleFile(
                invalid: "coordination.acknowledged--id-without-source",
                ValidExamples.event("coordination.acknowledged").removing(
                    ["data", "acknowledges", "source"]),
                .wrongData, "data.acknowledges"),
            ExampleFile(
                invalid: "request.received--received-before-dated",
                ValidExamples.event("request.received").setting(
                    ["data", "received"], .text("2016-02-07")),
                .wrongData, "data.received"),
            ExampleFile(
                invalid: "overlap.flagged--one-party",
                ValidExamples.event("overlap.flagged").setting(
                    ["data", "parties"],
                    JSONTree(parsing: #"[{"agency": "undp", "activity": "A"}]"#)),
                .wrongData, "data.parties"),
        ]
    }

    /// Names for data of persons, wherever they stand.
    private static var personal: [ExampleFile] {
        let planned = ValidExamples.event("assistance.planned")
        func file(_ name: String, _ field: String, _ path: [String]) -> ExampleFile {
            ExampleFile(
                invalid: "assistance.planned--personal-\(name)", planned.setting(path, .text("x")),
                .personalData, field)
        }
        return [
            file("passport", "data.passportNumber", ["data", "passportNumber"]),
            file("voter", "data.extra.voter_id", ["data", "extra", "voter_id"]),
            file("birth", "data.extra.Date of Birth", ["data", "extra", "Date of Birth"]),
            file("phone", "data.extra.contactPhone", ["data", "extra", "contactPhone"]),
            file("email", "data.reporter.email", ["data", "reporter", "email"]),
            file("attribute", "nationalid", ["nationalid"]),
        ]
    }
}
