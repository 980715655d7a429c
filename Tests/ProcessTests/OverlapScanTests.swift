import Foundation
import Platform
import TestSupport
import Testing

/// `coordctl overlap scan` over files of two agencies, and its page in a browser.
@Suite struct OverlapScanTests {
    /// Three agencies in one basket, a pair in another country with a title that would like to be a script, and a link.
    private static let activities = [
        #"{"record_id":"a1","agency":"GB","title":"Support to the electoral process in Atlantis","countries":["BD"],"start":"2007-01-01","end":"2009-12-31"}"#,
        #"{"record_id":"a2","agency":"DK","title":"Support to the electoral process, basket fund","countries":["BD"],"start":"2007-03-01","end":"2009-12-31"}"#,
        #"{"record_id":"a3","agency":"SE","title":"Electoral assistance basket fund","countries":["BD"],"start":"2007-02-01","end":"2009-12-31"}"#,
        #"{"record_id":"b1","agency":"GB","title":"<script>alert(1)</script> Voter education \"here\"","countries":["NP"],"start":"2012-01-01","end":"2013-12-31"}"#,
        #"{"record_id":"b2","agency":"US","title":"Voter education <img src=x onerror=alert(2)>","countries":["NP"],"start":"2012-01-01","end":"2013-12-31"}"#,
        #"{"record_id":"c1","agency":"NO","title":"Voter education","countries":["KE"],"start":"2012-01-01","end":"2013-12-31"}"#,
        #"{"record_id":"c2","agency":"FI","title":"Voter education","countries":["KE"],"start":"2012-01-01","end":"2013-12-31","links":[["provider-activity-id","c1"]]}"#,
    ]

    private static let calendar = """
        iso2,type,event,date
        BD,legislative,"Vote, As Scheduled",2008-12-29
        NP,legislative,"Vote, As Scheduled",2013-11-19
        """

    private func scan(_ folder: TestFolder, _ options: [String]) throws -> ProcessRunner.Result {
        try folder.write(
            Self.activities.joined(separator: "\n") + "\n", to: "activities.ndjson")
        try folder.write(Self.calendar, to: "votes.csv")
        return try ProcessRunner.run(
            "coordctl",
            [
                "overlap", "scan", "--config", packageRoot.appending(path: "config").path(),
                "--calendar", folder.file("votes.csv"), folder.file("activities.ndjson"),
            ] + options)
    }

    @Test("a user with files gets pairs, reasons and baskets in one command")
    func text() throws {
        let result = try scan(TestFolder(), [])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(result.output.hasPrefix("7 records in 1 files; 4 pairs from likely on, 1 baskets"))
        #expect(result.output.contains("explained: 1 linked"))
        #expect(result.output.contains("both aim at the same vote"))
        let french = try scan(TestFolder(), ["--language", "fr"])
        #expect(french.output.contains("le même scrutin"))
    }

    /// Seventeen in one basket, reported as one record; the account that holds it; one contributor's own record; and in another
    /// country an account whose contributors give different things.
    private static let joint = [
        #"{"record_id":"b1","agency":"BE|CA|CH|DE|ES|EU|FR|GB|IE|IT|JP|NATGOV|NL|NO|SE|UNDP|US","title":"Appui aux élections nationales","countries":["BD"],"start":"2007","end":"2009"}"#,
        #"{"record_id":"b2","agency":"UNDP","title":"Appui au processus électoral","countries":["BD"],"start":"2007-01-15","end":"2010-12-31","orgs":[{"role":"funding","name":"DEPT FOR INT'L DEV","agency":"GB"}]}"#,
        #"{"record_id":"b3","agency":"GB","title":"Support to elections","countries":["BD"],"start":"2007-03-01","end":"2009-12-31","orgs":[{"role":"implementing","name":"UNDP","agency":"UNDP"}]}"#,
        #"{"record_id":"n1","agency":"UNDP","title":"Support to the electoral process","countries":["NP"],"start":"2012-01-01","end":"2014-12-31","orgs":[{"role":"funding","name":"GOVERNMENT OF DENMARK","agency":"DK"},{"role":"funding","name":"CANADIAN INTERN. DEV. AGENC","agency":"CA"}],"extra":{"outputs":"Roll: voter registration with photographs; Boxes: ballot boxes"}}"#,
        #"{"record_id":"n2","agency":"DK","title":"Voter registration with photographs","description":"A voter list for the elections of 2013.","countries":["NP"],"start":"2012-07-01","end":"2013-12-31","orgs":[{"role":"channel","name":"UNDP","agency":"UNDP"}]}"#,
        #"{"record_id":"n3","agency":"CA","title":"Transparent ballot boxes","description":"Boxes for the elections of 2013.","countries":["NP"],"start":"2012-03-01","end":"2014-12-31","sectors":["15151"],"orgs":[{"role":"implementing","name":"UNDP","agency":"UNDP"}]}"#,
    ]

