/// Writes text for man(7): the few macros that our pages need, with what is special to them escaped.
struct ManualPage {
    private(set) var text = ""
    /// A heading begins a paragraph by itself.
    private var isAfterHeading = false

    /// - Parameters:
    ///   - name: of the page, such as `coordd`.
    ///   - summary: half a sentence.
    init(_ name: String, section: Int, summary: String) {
        text =
            ".TH \"\(name.uppercased())\" \"\(section)\" \"\" \"CoordBus \(Daemon.version)\" "
            + "\"CoordBus\"\n"
        heading("NAME")
        text += "\(Self.escaped(name)) \\- \(Self.escaped(summary))\n"
    }

    mutating func heading(_ words: String) {
        text += ".SH \"\(Self.escaped(words))\"\n"
        isAfterHeading = true
    }

    mutating func subheading(_ words: String) {
        text += ".SS \"\(Self.quoted(words))\"\n"
        isAfterHeading = true
    }

    mutating func paragraph(_ words: String) {
        beginParagraph()
        lines(words)
    }

    private mutating func beginParagraph() {
        if !isAfterHeading { text += ".PP\n" }
        isAfterHeading = false
    }

    /// A term and what it means.
    mutating func item(_ term: String, _ meaning: String) {
        isAfterHeading = false
        text += ".TP\n.B \"\(Self.quoted(term))\"\n"
        lines(meaning)
    }

    /// Lines that stay as they are.
    mutating func verbatim(_ words: String) {
        beginParagraph()
        text += ".in +4n\n.nf\n"
        lines(words)
        text += ".fi\n.in\n"
    }

    private mutating func lines(_ words: String) {
        for line in words.split(separator: "\n") {
            // A dot or a quote at the begin of a line would be a macro.
            let isMacro = line.first == "." || line.first == "'"
            text += (isMacro ? "\\&" : "") + Self.escaped(String(line)) + "\n"
        }
    }

    private static func escaped(_ words: String) -> String {
        var out = ""
        for character in words {
            switch character {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case "`": out += "\\(aq"
            default: out.append(character)
            }
        }
        return out
    }

    private static func quoted(_ words: String) -> String {
        escaped(words).split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\\(dq")
    }
}

extension Program {
    /// The program's page, as `man` reads it.
    package var manual: String {
        var page = ManualPage(name, section: section, summary: summary)
        page.heading("SYNOPSIS")
        if commands.isEmpty {
            page.verbatim("\(name) [option ...]")
        } else {
            page.verbatim(commands.map { "\(name) \($0.usage)" }.joined(separator: "\n"))
        }
        page.heading("DESCRIPTION")
        page.paragraph(notes)
        for command in commands {
            page.subheading("\(name) \(command.name)")
            page.paragraph(
                command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
            for option in command.options { page.item(option.term, option.help) }
        }
        page.heading("OPTIONS")
        for option in options { page.item(option.term, option.help) }
        page.heading("EXIT STATUS")
        for code in ExitCode.allCases { page.item(String(code.rawValue), code.meaning) }
        page.heading("ENVIRONMENT")
        page.item(
            "COORDBUS_BUS_LISTEN", "the bus's endpoint, for all programs that talk to one")
        if name == "coordd" {
            page.item(
                "COORDBUS_CONFIG, COORDBUS_...",
                "the configuration file, and one variable a setting: see coordd.toml(5)")
        }
        page.heading("FILES")
        page.item("/etc/coordbus/coordd.toml", "configuration, see coordd.toml(5)")
        page.item("/var/lib/coordbus/log", "the log")
        page.item("/usr/share/doc/coordbus", "operations.md, protocol.md, events.md, errors.md")
        page.heading("EXAMPLES")
        page.verbatim(examples.joined(separator: "\n"))
        page.heading("SEE ALSO")
        let pages = ["agency(1)", "coordctl(1)", "coordd.toml(5)", "coordd(8)"]
        page.paragraph(pages.filter { $0 != "\(name)(\(section))" }.joined(separator: ", "))
        return page.text
    }
}

extension Configuration {
    /// The page of the configuration file, coordd.toml(5).
    package static var manual: String {
        var page = ManualPage("coordd.toml", section: 5, summary: "configuration of coordd")
        page.heading("DESCRIPTION")
        page.paragraph(
            """
            A TOML file that coordd(8) reads when it starts and on SIGHUP. Flags win over variables of the environment,
            those over this file, this file over the defaults. `coordd --check` says whether all is well, and names file,
            line and remedy where it is not. A reload takes up the settings that are marked so; the rest needs a restart.
            """)
        var table = ""
        for setting in Setting.all {
            if setting.table != table {
                table = setting.table
                page.heading("[\(table)]")
            }
            var facts = "Default \(setting.current(Configuration())). "
            if case .integer(_, let range, let unit) = setting.value {
                facts += "In \(unit), \(range.lowerBound) to \(range.upperBound). "
            }
            facts += "Flag \(setting.flag), variable \(setting.variable)."
            if setting.isReloadable { facts += " Taken up by a reload." }
            page.item(setting.name, setting.help + "\n" + facts)
        }
        page.heading("FILES")
        page.item("/etc/coordbus/coordd.toml", "read when it is there")
        page.heading("SEE ALSO")
        page.paragraph("coordd(8), coordctl(1)")
        return page.text
    }
}
