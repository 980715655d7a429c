/// Which agency a reference or a name in a source means: config/organisations.csv and, where it is silent, a rule.
///
/// The file has the columns `code,ref,name`, any number of rows for one code. References compare without regard to
/// capitals, names also without regard to anything but letters and digits. The rule for others: the reference (or,
/// without one, the name) in small letters, everything but a-z and 0-9 as one `-`, at most 24 bytes.
package struct OrganisationTable: Sendable {
    private var byRef: [String: String] = [:]
    private var byName: [String: String] = [:]

    /// Knows nobody: everything goes by the rule.
    package init() {}

    /// - Throws: for rows that are no agency code or name nothing, with their line.
    package init(parsing csv: [UInt8], file: String) throws(SourceFault) {
        var reader = CSVReader(file: file)
        reader.feed(csv.span, isLast: true)
        var columns: [String]?
        while true {
            switch try reader.next() {
            case .row(let fields, let line):
                guard let names = columns else {
                    columns = fields
                    guard fields == ["code", "ref", "name"] else {
                        throw SourceFault(
                            file: file, line: line, reason: "the header is to be code,ref,name")
                    }
                    continue
                }
                guard fields.count == names.count, Self.code(fields[0]) == fields[0],
                    !(fields[1].isEmpty && fields[2].isEmpty)
                else {
                    throw SourceFault(
                        file: file, line: line,
                        reason: "a row is an agency code (a-z, 0-9, -) and a ref, a name or both")
                }
                if !fields[1].isEmpty { byRef[fields[1].lowercased()] = fields[0] }
                if !fields[2].isEmpty { byName[Self.key(fields[2])] = fields[0] }
            case .hungry, .finished: return
            }
        }
    }

    /// The agency of the table, if it is listed.
    package func known(ref: String?, name: String?) -> String? {
        if let ref, let code = byRef[ref.lowercased()] { return code }
        if let name, let code = byName[Self.key(name)] { return code }
        return nil
    }

    /// The agency of the table, else by the rule; nil without a letter or digit to go by.
    package func agency(ref: String?, name: String?) -> String? {
        known(ref: ref, name: name) ?? ref.flatMap(Self.code) ?? name.flatMap(Self.code)
    }

    /// The rule.
    static func code(_ text: String) -> String? {
        var out: [UInt8] = []
        for byte in text.lowercased().utf8 {
            switch byte {
            case 0x61...0x7A, 0x30...0x39: out.append(byte)
            default:
                if let last = out.last, last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
            }
            if out.count == 24 { break }
        }
        while out.last == UInt8(ascii: "-") { out.removeLast() }
        return out.isEmpty ? nil : String(decoding: out, as: UTF8.self)
    }

    /// Names as they compare: letters and digits in small letters.
    private static func key(_ name: String) -> String {
        String(
            name.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || ("0"..."9").contains($0)
            })
    }
}
