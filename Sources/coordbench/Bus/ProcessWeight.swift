internal import Platform

/// What a process weighs, from /proc.
struct ProcessWeight {
    /// User and system time of all threads, seconds; the kernel counts in hundredths.
    let processorSeconds: Double
    /// Resident memory in all, as `ps` shows it, bytes: the sum of the two below.
    let resident: Int
    /// Of that, memory of its own: heap and stacks.
    let anonymous: Int
    /// Of that, pages of files: the program and its libraries, shared with the page cache.
    let file: Int

    /// Nil when the process has ended.
    init?(of id: Int32) {
        guard let stat = readText("/proc/\(id)/stat"), let status = readText("/proc/\(id)/status"),
            let close = stat.lastIndex(of: ")")
        else { return nil }
        let fields = stat[close...].split(separator: " ").dropFirst()  // from `state` on
        let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
        guard ticks.count == 2 else { return nil }
        processorSeconds = (ticks[0] + ticks[1]) / 100
        resident = Self.bytes("VmRSS:", status)
        anonymous = Self.bytes("RssAnon:", status)
        file = Self.bytes("RssFile:", status) + Self.bytes("RssShmem:", status)
    }

    private static func bytes(_ key: String, _ status: String) -> Int {
        for line in status.split(separator: "\n") where line.hasPrefix(key) {
            let words = line.split { $0 == " " || $0 == "\t" }
            if words.count > 1, let kibibytes = Int(words[1]) { return kibibytes << 10 }
        }
        return 0
    }
}
