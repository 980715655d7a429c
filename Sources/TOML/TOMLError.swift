/// What is wrong in a TOML file, and where: `config/coordd.toml:12:3: ...`.
///
/// Also for readers of a file that is good TOML but says something impossible, so that all
/// faults of configuration look alike. `reason` ends with the remedy.
package struct TOMLError: Error, Equatable, Sendable, CustomStringConvertible {
    /// As given to the parser; shown as it is.
    package let file: String
    package let position: TOMLPosition
    package let reason: String

    package init(file: String, position: TOMLPosition, reason: String) {
        self.file = file
        self.position = position
        self.reason = reason
    }

    package var description: String {
        position.line == 0 ? "\(file): \(reason)" : "\(file):\(position): \(reason)"
    }
}
