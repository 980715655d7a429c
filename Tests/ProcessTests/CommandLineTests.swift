import Platform
import Testing
import TestSupport

/// Exit codes and messages of coordd that people and service managers rely on.
@Suite struct CommandLineTests {
    @Test(
        "a wrong command line ends with 64 and names what is wrong",
        arguments: [["--bogus"], ["start"], ["--listen"]])
    func usage(_ arguments: [String]) throws {
        let result = try ProcessRunner.run("coordd", arguments)
        #expect(result.end == .exited(64))
        #expect(result.errors.contains(arguments[0]))
        #expect(result.errors.hasPrefix("coordd: "))
    }

    @Test(
        "--help and --version answer on standard output and end with 0",
        arguments: ["--help", "--version"])
    func help(_ option: String) throws {
        let result = try ProcessRunner.run("coordd", [option])
        #expect(result.end == .exited(0))
        #expect(result.output.contains("coordd"))
        #expect(result.errors == "")
    }

    @Test(
        "a configuration with a typo ends with 78 and names file, line and remedy, checked or started"
    )
    func typo() throws {
        let folder = TestFolder()
        try folder.write("[limits]\nevent_byte = 2000\n", to: "coordd.toml")
        let path = folder.file("coordd.toml")
        for options in [["--check"], ["--data", folder.file("log")]] {
            let result = try ProcessRunner.run("coordd", ["--config", path] + options)
            #expect(result.end == .exited(78))
            #expect(result.errors.contains("\(path):2:1: "))
            #expect(result.errors.contains("did you mean event_bytes?"))
        }
    }

    @Test("a configuration file that is not there ends with 78, a good one passes the check")
    func check() throws {
        let folder = TestFolder()
        let missing = try ProcessRunner.run(
            "coordd", ["--check", "--config", folder.file("none.toml")])
        #expect(missing.end == .exited(78))
        #expect(missing.errors.contains(folder.file("none.toml")))
        try folder.write("[limits]\nevent_bytes = 2000\n", to: "coordd.toml")
        let good = try ProcessRunner.run(
            "coordd", ["--check", "--config", folder.file("coordd.toml")])
        #expect(good.end == .exited(0))
    }

    @Test("an endpoint that is taken ends with 69 and names it")
    func endpointTaken() throws {
        let daemon = try RunningDaemon(in: TestFolder())
        let folder = TestFolder()
        let second = try ProcessRunner.run(
            "coordd", ["--data", folder.file("log"), "--listen", daemon.endpoint])
        #expect(second.end == .exited(69))
        #expect(second.errors.contains(daemon.endpoint))
    }

    @Test("a log that another coordd has open ends with 69 and names the folder; the first goes on")
    func logInUse() throws {
        let folder = TestFolder()
        let daemon = try RunningDaemon(in: folder)
        let second = try ProcessRunner.run(
            "coordd", ["--data", folder.file("log"), "--listen", "tcp://127.0.0.1:*"])
        #expect(second.end == .exited(69))
        #expect(second.errors.contains(folder.file("log")))
        let client = try WireClient(daemon.endpoint)
        try client.hello()
    }

    @Test("a folder that cannot be written ends with 73")
    func folderNotWritable() throws {
        let folder = TestFolder()
        try folder.write("", to: "file")
        let result = try ProcessRunner.run(
            "coordd", ["--data", folder.file("file/log"), "--listen", "tcp://127.0.0.1:*"])
        #expect(result.end == .exited(73))
        #expect(result.errors.contains(folder.file("file")))
    }
}
