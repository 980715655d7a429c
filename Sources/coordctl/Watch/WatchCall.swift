internal import CoordBus
internal import JSON
internal import Platform

/// One question to the bus about overlaps or gaps, and how its answer is shown.
final class WatchCall {
    private var client: BusClient
    let isJSON: Bool
    let colour: Bool

    static let options = [
        OptionDeclaration("--status", "STATUS", "actual, exercise or test (default actual)"),
        OptionDeclaration("--json", "the bus's answer as it is"),
    ]

    init(_ arguments: Arguments) throws {
        var client = try Connection.client(arguments)
        try client.open()
        self.client = client
        isJSON = arguments.has("--json")
        colour = isTerminal(1) && environment("NO_COLOR") == nil
    }

    deinit { client.leave() }

    /// The agency that asks.
    var agency: String { client.agency }

    /// Asks, and lends the answer. - Throws: what the bus says when it refuses.
    func ask(_ question: String, _ show: (Span<UInt8>) throws -> Void) throws {
        try client.query(question)
        let deadline = monotonicNanoseconds() + 30_000_000_000
        while let reply = try client.next(until: deadline) {
            switch reply {
            case .answer:
                if isJSON { writeOutput(client.bodyText) }
                try client.withBody { try show($0) }
                return
            case .error(let code, _, _, _):
                throw ClientError.refused(code: code, text: client.bodyText)
            default: continue
            }
        }
        throw ClientError.noAnswer(endpoint: client.endpoint, seconds: 30)
    }

    /// Asks page by page until `count` items were shown or there are no more.
    /// - Parameter show: prints a page and says how many items it held.
    func askPages(
        _ name: String, _ members: [(String, String)], count: Int,
        _ show: (borrowing JSONDocument) -> Int
    ) throws {
        var after: String?
        var shown = 0
        repeat {
            var members = members
            if let after { members.append(("after", after)) }
            var next: String?
            let question = Self.question(name, members, limit: min(count - shown, 200))
            try ask(question) { bytes in
                var parser = JSONParser(bytesMax: 32 << 20)
                let answer = try parser.parse(bytes)
                next = answer.text("next", in: answer.root)
                shown += show(answer)
            }
            after = next
        } while after != nil && shown < count
    }

    static func question(_ name: String, _ members: [(String, String)], limit: Int? = nil) -> String
    {
        var json = JSONWriter()
        json.object { json in
            json.member("query", name)
            for (name, value) in members { json.member(name, value) }
            if let limit { json.member("limit", limit) }
        }
        return json.text
    }

    /// Options that are members of the question under another name.
    static func members(
        _ arguments: Arguments, _ options: KeyValuePairs<String, String>
    ) -> [(String, String)] {
        options.compactMap { option, member in arguments.text(option).map { (member, $0) } }
    }
}

enum Paint {
    static let bold = 1
    static let faint = 2
    static let red = 31
    static let green = 32
    static let yellow = 33
    static let cyan = 36

    static func paint(_ text: String, _ code: Int, _ colour: Bool) -> String {
        colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    static func band(_ band: String) -> Int {
        switch band {
        case "strong": red
        case "likely": yellow
        default: faint
        }
    }
}

extension JSONDocument {
    /// A whole number, 0 where there is none.
    func whole(_ key: StaticString, _ object: Int) -> Int {
        guard let value = value(key, in: object), kind(value) == .integer else { return 0 }
        return Int(integer(value))
    }

    func decimal(_ key: StaticString, _ object: Int) -> Double {
        guard let value = value(key, in: object) else { return 0 }
        switch kind(value) {
        case .integer, .unsigned, .double: return number(value)
        default: return 0
        }
    }

    func word(_ key: StaticString, _ object: Int) -> String { text(key, in: object) ?? "" }

    func each(_ key: StaticString, _ object: Int, _ body: (Int) -> Void) {
        guard let list = value(key, in: object), kind(list) == .array else { return }
        var at = first(in: list)
        while !isEnd(at) {
            body(at)
            at = after(at)
        }
    }

    /// The texts of a list, or the text itself.
    func texts(_ key: StaticString, _ object: Int) -> [String] {
        var texts: [String] = []
        each(key, object) { if kind($0) == .string { texts.append(text($0)) } }
        return texts
    }
}

/// Two decimals.
func decimals(_ value: Double) -> String {
    let scaled = Int((abs(value) * 100).rounded())
    let rest = scaled % 100
    return (value < 0 ? "-" : "") + "\(scaled / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
}
