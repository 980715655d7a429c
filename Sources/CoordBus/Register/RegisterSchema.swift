/// The register: tables folded from the log. It holds nothing that is not in the log, and is made anew whenever its
/// version, its log or its file is not what it should be.
///
/// Reading: open the file read-only with anything that reads SQLite. `status = 0` is the real world. Names are the words of
/// docs/events.md; `sequence` columns lead back to the log. docs/register.md shows every table and column.
package enum RegisterSchema {
    /// Goes up with every change of tables or of how they are filled; a register of another version is rebuilt.
    package static let version: Int64 = 2

    package static let tables: [RegisterTable] = [
        cases, requests, mandates, elections, contexts, assessments, decisions, assistance, links,
        missions, missionReports, observations, observers, endorsements, posts, roster, money,
        balances, fundAlerts, policies, acknowledgements, lessons, practices, partners, presence,
        delegations, overlaps, verdicts, gaps, breaches, ruleParameters, offices, issues, ledger,
    ]

    package static func table(_ name: String) -> RegisterTable? {
        tables.first { $0.name == name }
    }

    /// Beside the tables above: what the fold itself needs.
    package static let creation = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE progress (one INTEGER PRIMARY KEY CHECK (one = 1), applied INTEGER NOT NULL);
        CREATE TABLE events (
            sequence INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            recorded INTEGER NOT NULL,
            type INTEGER NOT NULL,
            agency TEXT NOT NULL,
            publisher TEXT,
            country TEXT,
            case_id TEXT,
            id TEXT NOT NULL,
            subject TEXT,
            cause TEXT,
            status INTEGER NOT NULL,
            classification INTEGER NOT NULL
        );
        CREATE TABLE traces (
            entity INTEGER NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (entity, sequence)
        ) WITHOUT ROWID;
        CREATE TABLE entities (hash INTEGER PRIMARY KEY, entity INTEGER NOT NULL);
        CREATE TABLE event_types (number INTEGER PRIMARY KEY, name TEXT NOT NULL, family TEXT NOT NULL);
        CREATE TABLE agency_names (
            agency TEXT PRIMARY KEY, line TEXT NOT NULL, name TEXT NOT NULL, since TEXT, until TEXT
        ) WITHOUT ROWID;

        """

    /// Of the tables in `creation`, for docs/register.md.
    package static let ownTables: [(name: String, note: String, columns: [(String, String)])] = [
        (
            "events", "Every event of the log, one row each.",
            [
                ("sequence", "its place in the log"),
                ("time", "when it happened, nanoseconds since the Unix epoch"),
                ("recorded", "when the bus recorded it, nanoseconds"),
                ("type", "number of the type; joins `event_types`"),
                ("agency", "whose `source` it bears"),
                ("publisher", "who published it, where that is another"),
                ("country", "ISO 3166-1 alpha-3; null for none or several"),
                (
                    "case_id",
                    "`correlationid`, else the request or mandate it rests on or speaks of"
                ),
                ("id", "its `id`"), ("subject", "its `subject`"), ("cause", "its `causationid`"),
                ("status", "0 actual, 1 exercise, 2 test"),
                (
                    "classification",
                    "0 public, 1 member-states, 2 un-system, 3 case-parties, 4 focal-point"
                ),
            ]
        ),
        (
            "traces", "Which events made which row: every figure leads back to them.",
            [("entity", "the row"), ("sequence", "the event")]
        ),
        (
            "entities", "Numbers of rows by what they are of, for the fold alone.",
            [
                ("hash", "XXH3 of table, world, agency where it counts, and identifier"),
                ("entity", "the row's number, in the order of first mention"),
            ]
        ),
        (
            "event_types", "The catalogue.",
            [
                ("number", "as in `events`"), ("name", "e.g. `request.received`"),
                ("family", "its first word"),
            ]
        ),
        (
            "agency_names",
            "Agencies that changed their name stay one line of history: group by `line`.",
            [
                ("agency", "code"), ("line", "the code that stands for all of them"),
                ("name", "its name in that time"), ("since", "first day"), ("until", "last day"),
            ]
        ),
        (
            "meta", "What the file is.",
            [("key", "`version`, `log`"), ("value", "of the schema; identity of the log")]
        ),
        ("progress", "One row.", [("one", "always 1"), ("applied", "the last sequence folded")]),
    ]

    package static let ownIndexes = """
        CREATE INDEX events_case_id ON events (case_id);
        CREATE INDEX events_country ON events (country);

        """

    /// Lists as rows: `SELECT theme, count(*) FROM assistance_themes ... GROUP BY theme`.
    package static let lists: [(view: String, table: String, column: String, as: String)] = [
        ("request_types", "requests", "types", "type"),
        ("request_themes", "requests", "themes", "theme"),
        ("request_phases", "requests", "phases", "phase"),
        ("decline_reasons", "requests", "decline_reasons", "reason"),
        ("decision_types", "decisions", "types", "type"),
        ("decision_themes", "decisions", "themes", "theme"),
        ("decision_phases", "decisions", "phases", "phase"),
        ("assistance_themes", "assistance", "themes", "theme"),
        ("assistance_phases", "assistance", "phases", "phase"),
        ("assistance_countries", "assistance", "countries", "country"),
        ("assistance_addresses", "assistance", "addresses", "need"),
        ("assistance_policies", "assistance", "policies", "policy"),
        ("mandate_types", "mandates", "types", "type"),
        ("mandate_countries", "mandates", "countries", "country"),
        ("lesson_themes", "lessons", "themes", "theme"),
        ("lesson_phases", "lessons", "phases", "phase"),
    ]

    package static var views: String {
        lists.map { list in
            """
            CREATE VIEW \(list.view) AS SELECT t.entity, j.value AS \(list.as)
            FROM \(list.table) t, json_each(t.\(list.column)) j;

            """
        }.joined() + """
            CREATE VIEW needs AS
            SELECT a.entity, a.assessment, a.case_id, a.country, a.status, a.classification,
                a.event, a.sequence,
                j.value ->> 'id' AS need, j.value ->> 'theme' AS theme, j.value ->> 'phase' AS phase,
                j.value ->> 'priority' AS priority, j.value -> 'place' ->> 'name' AS place,
                j.value ->> 'beneficiary' AS beneficiary, j.value ->> 'size' AS size,
                j.value ->> 'instrument' AS instrument, j.value ->> 'summary' AS summary
            FROM assessments a, json_each(a.needs) j;
            CREATE VIEW assistance_places AS
            SELECT t.entity, j.value ->> 'name' AS place, j.value ->> 'code' AS code,
                j.value ->> 'latitude' AS latitude, j.value ->> 'longitude' AS longitude
            FROM assistance t, json_each(t.places) j;
            CREATE VIEW assistance_partners AS
            SELECT t.entity, j.value ->> 'role' AS role, j.value ->> 'agency' AS partner,
                j.value ->> 'ref' AS ref, j.value ->> 'name' AS name
            FROM assistance t, json_each(t.partners) j;
            CREATE VIEW assistance_beneficiaries AS
            SELECT t.entity, j.value ->> 'group' AS beneficiary, j.value ->> 'count' AS people
            FROM assistance t, json_each(t.beneficiaries) j;
            CREATE VIEW link_parties AS
            SELECT l.sequence, l.kind, l.status, j.value ->> 'agency' AS party,
                j.value ->> 'activity' AS activity
            FROM links l, json_each(l.parties) j
            UNION ALL
            SELECT sequence, kind, status, reported ->> 'agency', reported ->> 'activity'
            FROM links WHERE reported IS NOT NULL
            UNION ALL
            SELECT sequence, kind, status, owner ->> 'agency', owner ->> 'activity'
            FROM links WHERE owner IS NOT NULL;

            """
    }
}
