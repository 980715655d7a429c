/// All live records of assistance, kept so that the overlaps of one record are found without comparing it with each.
///
///     var live = LiveRecords(scorer: scorer)
///     live.insert(reader.read(record))          // replaces the record of the same id
///     live.remove("undp/XM-DAC-41114-00054112")
///     var matches: [LiveMatch] = []
///     live.matches(of: reading, into: &matches) // every record with an answer, in no order
///     let why = scorer.verdict(reading, live.reading(at: matches[0].slot))
///
/// Lossless: a match is what `PairScorer.verdict` calls resend, secondary, overlap (from the band asked for on), joint or
/// linked by a declaration; nothing of these is left out, because a group of records is passed over only when its best
/// possible score is under the band. The order in which records came does not matter. `complementary` and `joint` for
/// the same set of agencies are answers for a pair that someone asks about, not found here.
///
/// Pure and single-threaded. Some 500 bytes a record. How it is laid out: `CompactRecord`, `CountryBlock`, `LiveRow`.
package struct LiveRecords: Sendable {
    package let scorer: PairScorer

    /// What is kept of a record beside the numbers.
    struct Texts: Sendable {
        var id: String
        var identifiers: [String]
        var pointsAt: [String]
        var jointWith: [String]
        var reportsOn: [String]
        var rows: [RowPlace]
    }

    struct RowPlace: Sendable {
        var country: Int32
        var part: Int32
        var row: Int32
    }

    private(set) var compact: [CompactRecord] = []
    private(set) var texts: [Texts?] = []
    private var free: [Int32] = []
    private var slots: [String: Int32] = [:]
    private(set) var arena = ListArena()
    private(set) var numbers = RecordNumbers()
    private(set) var blocks: [CountryBlock] = []
    private var blockByCountry: [UInt32: Int32] = [:]
    private(set) var byIdentifier = SlotsByText()
    /// By the identifiers that records point at.
    private(set) var byTarget = SlotsByText()
    private(set) var byContent = SlotsByText()

    package init(scorer: PairScorer) { self.scorer = scorer }

    package var count: Int { slots.count }
    package func slot(of id: String) -> Int32? { slots[id] }

    /// Takes a record; one of the same id gives way to it. - Returns: its slot, until it is removed or replaced.
    @discardableResult
    package mutating func insert(_ reading: RecordReading) -> Int32 {
        remove(reading.id)
        var lists: [UInt32] = []
        let record = numbers.take(reading, scorer.comparer.frequencies, into: &lists)
        return insert(reading, record, lists)
    }

    /// Finds the matches of a record and takes it in; cheaper than one after the other.
    @discardableResult
    package mutating func insert(
        _ reading: RecordReading, least: PairVerdict.Band, matches: inout [LiveMatch]
    ) -> Int32 {
        remove(reading.id)
        var lists: [UInt32] = []
        let record = numbers.take(reading, scorer.comparer.frequencies, into: &lists)
        search(
            reading, record, numbers.profiles[Int(record.profile)], lists, least: least,
            into: &matches)
        return insert(reading, record, lists)
    }

    /// Takes in many records, each with its matches among those that were there before it. They are taken country by country,
    /// so that what is compared stays near the processor.
    package mutating func insert(
        _ readings: [RecordReading], least: PairVerdict.Band,
        _ body: (_ slot: Int32, _ matches: [LiveMatch]) -> Void
    ) {
        let countries = readings.map { $0.countries.min() ?? "" }
        var matches: [LiveMatch] = []
        for index in readings.indices.sorted(by: { (countries[$0], $0) < (countries[$1], $1) }) {
            matches.removeAll(keepingCapacity: true)
            let slot = insert(readings[index], least: least, matches: &matches)
            body(slot, matches)
        }
    }

    private mutating func insert(
        _ reading: RecordReading, _ compactRecord: CompactRecord, _ lists: [UInt32]
    ) -> Int32 {
        var record = compactRecord
        record.lists = arena.append(lists)
        let slot = free.popLast() ?? Int32(compact.count)
        if Int(slot) == compact.count {
            compact.append(record)
            texts.append(nil)
        } else {
            compact[Int(slot)] = record
        }
        texts[Int(slot)] = Texts(
            id: reading.id, identifiers: Array(reading.identifiers),
            pointsAt: Array(reading.pointsAt), jointWith: Array(reading.jointWith),
            reportsOn: Array(reading.reportsOn),
            rows: record.canOverlap ? insertRows(record, slot) : [])
        slots[reading.id] = slot
        for hash in Self.identifierHashes(reading) { byIdentifier.insert(slot, at: hash) }
        for hash in Self.targetHashes(reading) { byTarget.insert(slot, at: hash) }
        if let hash = Self.contentHash(reading) { byContent.insert(slot, at: hash) }
        return slot
    }

    /// Forgets a record. - Returns: false when there is none of that id.
    @discardableResult
    package mutating func remove(_ id: String) -> Bool {
        guard let slot = slots.removeValue(forKey: id) else { return false }
        let reading = reading(at: slot)
        for hash in Self.identifierHashes(reading) { byIdentifier.remove(slot, at: hash) }
        for hash in Self.targetHashes(reading) { byTarget.remove(slot, at: hash) }
        if let hash = Self.contentHash(reading) { byContent.remove(slot, at: hash) }
        for place in texts[Int(slot)]?.rows ?? [] { removeRow(place) }
        arena.release(compact[Int(slot)].listCount)
        texts[Int(slot)] = nil
        free.append(slot)
        if arena.isWasteful { compactArena() }
        return true
    }

    /// The record as it was inserted.
    package func reading(at slot: Int32) -> RecordReading {
        guard let texts = texts[Int(slot)] else { preconditionFailure("slot \(slot) is empty") }
        return numbers.reading(compact[Int(slot)], texts, arena.numbers)
    }

    /// Slots of all live records, ascending.
    package var allSlots: [Int32] {
        texts.indices.filter { texts[$0] != nil }.map(Int32.init)
    }

    /// Slots of the records of a country that can overlap at all.
    package func slots(inCountry country: String) -> [Int32] {
        guard let number = numbers.codes.known(country), let block = blockByCountry[number] else {
            return []
        }
        return blocks[Int(block)].slots.sorted()
    }

    func block(ofCountry number: UInt32) -> Int32? { blockByCountry[number] }

    private mutating func insertRows(_ record: CompactRecord, _ slot: Int32) -> [RowPlace] {
        let countries = record.list(.countries)
        let row = LiveRow(record, slot: slot, in: arena.numbers.span)
        let title = LiveTitle(record, in: arena.numbers.span)
        let level = numbers.profiles[Int(record.profile)].level
        return (countries.start..<(countries.start + countries.count)).map { at in
            let country = arena.numbers[at]
            let block = blockByCountry[country] ?? Int32(blocks.count)
            if Int(block) == blocks.count {
                blocks.append(CountryBlock())
                blockByCountry[country] = block
            }
            let place = blocks[Int(block)].insert(row, title, record, level: level)
            return RowPlace(country: block, part: place.part, row: place.row)
        }
    }

    private mutating func removeRow(_ place: RowPlace) {
        let moved = blocks[Int(place.country)].remove(part: place.part, row: place.row)
        guard let moved, let rows = texts[Int(moved)]?.rows,
            let index = rows.firstIndex(where: {
                $0.country == place.country && $0.part == place.part
            })
        else { return }
        texts[Int(moved)]?.rows[index].row = place.row
    }

    private mutating func compactArena() {
        let old = arena.numbers
        arena.removeAll()
        for slot in compact.indices where texts[slot] != nil {
            let start = compact[slot].lists
            compact[slot].lists = arena.append(
                Array(old[start..<(start + compact[slot].listCount)]))
        }
    }

    static func identifierHashes(_ reading: RecordReading) -> [UInt64] {
        reading.identifiers.map { SlotsByText.hash($0) }
    }

    static func targetHashes(_ reading: RecordReading) -> [UInt64] {
        reading.pointsAt.union(reading.jointWith).union(reading.reportsOn)
            .map { SlotsByText.hash($0) }
    }

    /// Of what makes two records the same content; nil without a title.
    static func contentHash(_ reading: RecordReading) -> UInt64? {
        guard !reading.titleWords.isEmpty else { return nil }
        var hash: UInt64 = 0
        for word in reading.titleWords { hash = SlotsByText.hash(word, seed: hash) }
        for agency in reading.agencies.sorted() { hash = SlotsByText.hash(agency, seed: hash) }
        return hash ^ UInt64(truncatingIfNeeded: reading.period?.start.number ?? 0)
    }
}
