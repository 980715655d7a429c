/// Events of the catalogue, small and valid, as publishers would send them.
enum MadeEvents {
    /// `adapter.heartbeat`: a topic without country.
    static func heartbeat(_ id: String, agency: String = "undp", waiting: Int = 0) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
            "type":"org.coordbus.adapter.heartbeat","time":"2018-03-01T09:00:00Z",\
            "data":{"adapter":"made","waiting":\(waiting)}}
            """.utf8)
    }

    /// `lesson.recorded` of a country.
    static func lesson(
        _ id: String, agency: String = "undp", country: String = "KEN",
        text: String = "Train early."
    ) -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
            "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z","data":{"lesson":"\(id)",\
            "recorded":"2018-03-01","country":"\(country)","title":{"en":"A lesson"},"text":{"en":"\(text)"}}}
            """.utf8)
    }
}
