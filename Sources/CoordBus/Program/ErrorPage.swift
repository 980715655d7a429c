internal import BusCore

/// docs/errors.md, from the codes and their explanations.
package enum ErrorPage {
    package static var text: String {
        var text = """
            # Errors

            Every code that the bus sends, what causes it and how to mend it; `coordctl explain CODE` prints the same. Codes never
            change their meaning. `error` messages answer a message that was refused as a whole; `receipt` codes answer single
            events. The text that comes with a code names the field, the values and the remedy; programs decide by the code. Where
            they stand in messages: [protocol.md](protocol.md), chapter 11. In the journal each line about a code has it in the
            field `ERROR_CODE`, and `journalctl -x` adds what stands here.

            *Again?* says whether the same thing, sent again unchanged, can succeed.

            | code | name | cause | remedy | again? |
            |---:|---|---|---|---|

            """
        for error in ErrorExplanation.all {
            text +=
                "| \(error.code) | \(error.name) | \(error.cause) | \(error.remedy) | \(error.again) |\n"
        }
        text += """

            ## Exit codes of the programs

            From sysexits(3), one for each cause.

            | code | meaning |
            |---:|---|

            """
        for code in ExitCode.allCases { text += "| \(code.rawValue) | \(code.meaning) |\n" }
        text += """

            ## Lines of coordd

            What coordd tells the operator, each with a message id by which `journalctl MESSAGE_ID=...` finds it. Contents of events
            never stand in the journal.

            | message id | what happened | what it means | what to do |
            |---|---|---|---|

            """
        for message in LogMessage.allCases {
            text +=
                "| `\(message.id)` | \(message.subject) | \(message.cause) | \(message.remedy) |\n"
        }
        return text
    }
}
