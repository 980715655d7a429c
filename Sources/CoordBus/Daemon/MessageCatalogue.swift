internal import BusCore

/// The catalogue from which `journalctl -x` explains our lines: systemd/coordbus.catalog.
///
/// Reference: the journal's message catalogue, as `journalctl --update-catalog` compiles it.
package enum MessageCatalogue {
    package static var text: String {
        var text = "# Written by `coordctl explain --catalogue`.\n"
        for message in LogMessage.allCases where message != .note {
            text += entry(
                message.id, message.subject, message.cause, message.remedy)
        }
        for error in ErrorExplanation.all {
            text += entry(
                LogMessage.id(error.code),
                "The bus refused @AGENCY@ with \(error.code) \(error.name)",
                error.cause, error.remedy)
        }
        return text
    }

    private static func entry(
        _ id: String, _ subject: String, _ cause: String, _ remedy: String
    ) -> String {
        """

        -- \(id)
        Subject: \(subject)
        Defined-By: CoordBus
        Documentation: man:coordd(8)

        \(cause)

        What to do: \(remedy)

        """
    }
}
