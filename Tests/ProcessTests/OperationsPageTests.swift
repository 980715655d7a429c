import CoordBus
import Foundation
import Platform
import Testing
import TestSupport

/// docs/operations.md: its commands are run on a machine with systemd by `make test-system`; here, without one, every command
/// of ours is looked at word by word.
@Suite struct OperationsPageTests {
    /// Lines of the `sh` blocks that begin with a program of ours, without redirections.
    private func commands() throws -> [[String]] {
        let page = try String(
            contentsOf: packageRoot.appending(path: "docs/operations.md"), encoding: .utf8)
        var isInside = false
        var commands: [[String]] = []
        for line in page.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside = line == "```sh"
            } else if isInside {
                let words = line.prefix { $0 != ">" && $0 != "<" && $0 != "|" }
                    .split(separator: " ").map(String.init)
                if ["coordctl", "coordd", "agency"].contains(words.first) {
                    commands.append(words)
                }
            }
        }
        return commands
    }

    @Test("every command and option of ours on the page exists")
    func commandsExist() throws {
        let commands = try commands()
        #expect(commands.count > 10)
        for words in commands {
            let options = words.filter { $0.hasPrefix("--") }
            let verbs = words.dropFirst().prefix { !$0.hasPrefix("-") }
            let isGroup = ["log", "outbox", "agency", "person"].contains(verbs.first)
            let name = Array(verbs.prefix(isGroup ? 2 : 1))
            let help = try ProcessRunner.run(words[0], name + ["--help"])
            #expect(help.end == .exited(0), "\(words.joined(separator: " ")): \(help.errors)")
            for option in options {
                #expect(
                    help.output.contains("\n  \(option) "),
                    "\(words.joined(separator: " ")): there is no \(option)")
            }
        }
    }

    private static let analyser = "/usr/bin/systemd-analyze"

    @Test(
        "units are exposed no more than 1.5 of 10, by systemd's own reckoning",
        .enabled(if: fileExists(analyser), "there is no systemd-analyze here"),
        arguments: ["coordd.service", "agency@.service"])
    func exposure(_ unit: String) throws {
        let path = packageRoot.appending(path: "systemd/\(unit)").path
        let found = try ProcessRunner.run(
            Self.analyser,
            ["security", "--no-pager", "--offline=true", "--threshold=15", path])
        let level = found.output.split(separator: "\n").last ?? ""
        #expect(found.end == .exited(0), "\(level) \(found.errors)")
    }
}
