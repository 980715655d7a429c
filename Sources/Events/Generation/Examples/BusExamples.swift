extension EventExamples {
    private static let one = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
    private static let two = "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce"

    static let busExamples: [EventExample] = [
        EventExample(
            "partner.registered", "ead", "2016-01-11T09:00:00Z", about: "idea",
            """
            {"partner": "idea", "name": {"en": "International IDEA"}, "class": "igo",
             "registered": "2016-01-11", "country": "SWE", "sponsor": "ead",
             "refs": ["XM-DAC-47058"], "endorsesPrinciples": true, "endorsedOn": "2005-10-27"}
            """),
        EventExample(
            "partner.suspended", "fp", "2017-05-02T09:00:00Z", about: "example-ngo",
            """
            {"partner": "example-ngo", "suspended": "2017-05-02", "until": "2017-08-01",
             "reason": "Its key was lost."}
            """),
        EventExample(
            "agency.online", "coordd", "2017-08-08T03:00:00.250Z", about: "ohchr",
            """
            {"agency": "ohchr", "since": "2017-08-08T03:00:00Z", "connections": 1,
             "lastSequence": 58001}
            """),
        EventExample(
            "agency.offline", "coordd", "2017-08-08T04:12:30Z", about: "ohchr",
            """
            {"agency": "ohchr", "since": "2017-08-08T04:12:00Z", "reason": "no word for 30 s"}
            """),
        EventExample(
            "agency.suspended", "coordd", "2017-05-02T09:00:01Z", about: "example-ngo",
            """
            {"agency": "example-ngo", "since": "2017-05-02T09:00:00Z",
             "reason": "partner.suspended"}
            """),
        EventExample(
            "coordination.acknowledged", "ead", "2016-09-05T10:00:00Z", about: "OHCHR-LBR-2016-1",
            """
            {"acknowledges": {"source": "urn:coordbus:agency:ohchr", "id": "OHCHR-LBR-2016-1-v1"},
             "acknowledged": "2016-09-05", "country": "LBR", "activity": "OHCHR-LBR-2016-1",
             "note": "Will be part of the joint plan."}
            """),
        EventExample(
            "authority.delegated", "fp", "2016-07-20T10:00:00Z", about: "DEL-2016-03",
            """
            {"delegation": "DEL-2016-03", "agency": "ead", "types": ["decision.issued"],
             "from": "2016-08-01", "until": "2016-08-31", "country": "STP"}
            """),
        EventExample(
            "authority.revoked", "fp", "2016-08-20T10:00:00Z", about: "DEL-2016-03",
            """
            {"delegation": "DEL-2016-03", "agency": "ead", "revoked": "2016-08-20"}
            """),
        EventExample(
            "key.rotated", "ead", "2017-05-03T09:00:00Z", about: "example-ngo",
            """
            {"agency": "example-ngo", "keyDigest": "\(one)",
             "effective": "2017-05-04T00:00:00Z", "previousDigest": "\(two)",
             "reason": "The old key was lost."}
            """),
        EventExample(
            "adapter.hello", "undp", "2017-08-08T05:00:00Z", about: "iati",
            """
            {"adapter": "iati", "version": "1.0.0", "reads": ["IATI 1.0x", "IATI 2.0x"],
             "publishes": ["assistance.planned", "assistance.updated"], "waiting": 12}
            """),
        EventExample(
            "adapter.heartbeat", "undp", "2017-08-08T05:01:00Z", about: "iati",
            """
            {"adapter": "iati", "waiting": 2, "oldestWaiting": "2017-08-08T05:00:58Z",
             "refused": 0, "lastSequence": 58120}
            """),
        EventExample(
            "schema.published", "coordd", "2016-01-04T00:00:00Z", about: "assistance.planned",
            """
            {"type": "assistance.planned", "number": 601, "digest": "\(one)", "version": "1",
             "changes": {"en": "First version."}}
            """),
        EventExample(
            "event.conflicted", "coordd", "2016-03-01T09:00:02Z",
            """
            {"original": {"sequence": 44000, "source": "urn:coordbus:agency:undp",
               "id": "assistance.planned-2016-03-01-1"}, "originalDigest": "\(one)",
             "refusedDigest": "\(two)", "publisher": "undp",
             "refused": "2016-03-01T09:00:02Z", "type": "assistance.planned"}
            """),
        EventExample(
            "event.quarantined", "coordd", "2016-03-02T09:00:00Z",
            """
            {"quarantined": {"sequence": 44000}, "agency": "dfs", "inbox": "mission-support",
             "attempts": 5, "reason": "The inbox answered five times that it cannot read it."}
            """),
        EventExample(
            "event.amended", "undp", "2016-03-09T09:00:00Z", about: "XM-DAC-41114-00012345",
            """
            {"amends": {"sequence": 44000}, "country": "KEN", "fields": ["data.budget.amount"],
             "reason": "The amount was in shillings.", "replacement": {"sequence": 44190}}
            """),
        EventExample(
            "event.redacted", "fp", "2016-03-15T09:00:00Z",
            """
            {"redacts": {"sequence": 44120}, "fields": ["data.description"],
             "reason": "It named a person.", "digest": "\(two)"}
            """),
        EventExample(
            "log.checkpoint", "coordd", "2016-12-31T23:59:59Z",
            """
            {"sequence": 51999, "digest": "\(one)", "recorded": "2016-12-31T23:59:41.118Z",
             "log": "8f14e45f", "events": 51999}
            """),
    ]
}
