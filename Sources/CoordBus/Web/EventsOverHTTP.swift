internal import Bytes
package import HTTP
internal import JSON

/// Reads events out of a request as the HTTP protocol binding of CloudEvents 1.0 writes them.
///
///     mode        Content-Type                            what becomes an event
///     structured  application/cloudevents+json            the body
///     batched     application/cloudevents-batch+json      each member of the list, its bytes as they stand
///     binary      application/json, with Ce- headers      an object of the headers, in order of name, with the body as `data`
///
/// The same request gives the same bytes, so that sending again is safe. Source: CloudEvents 1.0.2, HTTP Protocol Binding.
package enum EventsOverHTTP {
    static let single = "application/cloudevents+json"
    static let batch = "application/cloudevents-batch+json"
    /// Events in one request.
    static let eventsMax = 1_024

    package struct Fault: Error, Equatable {
        package let status: Int
        package let text: String

        init(_ status: Int, _ text: String) {
            self.status = status
            self.text = text
        }
    }

    package static func read(_ request: HTTPRequest) throws(Fault) -> [[UInt8]] {
        guard !request.body.isEmpty || request.headers["ce-specversion"] != nil else {
            throw Fault(400, "the body is empty; send one event or a list of events")
        }
        switch request.mediaType {
        case single: return [request.body]
        case batch: return try members(of: request.body)
        default:
            guard request.headers["ce-specversion"] != nil else {
                throw Fault(
                    415,
                    "Content-Type is \(printable(request.mediaType)); use \(single), \(batch), or "
                        + "application/json with Ce- headers")
            }
            return [try binary(request)]
        }
    }

    private static func printable(_ text: String) -> String {
        text.isEmpty ? "missing" : String(text.prefix(64))
    }

    /// The members of a JSON list, each as it stands.
    package static func members(of body: [UInt8]) throws(Fault) -> [[UInt8]] {
        let count = try count(of: body)
        guard count <= eventsMax else {
            throw Fault(413, "a batch has at most \(eventsMax) events; send several")
        }
        guard count > 0 else { throw Fault(400, "the batch is empty; send [{...},{...}]") }
        // It is JSON, so brackets and quotes are all that need be looked at.
        var events: [[UInt8]] = []
        var depth = 0
        var isText = false
        var isEscaped = false
        var start = 0
        for (index, byte) in body.enumerated() {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth == 1 { start = index + 1 }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { append(body[start..<index], to: &events) }
            case UInt8(ascii: ",") where depth == 1:
                append(body[start..<index], to: &events)
                start = index + 1
            default: break
            }
        }
        return events
    }

    /// How many members a JSON list has.
    private static func count(of body: [UInt8]) throws(Fault) -> Int {
        var parser = JSONParser(bytesMax: body.count)
        var count: Int?
        do throws(JSONError) {
            let document = try parser.parse(body.span)
            if document.kind(document.root) == .array {
                count = document.count(of: document.root)
            }
        } catch {
            throw Fault(400, "the batch is not JSON: \(error)")
        }
        guard let count else {
            throw Fault(400, "a batch is a list of events; send [{...},{...}]")
        }
        return count
    }

    private static func append(_ member: ArraySlice<UInt8>, to events: inout [[UInt8]]) {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
        guard let first = member.firstIndex(where: { !isSpace($0) }),
            let last = member.lastIndex(where: { !isSpace($0) })
        else { return }
        events.append(Array(member[first...last]))
    }

    private static func binary(_ request: HTTPRequest) throws(Fault) -> [UInt8] {
        let type = request.mediaType
        guard type == "application/json" || type.hasSuffix("+json") else {
            throw Fault(
                415,
                "data is \(printable(type)); the bus takes data in JSON, Content-Type application/json"
            )
        }
        var parser = JSONParser(bytesMax: max(1, request.body.count))
        do throws(JSONError) {
            _ = try parser.parse(request.body.span)
        } catch {
            throw Fault(400, "the body is no JSON data: \(error)")
        }
        var json = JSONWriter(capacity: request.body.count + 512)
        var fault: Fault?
        let headers = request.headers.filter { $0.key.hasPrefix("ce-") }.sorted { $0.key < $1.key }
        json.object { json in
            for (name, value) in headers {
                let attribute = String(name.dropFirst(3))
                guard attribute != "data", attribute != "datacontenttype",
                    let text = decoded(value)
                else {
                    fault = Fault(
                        400,
                        "the header \(name) cannot be read; write its value in UTF-8, percent-encoded"
                    )
                    return
                }
                json.member(attribute, text)
            }
            json.member("datacontenttype", "application/json")
            json.key("data")
            json.raw(request.body.span)
        }
        if let fault { throw fault }
        return json.bytes.array
    }

    /// A header's value: quotes and percent-encoding resolved as the binding asks.
    private static func decoded(_ value: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        if rest.count >= 2, rest.first == UInt8(ascii: "\""), rest.last == UInt8(ascii: "\"") {
            rest = rest.dropFirst().dropLast()
        }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
