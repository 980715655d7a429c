import CoordBus
import Foundation
import Testing

@Suite struct ConfigurationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func read(
        _ text: String, flags: [String: String] = [:], variables: [String: String] = [:]
    ) throws(ConfigurationError) -> Configuration {
        try Configuration(file: ("test.toml", text), flags: flags) { variables[$0] }
    }

    @Test("config/coordd.toml is what the settings write")
    func exampleIsCurrent() throws {
        let file = Self.root.appending(path: "config/coordd.toml")
        let committed = try String(contentsOf: file, encoding: .utf8)
        #expect(
            committed == Configuration.exampleFile,
            "config/coordd.toml is stale: run coordd --example-config > config/coordd.toml")
    }

    @Test("The example with every setting taken in gives the defaults")
    func exampleHoldsDefaults() throws {
        let lines = Configuration.exampleFile.split(separator: "\n").map { line in
            let isSetting = line.hasPrefix("#") && !line.hasPrefix("# ") && line.contains(" = ")
            return isSetting ? String(line.dropFirst()) : String(line)
        }
        #expect(try read(lines.joined(separator: "\n")) == Configuration())
    }

    @Test("Flags win over variables, variables over the file, the file over defaults")
    func precedence() throws {
        let file = "[limits]\nsessions = 2\nevent_bytes = 2048\nsilence_seconds = 7\n"
        let found = try read(
            file, flags: ["--limits-sessions": "4"],
            variables: ["COORDBUS_LIMITS_SESSIONS": "3", "COORDBUS_LIMITS_EVENT_BYTES": "4096"])
        #expect(found.sessions == 4)
        #expect(found.eventBytes == 4096)
        #expect(found.silenceSeconds == 7)
        #expect(found.deliveryKiB == Configuration().deliveryKiB)
    }

    @Test(
        "What is wrong is named with file, line, value and remedy",
        arguments: [
            (
                "[bus]\nlissten = \"x\"",
                "test.toml:2:1: there is no setting bus.lissten; did you mean listen?"
            ),
            ("[buss]\n", "test.toml:1:2: there is no table [buss]; did you mean [bus]?"),
            (
                "[limits]\nevent_bytes = 12",
                "test.toml:2:15: limits.event_bytes is 12; use a whole number of bytes from 1024 to 1048576"
            ),
            (
                "[limits]\nsessions = \"many\"",
                "test.toml:2:12: limits.sessions is text; use a whole number of sessions from 1 to 10000"
            ),
            (
                "[security]\nmode = \"some\"",
                "test.toml:2:8: security.mode is some; use auto, curve or none"
            ),
            (
                "[bus]\nlisten = \"tcp://127.0.0.1:99999\"",
                "test.toml:2:10: bus.listen is tcp://127.0.0.1:99999; give a port from 1 to 65535 after "
                    + "the last colon"
            ),
        ])
    func faultsNameTheirPlace(text: String, message: String) {
        do throws(ConfigurationError) {
            _ = try read(text)
            Issue.record("accepted: \(text)")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("A flag out of range is named as the flag")
    func flagsAreChecked() {
        do throws(ConfigurationError) {
            _ = try read("", flags: ["--limits-sessions": "0"])
            Issue.record("accepted")
        } catch {
            #expect(
                error.description
                    == "--limits-sessions is 0; use a whole number of sessions from 1 to 10000")
        }
    }

    @Test("Reload tells which settings need a restart")
    func restartIsNamed() throws {
        let new = try read("[limits]\nsessions = 9\nsilence_seconds = 9\n")
        #expect(Configuration().needingRestart(new) == ["limits.sessions"])
    }

    @Test("A mistyped word is answered with the nearest one")
    func nearestWord() {
        #expect(nearest(to: "tial", in: ["tail", "fetch", "status"]) == "tail")
        #expect(nearest(to: "xyzzy", in: ["tail", "fetch", "status"]) == nil)
    }
}
