/// One line for the operator: a sentence, and the fields that machines search by. Contents of events never stand in it.
package struct LogLine: Sendable, Equatable, ExpressibleByStringInterpolation {
    package let message: LogMessage
    package let text: String
    /// Whom it is about.
    package var agency: String?
    /// A code of the bus (400 and up), or of sysexits(3) where the process ends.
    package var code: UInt16?
    package var sequence: UInt64?

    package init(
        _ message: LogMessage, _ text: String, agency: String? = nil, code: UInt16? = nil,
        sequence: UInt64? = nil
    ) {
        self.message = message
        self.text = text
        self.agency = agency
        self.code = code
        self.sequence = sequence
    }

    /// A remark that needs no entry in the catalogue of its own.
    package init(stringLiteral text: String) { self.init(.note, text) }

    /// Refusals are found by their code, everything else by its kind.
    package var messageID: String {
        if let code, message == .refused { return LogMessage.id(UInt16(code)) }
        return message.id
    }

    /// As fields of the journal. Reference: systemd.journal-fields(7).
    package var fields: [(name: String, value: String)] {
        var fields = [
            ("MESSAGE", text), ("MESSAGE_ID", messageID), ("PRIORITY", String(message.priority)),
        ]
        if let agency { fields.append(("AGENCY", agency)) }
        if let code { fields.append(("ERROR_CODE", String(code))) }
        if let sequence { fields.append(("SEQUENCE", String(sequence))) }
        return fields
    }
}
