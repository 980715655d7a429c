internal import CoordBus
internal import JSON
internal import Platform

/// `coordctl overlaps show ID`: the two records side by side, the differing words marked, and why they were flagged.
enum ShowCommand {
    static let command = Command(
        name: "overlaps show", summary: "shows the two records of an overlap side by side",
        usage: "overlaps show ID [--width N] [--json]",
        options: [
            OptionDeclaration("--width", "N", "columns (default COLUMNS, else 110)"),
            OptionDeclaration("--language", "CODE", "reasons in en, fr, es, ru, ar or zh"),
            OptionDeclaration("--json", "the bus's answer as it is"),
        ] + Connection.options,
        body: { try run($0) })

    private static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let id = arguments.positionals.first, arguments.positionals.count == 1 else {
            throw UsageError("name one flag, such as coordctl overlaps show OV-0123456789abcdef")
        }
        let columns = environment("COLUMNS").flatMap(Int.init) ?? 110
        let width = try arguments.integer(
            "--width", in: 60...400, default: min(max(columns, 60), 400))
        let call = try WatchCall(arguments)
        let (isJSON, colour) = (call.isJSON, call.colour)
        try call.ask(
            WatchCall.question(
                "overlap",
                [("overlap", id)] + (arguments.text("--language").map { [("language", $0)] } ?? []))
        ) { bytes in
            guard !isJSON else { return }
            var parser = JSONParser(bytesMax: 32 << 20)
            show(try parser.parse(bytes), SideBySide(width: width, colour: colour))
        }
        return .ok
    }

    private static func show(_ answer: borrowing JSONDocument, _ sides: SideBySide) {
        let root = answer.root
        let colour = sides.colour
        let band = answer.word("band", root)
        writeOutput(
            Paint.paint(answer.word("overlap", root), Paint.bold, colour) + "  "
                + Paint.paint(
                    "\(answer.word("kind", root)), \(band), probability \(decimals(answer.decimal("probability", root)))",
                    Paint.band(band), colour) + "  \(answer.word("country", root))  "
                + answer.word("state", root))
        writeOutput(answer.word("reason", root) + "\n")
        showRecords(answer, sides)
        showTerms(answer, colour)
        let declared = answer.texts("declaredBy", root)
        if !declared.isEmpty {
            writeOutput("\nThe publishers joined them by: " + declared.joined(separator: ", "))
        }
        var isFirst = true
        answer.each("answers", root) { verdict in
            if isFirst { writeOutput("\nAnswers") }
            isFirst = false
            writeOutput(
                "  " + VerdictLine.text(answer, verdict)
                    + (answer.isTrue("counts", verdict)
                        ? "" : Paint.paint("  (does not decide)", Paint.faint, colour)))
        }
        if isFirst {
            writeOutput(
                "\nNo answer yet: coordctl overlaps verdict \(answer.word("overlap", root)) --is VERDICT --note TEXT"
            )
        }
    }

    private static func showRecords(_ answer: borrowing JSONDocument, _ sides: SideBySide) {
        var records: [Int] = []
        answer.each("records", answer.root) { records.append($0) }
        guard records.count == 2 else { return }
        let (a, b) = (records[0], records[1])
        func line(_ name: String, _ key: StaticString) {
            sides.write(name, answer.word(key, a), answer.word(key, b))
        }
        func list(_ name: String, _ key: StaticString) {
            sides.write(
                name, answer.texts(key, a).joined(separator: ", "),
                answer.texts(key, b).joined(separator: ", "))
        }
        line("agency", "agency")
        line("activity", "activity")
        line("title", "title")
        sides.write(
            "period", answer.word("start", a) + " to " + answer.word("end", a),
            answer.word("start", b) + " to " + answer.word("end", b))
        list("countries", "countries")
        list("places", "places")
        line("event", "event")
        list("themes", "themes")
        list("for", "beneficiaries")
        line("form", "instrument")
        func amount(_ record: Int) -> String {
            guard answer.value("amount", in: record) != nil else { return "" }
            return "\(Int64(answer.decimal("amount", record))) \(answer.word("currency", record))"
        }
        sides.write("amount", amount(a), amount(b))
        list("partners", "partners")
        list("sectors", "sectors")
        line("description", "description")
        sides.write("sequence", "\(answer.whole("sequence", a))", "\(answer.whole("sequence", b))")
    }

    /// Evidence as bars: to the right for, to the left against.
    private static func showTerms(_ answer: borrowing JSONDocument, _ colour: Bool) {
        writeOutput("\nWhy")
        answer.each("terms", answer.root) { term in
            let weight = answer.decimal("weight", term)
            let bar = String(
                repeating: "=", count: min(20, max(1, Int((abs(weight) * 5).rounded()))))
            let values = answer.texts("values", term).filter { !$0.isEmpty }
            let different =
                Set(values).count > 1 ? values.joined(separator: " | ") : values.first ?? ""
            writeOutput(
                "  " + padded((weight < 0 ? "" : "+") + decimals(weight), 7)
                    + Paint.paint(padded(bar, 12), weight < 0 ? Paint.cyan : Paint.yellow, colour)
                    + " "
                    + answer.word("words", term)
                    + (different.isEmpty
                        ? "" : Paint.paint("  (\(different.prefix(100)))", Paint.faint, colour)))
        }
    }
}
