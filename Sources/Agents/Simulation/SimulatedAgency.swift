/// An agency that plays: its code on the bus, names, class and the prefix of its activities' identifiers.
struct SimulatedAgency: Sendable {
    let code: String
    let name: String
    /// A code of `Vocabulary.partnerClass`.
    let partnerClass: String
    let activityPrefix: String
    /// In what its budgets are.
    let currency: String

    static let focalPoint = "fp"
    /// The Electoral Assistance Division.
    static let division = "ead"

    /// Source: domain vocabulary section 2, CRS channel codes where there is one.
    static let all: [SimulatedAgency] = [
        .init("fp", "UN focal point for electoral assistance matters", "un", "FP"),
        .init("ead", "Electoral Assistance Division", "un", "XM-DAC-41148"),
        .init("undp", "United Nations Development Programme", "un", "XM-DAC-41114"),
        .init("dpko", "Department of Peacekeeping Operations", "un", "XM-DAC-41310"),
        .init("dfs", "Department of Field Support", "un", "DFS"),
        .init("ohchr", "Office of the High Commissioner for Human Rights", "un", "XM-DAC-41313"),
        .init("unwomen", "UN Women", "un", "XM-DAC-41146"),
        .init("unops", "United Nations Office for Project Services", "un", "XM-DAC-41502"),
        .init("unesco", "UNESCO", "un", "XM-DAC-41304"),
        .init("iom", "International Organization for Migration", "un", "XM-DAC-47066"),
        .init("eu", "European Union", "regional", "XI-IATI-EC", "EUR"),
        .init("au", "African Union", "regional", "XM-DAC-47005"),
        .init("oas", "Organization of American States", "regional", "XM-DAC-47079"),
        .init("osce", "OSCE Office for Democratic Institutions", "regional", "XM-DAC-47131", "EUR"),
        .init("idea", "International IDEA", "igo", "XM-DAC-47058"),
        .init("ifes", "International Foundation for Electoral Systems", "ngo", "IFES"),
        .init("cartercenter", "The Carter Center", "ngo", "CARTER"),
        .init("gb", "United Kingdom", "member-state", "GB-GOV-1", "GBP"),
        .init("se", "Sweden", "member-state", "SE-0", "SEK"),
        .init("jp", "Japan", "member-state", "XM-DAC-701", "JPY"),
    ]

    /// They only observe, so that nobody both assists and observes by chance.
    static let observers = ["au", "oas", "osce", "cartercenter"]
    static let donors = ["gb", "se", "jp"]

    static func named(_ code: String) -> SimulatedAgency {
        guard let agency = all.first(where: { $0.code == code }) else {
            preconditionFailure("no simulated agency \(code)")
        }
        return agency
    }

    private init(
        _ code: String, _ name: String, _ partnerClass: String, _ activityPrefix: String,
        _ currency: String = "USD"
    ) {
        self.code = code
        self.name = name
        self.partnerClass = partnerClass
        self.activityPrefix = activityPrefix
        self.currency = currency
    }
}
