extension EventExamples {
    static let assessmentExamples: [EventExample] = [
        EventExample(
            "assessment.opened", "ead", "2016-03-01T09:00:00Z", about: "NAM-KEN-2016",
            case: "REQ-KEN-2016-01",
            """
            {"assessment": "NAM-KEN-2016", "country": "KEN", "mode": "mission",
             "basis": {"request": "REQ-KEN-2016-01"}, "event": "KEN-2017-general",
             "opened": "2016-03-01", "lead": "ead", "team": ["ead", "undp", "ohchr", "unwomen"]}
            """),
        EventExample(
            "assessment.mission-planned", "ead", "2016-03-04T16:00:00Z", about: "NAM-KEN-2016",
            case: "REQ-KEN-2016-01",
            """
            {"assessment": "NAM-KEN-2016", "country": "KEN", "mission": "NAM-KEN-2016-M1",
             "period": {"start": "2016-03-14", "end": "2016-03-25", "basis": "planned"},
             "lead": "ead", "team": ["ead", "undp", "ohchr"],
             "places": [{"name": "Nairobi", "latitude": -1.2864, "longitude": 36.8172},
               {"name": "Kisumu"}],
             "termsOfReference": {"title": {"en": "Terms of reference"}, "languages": ["en"]}}
            """),
        EventExample(
            "assessment.mission-deployed", "ead", "2016-03-14T07:30:00Z", about: "NAM-KEN-2016",
            case: "REQ-KEN-2016-01",
            """
            {"assessment": "NAM-KEN-2016", "country": "KEN", "mission": "NAM-KEN-2016-M1",
             "deployed": "2016-03-14", "team": ["ead", "undp", "ohchr"], "size": 5}
            """),
        EventExample(
            "assessment.report-submitted", "ead", "2016-04-08T17:00:00Z", about: "NAM-KEN-2016",
            case: "REQ-KEN-2016-01",
            """
            {"assessment": "NAM-KEN-2016", "country": "KEN", "mode": "mission",
             "basis": {"request": "REQ-KEN-2016-01"}, "event": "KEN-2017-general",
             "period": {"start": "2016-03-14", "end": "2016-03-25", "basis": "actual"},
             "submitted": "2016-04-08",
             "findings": {
               "timeSufficient": {"answer": "yes", "note": "Sixteen months to election day."},
               "conditionsConducive": {"answer": "yes"},
               "reportPlan": {"answer": "yes", "note": "Quarterly, and a final report."},
               "broadSupport": {"answer": "yes"}, "humanRights": {"answer": "unknown",
                 "note": "To be followed up with the commission on human rights."}},
             "needs": [
               {"id": "N1", "theme": "vr", "phase": "pre.reg", "beneficiary": "emb",
                "priority": "high", "size": "15,000 registration kits", "instrument": "goods",
                "summary": {"en": "Biometric kits for registration in all counties."}},
               {"id": "N2", "theme": "ve", "phase": "pre.train", "beneficiary": "women",
                "priority": "medium", "place": {"name": "Turkana", "code": "KE-43",
                  "vocabulary": "ISO 3166-2"}, "instrument": "training"},
               {"id": "N3", "theme": "results", "phase": "elec.results", "beneficiary": "emb",
                "priority": "high", "instrument": "advice"}],
             "recommended": {"outcome": "approved", "types": ["ta"],
               "themes": ["vr", "ve", "results"], "implementers": ["undp", "unwomen"]},
             "risks": ["Late procurement", "Disputes over the register"],
             "genderChecklist": true, "disabilityInclusion": true,
             "report": {"title": {"en": "Needs assessment, Kenya"}, "languages": ["en"]}}
            """),
        EventExample(
            "assessment.cancelled", "ead", "2015-08-31T12:00:00Z", about: "NAM-SYC-2015",
            case: "REQ-SYC-2015-01",
            """
            {"assessment": "NAM-SYC-2015", "country": "SYC", "cancelled": "2015-08-31",
             "basis": {"request": "REQ-SYC-2015-01"}, "reason": "The request was withdrawn."}
            """),
        EventExample(
            "decision.recommended", "ead", "2016-04-15T11:00:00Z", about: "DEC-KEN-2016-02",
            case: "REQ-KEN-2016-01",
            """
            {"decision": "DEC-KEN-2016-02", "country": "KEN", "stage": "assist",
             "outcome": "approved", "basis": {"request": "REQ-KEN-2016-01"},
             "assessment": "NAM-KEN-2016", "recommended": "2016-04-15", "types": ["ta"],
             "themes": ["vr", "ve", "results"], "implementers": ["undp", "unwomen"],
             "rationale": "All three conditions of paragraph 5 are met."}
            """),
        EventExample(
            "decision.issued", "fp", "2016-04-22T14:00:00Z", about: "DEC-KEN-2016-02",
            case: "REQ-KEN-2016-01",
            """
            {"decision": "DEC-KEN-2016-02", "country": "KEN", "stage": "assist",
             "outcome": "approved", "basis": {"request": "REQ-KEN-2016-01"},
             "assessment": "NAM-KEN-2016", "event": "KEN-2017-general", "decided": "2016-04-22",
             "types": ["ta"], "themes": ["vr", "ve", "results"],
             "phases": ["pre.reg", "pre.train", "elec.results"],
             "implementers": ["undp", "unwomen"],
             "conditions": ["No procurement of voting machines"],
             "period": {"start": "2016-05-01", "end": "2018-06-30"},
             "budgetMax": {"amount": "24000000", "currency": "USD"},
             "policies": ["FP/01/2012"]}
            """),
        EventExample(
            "decision.amended", "fp", "2017-02-10T10:00:00Z", about: "DEC-KEN-2016-02",
            case: "REQ-KEN-2016-01",
            """
            {"decision": "DEC-KEN-2016-02", "country": "KEN", "stage": "assist",
             "outcome": "approved", "basis": {"request": "REQ-KEN-2016-01"},
             "amended": "2017-02-10", "themes": ["vr", "ve", "results", "edr"],
             "reason": "The judiciary asked for training on election petitions."}
            """),
    ]
}
