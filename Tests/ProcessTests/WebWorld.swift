import Foundation
import Platform
import TestSupport
import Testing

/// A coordd with a page, and the tokens of people of some agencies, to be asked by the Python scripts in `web`.
struct WebWorld {
    static let scripts = packageRoot.appending(path: "Tests/ProcessTests/web").path()

    let folder = TestFolder()
    let daemon: RunningDaemon
    let address: String
    let tokens: [String]

    /// - Parameters:
    ///   - roll: agencies, as agencies.toml has them.
    ///   - people: for each agency the rights of the one person it gets, `p-AGENCY`.
    ///   - options: of coordd, beside those that make a page; functions of the folder for files in it.
    init(
        roll text: String, people: KeyValuePairs<String, [String]>,
        options: (TestFolder) throws -> [String] = { _ in [] }
    ) throws {
        let roll = folder.file("agencies.toml")
        try text.write(toFile: roll, atomically: true, encoding: .utf8)
        var tokens: [String] = []
        for (agency, rights) in people {
            let added = try ProcessRunner.run(
                "coordctl",
                ["person", "add", "p-\(agency)", "--agency", agency, "--name", "Amina Diallo"]
                    + ["--roll", roll] + rights.flatMap { ["--right", $0] })
            try #require(added.end == .exited(0), "\(added.errors)")
            tokens.append(added.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        self.tokens = tokens
        daemon = try RunningDaemon(
            in: folder,
            ["--security", "none", "--roll", roll, "--web", "127.0.0.1:0"]
                + [
                    "--overlap-folder", packageRoot.appending(path: "config/overlap").path(),
                    "--rules-file", packageRoot.appending(path: "config/rules.toml").path(),
                ] + options(folder))
        let page = daemon.errorText.firstMatch(of: /page at (https?:\S+)/)
        address = String(try #require(page, "\(daemon.errorText)").output.1)
    }

    /// Runs a script of `web` against it, which fails by its exit code.
    func run(_ script: String, _ more: [String] = [], seconds: Int32 = 300) throws {
        let result = try ProcessRunner.run(
            try PythonTests.python(),
            ["-B", Self.scripts + "/" + script, address] + tokens + more, seconds: seconds)
        #expect(result.end == .exited(0), "\(script): \(result.output)\(result.errors)")
        if result.end == .exited(0), !result.errors.isEmpty { print(result.errors) }
    }

    func end() {
        #expect(daemon.terminate() == .exited(0), "\(daemon.errorText)")
    }
}
