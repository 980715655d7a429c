internal import CSystemd
internal import Glibc

/// Writes to the journal with fields.
///
/// Reference: sd_journal_sendv(3), systemd.journal-fields(7).
package enum Journal {
    /// Does systemd read our standard error into the journal? It says so by device and inode in JOURNAL_STREAM, so a
    /// program whose output was redirected since is not mistaken. Reference: systemd.exec(5).
    package static let readsStandardError: Bool = {
        guard let stream = unsafe getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        guard unsafe fstat(2, &status) == 0 else { return false }
        return unsafe String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
    }()

    /// - Parameter fields: at most 16; names of upper-case letters, digits and `_`.
    /// - Returns: false when the journal did not take it.
    package static func send(_ fields: [(name: String, value: String)]) -> Bool {
        precondition(fields.count <= 16, "more fields than csystemd_journal_send takes")
        let texts = unsafe fields.map { unsafe strdup("\($0.name)=\($0.value)") }
        defer { unsafe texts.forEach { unsafe free($0) } }
        return unsafe csystemd_journal_send(texts, Int32(texts.count)) == 0
    }
}
