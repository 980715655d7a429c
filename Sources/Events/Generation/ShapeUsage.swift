/// Which objects and value sets the catalogue uses, and which of them in more than one type.
struct ShapeUsage {
    private(set) var objects: [ObjectShape] = []
    private(set) var valueSets: [ValueSet] = []
    private var types: [String: Set<String>] = [:]

    /// Names of the objects that several types use.
    var shared: Set<String> { Set(types.filter { $0.value.count > 1 }.keys) }

    init(_ catalogue: [EventType]) {
        add(Vocabulary.classification)
        add(Vocabulary.status)
        for type in catalogue { add(type.data, type.name) }
        valueSets.sort { $0.name < $1.name }
        objects.sort { $0.name < $1.name }
    }

    /// The objects below `object` that no other type uses, each once, in the order they appear.
    func own(below object: ObjectShape) -> [ObjectShape] {
        var found: [ObjectShape] = []
        func visit(_ shape: Shape) {
            switch shape {
            case .list(let items, _): visit(items)
            case .object(let object):
                guard !shared.contains(object.name),
                    !found.contains(where: { $0.name == object.name })
                else { return }
                found.append(object)
                for field in object.fields { visit(field.shape) }
            default: return
            }
        }
        for field in object.fields { visit(field.shape) }
        return found
    }

    private mutating func add(_ object: ObjectShape, _ type: String) {
        if types[object.name] == nil { objects.append(object) }
        types[object.name, default: []].insert(type)
        for field in object.fields { add(field.shape, type) }
    }

    private mutating func add(_ shape: Shape, _ type: String) {
        switch shape {
        case .code(let set), .codes(let set): add(set)
        case .list(let items, _): add(items, type)
        case .object(let object): add(object, type)
        default: return
        }
    }

    private mutating func add(_ set: ValueSet) {
        guard !valueSets.contains(where: { $0.name == set.name }) else { return }
        valueSets.append(set)
    }
}
