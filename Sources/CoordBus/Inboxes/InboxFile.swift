package import BusCore
internal import Platform

/// Where the state of inboxes is kept, and for which log. The file is made with the first inbox.
package struct InboxFile: Sendable {
    package let path: String
    package let log: String
    private let say: @Sendable (LogLine) -> Void

    package init(path: String, log: String, say: @escaping @Sendable (LogLine) -> Void) {
        self.path = path
        self.log = log
        self.say = say
    }

    /// What an earlier life kept; nothing where there was no inbox.
    package func load() throws(InboxStoreError) -> [InboxSnapshot] {
        guard fileExists(path) else { return [] }
        return try open().load()
    }

    package func open() throws(InboxStoreError) -> InboxStore {
        try InboxStore(path: path, log: log, notice: { say("\($0)") })
    }
}

extension Daemon {
    static func loadInboxes(_ file: InboxFile) throws(DaemonError) -> [InboxSnapshot] {
        do throws(InboxStoreError) {
            return try file.load()
        } catch {
            throw DaemonError(code: .dataError, description: error.description)
        }
    }
}
