/// One subscription of a session: a pattern, a place in the log, and how much more it may be sent.
final class Subscription {
    let number: UInt32
    let pattern: TopicPattern
    /// Subscriptions with equal patterns share what is built for them.
    let patternText: String
    /// Tells it from earlier ones with the same number.
    let generation: UInt64
    /// The next sequence to look at.
    var next: UInt64
    /// Sequence of the last record delivered, 0 before the first.
    var previous: UInt64 = 0
    var creditEvents: Int
    var creditBytes: Int
    /// A read is under way.
    var isReading = false
    /// Records to deliver before all others: the last of each topic when it began.
    var snapshot: [UInt64] = []
    /// The end of the log when it began; reaching it is told once, even when nothing matched.
    let lastAtStart: UInt64
    var toldEnd = false

    init(
        number: UInt32, pattern: TopicPattern, patternText: String, generation: UInt64,
        next: UInt64, creditEvents: Int, creditBytes: Int, lastAtStart: UInt64
    ) {
        self.number = number
        self.pattern = pattern
        self.patternText = patternText
        self.generation = generation
        self.next = next
        self.creditEvents = creditEvents
        self.creditBytes = creditBytes
        self.lastAtStart = lastAtStart
    }

    var hasCredit: Bool { creditEvents > 0 && creditBytes > 0 }
}
