internal import Bytes
package import Events
internal import JSON

/// One line of a file that `coordctl log import` reads: a record as `LogExport.appendRecord` wrote it, or a bare CloudEvent.
package struct ExchangeLine: Sendable {
    package let agency: AgencyCode
    /// Nanoseconds since the Unix epoch; nil where the line does not say.
    package let recorded: UInt64?
    package let event: [UInt8]

    package struct Fault: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    private static let source: StaticString = "urn:coordbus:agency:"

    /// Reads lines; keeps its parser's memory.
    package struct Reader: ~Copyable {
        private var parser = JSONParser(bytesMax: 4 << 20)
        package init() {}

        package mutating func read(_ line: [UInt8]) throws(Fault) -> ExchangeLine {
            let result: Result<ExchangeLine, Fault>
            do throws(JSONError) {
                result = ExchangeLine.take(try parser.parse(line.span), line)
            } catch {
                throw Fault(description: "is not JSON: \(error)")
            }
            return try result.get()
        }
    }

    private static func take(
        _ document: borrowing JSONDocument, _ line: [UInt8]
    ) -> Result<ExchangeLine, Fault> {
        let root = document.root
        guard document.value("specversion", in: root) == nil else {
            guard let agency = agency(ofSource: document.text("source", in: root)) else {
                return .failure(
                    Fault(
                        description:
                            "has no source such as \(source)undp, so its agency is not known"))
            }
            return .success(ExchangeLine(agency: agency, recorded: nil, event: line))
        }
        guard let agency = document.text("agency", in: root).flatMap({ AgencyCode($0) }) else {
            return .failure(
                Fault(
                    description: "is neither an event nor a record with its agency; use what "
                        + "coordctl log export wrote"))
        }
        let recorded = document.text("recorded", in: root).flatMap { Timestamp($0) }
        let text = document.text("text", in: root).map { Array($0.utf8) }
        guard let event = text ?? event(in: line) else {
            return .failure(Fault(description: "has no event as its last member"))
        }
        return .success(
            ExchangeLine(agency: agency, recorded: recorded?.nanoseconds, event: event))
    }

    private static func agency(ofSource source: String?) -> AgencyCode? {
        let prefix = Self.source.description
        guard let source, source.hasPrefix(prefix) else { return nil }
        return AgencyCode(
            String(source.dropFirst(prefix.count).prefix { $0 != ":" && $0 != "/" }))
    }

    /// The bytes of the last member, `event`. What stands before it holds no text in which the same could occur.
    private static func event(in line: [UInt8]) -> [UInt8]? {
        let key = Array(",\"event\":".utf8)
        guard let start = line.indices.first(where: { line[$0...].starts(with: key) }),
            line.last == UInt8(ascii: "}")
        else { return nil }
        return Array(line[(start + key.count)..<(line.count - 1)])
    }
}
