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
    private func world(
        _ options: (TestFolder) throws -> [String] = { _ in [] }
    ) throws -> WebWorld {
        try WebWorld(
            roll: Self.roll,
            people: [
                "fp": ["verdict", "publish", "watch"], "undp": ["verdict", "publish"], "ngo": [],
            ], options: options)
    }

    @Test(
        "requests of every kind: CloudEvents, rights, the live log without a gap, a verdict, metrics"
    )
    func requests() throws {
        let world = try world { _ in ["--feed", "tcp://127.0.0.1:*"] }
        try world.run("http_requests.py")
        world.end()
    }

    @Test("bad input of every kind is refused, counted and bounded, and slows nobody else")
    func badInput() throws {
        let world = try world()
        try world.run("bad_input.py", seconds: 900)
        world.end()
    }

    @Test("with a certificate TLS 1.2 and later is spoken, and nothing else")
    func tls() throws {
        let world = try world { folder in
            let made = try ProcessRunner.run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                    "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=IP:127.0.0.1", "-keyout", folder.file("key.pem"), "-out",
                    folder.file("certificate.pem"),
                ])
            try #require(made.end == .exited(0), "\(made.errors)")
            return [
                "--web-certificate", folder.file("certificate.pem"),
                "--web-key", folder.file("key.pem"),
            ]
        }
        #expect(world.address.hasPrefix("https://"))
        try world.run("over_tls.py", [world.folder.file("certificate.pem")])
        world.end()
    }

    @Test(
        "an address that others can reach needs a certificate, and one that can't be read ends the start",
        arguments: [
            (["--web", "0.0.0.0:0"], "web.certificate and web.key"),
            (["--web", "127.0.0.1:0", "--web-certificate", "/nothing"], "belong together"),
            (
                ["--web", "127.0.0.1:0", "--web-certificate", "/nothing", "--web-key", "/nothing"],
                "cannot be read"
            ),
            (["--web", "example.org:80"], "web.listen"),
        ])
    func refusedAtTheStart(options: [String], words: String) throws {
        let folder = TestFolder()
        let result = try ProcessRunner.run(
            "coordd", ["--data", folder.file("log"), "--listen", "tcp://127.0.0.1:*"] + options)
        #expect(result.end == .exited(78))
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test(
        "a certificate and a key that don't belong together end the start, and --check says so too",
        arguments: [
            ("other.pem", "other.pem is not the key of the first certificate in"),
            ("certificate.pem", "holds no private key"),
            ("key.pem as certificate", "holds no certificate"),
        ])
    func mismatchedPair(key: String, words: String) throws {
        let folder = TestFolder()
        for name in ["key.pem", "other.pem"] {
            let made = try ProcessRunner.run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                    "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", folder.file(name),
                    "-out", folder.file(name == "key.pem" ? "certificate.pem" : "unused.pem"),
                ])
            try #require(made.end == .exited(0), "\(made.errors)")
        }
        let isSwapped = key.hasSuffix("as certificate")
        let options = [
            "--data", folder.file("log"), "--listen", "tcp://127.0.0.1:*", "--web", "127.0.0.1:0",
            "--web-certificate", folder.file(isSwapped ? "key.pem" : "certificate.pem"),
            "--web-key", folder.file(isSwapped ? "key.pem" : key),
        ]
        for more in [[], ["--check"]] {
            let result = try ProcessRunner.run("coordd", options + more)
            #expect(result.end == .exited(78))
            #expect(result.errors.contains(words), "\(result.errors)")
        }
    }

    @Test("a person is added, listed, removed; other lines of the roll stay")
    func persons() throws {
        let folder = TestFolder()
        let roll = folder.file("agencies.toml")
        let text = Self.roll + "# the end\n"
        try text.write(toFile: roll, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: roll)
        func person(_ words: [String]) throws -> ProcessRunner.Result {
            try ProcessRunner.run("coordctl", ["person"] + words + ["--roll", roll])
        }
        #expect(try person(["add", "amina", "--agency", "nobody"]).end == .exited(78))
        #expect(try person(["add", "Ämina", "--agency", "fp"]).end == .exited(78))
        #expect(
            try person(["add", "amina", "--agency", "fp", "--name", #"A "B" \ C"#]).end
                == .exited(0))
        #expect(try person(["add", "amina", "--agency", "fp"]).end == .exited(78))
        // coordd runs as somebody else, who has to read it.
        let mode = try FileManager.default.attributesOfItem(atPath: roll)[.posixPermissions]
        #expect(mode as? Int == 0o644)
        #expect(try person(["list"]).output == "amina\tfp\t-\tA \"B\" \\ C\n")
        #expect(try person(["remove", "amina"]).end == .exited(0))
        #expect(try person(["remove", "amina"]).end == .exited(78))
        let left = try String(contentsOfFile: roll, encoding: .utf8)
        #expect(left.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
    }
}
