import Foundation
import Platform
import TestSupport
import Testing

/// The page as people have it: Debian's Chromium, driven by Selenium. Screenshots are kept in .build/screenshots.
@Suite struct BrowserTests {
    static let isThere = ["chromium", "chromedriver"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
    }

    /// All agencies that play in the demonstration, the delegate acting for the focal point.
    private static let roll = """
        [[agency]]
        code = "fp"
        name = "UN focal point for electoral assistance matters"
        roles = ["focal-point"]
        clearance = "focal-point"

        [[agency]]
        code = "ead"
        roles = ["delegate"]
        acts_for = ["fp"]
        clearance = "focal-point"

        [[route]]
        to = ["ead", "undp"]
        topics = ["request.>", "assessment.>"]

        """
        + [
            "au", "cartercenter", "dfs", "dpko", "eu", "gb", "idea", "ifes", "iom", "jp", "oas",
            "ohchr", "osce", "se", "undp", "unesco", "unops", "unwomen",
        ].map { "[[agency]]\ncode = \"\($0)\"\n\n" }.joined()

    @Test(
        "people sign in, watch, are cut off, decide, change language and light, by keyboard and on a telephone",
        .enabled(
            if: isThere,
            "Chromium or its driver is not here: apt-get install chromium chromium-driver"),
        .timeLimit(.minutes(15)))
    func people() throws {
        let world = try WebWorld(
            roll: Self.roll,
            people: ["fp": ["verdict", "publish", "watch"], "undp": ["publish"]])
        let played = try ProcessRunner.run(
            "agency",
            [
                "simulate", "--seed", "1", "--scenario",
                packageRoot.appending(path: "config/scenarios/demo.toml").path(), "--bus",
                world.daemon.endpoint, "--outbox", world.folder.file("outbox.db"),
            ], seconds: 300)
        // 1 says that something was refused, which the scenario holds.
        try #require(played.end == .exited(0) || played.end == .exited(1), "\(played.errors)")
        try world.run(
            "browser.py", [packageRoot.appending(path: ".build/screenshots").path()], seconds: 800)
        world.end()
    }
}
