/// The live records of one country. Those of one profile that aim at the same votes are one part, and most of the first half
/// of the evidence is the same for all of them; those that aim at none are parted by when they begin.
///
/// All rows lie in three arrays, a part's rows together with room for more: what most rows are passed over by lies apart from
/// the rest, and titles, which are needed least, apart from both.
struct CountryBlock: Sendable {
    /// Apart from the rest of a row, because most rows are passed over by their days alone.
    struct Days: Sendable {
        var start: Int32 = 0
        var end: Int32 = 0
    }

    /// The widest that records ever were, for bounds: removed ones still count.
    struct Reach: Sendable {
        var electoralMost = -Double.infinity
        var startLeast = Int32.max
        var startMost = Int32.min
        var endMost = Int32.min

        mutating func widen(_ days: Days, electoral: Double) {
            electoralMost = max(electoralMost, electoral)
            startLeast = min(startLeast, days.start)
            startMost = max(startMost, days.start)
            endMost = max(endMost, days.end)
        }
    }

    /// All parts of one profile.
    struct Group: Sendable {
        let profile: Int32
        let level: RecordReading.Level
        /// Votes that any record here ever aimed at.
        var votes: UInt64 = 0
        var reach = Reach()
        var firstPart: Int32 = -1
    }

    struct Part: Sendable {
        let votes: VoteYears
        /// Do the records themselves name the vote?
        let namesVote: Bool
        var reach = Reach()
        /// Of the same profile; -1 behind the last.
        let next: Int32
        /// Where its rows begin, how many there are, and for how many there is room.
        var start = 0
        var count = 0
        var room = 0
    }

    private struct Key: Hashable, Sendable {
        var profile: Int32
        var votes: VoteYears
        var namesVote: Bool
        /// Only where no vote tells when it is.
        var era: Int32
    }

    private(set) var groups: [Group] = []
    private(set) var parts: [Part] = []
    private(set) var days: [Days] = []
    private(set) var rows: [LiveRow] = []
    private(set) var titles: [LiveTitle] = []
    private var groupByProfile: [Int32: Int32] = [:]
    private var partByKey: [Key: Int32] = [:]
    /// Room that is free, by the logarithm of its size.
    private var free: [[Int]] = []

    /// Shorter than most assistance, or records of one part would have too little time in common.
    private static let eraDays: Int32 = 1_024

    /// - Returns: where the row stands: its part, and its place in the part.
    mutating func insert(
        _ row: LiveRow, _ title: LiveTitle, _ record: CompactRecord, level: RecordReading.Level
    ) -> (part: Int32, row: Int32) {
        let rowDays = Days(start: record.start, end: record.end)
        let key = Key(
            profile: record.profile, votes: record.votes, namesVote: record.voteSource == .event,
            era: record.votes.isEmpty ? record.start / Self.eraDays : 0)
        let group = group(record.profile, level)
        let part = partByKey[key] ?? addPart(key, to: group)
        groups[group].votes |= record.votes.bits
        groups[group].reach.widen(rowDays, electoral: row.electoral)
        let index = Int(part)
        parts[index].reach.widen(rowDays, electoral: row.electoral)
        if parts[index].count == parts[index].room { grow(index) }
        let place = parts[index].start + parts[index].count
        days[place] = rowDays
        rows[place] = row
        titles[place] = title
        parts[index].count += 1
        return (part, Int32(parts[index].count - 1))
    }

    /// The part's last row takes the free place. - Returns: the slot of the row that moved there.
    mutating func remove(part: Int32, row: Int32) -> Int32? {
        parts[Int(part)].count -= 1
        let start = parts[Int(part)].start
        let last = parts[Int(part)].count
        guard Int(row) < last else { return nil }
        days[start + Int(row)] = days[start + last]
        rows[start + Int(row)] = rows[start + last]
        titles[start + Int(row)] = titles[start + last]
        return rows[start + Int(row)].slot
    }

    var slots: [Int32] {
        parts.flatMap { part in (part.start..<(part.start + part.count)).map { rows[$0].slot } }
    }

    private mutating func group(_ profile: Int32, _ level: RecordReading.Level) -> Int {
        if let known = groupByProfile[profile] { return Int(known) }
        groupByProfile[profile] = Int32(groups.count)
        groups.append(Group(profile: profile, level: level))
        return groups.count - 1
    }

    private mutating func addPart(_ key: Key, to group: Int) -> Int32 {
        let part = Int32(parts.count)
        partByKey[key] = part
        parts.append(
            Part(votes: key.votes, namesVote: key.namesVote, next: groups[group].firstPart))
        groups[group].firstPart = part
        return part
    }

    /// Moves a part's rows to where there is room for twice as many.
    private mutating func grow(_ index: Int) {
        let part = parts[index]
        let room = max(2, part.room * 2)
        let size = room.trailingZeroBitCount
        while free.count <= size { free.append([]) }
        let start = free[size].popLast() ?? days.count
        if start == days.count {
            days.append(contentsOf: repeatElement(Days(), count: room))
            rows.append(contentsOf: repeatElement(LiveRow(), count: room))
            titles.append(contentsOf: repeatElement(LiveTitle(), count: room))
        }
        for offset in 0..<part.count {
            days[start + offset] = days[part.start + offset]
            rows[start + offset] = rows[part.start + offset]
            titles[start + offset] = titles[part.start + offset]
        }
        if part.room > 0 { free[part.room.trailingZeroBitCount].append(part.start) }
        parts[index].start = start
        parts[index].room = room
    }
}
