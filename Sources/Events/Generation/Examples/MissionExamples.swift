extension EventExamples {
    static let missionExamples: [EventExample] = [
        EventExample(
            "mission.deployed", "dpko", "2015-09-15T06:00:00Z", about: "MINUSCA-EAT-2015",
            case: "S/RES/2149(2014)",
            """
            {"mission": "MINUSCA-EAT-2015", "country": "CAF", "kind": "assistance",
             "event": "CAF-2015-general", "basis": {"mandate": "S/RES/2149(2014)"},
             "deployed": "2015-09-15", "period": {"start": "2015-09-15", "end": "2016-03-31"},
             "lead": "dpko", "team": ["dpko", "dfs", "undp"], "size": 42,
             "places": [{"name": "Bangui"}, {"name": "Bambari"}], "reportDue": "2016-05-31"}
            """),
        EventExample(
            "mission.reported", "dpko", "2016-05-20T06:00:00Z", about: "MINUSCA-EAT-2015",
            case: "S/RES/2149(2014)",
            """
            {"mission": "MINUSCA-EAT-2015", "country": "CAF", "kind": "final",
             "reported": "2016-05-20",
             "report": {"title": {"fr": "Rapport final de l'équipe électorale"},
               "languages": ["fr"]},
             "sections": ["context", "activities", "results", "lessons"],
             "summary": {"fr": "Matériel livré dans toutes les préfectures avant le scrutin."}}
            """),
        EventExample(
            "mission.closed", "dpko", "2016-03-31T18:00:00Z", about: "MINUSCA-EAT-2015",
            case: "S/RES/2149(2014)",
            """
            {"mission": "MINUSCA-EAT-2015", "country": "CAF", "closed": "2016-03-31",
             "reportDue": "2016-05-31"}
            """),
        EventExample(
            "observation.invited", "rc", "2014-06-01T09:00:00Z", about: "OBS-TUN-2014",
            """
            {"observation": "OBS-TUN-2014", "country": "TUN", "event": "TUN-2014-legislative",
             "invitingAuthority": {"kind": "emb", "name": "Instance supérieure indépendante"},
             "invited": "2014-05-28",
             "observers": [{"kind": "international", "agency": "eu"},
               {"kind": "international", "name": "The Carter Center",
                "endorsesPrinciples": true, "endorsedOn": "2005-10-27"}]}
            """),
        EventExample(
            "observation.declared", "eu", "2014-09-17T09:00:00Z", about: "OBS-TUN-2014-EU",
            """
            {"observation": "OBS-TUN-2014-EU", "country": "TUN", "event": "TUN-2014-legislative",
             "observer": {"kind": "international", "agency": "eu", "endorsesPrinciples": true},
             "invitation": "OBS-TUN-2014", "period": {"start": "2014-09-17", "end": "2014-11-15"},
             "size": 112, "phases": ["pre.campaign", "elec.ops", "elec.results"]}
            """),
        EventExample(
            "observation.reported", "eu", "2015-03-03T10:00:00Z", about: "OBS-TUN-2014-EU",
            """
            {"observation": "OBS-TUN-2014-EU", "country": "TUN", "event": "TUN-2014-legislative",
             "observer": {"kind": "international", "agency": "eu"}, "reported": "2015-03-03",
             "report": {"title": {"fr": "Rapport final", "ar": "التقرير النهائي"},
               "languages": ["fr", "ar"]}, "kind": "final"}
            """),
        EventExample(
            "declaration.endorsed", "ead", "2012-04-03T09:00:00Z", about: "anfrel",
            """
            {"organisation": "Asian Network for Free Elections", "agency": "anfrel",
             "endorsed": "2012-04-03", "document": {"title": {
               "en": "Declaration of Principles for International Election Observation"}}}
            """),
        EventExample(
            "expert.requested", "undp", "2016-07-01T08:00:00Z", about: "POST-KEN-2016-07",
            case: "REQ-KEN-2016-01",
            """
            {"post": "POST-KEN-2016-07", "country": "KEN", "theme": "results",
             "durationClass": "medium", "requested": "2016-07-01", "phases": ["elec.results"],
             "period": {"start": "2016-10-01", "end": "2017-09-30"}, "count": 1,
             "languages": ["en", "sw"], "basis": {"request": "REQ-KEN-2016-01"},
             "activity": "XM-DAC-41114-00012345", "institution": "Electoral commission",
             "summary": {"en": "Advise on the design of results transmission."}}
            """),
        EventExample(
            "expert.nominated", "ead", "2016-08-12T08:00:00Z", about: "POST-KEN-2016-07",
            case: "REQ-KEN-2016-01",
            """
            {"post": "POST-KEN-2016-07", "country": "KEN", "expert": "SER-4f9c21aa",
             "nominated": "2016-08-12", "provider": "emb-secondment", "providerCountry": "GHA"}
            """),
        EventExample(
            "expert.deployed", "undp", "2016-10-03T08:00:00Z", about: "POST-KEN-2016-07",
            case: "REQ-KEN-2016-01",
            """
            {"post": "POST-KEN-2016-07", "country": "KEN", "expert": "SER-4f9c21aa",
             "deployed": "2016-10-03", "theme": "results", "durationClass": "medium",
             "until": "2017-09-30", "provider": "emb-secondment", "providerCountry": "GHA"}
            """),
        EventExample(
            "expert.released", "undp", "2017-09-30T16:00:00Z", about: "POST-KEN-2016-07",
            case: "REQ-KEN-2016-01",
            """
            {"post": "POST-KEN-2016-07", "country": "KEN", "expert": "SER-4f9c21aa",
             "released": "2017-09-30", "filled": true}
            """),
        EventExample(
            "roster.summary", "ead", "2017-06-30T12:00:00Z",
            """
            {"asOf": "2017-06-30", "total": 3121, "unmet": 4,
             "counts": [{"dimension": "gender", "value": "women", "count": 1154},
               {"dimension": "language", "value": "ar", "count": 212},
               {"dimension": "theme", "value": "vr", "count": 388},
               {"dimension": "region", "value": "Africa", "count": 907}]}
            """),
    ]
}
