extension EventExamples {
    static let moneyExamples: [EventExample] = [
        EventExample(
            "fund.pledged", "undp", "2016-05-11T09:00:00Z", about: "KEN-BASKET-2017",
            case: "REQ-KEN-2016-01",
            """
            {"fund": "basket", "fundName": "Basket fund for the 2017 elections", "country": "KEN",
             "event": "KEN-2017-general", "activity": "XM-DAC-41114-00012345",
             "contributor": {"kind": "member-state", "country": "NOR"},
             "amount": {"amount": "20000000", "currency": "NOK"}, "contribution": "KEN-B-NOR-1",
             "pledged": "2016-05-11"}
            """),
        EventExample(
            "fund.committed", "undp", "2016-08-01T09:00:00Z", about: "KEN-BASKET-2017",
            case: "REQ-KEN-2016-01",
            """
            {"fund": "basket", "fundName": "Basket fund for the 2017 elections", "country": "KEN",
             "activity": "XM-DAC-41114-00012345",
             "contributor": {"kind": "member-state", "country": "NOR"},
             "amount": {"amount": "20000000", "currency": "NOK"}, "contribution": "KEN-B-NOR-1",
             "committed": "2016-08-01", "agreement": "KEN-16/0021",
             "period": {"start": "2016-08-01", "end": "2018-06-30"}}
            """),
        EventExample(
            "fund.received", "undp", "2016-09-14T09:00:00Z", about: "KEN-BASKET-2017",
            case: "REQ-KEN-2016-01",
            """
            {"fund": "basket", "fundName": "Basket fund for the 2017 elections", "country": "KEN",
             "contributor": {"kind": "member-state", "country": "NOR"},
             "amount": {"amount": "10000000", "currency": "NOK"}, "contribution": "KEN-B-NOR-1",
             "received": "2016-09-14", "agreement": "KEN-16/0021"}
            """),
        EventExample(
            "fund.balance", "ead", "2017-11-30T17:00:00Z", about: "untfea",
            """
            {"fund": "untfea", "balance": {"amount": "412000.50", "currency": "USD"},
             "asOf": "2017-11-30", "statedBy": "ead",
             "monthlyUse": {"amount": "95000", "currency": "USD"},
             "reserved": {"amount": "150000", "currency": "USD"}}
            """),
        EventExample(
            "fund.low", "coordd", "2017-12-01T00:00:05Z", about: "untfea",
            """
            {"fund": "untfea", "monthsCovered": 4.3, "monthsThreshold": 6, "asOf": "2017-11-30",
             "balance": {"amount": "412000.50", "currency": "USD"}, "evidence": [88121]}
            """),
        EventExample(
            "offices.requested", "ead", "2018-01-09T19:00:00Z", about: "GO-STP-2018",
            """
            {"offices": "GO-STP-2018", "country": "STP", "event": "STP-2018-legislative",
             "requested": "2018-01-09", "form": "good-offices", "released": false}
            """),
        EventExample(
            "offices.opened", "fp", "2018-02-01T19:00:00Z", about: "GO-STP-2018",
            """
            {"offices": "GO-STP-2018", "country": "STP", "form": "mediation",
             "opened": "2018-02-01", "lead": "fp", "released": false}
            """),
        EventExample(
            "offices.closed", "fp", "2018-12-11T19:00:00Z", about: "GO-STP-2018",
            """
            {"offices": "GO-STP-2018", "country": "STP", "closed": "2018-12-11",
             "released": true, "note": "A dialogue was held."}
            """),
    ]
}
