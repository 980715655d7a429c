/// Why the bus refused a message, a subscription or, for its own reasons, an event: a stable number and a sentence that
/// ends with the remedy. What is wrong inside an event itself is `EventRefusal`, numbered 410 to 439.
///
/// Source: docs/protocol.md, "Errors".
package struct ProtocolError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Code: UInt16, Sendable, CaseIterable {
        case malformedMessage = 400
        case unsupportedVersion = 401
        case helloFirst = 402
        case notAuthorised = 403
        case unknownVerb = 404
        case unknownSubscription = 405
        case badPattern = 406
        case limitExceeded = 407
        case numberOutOfOrder = 408
        case conflict = 409
        case badHello = 440
        case unknownQuery = 441
        case badQuery = 442
        case subscriptionOpen = 443
        case unknownInbox = 450
        case badInbox = 451
        case notHanded = 452
        case takenOver = 453
        case shuttingDown = 503
        case logFull = 507
        case logDamaged = 508
    }

    package let code: Code
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
