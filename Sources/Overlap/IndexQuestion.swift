/// A record whose matches are looked for, with what is the same for each comparison.
struct IndexQuestion {
    let record: CompactRecord
    /// The lists of `record`.
    let lists: [UInt32]
    let profile: KindProfile
    /// The profile's number, when a record has the same.
    let knownProfile: Int32?
    /// Its own slot, -1 when it is not live.
    let own: Int32
    /// Slots that a declaration or the same content explains.
    let explained: [Int32]
    let leastOdds: Double
    let least: PairVerdict.Band
    /// What the second half of the evidence can add at most.
    let whoMost: Double
    /// In which of its countries matches are looked for now.
    var country: UInt32
    let row: LiveRow
    let title: TitleQuestion

    /// Does it name this agency?
    @inline(__always)
    func names(_ agency: UInt32) -> Bool {
        guard row.names.mayHold(agency) else { return false }
        let names = record.list(.names)
        for at in names.start..<(names.start + names.count) where lists[at] == agency {
            return true
        }
        return false
    }
}
