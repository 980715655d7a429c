extension EventExamples {
    static let ruleExamples: [EventExample] = [
        EventExample(
            "rule.breached", "coordd", "2016-03-02T00:00:00Z", about: "BR-000451",
            case: "REQ-KEN-2016-01",
            """
            {"rule": "R-ASSESS", "breach": "BR-000451", "ruleSet": "2016-1", "country": "KEN",
             "agency": "eu", "about": "XI-IATI-EC_DEVCO-2016/376-520", "evidence": [44001, 44090],
             "severity": "critical", "paragraph": "OP5",
             "reason": {"en": "Money was committed before the needs assessment was reported.",
               "fr": "Des fonds ont été engagés avant le rapport d'évaluation des besoins."},
             "remedy": {"en": "Submit the report and the decision, or withdraw."}, "days": -37}
            """),
        EventExample(
            "rule.cleared", "coordd", "2016-04-22T14:00:01Z", about: "BR-000451",
            case: "REQ-KEN-2016-01",
            """
            {"rule": "R-ASSESS", "breach": "BR-000451", "country": "KEN", "agency": "eu",
             "evidence": [44811], "reason": {"en": "Report and decision are there."}}
            """),
        EventExample(
            "rule.due", "coordd", "2019-07-01T00:00:00Z", about: "BR-002210",
            """
            {"rule": "R-GA", "breach": "BR-002210", "due": "2019-08-31",
             "reason": {"en": "The report to the 74th session is due."}}
            """),
        EventExample(
            "rule.parameters-changed", "fp", "2016-01-04T10:00:00Z", about: "R-TIME",
            """
            {"rule": "R-TIME", "effective": "2016-01-04", "ruleSet": "2016-1",
             "parameters": [{"name": "leadTime", "value": "4", "unit": "months"}],
             "policy": "FP/01/2012", "note": "As in the note of guidance."}
            """),
        EventExample(
            "bulletin.issued", "fp", "2017-01-31T15:00:00Z", about: "BUL-2016-4",
            """
            {"bulletin": "BUL-2016-4", "audience": "member-states",
             "sequences": {"first": 40001, "last": 51999}, "issued": "2017-01-31",
             "period": {"start": "2016-10-01", "end": "2016-12-31"}, "digest":
               "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
             "languages": ["ar", "zh", "en", "fr", "ru", "es"], "requests": 11,
             "countries": ["KEN", "NPL", "LBR"], "nextDue": "2017-04-30"}
            """),
        EventExample(
            "report.ga-issued", "fp", "2019-08-05T15:00:00Z", about: "A/74/285",
            """
            {"report": "A/74/285", "session": 74, "answers": "72/164",
             "sequences": {"first": 52000, "last": 168422}, "issued": "2019-08-05",
             "period": {"start": "2017-08", "end": "2019-07"}, "digest":
               "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
             "languages": ["ar", "zh", "en", "fr", "ru", "es"], "requests": 64}
            """),
    ]
}
