extension Configuration {
    /// The text of config/coordd.toml: every setting above its default, commented out.
    package static var exampleFile: String {
        var text = """
            # Configuration of coordd. Every setting stands above its default; take the # away to change it.
            # Flags of coordd win over variables of the environment, those over this file, this file over the defaults.
            # `coordd --check` says whether all is well. SIGHUP (systemctl reload) takes up what is marked (reload);
            # the rest needs a restart.

            """
        var table = ""
        for setting in Setting.all {
            if setting.table != table {
                table = setting.table
                text += "\n[\(table)]\n"
            }
            text += "\n" + wrapped(setting.help + (setting.isReloadable ? " (reload)" : ""))
            if case .integer(_, let range, let unit) = setting.value {
                text += "# In \(unit), \(range.lowerBound) to \(range.upperBound). "
            } else {
                text += "# "
            }
            text += "Flag \(setting.flag), variable \(setting.variable).\n"
            text += "#\(setting.name) = \(setting.current(Configuration()))\n"
        }
        return text
    }

    /// Comment lines of at most 110 characters.
    private static func wrapped(_ text: String) -> String {
        var lines = ["#"]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count + 1 > 110 { lines.append("#") }
            lines[lines.count - 1] += " " + word
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
