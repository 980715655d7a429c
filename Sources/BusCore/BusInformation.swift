/// What the bus tells of itself in its welcome.
package struct BusInformation: Sendable {
    package var name: String
    package var version: String
    /// Identity of the log, hexadecimal: another log is another history.
    package var log: String
    /// Names of the queries that are answered outside of the bus core, in order.
    package var queries: [String]

    package init(name: String, version: String, log: String, queries: [String] = []) {
        self.name = name
        self.version = version
        self.log = log
        self.queries = queries
    }
}
