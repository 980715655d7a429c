/// One line of the budget table: what is asked on two cores with 600-byte events, and what was measured.
struct Budget {
    enum Direction { case atLeast, atMost }

    let key: String
    let what: String
    let unit: String
    let direction: Direction
    /// Nil where nothing is asked and the figure is shown for comparison.
    let asked: Double?
    /// One a run.
    var measured: [Double] = []
    /// How the figure is to be read.
    var note = ""

    init(
        _ key: String, _ what: String, _ unit: String, _ direction: Direction, _ asked: Double?,
        note: String = ""
    ) {
        self.key = key
        self.what = what
        self.unit = unit
        self.direction = direction
        self.asked = asked
        self.note = note
    }

    var median: Double? {
        measured.isEmpty ? nil : measured.sorted()[measured.count / 2]
    }

    /// Measured as a share of what is asked: 1 is just met, more is better for `atLeast`, less for `atMost`.
    var ratio: Double? {
        guard let median, let asked, asked > 0 else { return nil }
        return median / asked
    }

    var isMet: Bool? {
        guard let median, let asked else { return nil }
        return direction == .atLeast ? median >= asked : median <= asked
    }

    /// The lines of the design's section 11 that need no peer beside; overlap has a room of its own.
    static let all: [Budget] = [
        Budget(
            "w1_1_4096", "W1 durable ingest, 1 publisher, window 4096", "events/s", .atLeast,
            400_000),
        Budget("w1_1_256", "W1, 1 publisher, window 256", "events/s", .atLeast, 200_000),
        Budget("w1_4_4096", "W1, 4 publishers, window 4096", "events/s", .atLeast, 450_000),
        Budget("w1_4_256", "W1, 4 publishers, window 256", "events/s", .atLeast, nil),
        Budget(
            "w1_curve", "W1 with CURVE, 1 publisher, window 4096", "events/s", .atLeast, 150_000),
        Budget("cpu_1_4096", "server CPU a million events (1 publisher, 4096)", "s", .atMost, 2.5),
        Budget("cpu_1_256", "server CPU a million events (1 publisher, 256)", "s", .atMost, nil),
        Budget("w2_p50", "W2 publish to subscriber at 1,000/s, 1 reader, p50", "ms", .atMost, 0.30),
        Budget("w2_p99", "W2 the same, p99", "ms", .atMost, 1.2),
        Budget("w2_64", "W2 64 readers flat out", "deliveries/s", .atLeast, 1_500_000),
        Budget("w3", "W3 catch-up of one reader", "events/s", .atLeast, 2_000_000),
        Budget("w4", "W4 10 % of the ids twice, as a share of W1", "of W1", .atLeast, 0.90),
        Budget("w4_stored", "W4 stored twice", "events", .atMost, 0),
        Budget("rss_idle", "W5 memory idle", "MiB", .atMost, 16, note: "VmRSS, as ps shows it"),
        Budget(
            "rss_loaded", "W5 memory above the page cache, log full of events", "MiB", .atMost, 56,
            note: "RssAnon: RssFile is the program's own pages, which the page cache holds anyway"),
        Budget("start_clean", "W5 start to first receipt, clean", "ms", .atMost, 100),
        Budget("start_killed", "W5 start to first receipt, after kill -9", "ms", .atMost, 250),
        Budget("disk", "W5 bytes on disk an event", "bytes", .atMost, 660),
        Budget(
            "ids", "memory an id", "bytes", .atMost, 40,
            note: "most at any size from 250,000 to 2,000,000 ids"),
    ]
}

/// The table being filled.
struct BudgetTable {
    private(set) var lines = Budget.all

    mutating func add(_ key: String, _ value: Double, note: String? = nil) {
        guard let place = lines.firstIndex(where: { $0.key == key }) else {
            preconditionFailure("no budget \(key)")
        }
        lines[place].measured.append(value)
        if let note { lines[place].note = note }
    }

    func median(_ key: String) -> Double? { lines.first { $0.key == key }?.median }
}
