internal import JSON

/// How a case ends, and what is learned; and the cases that are policies.
extension CasePlay {
    mutating func conclude() {
        var end = electionDay + 100
        for event in script.events { end = max(end, event.time.day) }
        if let aid = aids.first { recordLesson(aid, on: end + 3) }
        if random.chance(30), let aid = aids.last { sharePractice(aid, on: end + 4) }
        let day = end + 6
        guard plan.kind != .mandated else {
            script.add("mandate.ended", by: SimulatedAgency.division, on: day, subject: caseID) {
                json in
                json.member("mandate", caseID)
                json.member("ended", day)
                json.member("country", country.code)
            }
            return
        }
        script.add("request.closed", by: SimulatedAgency.division, on: day, subject: caseID) {
            json in
            json.member("request", caseID)
            json.member("country", country.code)
            json.member("closed", day)
            json.member("activities", aids.map(\.activity))
        }
    }

    private static let lessons = [
        "en": "Materials should be ordered eight weeks earlier: customs took longer than planned.",
        "fr":
            "Commander le matériel huit semaines plus tôt : la douane a pris plus de temps que prévu.",
        "es": "Conviene pedir el material ocho semanas antes: la aduana tardó más de lo previsto.",
        "pt":
            "O material deve ser pedido oito semanas antes: a alfândega demorou mais do que o previsto.",
        "ru": "Материалы следует заказывать на восемь недель раньше.",
        "ar": "ينبغي طلب المواد قبل ثمانية أسابيع: استغرقت الجمارك وقتاً أطول من المتوقع.",
    ]

    private mutating func recordLesson(_ aid: SimulatedAid, on day: SimulatedDay) {
        let own = Self.lessons[country.language, default: ""]
        let words = texts(Self.lessons["en", default: ""], own)
        script.add(
            "lesson.recorded", by: aid.agency, on: day, subject: "LES-\(country.code)-\(tag)"
        ) { json in
            json.member("lesson", "LES-\(country.code)-\(tag)")
            json.member("recorded", day)
            json.members("title", [("en", "Time for procurement and transport, \(country.name)")])
            json.members("text", words.map { ($0.language, $0.text) })
            json.member("country", country.code)
            json.member("event", event)
            json.member("activities", [aid.activity])
            json.member("themes", [aid.theme])
            json.member("phases", ["post.review"])
        }
    }

    private mutating func sharePractice(_ aid: SimulatedAid, on day: SimulatedDay) {
        script.add(
            "practice.shared", by: aid.agency, on: day, subject: "PRA-\(country.code)-\(tag)"
        ) { json in
            json.member("practice", "PRA-\(country.code)-\(tag)")
            json.member("shared", day)
            json.members("title", [("en", "A checklist for \(aid.theme) from \(country.name)")])
            json.members(
                "text", [("en", "What worked, who was asked, what it cost and how long it took.")])
            json.member("country", country.code)
            json.member("themes", [aid.theme])
        }
    }

    private static let readers = ["dfs", "dpko", "ead", "ohchr", "undp", "unwomen"]

    /// The focal point issues a policy; the agencies acknowledge it, all or all but one.
    mutating func playPolicy() {
        let policy = "FP/\(SimulatedDay.digits(number % 100, 2))/\(opening.year)-s\(script.prefix)"
        let due = opening + 30
        let issued = script.add(
            "policy.issued", by: SimulatedAgency.focalPoint, on: opening, subject: policy
        ) { json in
            json.member("policy", policy)
            json.members(
                "title",
                [
                    ("en", "Guideline on reporting electoral assistance"),
                    ("fr", "Directive sur l'établissement de rapports d'assistance électorale"),
                    ("ar", "مبدأ توجيهي بشأن الإبلاغ عن المساعدة الانتخابية"),
                ])
            json.members("document", [("symbol", policy)])
            json.member("effective", opening)
            json.member("acknowledgeBy", due)
            json.member("kind", "guideline")
            json.member("issued", opening)
        }
        let silent = plan.kind == .unread ? random.pick(Self.readers) : nil
        for reader in Self.readers where reader != silent {
            let day = opening + random.within(2...25)
            script.add("policy.acknowledged", by: reader, on: day, because: issued, subject: policy)
            { json in
                json.member("policy", policy)
                json.member("acknowledged", day)
            }
        }
        guard let silent else { return }
        script.plant(
            Planted(
                kind: "breach", detail: BreachPlant.policy.rawValue, expected: "rule.breached",
                correlation: script.correlation, due: due.description, events: [issued.reference],
                why: "\(silent) never acknowledged \(policy)"))
    }
}
