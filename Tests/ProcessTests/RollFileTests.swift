import BusCore
import CoordBus
import Events
import Foundation
import Platform
import Testing
import TestSupport
import ZeroMQ

/// config/agencies.toml: the file that comes with the source, its faults, and its editing.
@Suite struct RollFileTests {
    private static let shipped = packageRoot.appending(path: "config/agencies.toml").path()

    @Test("the roll that comes with the source is good and names the bodies of the resolution")
    func shippedRoll() throws {
        let roll = try RollFile(path: Self.shipped).roll
        let codes = roll.agencies.map(\.code.description)
        for code in [
            "fp", "ead", "undp", "dpko", "dfs", "ohchr", "rc", "un-women", "unv", "unops", "unesco",
            "iom",
        ] {
            #expect(codes.contains(code))
        }
        let leaders = roll.agencies.filter { $0.roles.contains(.focalPoint) }
        #expect(leaders.map(\.code.description) == ["fp"])
    }

    @Test(
        "what is wrong is named with line, value and remedy",
        arguments: [
            (
                "[[agencyy]]\ncode = \"a\"",
                "r:1:3: there is no table agencyy; did you mean [[agency]]?"
            ),
            (
                "[[agency]]\nname = \"a\"",
                "r:1:1: agency has no code; add code = \"undp\" or the like"
            ),
            (
                "[[agency]]\ncode = \"UNDP\"",
                "r:2:8: code is UNDP; use 1 to 24 small letters, digits and -, not - first"
            ),
            (
                "[[agency]]\ncode = \"a\"\nclass = \"us\"",
                "r:3:9: class is us; use un, regional, igo, ngo, cso, donor"
            ),
            (
                "[[agency]]\ncode = \"a\"\nclearance = \"secret\"",
                "r:3:13: clearance is secret; use public, member-states, un-system, case-parties, focal-point"
            ),
            (
                "[[agency]]\ncode = \"a\"\nkeys = [\"short\"]",
                "r:3:9: the key short is not 40 characters of Z85; take the public key that coordctl keygen shows"
            ),
            (
                "[[agency]]\ncode = \"a\"\nread = [\"lessons.>\"]",
                "r:3:9: pattern \"lessons.>\": no event type is called lessons.*; coordctl schema lists them all"
            ),
            (
                "[[agency]]\ncode = \"a\"\ncountries = [\"Kenya\"]",
                "r:3:14: countries holds Kenya; use three letters of ISO 3166-1, such as KEN, "
                    + "or ZZZ for events of no country or several"
            ),
            (
                "[[agency]]\ncode = \"a\"\n[[agency]]\ncode = \"a\"",
                "r:3:1: a stands twice; merge the two"
            ),
        ])
    func faults(text: String, message: String) {
        do throws(ConfigurationError) {
            _ = try RollFile(path: "r", text: text)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("adding, rotating and suspending leave comments and everything else alone")
    func editing() throws {
        let (a, b, c) = (
            try CurveKeyPair.make().publicKey, try CurveKeyPair.make().publicKey,
            try CurveKeyPair.make().publicKey
        )
        var editor = try RollEditor(
            path: "r",
            text: """
                # The roll
                [[agency]]
                code = "undp" # the implementer
                keys = [ # one
                  "\(a)",
                ] # behind
                clearance = "un-system"

                """)
        try editor.rotate("undp", to: b, oldUntil: 1_800_000_000_000_000_000)
        try editor.suspend("undp", true)
        try editor.add(
            code: "iom", name: "A \"name\"", kind: "igo", key: c, roles: ["observer", "operator"],
            clearance: "un-system")
        #expect(
            try editor.finished() == """
                # The roll
                [[agency]]
                code = "undp" # the implementer
                suspended = true
                keys = [{ key = "\(a)", until = 2027-01-15T08:00:00Z }, "\(b)"] # behind
                clearance = "un-system"

                [[agency]]
                code = "iom"
                name = "A \\"name\\""
                class = "igo"
                roles = ["observer", "operator"]
                clearance = "un-system"
                keys = ["\(c)"]

                """)
        try editor.suspend("undp", false)
        #expect(editor.text.contains("code = \"undp\" # the implementer\nsuspended = false\n"))
        #expect(throws: ConfigurationError.self) { try editor.suspend("nobody", true) }
        #expect(throws: ConfigurationError.self) {
            try editor.add(code: "iom", name: "again", kind: "igo", key: c)
        }
    }

    @Test("keygen makes a secret that only its owner reads, and overwrites none")
    func keygen() throws {
        let folder = TestFolder()
        let path = folder.file("undp.key")
        let made = try ProcessRunner.run("coordctl", ["keygen", "--output", path])
        #expect(made.end == .exited(0), "\(made.errors)")
        let key = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(Z85.isKey(key))
        #expect(try KeyFile.pair(path).publicKey == key)
        #expect(try KeyFile.publicKey(path + ".pub") == key)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try ProcessRunner.run("coordctl", ["keygen", "--output", path])
        #expect(again.end == .exited(73))
        #expect(again.errors.contains("never overwritten"))
        #expect(try KeyFile.pair(path).publicKey == key)
    }

    @Test("the roll's commands work on the file, and a publisher and a reader use their keys")
    func commands() throws {
        let world = try CurveWorld()
        try world.addKey("iom")
        let roll = ["--roll", world.rollPath]
        let key = try #require(world.keys["iom"]).publicKey
        let added = try ProcessRunner.run(
            "coordctl", ["agency", "add", "iom", "--key", key, "--class", "igo"] + roll)
        #expect(added.end == .exited(0), "\(added.errors)")
        let list = try ProcessRunner.run("coordctl", ["agency", "list"] + roll)
        #expect(
            list.output.contains("iom") && list.output.contains("reads public"), "\(list.output)")
        world.daemon.process.signal(1)
        #expect(world.daemon.waitFor("READY=1"))
        let file = world.folder.file("event.json")
        try replaceTextFile(
            file, String(decoding: lesson("a", agency: "iom"), as: UTF8.self) + "\n")
        func connection(_ agency: String) throws -> [String] {
            [
                "--bus", world.endpoint, "--key", try world.keyFile(agency), "--server-key",
                world.server.publicKey,
            ]
        }
        let published = try ProcessRunner.run(
            "coordctl", ["publish", file] + (try connection("iom")))
        #expect(published.end == .exited(0), "\(published.errors)")
        let tail = try ProcessRunner.run(
            "coordctl", ["tail", "--from", "1", "--json"] + (try connection("undp")))
        #expect(tail.output.contains("urn:coordbus:agency:iom"), "\(tail.errors)")
    }
}
