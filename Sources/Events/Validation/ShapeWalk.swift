internal import Bytes
internal import JSON

/// One walk over the tape of `data`, by the flat tables. Nothing is allocated.
///
/// Each function returns the tape index after the value, so that the tape is read once from front to back.
extension ShapeProgram {
    /// - Parameter places: of fields that are looked at again, all 0 when called.
    func checkObject(
        _ document: borrowing JSONDocument, _ at: Int, _ number: Int, _ places: inout Places
    ) throws(Fault) -> Int {
        let object = objects[number]
        var seen: UInt64 = 0
        var index = at + 1
        while !document.isClosing(index) {
            guard let key = document.packed(index), let slot = slot(of: key, in: object.keys) else {
                throw unknownField(document, index, number)
            }
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: slots[slot].value)
            guard seen & bit == 0 else { throw Fault(kind: .duplicate, at: index) }
            seen |= bit
            let node = nodes[Int(slots[slot].node)]
            places[Int(node.keep & 7)] = index &+ 1
            index = try checkValue(document, index + 1, node)
        }
        let missing = object.required & ~seen
        guard missing == 0 else {
            throw Fault(
                kind: .fieldMissing, at: at, detail: number, other: missing.trailingZeroBitCount)
        }
        for rule in object.rules {
            try checkRule(document, at, number, rules[Int(rule)], seen, places)
        }
        return index + 1
    }

    @inline(__always)
    func checkValue(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node
    ) throws(Fault) -> Int {
        switch node.kind {
        case .text:
            guard document.isText(at) else { throw wrongKind(at, node) }
            let count = document.byteCount(at)
            guard count >= Int(node.low), count <= Int(node.high) else {
                throw Fault(
                    kind: .textLength, at: at, detail: Int(node.low), other: Int(node.high))
            }
            return at + 1
        case .code:
            guard document.isText(at) else { throw wrongKind(at, node) }
            guard let code = document.packed(at), find(code, in: codeTable(node)) != nil else {
                throw Fault(kind: .code, at: at, detail: Int(node.table))
            }
            return at + 1
        case .object:
            guard document.isObject(at) else { throw wrongKind(at, node) }
            var places = Places(repeating: 0)
            return try checkObject(document, at, Int(node.table), &places)
        case .codes: return try checkCodes(document, at, node)
        case .list: return try checkList(document, at, node)
        case .languageMap, .map: return try checkMap(document, at, node)
        default:
            try checkScalar(document, at, node)
            return document.next(at)
        }
    }

    private func checkCodes(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node
    ) throws(Fault) -> Int {
        guard document.isArray(at) else { throw wrongKind(at, node) }
        var seen: UInt64 = 0
        var index = at + 1
        while !document.isClosing(index) {
            guard document.isText(index) else { throw wrongKind(index, Node(kind: .code)) }
            guard let key = document.packed(index), let code = find(key, in: codeTable(node)) else {
                throw Fault(kind: .code, at: index, detail: Int(node.table))
            }
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: code)
            guard seen & bit == 0 else { throw Fault(kind: .codeTwice, at: index) }
            seen |= bit
            index += 1
        }
        return index + 1
    }

    private func checkList(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node
    ) throws(Fault) -> Int {
        guard document.isArray(at) else { throw wrongKind(at, node) }
        let item = nodes[Int(node.table)]
        var count: Int64 = 0
        var index = at + 1
        while !document.isClosing(index) {
            count += 1
            guard count <= node.high else {
                throw Fault(kind: .count, at: at, detail: Int(node.low), other: Int(node.high))
            }
            index = try checkValue(document, index, item)
        }
        guard count >= node.low else {
            throw Fault(kind: .count, at: at, detail: Int(node.low), other: Int(node.high))
        }
        return index + 1
    }

    /// A language map or a map of the publisher's own names.
    private func checkMap(
        _ document: borrowing JSONDocument, _ at: Int, _ node: Node
    ) throws(Fault) -> Int {
        guard document.isObject(at) else { throw wrongKind(at, node) }
        let isLanguages = node.kind == .languageMap
        let membersMax = isLanguages ? 32 : Int(node.low)
        let textMax = isLanguages ? Int(node.high) : Int(node.extra)
        var members = 0
        var index = at + 1
        while !document.isClosing(index) {
            members += 1
            guard members <= membersMax else {
                throw Fault(kind: .count, at: at, detail: isLanguages ? 1 : 0, other: membersMax)
            }
            let name = document.string(index)
            if isLanguages {
                guard Self.isLanguage(name) else {
                    let isPersonal = PersonalData.isPersonal(name, self)
                    throw Fault(kind: isPersonal ? .personal : .language, at: index)
                }
            } else {
                guard (1...Int(node.high)).contains(name.count) else {
                    throw Fault(kind: .memberName, at: index, other: Int(node.high))
                }
                guard !PersonalData.isPersonal(name, self) else {
                    throw Fault(kind: .personal, at: index)
                }
            }
            var earlier = at + 1
            while earlier < index {
                guard !document.string(earlier).equals(name) else {
                    throw Fault(kind: .duplicate, at: index)
                }
                earlier += 2
            }
            guard document.isText(index + 1) else {
                throw Fault(kind: .memberText, at: index + 1)
            }
            let count = document.byteCount(index + 1)
            guard count >= (isLanguages ? 1 : 0), count <= textMax else {
                throw Fault(
                    kind: .memberTextLength, at: index + 1, detail: isLanguages ? 1 : 0,
                    other: textMax)
            }
            index += 2
        }
        guard members > 0 || !isLanguages else {
            throw Fault(kind: .count, at: at, detail: 1, other: membersMax)
        }
        return index + 1
    }

    private func checkRule(
        _ document: borrowing JSONDocument, _ at: Int, _ number: Int, _ rule: Rule, _ seen: UInt64,
        _ places: Places
    ) throws(Fault) {
        switch rule {
        case .atLeastOne(let mask):
            guard seen & mask != 0 else {
                throw Fault(
                    kind: .atLeastOne, at: at, detail: number, other: Int(bitPattern: UInt(mask)))
            }
        case .notTogether(let mask):
            let both = seen & mask
            guard both.nonzeroBitCount <= 1 else {
                throw Fault(
                    kind: .together, at: at, detail: number, other: Int(bitPattern: UInt(both)))
            }
        case .requires(let a, let b):
            guard seen & (1 &<< UInt64(a)) == 0 || seen & (1 &<< UInt64(b)) != 0 else {
                throw Fault(kind: .requires, at: at, detail: number, other: a << 8 | b)
            }
        case .ordered(let a, let b):
            let both: UInt64 = (1 &<< UInt64(a)) | (1 &<< UInt64(b))
            guard seen & both == both else { return }
            let first = places[Int(keep(of: a, in: number))]
            let second = places[Int(keep(of: b, in: number))]
            let isBefore =
                document.isText(first)
                ? Calendar.isBefore(document.string(second), document.string(first))
                : document.number(second) < document.number(first)
            guard !isBefore else {
                throw Fault(kind: .ordered, at: second, detail: number, other: a << 8 | b)
            }
        }
    }

    private func keep(of field: Int, in number: Int) -> UInt8 {
        nodes[Int(fieldNodes[Int(objects[number].fields) &+ field])].keep
    }

    private func unknownField(
        _ document: borrowing JSONDocument, _ index: Int, _ number: Int
    ) -> Fault {
        if PersonalData.isPersonal(document.string(index), self) {
            return Fault(kind: .personal, at: index)
        }
        return Fault(kind: .fieldUnknown, at: index, detail: number)
    }

    private func wrongKind(_ at: Int, _ node: Node) -> Fault {
        Fault(kind: .kind, at: at, detail: Int(node.kind.rawValue))
    }
}
