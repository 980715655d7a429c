internal import JSON

/// Counts of durations in buckets of about 1.6 %: 64 a power of two.
struct Histogram {
    private var buckets = [UInt64](repeating: 0, count: 64 * 64)
    private(set) var count: UInt64 = 0
    private(set) var most: UInt64 = 0

    mutating func add(_ nanoseconds: UInt64) {
        buckets[Self.index(nanoseconds)] += 1
        count += 1
        most = max(most, nanoseconds)
    }

    private static func index(_ value: UInt64) -> Int {
        guard value >= 64 else { return Int(value) }
        let power = 63 - value.leadingZeroBitCount
        return (power - 5) * 64 + Int((value >> UInt64(power - 6)) & 63)
    }

    /// The middle of a bucket.
    private static func value(_ index: Int) -> UInt64 {
        guard index >= 64 else { return UInt64(index) }
        let power = UInt64(index / 64 + 5)
        return (UInt64(64 + index % 64) << (power - 6)) + ((1 << (power - 6)) >> 1)
    }

    /// Nanoseconds that the given share of all stays under.
    func quantile(_ share: Double) -> UInt64 {
        guard count > 0 else { return 0 }
        let wanted = min(count - 1, UInt64(share * Double(count)))
        var seen: UInt64 = 0
        for (index, bucket) in buckets.enumerated() {
            seen += bucket
            if seen > wanted { return min(Self.value(index), most) }
        }
        return most
    }

    /// `"NAME_us":{"p50":...}` and, if asked, `"hist_ns":[[ns,count],...]`.
    func write(_ name: String, withBuckets: Bool, into json: inout JSONWriter) {
        json.key(name + "_us")
        json.object { json in
            for (key, share) in [("p50", 0.5), ("p99", 0.99), ("p999", 0.999)] {
                json.key(key)
                json.value(Double(quantile(share)) / 1e3)
            }
            json.key("max")
            json.value(Double(most) / 1e3)
        }
        guard withBuckets else { return }
        json.key("hist_ns")
        json.array { json in
            for (index, bucket) in buckets.enumerated() where bucket > 0 {
                json.array { json in
                    json.value(Self.value(index))
                    json.value(bucket)
                }
            }
        }
    }
}
