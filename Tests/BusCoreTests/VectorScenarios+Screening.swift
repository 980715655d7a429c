extension VectorScenarios {
    /// `ScreenVectorTests` holds the answers against the real watch over overlaps.
    static var screening: VectorFile {
        let it = Scenario(
            "screening",
            "an agency asks what a draft would overlap with, before it publishes it: by what is on the bus, and by nothing"
        )
        it.hello(#"{"agency":"idea"}"#, "who has planned something")
        it.publish(
            1,
            [planned("idea", "I1", "Electoral dispute resolution for judges", theme: "edr")])
        it.hello(#"{"agency":"undp"}"#, peer: 2, "who is about to")
        it.query(
            ask(planned("undp", "U1", "Training of judges in electoral disputes", theme: "edr")),
            peer: 2, number: 7, "near to what idea plans; it is answered beside the bus")
        it.answer(near)
        it.query(
            ask(planned("undp", "U2", "Voter registration kits", theme: "vr")), peer: 2, number: 8,
            "another kind of help")
        it.answer(#"{"through":1,"current":true,"live":1,"count":0,"hidden":0,"matches":[]}"#)
        return it.file
    }

    private static let near = #"""
        {"through":1,"current":true,"live":1,"count":1,"hidden":0,"matches":[{"agency":"idea",\#
        "activity":"I1","title":"Electoral dispute resolution for judges","sequence":1,"kind":"overlap",\#
        "band":"strong","probability":0.834,"declaredBy":[],"terms":[{"field":"electoral","weight":1.831,\#
        "words":"both are electoral assistance","values":["electoral","electoral"]},\#
        {"field":"same_special_kind","weight":1.778,"words":"the same kind of support","values":["edr",\#
        "edr"]},{"field":"same_vote","weight":1.778,"words":"the same vote","values":["KEN-2018-general",\#
        "KEN-2018-general"]}]}]}
        """#

    private static func ask(_ event: [UInt8]) -> String {
        #"{"query":"screen","event":"# + String(decoding: event, as: UTF8.self) + "}"
    }

    private static func planned(
        _ agency: String, _ activity: String, _ title: String, theme: String
    ) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"planned-\(activity)","source":"urn:coordbus:agency:\(agency)",\
            "type":"org.coordbus.assistance.planned","time":"2018-03-01T09:00:00Z","subject":"\(activity)",\
            "data":{"activity":"\(activity)","title":{"en":"\(title)"},"country":"KEN","themes":["\(theme)"],\
            "event":"KEN-2018-general","period":{"start":"2018-03-01","end":"2018-10-31"}}}
            """.utf8)
    }
}
