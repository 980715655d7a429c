internal import Bytes

/// Which sequences an id may stand at: every (source, id) the log holds, by fingerprint, for ever.
///
/// 8 bytes a slot in 256 open-addressing shards that double by themselves, so no single publish waits for a big rehash: 9 to
/// 19 bytes of memory an event. A slot keeps 28 bits of the fingerprint above 36 bits of sequence, so what is found is a hint:
/// whoever asks compares the event there. The first 8 bits of a fingerprint choose the shard, the next 28 the place, in ascending
/// order: fingerprints that come sorted fill a shard from its begin to its end.
package struct IdTable {
    private struct Shard {
        /// 0 marks an empty place.
        var slots: [UInt64] = []
        var used = 0
        /// How far to shift a tag right to get its home.
        var shift: UInt64 = 0

        func home(_ tag: UInt64) -> Int { Int(truncatingIfNeeded: tag >> shift) }

        /// Asks for the cache line of a tag's home. By way of a span, so that nothing is retained.
        @inline(__always)
        func prefetch(_ tag: UInt64) {
            let span = slots.span
            if !span.isEmpty { span.prefetch(at: home(tag)) }
        }
    }

    /// Sequences must stay below this: 68 thousand million events.
    package static let sequenceLimit: UInt64 = 1 << 36
    private static let tagBits: UInt64 = 28
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
        for index in shards.indices where slots > shards[index].slots.count {
            Self.resize(&shards[index], slots: slots)
        }
    }

    package mutating func insert(_ fingerprint: UInt64, at sequence: UInt64) {
        Self.insert(fingerprint, at: sequence, in: &shards[Int(fingerprint >> 56)])
        count += 1
    }

    /// Inserts many, best in ascending order of fingerprint: then each shard is filled in one go.
    package mutating func insert<E: Error>(
        each entries: ((_ fingerprint: UInt64, _ sequence: UInt64) -> Void) throws(E) -> Void
    ) throws(E) {
        var filler = Filler()
        swap(&filler.open, &shards[0])
        defer {
            filler.flush()
            swap(&filler.open, &shards[filler.index])
            count += filler.added
        }
        try entries { fingerprint, sequence in
            let index = Int(fingerprint >> 56)
            if index != filler.index {
                filler.flush()
                swap(&filler.open, &shards[filler.index])
                swap(&filler.open, &shards[index])
                filler.index = index
            }
            filler.add(fingerprint, sequence)
        }
    }

    /// Fills one shard after another. The one that fills is taken out of the table meanwhile, so that each insert touches one buffer
    /// only; a few ids wait until the processor has loaded the places where they go.
    private struct Filler {
        var open = Shard()
        var index = 0
        private(set) var added = 0
        private var waiting = [16 of (fingerprint: UInt64, sequence: UInt64)](repeating: (0, 0))
        private var waits = 0

        @inline(__always)
        mutating func add(_ fingerprint: UInt64, _ sequence: UInt64) {
            if waits == 16 { flush() }
            open.prefetch(tag(fingerprint))
            waiting[waits] = (fingerprint, sequence)
            waits += 1
            added += 1
        }

        mutating func flush() {
            for place in 0..<waits {
                insert(waiting[place].fingerprint, at: waiting[place].sequence, in: &open)
            }
            waits = 0
        }
    }

    private static func insert(
        _ fingerprint: UInt64, at sequence: UInt64, in shard: inout Shard
    ) {
        precondition(sequence != 0 && sequence < sequenceLimit)
        if (shard.used + 1) * 8 > shard.slots.count * 7 {
            resize(&shard, slots: max(slotsAtFirst, shard.slots.count * 2))
        }
        place(&shard, tag(fingerprint) << 36 | sequence)
    }

    private static func tag(_ fingerprint: UInt64) -> UInt64 {
        (fingerprint << 8) >> (64 - tagBits)
    }

    /// Loads what `mayHold`, `find` and `insert` need while other work goes on: one miss of the processor's caches an event.
    package func prefetch(_ fingerprint: UInt64) {
        let index = Int(fingerprint >> 56)
        shards[index].prefetch(Self.tag(fingerprint))
    }

    /// False says that `fingerprint` is not in the table; true that `find` has to look.
    /// Once an event, so it walks by itself: sharing the walk with `find` cost 3 to 5 % of an ingest, in turns.
    package func mayHold(_ fingerprint: UInt64) -> Bool {
        let index = Int(fingerprint >> 56)
        let mask = shards[index].slots.count - 1
        guard mask > 0 else { return false }
        let tag = Self.tag(fingerprint)
        var at = shards[index].home(tag)
        while true {
            let slot = shards[index].slots[at]
            if slot == 0 { return false }
            if slot >> 36 == tag { return true }
            at = (at &+ 1) & mask
        }
    }

    /// Calls `body` with each sequence at which `fingerprint` may stand, until it returns false; almost always none or one.
    package func find(_ fingerprint: UInt64, _ body: (UInt64) -> Bool) {
        let index = Int(fingerprint >> 56)
        let mask = shards[index].slots.count - 1
        guard mask > 0 else { return }
        let tag = Self.tag(fingerprint)
        var at = shards[index].home(tag)
        while true {
            let slot = shards[index].slots[at]
            if slot == 0 { return }
            if slot >> 36 == tag, !body(slot & (Self.sequenceLimit - 1)) { return }
            at = (at &+ 1) & mask
        }
    }

    /// Forgets one entry, for events that never reached the disk.
    package mutating func remove(_ fingerprint: UInt64, at sequence: UInt64) {
        let index = Int(fingerprint >> 56)
        let mask = shards[index].slots.count - 1
        guard mask > 0 else { return }
        let tag = Self.tag(fingerprint)
        var hole = shards[index].home(tag)
        while shards[index].slots[hole] != tag << 36 | sequence {
            if shards[index].slots[hole] == 0 { return }
            hole = (hole + 1) & mask
        }
        count -= 1
        shards[index].used -= 1
        // Backward shift: whatever follows without a gap moves up if its home is not behind the hole.
        var next = (hole + 1) & mask
        while shards[index].slots[next] != 0 {
            let home = shards[index].home(shards[index].slots[next] >> 36)
            if (next - home) & mask >= (next - hole) & mask {
                shards[index].slots[hole] = shards[index].slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        shards[index].slots[hole] = 0
    }

    private static func place(_ shard: inout Shard, _ slot: UInt64) {
        let mask = shard.slots.count - 1
        var at = shard.home(slot >> 36)
        while shard.slots[at] != 0 { at = (at &+ 1) & mask }
        shard.slots[at] = slot
        shard.used += 1
    }

    private static func resize(_ shard: inout Shard, slots: Int) {
        precondition(slots <= 1 << tagBits, "more ids than the table can tell apart")
        var grown = Shard()
        grown.slots = [UInt64](repeating: 0, count: slots)
        grown.shift = tagBits - UInt64(slots.trailingZeroBitCount)
        for slot in shard.slots where slot != 0 { place(&grown, slot) }
        shard = grown
    }
}
