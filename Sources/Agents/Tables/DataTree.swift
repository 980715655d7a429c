internal import JSON

/// `data` put together from dotted paths: `requester.kind`, `partners.0.name`.
///
/// Members keep the order in which they first came. A number in a path is a place in a list; places that stay
/// empty are left out.
struct DataTree {
    private indirect enum Node {
        case value(FieldValue)
        case object([(name: String, node: Node)])
        case list([(place: Int, node: Node)])
    }

    private var root: [(name: String, node: Node)] = []

    var isEmpty: Bool { root.isEmpty }

    /// - Throws: when the path leads through a value.
    mutating func set(_ value: FieldValue, at path: [String]) throws(RowError) {
        var node = Node.object(root)
        try Self.set(value, at: path[...], in: &node)
        if case .object(let members) = node { root = members }
    }

    private static func set(
        _ value: FieldValue, at path: ArraySlice<String>, in node: inout Node
    ) throws(RowError) {
        guard let name = path.first else {
            node = .value(value)
            return
        }
        let rest = path.dropFirst()
        let isPlaceNext = rest.first.map { Int($0) != nil } ?? false
        var child = isPlaceNext ? Node.list([]) : Node.object([])
        switch node {
        case .value: throw RowError(reason: "the mapping fills \(name) inside a value")
        case .object(var members):
            let at = members.firstIndex { $0.name == name }
            if let at { child = members[at].node }
            try set(value, at: rest, in: &child)
            if let at { members[at].node = child } else { members.append((name, child)) }
            node = .object(members)
        case .list(var places):
            guard let place = Int(name) else {
                throw RowError(reason: "the mapping needs a number where it says \(name)")
            }
            let at = places.firstIndex { $0.place == place }
            if let at { child = places[at].node }
            try set(value, at: rest, in: &child)
            if let at { places[at].node = child } else { places.append((place, child)) }
            node = .list(places)
        }
    }

    func write(into json: inout JSONWriter) {
        for (name, node) in root {
            json.key(name)
            Self.write(node, &json)
        }
    }

    private static func write(_ node: Node, _ json: inout JSONWriter) {
        switch node {
        case .value(let value): write(value, &json)
        case .object(let members):
            json.object { json in
                for (name, node) in members {
                    json.key(name)
                    write(node, &json)
                }
            }
        case .list(let places):
            json.array { json in
                for (_, node) in places.sorted(by: { $0.place < $1.place }) { write(node, &json) }
            }
        }
    }

    private static func write(_ value: FieldValue, _ json: inout JSONWriter) {
        switch value {
        case .text(let text): json.value(text)
        case .integer(let number): json.value(number)
        case .number(let number): json.value(number)
        case .boolean(let flag): json.value(flag)
        case .list(let values):
            json.array { json in for value in values { write(value, &json) } }
        }
    }
}
