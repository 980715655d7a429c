internal import TOML
internal import Testing

struct TOMLTests {
    private let sample = """
        # how the daemon listens
        name = "coordd"
        limit = 65_536
        ratio = 0.5
        open = true
        since = 2017-12-19

        [log]
        folder = 'C:\\temp'
        at = 2017-12-19T10:00:00Z
        sizes = [1, 2, 3]
        [[agency]]
        code = "undp"
        [[agency]]
        code = "ohchr"
        route = { to = "ead", topics = ["request.>"] }
        """

    @Test func everyKindArrivesWithItsPlace() throws {
        let root = try TOMLDocument(parsing: sample, file: "sample.toml").root
        #expect(root.keys == ["name", "limit", "ratio", "open", "since", "log", "agency"])
        #expect(root["name"]?.text == "coordd")
        #expect(root["limit"]?.integer == 65536)
        #expect(root["limit"]?.number == 65536)
        #expect(root["ratio"]?.number == 0.5)
        #expect(root["open"]?.boolean == true)
        #expect(root["since"]?.date == "2017-12-19")
        let log = try #require(root["log"]?.table)
        #expect(log["folder"]?.text == "C:\\temp")
        #expect(log["at"]?.date == "2017-12-19T10:00:00Z")
        #expect(log["sizes"]?.array?.map(\.integer) == [1, 2, 3])
        #expect(root["agency"]?.array?.map { $0.table?["code"]?.text } == ["undp", "ohchr"])
        #expect(root["limit"]?.position == TOMLPosition(line: 3, column: 9))
        #expect(root.member("limit")?.keyPosition == TOMLPosition(line: 3, column: 1))
        let route = root["agency"]?.array?.last?.table?["route"]?.table
        #expect(route?.member("topics")?.keyPosition == TOMLPosition(line: 16, column: 23))
        #expect(root["name"]?.kindName == "text")
    }

    @Test(arguments: [
        ("a = 1\nb = \n", 2), ("a = 1\na = 2\n", 2), ("[x\n", 1), ("a = 2017-13-01\n", 1),
        ("a = \"\u{1}\"\n", 1), ("a = 99999999999999999999\n", 1), ("\n\n= 3\n", 3),
    ])
    func faultsNameTheirLine(text: String, line: Int) {
        let error = #expect(throws: TOMLError.self) {
            _ = try TOMLDocument(parsing: text, file: "config/x.toml")
        }
        #expect(error?.position.line == line, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("config/x.toml:\(line):") == true)
        #expect(error?.reason.isEmpty == false)
    }

    @Test func nothingAtAllIsAnEmptyTable() throws {
        #expect(try TOMLDocument(parsing: "", file: "x").root.members.isEmpty)
    }

    @Test func nestingThatNeverEndsIsRefused() {
        let text = "a = " + String(repeating: "[", count: 100_000)
        #expect(throws: TOMLError.self) { _ = try TOMLDocument(parsing: text, file: "x") }
    }

    @Test func readersOfTheTreePointAtFaultsInTheSameWay() throws {
        let document = try TOMLDocument(parsing: "port = 70000\n", file: "c.toml")
        let position = try #require(document.root["port"]?.position)
        let error = document.error(at: position, "port is 70000; use 1 to 65535")
        #expect(error.description == "c.toml:1:8: port is 70000; use 1 to 65535")
    }
}
