internal import Bytes
internal import Events
internal import JSON

/// Where in a parsed event the attributes stand that the register keeps: tape indexes, 0 for what is not there.
///
/// The gate has checked the event; what it let through long ago under other rules is read as far as it goes.
struct EventPlaces {
    private(set) var id = 0
    private(set) var time = 0
    private(set) var subject = 0
    private(set) var correlation = 0
    private(set) var causation = 0
    private(set) var data = 0

    init(_ document: borrowing JSONDocument) {
        guard document.kind(document.root) == .object else { return }
        var at = document.first(in: document.root)
        while !document.isEnd(at) {
            let key = document.string(at)
            let value = at + 1
            if document.kind(value) == .string {
                if key.equals("id") {
                    id = value
                } else if key.equals("time") {
                    time = value
                } else if key.equals("subject") {
                    subject = value
                } else if key.equals("correlationid") {
                    correlation = value
                } else if key.equals("causationid") {
                    causation = value
                }
            } else if key.equals("data") {
                data = value
            }
            at = document.after(value)
        }
    }

    /// The case: `correlationid`, else the request or mandate that `data` rests on or speaks of. The tape index, 0 for none.
    func caseID(_ document: borrowing JSONDocument) -> Int {
        if correlation != 0 { return correlation }
        guard data != 0 else { return 0 }
        if let basis = document.value("basis", in: data) {
            if let found = text(document, "request", in: basis) { return found }
            if let found = text(document, "mandate", in: basis) { return found }
        }
        return text(document, "request", in: data) ?? text(document, "mandate", in: data) ?? 0
    }

    private func text(
        _ document: borrowing JSONDocument, _ key: StaticString, in object: Int
    ) -> Int? {
        guard let value = document.value(key, in: object), document.kind(value) == .string else {
            return nil
        }
        return value
    }
}

extension RecordFacts {
    /// When it happened, nanoseconds since the Unix epoch; when it was recorded, where the event's own time cannot be read.
    func time(_ document: borrowing JSONDocument, _ places: EventPlaces) -> Int64 {
        guard places.time != 0,
            let time = Calendar.nanoseconds(document.string(places.time))
        else { return Int64(clamping: recorded) }
        return time
    }
}
