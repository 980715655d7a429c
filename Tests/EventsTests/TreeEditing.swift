@testable import Events

/// Copies of a tree with one place changed; a path is names of members and numbers of items.
extension JSONTree {
    subscript(_ name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == name }?.1
    }

    var names: [String] {
        guard case .object(let members) = self else { return [] }
        return members.map(\.0)
    }

    /// Replaces what stands at `path`, or adds it at the end of its object.
    func setting(_ path: [String], _ value: JSONTree) -> JSONTree {
        changing(path[...]) { _ in value }
    }

    func removing(_ path: [String]) -> JSONTree { changing(path[...]) { _ in nil } }

    /// Gives the member at `path` another name.
    func renaming(_ path: [String], to name: String) -> JSONTree {
        changing(path.dropLast()[...]) { object in
            guard case .object(let members)? = object else { return object }
            return .object(members.map { $0.0 == path.last ? (name, $0.1) : $0 })
        }
    }

    private func changing(
        _ path: ArraySlice<String>, _ change: (JSONTree?) -> JSONTree?
    ) -> JSONTree {
        guard let name = path.first else { return change(self) ?? .null }
        switch self {
        case .object(var members):
            let place = members.firstIndex { $0.0 == name }
            let old = place.map { members[$0].1 }
            let new =
                path.count == 1
                ? change(old) : (old ?? .object([])).changing(path.dropFirst(), change)
            if let place {
                if let new { members[place].1 = new } else { members.remove(at: place) }
            } else if let new {
                members.append((name, new))
            }
            return .object(members)
        case .list(var items):
            guard let place = Int(name), items.indices.contains(place) else { return self }
            items[place] = items[place].changing(path.dropFirst(), change)
            return .list(items)
        default: return self
        }
    }
}
