extension EventExamples {
    private static let digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"

    static let overlapExamples: [EventExample] = [
        EventExample(
            "overlap.flagged", "coordd", "2016-06-11T09:00:00Z", about: "OV-000117",
            """
            {"overlap": "OV-000117", "kind": "overlap", "band": "likely", "score": 7.25,
             "country": "NPL", "event": "NPL-2017-local", "ruleSet": "2016-1",
             "parties": [{"agency": "undp", "activity": "XM-DAC-41114-00054112",
                "sequence": 48213}, {"agency": "unwomen", "activity": "UNW-NPL-2016-2",
                "sequence": 48877}],
             "terms": [{"field": "event", "weight": 3.5, "words": "the same electoral event"},
               {"field": "themes", "weight": 2.75, "words": "both train women candidates",
                "values": ["women training", "women training"]},
               {"field": "places", "weight": 1.5, "words": "five districts in common"},
               {"field": "funder", "weight": -0.5, "words": "different funders"}],
             "digest": "\(digest)",
             "reason": {"en": "Two agencies plan to train women candidates in five districts."}}
            """),
        EventExample(
            "overlap.updated", "coordd", "2016-07-02T09:00:00Z", about: "OV-000117",
            """
            {"overlap": "OV-000117", "kind": "overlap", "band": "strong", "score": 9,
             "country": "NPL", "parties": [
               {"agency": "undp", "activity": "XM-DAC-41114-00054112"},
               {"agency": "unwomen", "activity": "UNW-NPL-2016-2"}],
             "terms": [{"field": "places", "weight": 3.25, "words": "all districts in common"}]}
            """),
        EventExample(
            "overlap.cleared", "coordd", "2016-11-30T09:00:01Z", about: "OV-000117",
            """
            {"overlap": "OV-000117", "country": "NPL", "evidence": [51002],
             "reason": "One of the two was cancelled."}
            """),
        EventExample(
            "overlap.reviewed", "undp", "2016-06-20T09:00:00Z", about: "OV-000117",
            """
            {"overlap": "OV-000117", "verdict": "overlap-confirmed", "country": "NPL",
             "digest": "\(digest)", "note": "The same districts and dates."}
            """),
        EventExample(
            "overlap.resolved", "fp", "2016-11-29T09:00:00Z", about: "OV-000117",
            """
            {"overlap": "OV-000117", "verdict": "overlap-confirmed", "resolution": "withdrawn",
             "country": "NPL", "agreedBy": ["undp", "unwomen"],
             "saved": {"amount": "340000", "currency": "USD"}}
            """),
        EventExample(
            "link.secondary", "undp", "2016-06-15T09:00:00Z", about: "XM-DAC-41114-00012345",
            """
            {"reported": {"agency": "eu", "activity": "XI-IATI-EC_DEVCO-2016/376-520"},
             "owner": {"agency": "undp", "activity": "XM-DAC-41114-00012345"}, "country": "KEN",
             "note": "The contribution and the programme it pays are one."}
            """),
        EventExample(
            "link.joint", "unwomen", "2016-05-03T09:00:00Z", about: "JP-LBR-2016",
            """
            {"parties": [{"agency": "undp", "activity": "XM-DAC-41114-00098001"},
               {"agency": "unwomen", "activity": "UNW-LBR-2016-1"}], "country": "LBR",
             "programme": "JP-LBR-2016"}
            """),
        EventExample(
            "gap.noted", "coordd", "2017-01-02T00:00:10Z", about: "GAP-00031",
            case: "REQ-KEN-2016-01",
            """
            {"gap": "GAP-00031", "country": "KEN", "assessment": "NAM-KEN-2016", "need": "N2",
             "theme": "ve", "phase": "pre.train", "event": "KEN-2017-general",
             "priority": "medium", "place": {"name": "Turkana"}, "beneficiary": "women",
             "phaseStarts": "2017-03-01", "evidence": [45120],
             "reason": {"en": "Nobody teaches voters in Turkana, two months before it is due."}}
            """),
        EventExample(
            "gap.cleared", "coordd", "2017-02-01T09:00:01Z", about: "GAP-00031",
            case: "REQ-KEN-2016-01",
            """
            {"gap": "GAP-00031", "country": "KEN", "assessment": "NAM-KEN-2016", "need": "N2",
             "reason": "UN Women plans it.", "activities": ["UNW-KEN-2017-1"],
             "evidence": [45120, 52200]}
            """),
    ]
}
