/// Which sequences an id may stand at: every (source, id) the log holds, by fingerprint, for ever.
///
/// 16 bytes an entry in 256 open-addressing shards that double by themselves, so no single publish waits for a big
/// rehash: 18 to 37 bytes of memory an event. A fingerprint is a hint: whoever finds a sequence compares the event there.
package struct IdTable {
    private struct Shard {
        /// Fingerprint and sequence in turn; sequence 0 marks an empty place.
        var slots: [UInt64] = []
        var used = 0
        var mask = 0
    }

    private static let shardCount = 256
    private static let slotsAtFirst = 16
    private var shards = [Shard](repeating: Shard(), count: shardCount)
    package private(set) var count = 0

    package init() {}

    /// Makes room for about `count` entries spread evenly.
    package mutating func reserve(_ count: Int) {
        let each = (count / Self.shardCount) * 9 / 8 + 4
        var slots = Self.slotsAtFirst
        while slots * 7 / 8 < each { slots *= 2 }
        for index in shards.indices where slots > shards[index].mask + 1 {
            Self.resize(&shards[index], slots: slots)
        }
    }

    package mutating func insert(_ fingerprint: UInt64, at sequence: UInt64) {
        precondition(sequence != 0)
        Self.insert(fingerprint, at: sequence, in: &shards[Int(fingerprint >> 56)])
        count += 1
    }

    private static func insert(
        _ fingerprint: UInt64, at sequence: UInt64, in shard: inout Shard
    ) {
        if (shard.used + 1) * 8 > (shard.mask + 1) * 7 || shard.slots.isEmpty {
            resize(&shard, slots: shard.slots.isEmpty ? slotsAtFirst : (shard.mask + 1) * 2)
        }
        place(&shard, fingerprint, sequence)
    }

    /// Inserts many, best in ascending order of fingerprint: then each shard is filled in one go.
    package mutating func insert<E: Error>(
        each entries: ((_ fingerprint: UInt64, _ sequence: UInt64) -> Void) throws(E) -> Void
    ) throws(E) {
        // The shard that fills is taken out of the array meanwhile, so that each insert touches one buffer only.
        var open = Shard()
        var openIndex = 0
        swap(&open, &shards[0])
        var added = 0
        defer {
            swap(&open, &shards[openIndex])
            count += added
        }
        try entries { fingerprint, sequence in
            precondition(sequence != 0)
            let index = Int(fingerprint >> 56)
            if index != openIndex {
                swap(&open, &shards[openIndex])
                swap(&open, &shards[index])
                openIndex = index
            }
            Self.insert(fingerprint, at: sequence, in: &open)
            added += 1
        }
    }

    /// The sequences at which `fingerprint` stands, newest last; almost always none or one.
    package func find(_ fingerprint: UInt64, _ body: (UInt64) -> Bool) {
        let index = Int(fingerprint >> 56)
        let mask = shards[index].mask
        guard mask > 0 else { return }
        var at = Int(truncatingIfNeeded: fingerprint) & mask
        while true {
            let sequence = shards[index].slots[at &* 2 &+ 1]
            if sequence == 0 { return }
            if shards[index].slots[at &* 2] == fingerprint, !body(sequence) { return }
            at = (at &+ 1) & mask
        }
    }

    /// Forgets one entry, for events that never reached the disk.
    package mutating func remove(_ fingerprint: UInt64, at sequence: UInt64) {
        let index = Int(fingerprint >> 56)
        let mask = shards[index].mask
        guard mask > 0 else { return }
        var at = Int(truncatingIfNeeded: fingerprint) & mask
        while shards[index].slots[at * 2] != fingerprint
            || shards[index].slots[at * 2 + 1] != sequence
        {
            if shards[index].slots[at * 2 + 1] == 0 { return }
            at = (at + 1) & mask
        }
        count -= 1
        shards[index].used -= 1
        // Backward shift: whatever follows without a gap moves up if its home is not behind the hole.
        var hole = at
        var next = (hole + 1) & mask
        while shards[index].slots[next * 2 + 1] != 0 {
            let home = Int(truncatingIfNeeded: shards[index].slots[next * 2]) & mask
            if (next - home) & mask >= (next - hole) & mask {
                shards[index].slots[hole * 2] = shards[index].slots[next * 2]
                shards[index].slots[hole * 2 + 1] = shards[index].slots[next * 2 + 1]
                hole = next
            }
            next = (next + 1) & mask
        }
        shards[index].slots[hole * 2 + 1] = 0
    }

    private static func place(_ shard: inout Shard, _ fingerprint: UInt64, _ sequence: UInt64) {
        var at = Int(truncatingIfNeeded: fingerprint) & shard.mask
        while shard.slots[at &* 2 &+ 1] != 0 { at = (at &+ 1) & shard.mask }
        shard.slots[at &* 2] = fingerprint
        shard.slots[at &* 2 &+ 1] = sequence
        shard.used += 1
    }

    private static func resize(_ shard: inout Shard, slots: Int) {
        var grown = Shard(slots: [UInt64](repeating: 0, count: slots * 2), used: 0, mask: slots - 1)
        var at = 0
        while at < shard.slots.count {
            if shard.slots[at + 1] != 0 { place(&grown, shard.slots[at], shard.slots[at + 1]) }
            at += 2
        }
        shard = grown
    }
}
