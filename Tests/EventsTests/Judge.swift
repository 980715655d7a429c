import Bytes
import Events

/// A validator that `#expect` can call: a reference instead of a value that cannot be copied.
final class Judge {
    private var validator: EventValidator

    init(bytesMax: Int = EventValidator.bytesMaxDefault, idSeed: UInt64 = 1) {
        validator = EventValidator(bytesMax: bytesMax, idSeed: idSeed)
    }

    func check(_ bytes: [UInt8]) throws(EventRefusal) -> EventFacts {
        try validator.check(bytes.span)
    }

    func check(_ text: String) throws(EventRefusal) -> EventFacts {
        try validator.check(text.utf8.span)
    }

    /// nil: accepted.
    func refusal(_ bytes: [UInt8]) -> EventRefusal? {
        do throws(EventRefusal) {
            _ = try validator.check(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    func identity(_ text: String) -> (source: String, id: String)? {
        validator.identity(of: text.utf8.span)
    }

    func fingerprint(_ text: String) -> UInt64? { validator.fingerprint(of: text.utf8.span) }
}
