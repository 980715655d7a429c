internal import JSON

/// The declarations as flat tables of small structs: what the validator walks, without a reference in sight.
struct ShapeProgram: Sendable {
    enum Kind: UInt8 {
        case text, code, codes, country, language, agency, date, timestamp, boolean, integer
        case number, decimal, currency, digest, languageMap, list, object, map
    }

    /// A shape. `table` is a key table, an object or the node of a list's items; `low` and `high` are the limits
    /// (of a number: the bits of the doubles; of a map: members and bytes of a name, `extra` bytes of a text).
    struct Node {
        let kind: Kind
        var table: Int32 = 0
        var low: Int64 = 0
        var high: Int64 = 0
        var extra: Int32 = 0
        /// Of a field: where in `Places` the walk notes that it found it.
        var keep = Keep.nothing
    }

    /// Fields whose places are asked for after an object was walked. The last takes all that nobody asks for.
    enum Keep {
        static let country: UInt8 = 0
        static let activity: UInt8 = 1
        /// Of the fields of ordered rules.
        static let ordered: Range<UInt8> = 2..<7
        static let nothing: UInt8 = 7
    }

    /// Tape indexes of the values of an object's kept fields; 0: not there.
    typealias Places = [8 of Int]

    struct Object {
        let keys: KeyTable
        /// Where its fields begin in `fieldNodes` and `fieldNames`.
        let fields: Int32
        let required: UInt64
        let rules: Range<Int32>
    }

    enum Rule {
        case ordered(Int, Int)
        case atLeastOne(UInt64)
        case notTogether(UInt64)
        case requires(Int, Int)
    }

    /// A part of `slots`; open addressing, at most half full.
    struct KeyTable {
        let start: Int32
        let mask: Int32
    }

    struct Slot {
        var key: PackedText
        /// -1: empty.
        var value: Int32
        /// Of an object's field: its node.
        var node: Int32 = 0
    }

    private(set) var nodes: [Node] = []
    private(set) var objects: [Object] = []
    private(set) var fieldNodes: [Int32] = []
    private(set) var fieldNames: [String] = []
    private(set) var rules: [Rule] = []
    private(set) var slots: [Slot] = []
    private(set) var types = KeyTable(start: 0, mask: 0)
    private(set) var attributes = KeyTable(start: 0, mask: 0)
    private(set) var classifications = KeyTable(start: 0, mask: 0)
    private(set) var statuses = KeyTable(start: 0, mask: 0)
    private(set) var privateNames = KeyTable(start: 0, mask: 0)
    /// Object of `data` by position in `EventCatalogue.all`.
    private(set) var typeObjects: [Int32] = []
    private(set) var typeNumbers: [UInt16] = []
    private(set) var typeClassifications: [Classification] = []
    /// Value sets and objects by node or object, for words only.
    private(set) var valueSets: [Int: ValueSet] = [:]
    private(set) var objectShapes: [ObjectShape] = []
    let countries = LetterTriples(CountryTable.current, CountryTable.former)
    let currencies = LetterTriples(CurrencyTable.current, CurrencyTable.former)

    private var objectsByName: [String: Int32] = [:]
    private var setsByName: [String: KeyTable] = [:]

    static let shared = ShapeProgram(EventCatalogue.all)

    init(_ catalogue: [EventType]) {
        types = addTable(catalogue.map(\.name))
        attributes = addTable(Attribute.allCases.map(\.name))
        classifications = addTable(Classification.allCases.map(\.description))
        statuses = addTable(EventStatus.allCases.map(\.description))
        privateNames = addTable(PersonalData.names)
        for type in catalogue {
            typeObjects.append(add(type.data))
            typeNumbers.append(type.number)
            typeClassifications.append(type.classification)
        }
    }

    /// The position of `key` in the table's declaration, or nil.
    @inline(__always)
    func find(_ key: PackedText, in table: KeyTable) -> Int? {
        guard let place = slot(of: key, in: table) else { return nil }
        return Int(slots[place].value)
    }

    /// The place of `key` in `slots`, or nil.
    @inline(__always)
    func slot(of key: PackedText, in table: KeyTable) -> Int? {
        var place = Int32(truncatingIfNeeded: key.hash) & table.mask
        while true {
            let at = Int(table.start &+ place)
            if slots[at].value < 0 { return nil }
            if slots[at].key == key { return at }
            place = (place &+ 1) & table.mask
        }
    }

    private mutating func addTable(_ keys: [String]) -> KeyTable {
        var size = 2
        while size < keys.count * 2 { size *= 2 }
        let table = KeyTable(start: Int32(slots.count), mask: Int32(size - 1))
        slots.append(contentsOf: repeatElement(Slot(key: PackedText(""), value: -1), count: size))
        for (value, key) in keys.enumerated() {
            let packed = PackedText(key)
            precondition(find(packed, in: table) == nil, "declared twice: \(key)")
            var place = Int32(truncatingIfNeeded: packed.hash) & table.mask
            while slots[Int(table.start + place)].value >= 0 { place = (place + 1) & table.mask }
            slots[Int(table.start + place)] = Slot(key: packed, value: Int32(value))
        }
        return table
    }

