extension EventExamples {
    static let assistanceExamples: [EventExample] = [
        EventExample(
            "assistance.planned", "undp", "2016-03-01T09:00:00Z", about: "XM-DAC-41114-00012345",
            case: "REQ-KEN-2016-01",
            """
            {"activity": "XM-DAC-41114-00012345",
             "title": {"en": "Support to electoral reforms and processes",
               "sw": "Msaada kwa mageuzi ya uchaguzi"},
             "description": {"en": "Voter registration, civic education, results management."},
             "country": "KEN", "places": [{"name": "Nairobi"}, {"name": "Turkana",
               "code": "KE-43", "vocabulary": "ISO 3166-2"}], "event": "KEN-2017-general",
             "period": {"start": "2016-05-01", "end": "2017-12-31", "basis": "planned"},
             "activityStatus": "pipeline", "type": "ta", "themes": ["vr", "ve", "results"],
             "phases": ["pre.reg", "pre.train", "elec.results"],
             "sectors": [{"code": "15151", "vocabulary": "DAC-5", "percentage": 100,
               "original": "15161"}],
             "partners": [{"role": "funding", "agency": "eu", "name": "European Union"},
               {"role": "implementing", "name": "Electoral commission"}],
             "beneficiaries": [{"group": "emb"}, {"group": "women", "count": 120000}],
             "instrument": "advice", "budget": {"amount": "24000000.00", "currency": "USD"},
             "domesticShare": 12.5, "level": "national", "markers": {"gender": 2, "disability": 1},
             "basis": {"request": "REQ-KEN-2016-01"}, "decision": "DEC-KEN-2016-02",
             "addresses": ["N1", "N3"], "sdg": ["5.5", "16.7"], "policies": ["FP/01/2012"],
             "languages": ["en", "sw"]}
            """),
        EventExample(
            "assistance.committed", "eu", "2016-06-10T09:00:00+02:00",
            about: "XI-IATI-EC_DEVCO-2016/376-520", case: "REQ-KEN-2016-01",
            """
            {"activity": "XI-IATI-EC_DEVCO-2016/376-520",
             "title": {"en": "Contribution to the basket fund for elections"}, "country": "KEN",
             "event": "KEN-2017-general", "period": {"start": "2016-06", "end": "2018"},
             "type": "donor", "themes": ["funds"], "instrument": "money",
             "commitments": {"amount": "5000000", "currency": "EUR"},
             "basis": {"request": "REQ-KEN-2016-01"}, "decision": "DEC-KEN-2016-02",
             "links": [{"kind": "receiver-activity", "activity": "XM-DAC-41114-00012345"}]}
            """),
        EventExample(
            "assistance.started", "dfs", "2015-10-01T06:00:00Z", about: "MINUSCA-ELOG-2015",
            case: "S/RES/2149(2014)",
            """
            {"activity": "MINUSCA-ELOG-2015",
             "title": {"fr": "Transport du matériel électoral par voie aérienne"},
             "country": "CAF", "places": [{"name": "Birao", "latitude": 10.2849,
               "longitude": 22.7882}], "period": {"start": "2015-10-01", "basis": "actual"},
             "activityStatus": "implementation", "type": "ta", "themes": ["log"],
             "phases": ["elec.ops"], "instrument": "goods",
             "basis": {"mandate": "S/RES/2149(2014)"}, "mission": "MINUSCA",
             "context": "post-conflict"}
            """),
        EventExample(
            "assistance.updated", "undp", "2017-01-16T09:00:00Z", about: "XM-DAC-41114-00012345",
            case: "REQ-KEN-2016-01",
            """
            {"activity": "XM-DAC-41114-00012345",
             "title": {"en": "Support to electoral reforms and processes"}, "country": "KEN",
             "event": "KEN-2017-general",
             "period": {"start": "2016-05-01", "end": "2018-06-30", "basis": "planned"},
             "activityStatus": "implementation", "type": "ta", "themes": ["vr", "ve", "edr"],
             "phases": ["pre.reg", "pre.train", "elec.results"], "instrument": "goods",
             "disbursements": {"amount": "3150250.75", "currency": "USD"},
             "technology": {"sustainability": "The commission keeps the kits and two technicians.",
               "ownerAfter": "Electoral commission", "accessible": true,
               "cost": {"amount": "1800000", "currency": "USD"}, "consignment": "NBO-2017-004"},
             "decision": "DEC-KEN-2016-02", "addresses": ["N1", "N3"],
             "reason": "Training on petitions added."}
            """),
        EventExample(
            "assistance.suspended", "ohchr", "2014-08-06T12:00:00Z", about: "OHCHR-LBR-2014-3",
            case: "REQ-LBR-2013-01",
            """
            {"activity": "OHCHR-LBR-2014-3",
             "title": {"en": "Advice on human rights in the senate election"}, "country": "LBR",
             "event": "LBR-2014-senate", "activityStatus": "suspended", "type": "adv",
             "themes": ["hr"], "basis": {"request": "REQ-LBR-2013-01"},
             "reason": "The campaign is suspended because of the epidemic."}
            """),
        EventExample(
            "assistance.completed", "se", "2013-03-04T00:00:00Z", about: "SE-0-SE-6-5118003901",
            """
            {"activity": "SE-0-SE-6-5118003901",
             "title": {"sv": "Valstöd till medborgarutbildning",
               "en": "Civic education before the elections"},
             "countries": ["MOZ", "ZMB"], "period": {"start": "2011", "end": "2012-12",
               "basis": "reported"}, "activityStatus": "closed", "type": "ta", "themes": ["ce"],
             "derived": [{"field": "themes", "confidence": 0.7, "from": "text"}],
             "reporter": {"ref": "SE-6", "name": "Sida", "secondary": false},
             "disbursements": {"amount": "8000000", "currency": "SEK"}, "adjacent": true,
             "languages": ["en", "sv"],
             "notes": ["The end date was before the start date and was left out."],
             "extra": {"policy area": "Democracy", "source file": "sida-2013.xml"}}
            """),
        EventExample(
            "assistance.cancelled", "unwomen", "2016-11-30T09:00:00Z", about: "UNW-NPL-2016-2",
            """
            {"activity": "UNW-NPL-2016-2",
             "title": {"en": "Training of women candidates", "ne": "महिला उम्मेदवार तालिम"},
             "country": "NPL", "event": "NPL-2017-local", "activityStatus": "cancelled",
             "type": "ta", "themes": ["women", "training"], "phases": ["pre.campaign"],
             "reason": "Another agency gives the same training in the same districts."}
            """),
    ]
}
