internal import Agents
internal import TOML
internal import Testing

@Suite struct SimulationScenarioTests {
    private static let good = """
        name = "x"
        [time]
        start = 2018-01-15
        cases_per_month = 2
        [cases]
        assisted = 2

        """

    @Test("The bundled scenarios are good", arguments: ["demo", "biennium"])
    func bundled(name: String) throws {
        let scenario = try Scenario(parsing: bundledScenario(name), file: name)
        #expect(scenario.name == name)
    }

    @Test(
        "What is wrong is named with file, line and remedy",
        arguments: [
            ("", "s.toml:1:1: name is missing; write for example name = \"demo\""),
            (
                "name = \"Big World\"",
                "s.toml:1:8: name is to be 1 to 40 of a-z, 0-9 and -, in quotes"
            ),
            ("name = ", "s.toml:1:"),
            (
                "name = \"x\"\n[time]\nstart = 2018-13-01", "s.toml:3:"
            ),
            (
                "name = \"x\"\n[time]\nstart = \"soon\"\ncases_per_month = 2",
                "s.toml:3:9: start is to be a date from 1990 to 2100, such as 2018-01-15"
            ),
            (
                good + "[overlaps]\nduplicat = 1",
                "s.toml:8:1: there is no duplicat in [overlaps]; use duplicate, reworded, language, secondary, "
                    + "joint, resend, complementary"
            ),
            (
                good + "[breaches]\nR-TIME = 3",
                "s.toml:8:10: R-TIME is to be a whole number from 0 to 2, as each assisted case can hold so many"
            ),
            (
                good + "countries = [\"KEN\", \"ATL\"]",
                "s.toml:7:21: no such country; use some of AFG"
            ),
        ])
    func faults(text: String, message: String) {
        let fault = #expect(throws: TOMLError.self) { try Scenario(parsing: text, file: "s.toml") }
        #expect(fault?.description.hasPrefix(message) == true, "\(String(describing: fault))")
    }
}