    private mutating func add(_ set: ValueSet) -> KeyTable {
        if let known = setsByName[set.name] { return known }
        let table = addTable(set.codes.map(\.code))
        setsByName[set.name] = table
        return table
    }

    private mutating func add(_ shape: ObjectShape) -> Int32 {
        if let known = objectsByName[shape.name] { return known }
        precondition(shape.fields.count <= 64, "more than 64 fields: \(shape.name)")
        let names = shape.fields.map(\.name)
        let children = shape.fields.map { add($0.shape) }
        var required: UInt64 = 0
        for (index, field) in shape.fields.enumerated() where field.isRequired {
            required |= 1 << UInt64(index)
        }
        func index(_ name: String) -> Int {
            guard let index = names.firstIndex(of: name) else {
                preconditionFailure("rule names no field of \(shape.name): \(name)")
            }
            return index
        }
        func mask(_ some: [String]) -> UInt64 {
            some.reduce(0) { $0 | 1 << UInt64(index($1)) }
        }
        let firstRule = Int32(rules.count)
        for rule in shape.rules {
            switch rule {
            case .ordered(let a, let b): rules.append(.ordered(index(a), index(b)))
            case .atLeastOneOf(let some): rules.append(.atLeastOne(mask(some)))
            case .notTogether(let some): rules.append(.notTogether(mask(some)))
            case .requires(let a, let b): rules.append(.requires(index(a), index(b)))
            }
        }
        let keys = addTable(names)
        for at in Int(keys.start)...Int(keys.start + keys.mask) where slots[at].value >= 0 {
            slots[at].node = children[Int(slots[at].value)]
        }
        keepPlaces(of: shape, names, children)
        objects.append(
            Object(
                keys: keys, fields: Int32(fieldNodes.count), required: required,
                rules: firstRule..<Int32(rules.count)))
        fieldNodes.append(contentsOf: children)
        fieldNames.append(contentsOf: names)
        objectShapes.append(shape)
        objectsByName[shape.name] = Int32(objects.count - 1)
        return Int32(objects.count - 1)
    }

    /// Says where the walk notes the fields that are looked at again. Each field has a node of its own.
    private mutating func keepPlaces(
        of shape: ObjectShape, _ names: [String], _ children: [Int32]
    ) {
        var kept: [String: UInt8] = ["country": Keep.country, "activity": Keep.activity]
        var free = Keep.ordered
        for case .ordered(let a, let b) in shape.rules {
            for name in [a, b] where kept[name] == nil {
                guard let place = free.popFirst() else {
                    preconditionFailure("more ordered fields than places: \(shape.name)")
                }
                kept[name] = place
            }
        }
        for (name, child) in zip(names, children) {
            nodes[Int(child)].keep = kept[name] ?? Keep.nothing
        }
    }

    private mutating func add(_ shape: Shape) -> Int32 {
        var node: Node
        switch shape {
        case .text(let range):
            node = Node(kind: .text, low: Int64(range.lowerBound), high: Int64(range.upperBound))
        case .code(let set): node = Node(kind: .code, table: add(set).start)
        case .codes(let set): node = Node(kind: .codes, table: add(set).start)
        case .country: node = Node(kind: .country)
        case .language: node = Node(kind: .language)
        case .agency: node = Node(kind: .agency)
        case .date: node = Node(kind: .date)
        case .timestamp: node = Node(kind: .timestamp)
        case .boolean: node = Node(kind: .boolean)
        case .integer(let range):
            node = Node(kind: .integer, low: range.lowerBound, high: range.upperBound)
        case .number(let range):
            node = Node(
                kind: .number, low: Int64(bitPattern: range.lowerBound.bitPattern),
                high: Int64(bitPattern: range.upperBound.bitPattern))
        case .decimal: node = Node(kind: .decimal)
        case .currency: node = Node(kind: .currency)
        case .digest: node = Node(kind: .digest)
        case .languageMap(let bytes): node = Node(kind: .languageMap, high: Int64(bytes))
        case .list(let items, let range):
            node = Node(
                kind: .list, table: add(items), low: Int64(range.lowerBound),
                high: Int64(range.upperBound))
        case .object(let object): node = Node(kind: .object, table: add(object))
        case .map(let members, let nameBytes, let textBytes):
            node = Node(
                kind: .map, low: Int64(members), high: Int64(nameBytes), extra: Int32(textBytes))
        }
        if case .code(let set) = shape {
            node.extra = add(set).mask
            valueSets[nodes.count] = set
        }
        if case .codes(let set) = shape {
            node.extra = add(set).mask
            valueSets[nodes.count] = set
        }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    @inline(__always)
    func codeTable(_ node: Node) -> KeyTable { KeyTable(start: node.table, mask: node.extra) }
}
