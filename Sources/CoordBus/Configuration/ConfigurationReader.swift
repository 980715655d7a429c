internal import Platform
internal import TOML

/// Why a configuration cannot be used: one line that names file or flag, value and remedy.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

extension Configuration {
    /// Reads file, environment and flags, each winning over the one before.
    /// - Parameters:
    ///   - file: path and text of the file, or nil without one.
    ///   - flags: `Setting.flag` to value.
    ///   - variable: value of an environment variable.
    package init(
        file: (path: String, text: String)?, flags: [String: String],
        variable: (String) -> String? = environment
    ) throws(ConfigurationError) {
        self.init()
        if let file { try readFile(file.path, file.text) }
        for setting in Setting.all {
            do throws(SettingError) {
                if let text = variable(setting.variable) { try setting.set(text, in: &self) }
            } catch {
                throw ConfigurationError("\(setting.variable) \(error.what); \(error.remedy)")
            }
            do throws(SettingError) {
                if let text = flags[setting.flag] { try setting.set(text, in: &self) }
            } catch {
                throw ConfigurationError("\(setting.flag) \(error.what); \(error.remedy)")
            }
        }
    }

    private mutating func readFile(
        _ path: String, _ text: String
    ) throws(ConfigurationError) {
        do throws(TOMLError) {
            let document = try TOMLDocument(parsing: text, file: path)
            for table in document.root.members { try readTable(table, document) }
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    private mutating func readTable(
        _ table: TOMLTable.Member, _ document: TOMLDocument
    ) throws(TOMLError) {
        let tables = Set(Setting.all.map(\.table)).sorted()
        guard tables.contains(table.key), let members = table.value.table?.members else {
            let hint = nearest(to: table.key, in: tables).map { "did you mean [\($0)]?" }
            throw document.error(
                at: table.keyPosition,
                "there is no table [\(table.key)]; "
                    + (hint ?? "use \(tables.joined(separator: ", "))"))
        }
        for member in members {
            let key = "\(table.key).\(member.key)"
            guard let setting = Setting.all.first(where: { $0.key == key }) else {
                let names = Setting.all.filter { $0.table == table.key }.map(\.name)
                let hint = nearest(to: member.key, in: names).map { "did you mean \($0)?" }
                throw document.error(
                    at: member.keyPosition,
                    "there is no setting \(key); "
                        + (hint ?? "use \(names.joined(separator: ", "))"))
            }
            do throws(SettingError) {
                try set(setting, member.value)
            } catch {
                throw document.error(
                    at: member.value.position, "\(error.key) \(error.what); \(error.remedy)")
            }
        }
    }

    private mutating func set(_ setting: Setting, _ value: TOMLValue) throws(SettingError) {
        switch setting.value {
        case .text(let path):
            guard let text = value.text else {
                throw SettingError(setting.key, "is \(value.kindName)", setting.remedy)
            }
            try setting.setText(text, path, in: &self)
        case .integer:
            guard let number = value.integer else {
                throw SettingError(setting.key, "is \(value.kindName)", setting.remedy)
            }
            try setting.set(Int(clamping: number), in: &self)
        }
    }

    /// What in `other` differs from this and cannot be taken up without a restart.
    package func needingRestart(_ other: Configuration) -> [String] {
        Setting.all.filter { !$0.isReloadable && $0.current(self) != $0.current(other) }.map(\.key)
    }
}
