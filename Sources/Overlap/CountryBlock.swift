/// The live records of one country, those of one profile together.
struct CountryBlock: Sendable {
    /// What of a record decides most; the rest is looked up by `slot` only when it may still count.
    struct Row: Sendable {
        var slot: Int32
        /// The only agency, or `several`.
        var agency: UInt32
        var electoral: Double
        var votes: VoteYears
        var startSlack: Int32
        var endSlack: Int32
        var voteSource: RecordReading.VoteSource

        static let several = UInt32.max
    }

    struct Days: Sendable {
        var start: Int32
        var end: Int32
    }

    struct Bucket: Sendable {
        let profile: Int32
        /// Days apart from the rest: most rows are passed over by them alone.
        var days: [Days] = []
        var rows: [Row] = []
        /// No record here was ever more surely electoral.
        var electoralMost = -Double.infinity
        /// Votes that any record here ever aimed at.
        var votes: UInt64 = 0
    }

    private(set) var buckets: [Bucket] = []
    private var byProfile: [Int32: Int] = [:]

    /// - Returns: where the row stands.
    mutating func insert(_ row: Row, _ days: Days, profile: Int32) -> (bucket: Int32, row: Int32) {
        let index = byProfile[profile] ?? buckets.count
        if index == buckets.count {
            buckets.append(Bucket(profile: profile))
            byProfile[profile] = index
        }
        buckets[index].days.append(days)
        buckets[index].rows.append(row)
        buckets[index].electoralMost = max(buckets[index].electoralMost, row.electoral)
        buckets[index].votes |= row.votes.bits
        return (Int32(index), Int32(buckets[index].rows.count - 1))
    }

    /// The last row takes the free place. - Returns: the slot of the row that moved there.
    mutating func remove(bucket: Int32, row: Int32) -> Int32? {
        let index = Int(bucket)
        let last = buckets[index].rows.count - 1
        buckets[index].days.swapAt(Int(row), last)
        buckets[index].rows.swapAt(Int(row), last)
        buckets[index].days.removeLast()
        buckets[index].rows.removeLast()
        return Int(row) == last ? nil : buckets[index].rows[Int(row)].slot
    }
}
