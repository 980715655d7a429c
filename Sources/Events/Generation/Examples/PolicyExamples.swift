extension EventExamples {
    static let policyExamples: [EventExample] = [
        EventExample(
            "policy.issued", "fp", "2012-05-11T12:00:00Z", about: "FP/01/2012",
            """
            {"policy": "FP/01/2012", "kind": "directive",
             "title": {"en": "Principles and Types of UN Electoral Assistance"},
             "document": {"symbol": "FP/01/2012", "languages": ["en", "fr"], "digest":
               "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
             "issued": "2012-05-11", "effective": "2012-05-11", "acknowledgeBy": "2012-07-11"}
            """),
        EventExample(
            "policy.revised", "fp", "2021-03-01T12:00:00Z", about: "FP/01/2012",
            """
            {"policy": "FP/01/2012", "version": "2", "revised": "2021-03-01",
             "title": {"en": "Principles and Types of UN Electoral Assistance"},
             "document": {"symbol": "FP/01/2012/Rev.1"},
             "changes": {"en": "An addendum on election situation rooms."}}
            """),
        EventExample(
            "policy.acknowledged", "undp", "2021-03-19T09:00:00Z", about: "FP/01/2012",
            """
            {"policy": "FP/01/2012", "version": "2", "acknowledged": "2021-03-19"}
            """),
        EventExample(
            "lesson.recorded", "undp", "2018-05-14T09:00:00Z", about: "LES-KEN-2018-04",
            case: "REQ-KEN-2016-01",
            """
            {"lesson": "LES-KEN-2018-04", "recorded": "2018-05-14", "country": "KEN",
             "event": "KEN-2017-general", "activities": ["XM-DAC-41114-00012345"],
             "title": {"en": "Order registration kits fourteen months ahead",
               "ar": "طلب معدات التسجيل قبل أربعة عشر شهرا"},
             "text": {"en": "Kits ordered eight months ahead came after registration had begun."},
             "themes": ["vr", "proc"], "phases": ["pre.reg"], "tags": ["biometric", "kits"],
             "recommendation": {"en": "Begin the tender with the needs assessment."}}
            """),
        EventExample(
            "practice.shared", "idea", "2016-02-02T09:00:00Z", about: "PRA-IDEA-2016-01",
            """
            {"practice": "PRA-IDEA-2016-01", "shared": "2016-02-02",
             "title": {"en": "Electoral risk register", "es": "Registro de riesgos electorales"},
             "text": {"en": "A tool to list and follow risks through the cycle."},
             "themes": ["security", "planning"],
             "documents": [{"title": {"en": "Guide"}, "languages": ["en", "es"]}]}
            """),
    ]
}