    @Test("a basket of many donors is one cluster with the account that holds it")
    func baskets() throws {
        let folder = TestFolder()
        try folder.write(Self.joint.joined(separator: "\n") + "\n", to: "joint.ndjson")
        try folder.write(Self.calendar, to: "votes.csv")
        let result = try ProcessRunner.run(
            "coordctl",
            [
                "overlap", "scan", "--config", packageRoot.appending(path: "config").path(),
                "--calendar", folder.file("votes.csv"), folder.file("joint.ndjson"),
            ])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(result.output.contains("2 baskets"), "\(result.output)")
        #expect(
            result.output.contains(
                "BE, CA, CH, DE, ES, EU, FR, GB, IE, IT, JP, NL, NO, SE, UNDP, US  Appui"))
        #expect(result.output.components(separatedBy: ": 3 records\n").count == 3)
        #expect(result.output.contains("each names the other: "))
    }

    @Test("JSON is JSON, CSV has a line a pair")
    func formats() throws {
        let json = try scan(TestFolder(), ["--format", "json"])
        let parsed =
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((parsed?["pairs"] as? [Any])?.count == 4)
        let csv = try scan(TestFolder(), ["--format", "csv", "--country", "NPL"])
        #expect(csv.output.split(whereSeparator: \.isNewline).count == 2)
    }

    @Test(
        "a wrong option or file is told",
        arguments: [["--format", "pdf"], ["--band", "sure"], ["--language", "xx"]])
    func wrong(_ options: [String]) throws {
        let result = try scan(TestFolder(), options)
        #expect(result.end == .exited(64))
        #expect(result.errors.contains(options[1]))
    }

    static let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first(
        where: isExecutable)

    private func page(_ folder: TestFolder, fragment: String = "") throws -> String {
        let written = try scan(
            folder, ["--format", "html", "--output", folder.file("page.html")])
        #expect(written.end == .exited(0), "\(written.errors)")
        let browser = try #require(Self.browser)
        let shown = try ProcessRunner.run(
            browser,
            [
                "--headless", "--no-sandbox", "--disable-gpu",
                "--user-data-dir=" + folder.file("profile"),
                "--dump-dom", "file://" + folder.file("page.html") + fragment,
            ], seconds: 120)
        return shown.output
    }

    @Test(
        "the page filters in a browser, and no text of a record becomes a part of it",
        .enabled(if: browser != nil, "chromium is not installed: scripts/packages"))
    func inBrowser() throws {
        let all = try page(TestFolder())
        #expect(all.contains("id=\"shown\">4</b>"), "the page's own script must run")
        #expect(!all.contains("<script>alert") && !all.contains("<img"))
        let nepal = try page(TestFolder(), fragment: "#country=NPL")
        #expect(nepal.contains("id=\"shown\">1</b>"))
        #expect(nepal.components(separatedBy: "<article class=\"pair\"").count == 5)
        let nobody = try page(TestFolder(), fragment: "#country=NPL&agency=SE")
        #expect(nobody.contains("id=\"shown\">0</b>"))
    }

    @Test("the policy of the page names the digests of its script and its style")
    func policy() throws {
        let folder = TestFolder()
        _ = try scan(folder, ["--format", "html", "--output", folder.file("page.html")])
        let script = """
            import base64, hashlib, re, sys
            page = open(sys.argv[1], encoding="utf-8").read()
            for tag in ("script", "style"):
                text = re.search(f"<{tag}>(.*?)</{tag}>", page, re.S).group(1)
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                assert f"{tag}-src 'sha256-{digest}'" in page, tag
            """
        let result = try ProcessRunner.run(
            "/usr/bin/python3", ["-c", script, folder.file("page.html")])
        #expect(result.end == .exited(0), "\(result.errors)")
    }
}
