internal import Bytes
internal import JSON

/// The context attributes of CloudEvents 1.0, then `data` by its type.
extension ShapeProgram {
    func checkEvent(
        _ document: borrowing JSONDocument, idSeed: UInt64, _ known: inout ExtensionNames
    ) throws(Fault) -> EventFacts {
        let root = document.root
        guard document.isObject(root) else { throw Fault(kind: .notObject, at: root) }
        var places = [13 of Int](repeating: 0)
        var seen: UInt32 = 0
        var extensions = 0
        var isAllText = true
        var index = root + 1
        while !document.isClosing(index) {
            if let key = document.packed(index), let attribute = find(key, in: attributes) {
                let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: attribute)
                guard seen & bit == 0 else { throw Fault(kind: .duplicate, at: index) }
                seen |= bit
                places[attribute] = index + 1
                isAllText =
                    isAllText
                    && (document.isText(index + 1) || attribute == Attribute.data.rawValue)
            } else {
                extensions += 1
                try checkExtension(document, index, extensions, &known)
            }
            index = document.next(index + 1)
        }
        let missing = Attribute.required & ~seen
        guard missing == 0 else {
            throw Fault(
                kind: .attributeMissing, at: root, detail: missing.trailingZeroBitCount)
        }
        // Kinds first: everything but `data` is text.
        guard isAllText else { throw attributeKind(document, places, seen) }
        if document.hasEscapes { try checkTexts(document) }
        return try checkAttributes(document, places, seen, idSeed)
    }

    private func checkAttributes(
        _ document: borrowing JSONDocument, _ places: [13 of Int], _ seen: UInt32,
        _ idSeed: UInt64
    ) throws(Fault) -> EventFacts {
        guard document.string(places[Attribute.specVersion.rawValue]).equals("1.0") else {
            throw Fault(kind: .specVersion, at: places[Attribute.specVersion.rawValue])
        }
        let idPlace = places[Attribute.id.rawValue]
        let id = document.string(idPlace)
        guard id.count > 0 else { throw Fault(kind: .idEmpty, at: idPlace) }
        guard id.count <= Attribute.idBytesMax else { throw Fault(kind: .idLong, at: idPlace) }
        let sourcePlace = places[Attribute.source.rawValue]
        let source = document.string(sourcePlace)
        guard source.starts(with: Attribute.sourcePrefix),
            let agency = AgencyCode(
                source.extracting(droppingFirst: Attribute.sourcePrefix.utf8CodeUnitCount))
        else { throw Fault(kind: .source, at: sourcePlace) }
        let timePlace = places[Attribute.time.rawValue]
        guard let time = Calendar.nanoseconds(document.string(timePlace)) else {
            throw Fault(kind: .time, at: timePlace)
        }
        let type = try checkType(document, places[Attribute.type.rawValue])
        try checkTextAttributes(document, places, seen)
        var classification = typeClassifications[type]
        if seen & (1 &<< UInt32(Attribute.classification.rawValue)) != 0 {
            let place = places[Attribute.classification.rawValue]
            guard let key = document.packed(place), let raw = find(key, in: classifications),
                let label = Classification(rawValue: UInt8(raw))
            else { throw Fault(kind: .classification, at: place) }
            classification = label
        }
        var status = EventStatus.actual
        if seen & (1 &<< UInt32(Attribute.status.rawValue)) != 0 {
            let place = places[Attribute.status.rawValue]
            guard let key = document.packed(place), let raw = find(key, in: statuses),
                let word = EventStatus(rawValue: UInt8(raw))
            else { throw Fault(kind: .status, at: place) }
            status = word
        }
        let data = places[Attribute.data.rawValue]
        guard document.isObject(data) else {
            throw Fault(kind: .kind, at: data, detail: Int(Kind.object.rawValue))
        }
        var fields = Places(repeating: 0)
        _ = try checkObject(document, data, Int(typeObjects[type]), &fields)
        return EventFacts(
            type: typeNumbers[type], country: country(document, fields), agency: agency,
            classification: classification, status: status, time: time,
            fingerprint: id.xxh3(seed: source.xxh3(seed: idSeed)),
            activity: activity(document, fields, of: agency, typeNumbers[type]),
            correlation: correlation(document, places, seen))
    }

    /// Of `correlationid`, which has been checked; 0 without one.
    private func correlation(
        _ document: borrowing JSONDocument, _ places: [13 of Int], _ seen: UInt32
    ) -> UInt64 {
        guard seen & (1 &<< UInt32(Attribute.correlation.rawValue)) != 0 else { return 0 }
        return EventFacts.correlation(document.string(places[Attribute.correlation.rawValue]))
    }

    /// `data.activity` of assistance, which has been checked, under its agency; 0 for other events.
    private func activity(
        _ document: borrowing JSONDocument, _ fields: Places, of agency: AgencyCode, _ type: UInt16
    ) -> UInt64 {
        let place = fields[Int(Keep.activity)]
        guard place > 0, Self.assistanceNumbers.contains(type) else { return 0 }
        let identifier = document.string(place)
        return max(1, identifier.xxh3(seed: agency.withBytes { $0.xxh3(seed: 0) }))
    }

    /// Numbers of the family `assistance`.
    private static let assistanceNumbers: ClosedRange<UInt16> = {
        let numbers = EventCatalogue.assistanceTypes.map(\.number)
        return (numbers.min() ?? 0)...(numbers.max() ?? 0)
    }()

    private func checkType(_ document: borrowing JSONDocument, _ place: Int) throws(Fault) -> Int {
        let text = document.string(place)
        let prefix = Attribute.typePrefix.utf8CodeUnitCount
        // The bytes after the text belong to simdjson's buffer, so the key can be loaded in place.
        guard text.starts(with: Attribute.typePrefix),
            let key = document.packed(place, droppingFirst: prefix),
            let type = find(key, in: types)
        else { throw Fault(kind: .typeUnknown, at: place) }
        return type
    }

    private func checkTextAttributes(
        _ document: borrowing JSONDocument, _ places: [13 of Int], _ seen: UInt32
    ) throws(Fault) {
        var rest = seen & ~((1 &<< UInt32(Attribute.subject.rawValue)) &- 1)
        while rest != 0 {
            let attribute = rest.trailingZeroBitCount
            rest &= rest &- 1
            let place = places[attribute]
            let count = document.byteCount(place)
            guard count > 0 else { throw Fault(kind: .attributeEmpty, at: place) }
            let limit =
                attribute == Attribute.dataSchema.rawValue
                ? Attribute.schemaBytesMax : Attribute.referenceBytesMax
            guard count <= limit else {
                throw Fault(kind: .attributeLong, at: place, detail: limit)
            }
        }
        guard
            seen & (1 &<< UInt32(Attribute.dataContentType.rawValue)) == 0
                || document.string(places[Attribute.dataContentType.rawValue])
                    .equals("application/json")
        else {
            throw Fault(kind: .contentType, at: places[Attribute.dataContentType.rawValue])
        }
    }

    private func checkExtension(
        _ document: borrowing JSONDocument, _ index: Int, _ number: Int,
        _ known: inout ExtensionNames
    ) throws(Fault) {
        guard number <= Attribute.extensionsMax else {
            throw Fault(kind: .attributesMany, at: index, detail: Attribute.extensionsMax)
        }
        let key = document.packed(index)
        if key.map({ !known.contains($0) }) ?? true {
            try checkExtensionName(document, index)
            if let key { known.add(key) }
        }
        switch document.kind(index + 1) {
        case .string:
            guard document.byteCount(index + 1) <= Attribute.extensionBytesMax else {
                throw Fault(
                    kind: .attributeLong, at: index + 1, detail: Attribute.extensionBytesMax)
            }
        case .integer, .unsigned, .double, .yes, .no: break
        default: throw Fault(kind: .attributeUnset, at: index + 1)
        }
        let name = document.string(index)
        var earlier = document.root + 1
        while earlier < index {
            guard
                document.byteCount(earlier) != name.count
                    || !document.string(earlier).equals(name)
            else { throw Fault(kind: .duplicate, at: index) }
            earlier = document.next(earlier + 1)
        }
    }

    private func checkExtensionName(
        _ document: borrowing JSONDocument, _ index: Int
    ) throws(Fault) {
        let name = document.string(index)
        guard !name.equals("data_base64") else { throw Fault(kind: .base64, at: index) }
        guard !PersonalData.isPersonal(name, self) else { throw Fault(kind: .personal, at: index) }
        guard (1...Attribute.nameBytesMax).contains(name.count) else {
            throw Fault(kind: .attributeName, at: index)
        }
        for place in 0..<name.count {
            guard name[place].isLowercaseLetter || name[place].isDigit else {
                throw Fault(kind: .attributeName, at: index)
            }
        }
    }

    /// Every string and key, when the source had a backslash: NUL and halves of surrogate pairs can only come so.
    private func checkTexts(_ document: borrowing JSONDocument) throws(Fault) {
        var index = document.root
        let end = document.next(index)
        while index < end {
            guard !document.isClosing(index) else {
                index += 1
                continue
            }
            switch document.kind(index) {
            case .object, .array: index += 1
            case .string:
                let text = document.string(index)
                for place in 0..<text.count {
                    guard text[place] != 0 else { throw Fault(kind: .nul, at: index) }
                    guard
                        text[place] != 0xED || place + 1 >= text.count || text[place + 1] < 0xA0
                    else { throw Fault(kind: .surrogate, at: index) }
                }
                index += 1
            default: index = document.next(index)
            }
        }
    }

    /// `data.country`, which has been checked, or none.
    private func country(_ document: borrowing JSONDocument, _ fields: Places) -> CountryCode {
        let place = fields[Int(Keep.country)]
        guard place > 0 else { return .none }
        let text = document.string(place)
        return CountryCode(unchecked: text[0], text[1], text[2])
    }

    /// Of the first attribute, in the order of their declaration, that should be text and is not.
    private func attributeKind(
        _ document: borrowing JSONDocument, _ places: [13 of Int], _ seen: UInt32
    ) -> Fault {
        for attribute in 0..<13
        where seen & (1 &<< UInt32(attribute)) != 0 && attribute != Attribute.data.rawValue
            && !document.isText(places[attribute])
        {
            return Fault(kind: .attributeKind, at: places[attribute])
        }
        preconditionFailure("every attribute is text")
    }
}
