internal import JSON

/// The shapes that simulated events write again and again.
extension JSONWriter {
    mutating func member(_ name: String, _ day: SimulatedDay) { member(name, day.description) }

    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        array { json in for text in texts { json.value(text) } }
    }

    mutating func members(_ name: String, _ pairs: [(String, String)]) {
        key(name)
        object { json in for (name, text) in pairs { json.member(name, text) } }
    }

    mutating func period(
        _ start: SimulatedDay, _ end: SimulatedDay, basis: String? = nil
    ) {
        key("period")
        object { json in
            json.member("start", start)
            json.member("end", end)
            if let basis { json.member("basis", basis) }
        }
    }

    /// - Parameter amount: whole units.
    mutating func money(_ name: String, _ amount: Int, _ currency: String) {
        members(name, [("amount", "\(amount).00"), ("currency", currency)])
    }
}
