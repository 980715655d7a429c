extension EventExamples {
    static let requestExamples: [EventExample] = [
        EventExample(
            "request.received", "ead", "2016-02-15T10:30:00Z", about: "REQ-KEN-2016-01",
            case: "REQ-KEN-2016-01",
            """
            {"request": "REQ-KEN-2016-01", "country": "KEN",
             "requester": {"kind": "foreign-ministry", "authority": "can-bind-state",
               "name": "Ministry of Foreign Affairs"},
             "received": "2016-02-15", "dated": "2016-02-08", "addressedTo": "usg",
             "forwardedBy": "undp", "channel": "note-verbale", "event": "KEN-2017-general",
             "electionDate": "2017-08-08", "electionKind": "general",
             "period": {"start": "2016-06", "end": "2017-12"}, "types": ["ta"],
             "themes": ["vr", "ict", "results"], "phases": ["pre.reg", "elec.results"],
             "preliminaryMission": false, "context": "stable",
             "legalFramework": "Elections Act 2011 and regulations",
             "summary": {"en": "Support to biometric voter registration and results transmission."},
             "languages": ["en"]}
            """),
        EventExample(
            "request.acknowledged", "ead", "2016-02-17T08:00:00Z", about: "REQ-KEN-2016-01",
            case: "REQ-KEN-2016-01",
            """
            {"request": "REQ-KEN-2016-01", "country": "KEN", "acknowledged": "2016-02-17",
             "received": "2016-02-15", "answerDue": "2016-04-30", "responsible": "ead"}
            """),
        EventExample(
            "request.clarified", "rc", "2016-02-24T13:20:00+03:00", about: "REQ-KEN-2016-01",
            case: "REQ-KEN-2016-01",
            """
            {"request": "REQ-KEN-2016-01", "country": "KEN",
             "matter": {"en": "The ministry confirms that tabulation is included.",
               "fr": "Le ministère confirme que la compilation des résultats est incluse."},
             "asked": "2016-02-18", "answered": "2016-02-24", "themes": ["vr", "ict", "results"]}
            """),
        EventExample(
            "request.withdrawn", "rc", "2015-09-01T09:00:00Z", about: "REQ-SYC-2015-01",
            case: "REQ-SYC-2015-01",
            """
            {"request": "REQ-SYC-2015-01", "country": "SYC", "withdrawn": "2015-08-31",
             "requester": {"kind": "government", "authority": "can-bind-state"},
             "note": "The commission will use regional support."}
            """),
        EventExample(
            "request.declined", "fp", "2014-05-20T15:45:00Z", about: "REQ-MWI-2014-02",
            case: "REQ-MWI-2014-02",
            """
            {"request": "REQ-MWI-2014-02", "country": "MWI", "declined": "2014-05-20",
             "reasons": ["too-late"], "referredTo": ["au"],
             "note": "The request came six weeks before election day."}
            """),
        EventExample(
            "request.closed", "ead", "2018-06-29T12:00:00Z", about: "REQ-KEN-2016-01",
            case: "REQ-KEN-2016-01",
            """
            {"request": "REQ-KEN-2016-01", "country": "KEN", "closed": "2018-06-29",
             "activities": ["XM-DAC-41114-00012345"]}
            """),
        EventExample(
            "mandate.established", "ead", "2014-04-10T20:00:00Z", about: "S/RES/2149(2014)",
            case: "S/RES/2149(2014)",
            """
            {"mandate": "S/RES/2149(2014)", "issuedBy": "sc", "adopted": "2014-04-10",
             "document": {"symbol": "S/RES/2149(2014)", "languages": ["ar", "en", "fr"]},
             "country": "CAF", "types": ["ta", "env"], "themes": ["log", "security", "planning"],
             "period": {"start": "2014-04-10", "end": "2015-04-30"}, "mission": "MINUSCA",
             "text": {"en": "Devise, facilitate and provide technical assistance to elections."}}
            """),
        EventExample(
            "mandate.amended", "ead", "2015-04-28T20:00:00Z", about: "S/RES/2149(2014)",
            case: "S/RES/2149(2014)",
            """
            {"mandate": "S/RES/2149(2014)", "amended": "2015-04-28",
             "document": {"symbol": "S/RES/2217(2015)"}, "country": "CAF",
             "period": {"start": "2015-04-28", "end": "2016-04-30"}}
            """),
        EventExample(
            "mandate.ended", "ead", "2018-03-30T22:00:00Z", about: "S/RES/2333(2016)",
            case: "S/RES/2333(2016)",
            """
            {"mandate": "S/RES/2333(2016)", "ended": "2018-03-30", "country": "LBR",
             "note": "Tasks of the mission end with it."}
            """),
    ]

    static let electionExamples: [EventExample] = [
        EventExample(
            "election.registered", "ead", "2016-01-20T09:00:00Z", about: "KEN-2017-general",
            """
            {"event": "KEN-2017-general", "country": "KEN", "kinds": ["presidential", "legislative",
             "local"], "date": "2017-08-08", "dateStatus": "confirmed", "round": 1,
             "names": {"en": "General elections 2017", "sw": "Uchaguzi mkuu 2017"},
             "aliases": ["KE-2017", "Kenya GE 2017"], "legalBasis": "Constitution, article 101",
             "body": "Independent Electoral and Boundaries Commission",
             "previous": "KEN-2013-general"}
            """),
        EventExample(
            "election.updated", "ead", "2016-12-05T09:00:00Z", about: "COD-2016-presidential",
            """
            {"event": "COD-2016-presidential", "country": "COD", "date": "2017-12",
             "dateStatus": "postponed", "reason": "Agreement on a new calendar."}
            """),
        EventExample(
            "context.changed", "fp", "2014-07-30T18:00:00Z", about: "LBR",
            """
            {"country": "LBR", "change": "disaster", "suspendsClocks": true,
             "since": "2014-07-30", "event": "LBR-2014-senate", "context": "post-conflict",
             "note": "Epidemic; the campaign is suspended."}
            """),
    ]
}
