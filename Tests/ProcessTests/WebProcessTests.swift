import CoordBus
import Foundation
import Platform
import TestSupport
import Testing

/// The web part of a real coordd, asked by programs that nobody here wrote the HTTP of: Python's and the CloudEvents SDK.
@Suite(.serialized) struct WebProcessTests {
    private static let roll = """
        [[agency]]
        code = "fp"
        roles = ["focal-point"]
        clearance = "focal-point"

        [[agency]]
        code = "undp"

        [[agency]]
        code = "ohchr"

        [[agency]]
        code = "ngo"
        class = "ngo"

        """
    static let scripts = packageRoot.appending(path: "Tests/ProcessTests/web").path()

    /// A coordd with a page, and the tokens of one person of each agency.
    private struct World {
        let folder = TestFolder()
        let daemon: RunningDaemon
        let address: String
        let tokens: [String]

        init() throws {
            let roll = folder.file("agencies.toml")
            try WebProcessTests.roll.write(toFile: roll, atomically: true, encoding: .utf8)
            var tokens: [String] = []
            for (agency, rights) in [
                ("fp", ["verdict", "publish", "watch"]), ("undp", ["verdict", "publish"]),
                ("ngo", []),
            ] {
                let added = try ProcessRunner.run(
                    "coordctl",
                    ["person", "add", "p-\(agency)", "--agency", agency, "--roll", roll]
                        + rights.flatMap { ["--right", $0] })
                try #require(added.end == .exited(0), "\(added.errors)")
                tokens.append(added.output.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            self.tokens = tokens
            daemon = try RunningDaemon(
                in: folder, ["--security", "none", "--roll", roll, "--web", "127.0.0.1:0"])
            let page = daemon.errorText.firstMatch(of: /page at (http:\S+)/)
            address = String(try #require(page, "\(daemon.errorText)").output.1)
        }
    }

    @Test(
        "requests of every kind: CloudEvents, rights, the live log without a gap, a verdict, bad input"
    )
    func requests() throws {
        let python = try PythonTests.python()
        let world = try World()
        let result = try ProcessRunner.run(
            python, ["-B", Self.scripts + "/http_requests.py", world.address] + world.tokens,
            seconds: 180)
        #expect(result.end == .exited(0), "\(result.output)\(result.errors)")
        #expect(world.daemon.terminate() == .exited(0), "\(world.daemon.errorText)")
    }

    @Test("a person is added, listed, removed; other lines of the roll stay")
    func persons() throws {
        let folder = TestFolder()
        let roll = folder.file("agencies.toml")
        let text = Self.roll + "# the end\n"
        try text.write(toFile: roll, atomically: true, encoding: .utf8)
        func person(_ words: [String]) throws -> ProcessRunner.Result {
            try ProcessRunner.run("coordctl", ["person"] + words + ["--roll", roll])
        }
        #expect(try person(["add", "amina", "--agency", "nobody"]).end == .exited(78))
        #expect(try person(["add", "Ämina", "--agency", "fp"]).end == .exited(78))
        #expect(
            try person(["add", "amina", "--agency", "fp", "--name", #"A "B" \ C"#]).end
                == .exited(0))
        #expect(try person(["add", "amina", "--agency", "fp"]).end == .exited(78))
        #expect(try person(["list"]).output == "amina\tfp\t-\tA \"B\" \\ C\n")
        #expect(try person(["remove", "amina"]).end == .exited(0))
        #expect(try person(["remove", "amina"]).end == .exited(78))
        let left = try String(contentsOfFile: roll, encoding: .utf8)
        #expect(left.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
    }
}
