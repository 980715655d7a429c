/// docs/register.md: every table and column, written from the declarations.
package enum RegisterPage {
    package static var text: String {
        introduction + RegisterSchema.ownTables.map(own).joined()
            + RegisterSchema.tables.map(page).joined() + lists
    }

    private static let introduction = """
        # The register: tables and columns

        The register is a SQLite file that `coordd` folds from the log: nobody types anything into it, and it can be thrown away and
        made again from the log (`coordctl register rebuild`). Open it read-only, with anything that reads SQLite.

        - `status = 0` is the real world; 1 is an exercise, 2 a test. One thing in two of them is two rows.
        - Every row leads back to the log: by `sequence`, and for things that several events made, by `traces` (`entity` to
          `sequence`).
        - Times are nanoseconds since 1970-01-01T00:00:00Z; dates are as the events write them: `2017`, `2017-03` or
          `2017-03-01`.
        - Lists and objects are JSON; lists have views that give them as rows.
        - Later events change what they mention and leave the rest. Which event is later is told by its `time`, then the name of its
          agency, then its sequence. So events that come late, or in another order between agencies, lead to the same rows.
        - Labels: 0 public, 1 member-states, 2 un-system, 3 case-parties, 4 focal-point. A row bears the narrowest label of
          its events (`classification`); whoever shows it to others holds to that.

        Schema version \(RegisterSchema.version). Written by `coordctl schema --output .` from Sources/CoordBus/Register.


        """

    private static func own(
        _ table: (name: String, note: String, columns: [(String, String)])
    ) -> String {
        "## \(table.name)\n\n\(table.note)\n\n| column | |\n|---|---|\n"
            + table.columns.map { "| `\($0.0)` | \($0.1) |\n" }.joined() + "\n"
    }

    private static func page(_ table: RegisterTable) -> String {
        let events = RegisterProjection.all.filter { $0.table.name == table.name }.map(\.type)
        let kind =
            switch table.kind {
            case .entity(let byAgency):
                "One row for each thing" + (byAgency ? " of an agency" : "")
            case .fact: "One row for each event"
            }
        var seen: [String] = []
        for event in events where !seen.contains(event) { seen.append(event) }
        let from = seen.map { "`\($0)`" }.joined(separator: ", ")
        return "## \(table.name)\n\n\(table.note) \(kind): \(from).\n\n"
            + "| column | form | from | |\n|---|---|---|---|\n"
            + table.allColumns.map { column in
                let source = column.path.map { "`\($0)`" } ?? ""
                return "| `\(column.name)` | \(name(column.form)) | \(source) | \(column.note) |\n"
            }.joined() + "\n"
    }

    private static func name(_ form: RegisterColumn.Form) -> String {
        switch form {
        case .text: "text"
        case .integer: "whole number"
        case .number: "number"
        case .boolean: "0 or 1"
        case .json: "JSON"
        case .hundredths: "whole number"
        case .time: "time"
        }
    }

    private static var lists: String {
        "## Views\n\nLists as rows, one for each value; join by `entity`.\n\n| view | of | column |\n|---|---|---|\n"
            + RegisterSchema.lists.map {
                "| `\($0.view)` | `\($0.table).\($0.column)` | `\($0.as)` |\n"
            }.joined()
                + """
                | `needs` | `assessments.needs` | `need`, `theme`, `phase`, `priority`, `place`, ... |
                | `assistance_places` | `assistance.places` | `place`, `code`, `latitude`, `longitude` |
                | `assistance_partners` | `assistance.partners` | `role`, `partner`, `ref`, `name` |
                | `assistance_beneficiaries` | `assistance.beneficiaries` | `beneficiary`, `people` |
                | `link_parties` | `links.parties` | `party`, `activity`; join by `sequence` |

                """
    }
}
