/// All versions of one activity, and what they amount to.
struct WatchedRecord: Sendable {
    /// Older versions than so many are forgotten: what is left unsaid for that long is unsaid.
    static let versionsMax = 64

    let key: RecordKey
    /// In order of their stamps.
    private(set) var versions: [Kept] = []
    /// Where its reading is kept, nil while it is not live.
    var slot: Int32?
    /// Digest of what is compared, once it was asked for (`OverlapWatch.material`).
    var material = ""
    /// Has it to be read anew? Not where a new version only says more of what is not compared, such as money spent.
    var isStale = true
    /// May it give other help than when that was last looked at?
    var isHelpStale = true

    struct Kept: Sendable {
        var stamp: Stamp
        var sequence: UInt64
        var type: UInt16
        var isLive: Bool
        var secrecy: UInt8
        var content: UInt64
        /// Shared by versions that say the same.
        var said: Content
    }

    final class Content: Sendable {
        let record: AssistanceRecord
        let help: Help

        init(_ version: RecordVersion) {
            record = version.record
            help = version.help
        }
    }

    init(_ key: RecordKey) { self.key = key }

    var isEmpty: Bool { versions.isEmpty }
    var isLive: Bool { versions.last?.isLive ?? false }
    var newest: Kept? { versions.last }
    /// The place in the log of the version that counts.
    var sequence: UInt64 { versions.last?.sequence ?? 0 }
    /// As narrow as the narrowest of what it says.
    var secrecy: UInt8 { versions.map(\.secrecy).max() ?? 0 }

    /// - Returns: false when nothing that is compared can have changed.
    mutating func take(_ version: RecordVersion) -> Bool {
        guard !versions.contains(where: { $0.stamp == version.stamp }) else { return false }
        let same = versions.first { $0.content == version.content && $0.type == version.type }
        let sameWords = same ?? versions.first { $0.content == version.content }
        let kept = Kept(
            stamp: version.stamp, sequence: version.sequence, type: version.type,
            isLive: version.isLive, secrecy: version.secrecy, content: version.content,
            said: sameWords?.said ?? Content(version))
        let isNewest = versions.last.map { $0.stamp < version.stamp } ?? true
        let before = versions.last
        let hadResend = resend != nil
        let at = versions.firstIndex { version.stamp < $0.stamp } ?? versions.count
        versions.insert(kept, at: at)
        let isFull = versions.count > Self.versionsMax
        if isFull { versions.removeFirst() }
        guard isNewest, let before, before.isLive == kept.isLive else {
            isStale = true
            isHelpStale = true
            return true
        }
        if before.content == kept.content, before.secrecy == kept.secrecy {
            return !hadResend && resend != nil
        }
        if isFull || before.said.record != kept.said.record { isStale = true }
        if isFull || before.said.help != kept.said.help { isHelpStale = true }
        return true
    }

    /// - Returns: whether there was such a version.
    mutating func withdraw(_ name: EventName) -> Bool {
        let count = versions.count
        versions.removeAll { kept in
            switch name {
            case .sequence(let sequence): kept.sequence == sequence
            case .event(let event): kept.stamp.event == event
            }
        }
        guard versions.count < count else { return false }
        isStale = true
        isHelpStale = true
        return true
    }

    /// What its agency says, later words before earlier ones.
    func record(upTo stamp: Stamp? = nil) -> AssistanceRecord? {
        var whole: AssistanceRecord?
        for kept in versions.reversed() {
            if let stamp, stamp < kept.stamp { continue }
            if whole == nil {
                whole = kept.said.record
            } else {
                whole?.complete(by: kept.said.record)
            }
        }
        return whole
    }

    /// What is compared of it; nil while it is not live.
    func reading(by reader: RecordReader) -> RecordReading? {
        guard isLive else { return nil }
        // Most have one version, which is read where it lies.
        if versions.count == 1 { return reader.read(versions[0].said.record) }
        return record().map { reader.read($0) }
    }

    /// What it gives, as far as it is live.
    var help: Help? {
        guard isLive else { return nil }
        var whole: Help?
        for kept in versions.reversed() {
            if whole == nil {
                whole = kept.said.help
            } else {
                whole?.complete(by: kept.said.help)
            }
        }
        return whole
    }

    /// The same event twice under different ids: the places in the log of the first and of the next one like it.
    var resend: (first: UInt64, again: UInt64)? {
        for (index, kept) in versions.enumerated() {
            if let again = versions[(index + 1)...].first(where: {
                $0.content == kept.content && $0.type == kept.type
            }) {
                return (kept.sequence, again.sequence)
            }
        }
        return nil
    }
}
