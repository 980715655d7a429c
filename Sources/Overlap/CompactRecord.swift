/// A reading as numbers, without a reference in it: what the index compares.
struct CompactRecord: Sendable {
    /// Lists that lie one after the other from `lists` on.
    enum List: Int, CaseIterable {
        case agencies, countries, names, places, beneficiaries, words, title
    }

    /// Where the lists begin in the arena.
    var lists = 0
    /// Where each list ends, seen from `lists`.
    var ends: [7 of UInt32] = .init(repeating: 0)
    var profile: Int32 = 0
    var electoral = 0.0
    var votes = VoteYears()
    var voteSource = RecordReading.VoteSource.none
    /// Days since 1970; `hasPeriod` says whether they mean anything.
    var hasPeriod = false
    var start: Int32 = 0
    var end: Int32 = 0
    var startSlack: Int32 = 0
    var endSlack: Int32 = 0
    var isBasketFund = false
    /// Sum of the weights of the title's different words, thousandths.
    var titleWeight: Int32 = 0
    /// 0 when unknown.
    var amount = 0.0
    /// Numbers of texts, one higher; 0 is none.
    var currency: UInt32 = 0
    var instrument: UInt32 = 0
    var event: UInt32 = 0

    @inline(__always)
    func list(_ list: List) -> NumberList {
        let first = list.rawValue == 0 ? 0 : Int(ends[list.rawValue - 1])
        return NumberList(start: lists + first, count: Int(ends[list.rawValue]) - first)
    }

    var listCount: Int { Int(ends[6]) }

    /// Can it take part in an overlap at all?
    var canOverlap: Bool {
        hasPeriod && list(.agencies).count > 0 && list(.countries).count > 0
            && electoral > PairComparer.clearlyNotElectoral
    }

    @inline(__always)
    func whoAndWhere(
        _ other: CompactRecord, in numbers: borrowing Span<UInt32>,
        _ otherNumbers: borrowing Span<UInt32>, wordWeights: borrowing Span<Int32>
    ) -> WhoAndWhere {
        var who = WhoAndWhere()
        let agencies = list(.agencies)
        let otherAgencies = other.list(.agencies)
        who.firstNamesSecond = NumberList.meet(
            list(.names), in: numbers, otherAgencies, in: otherNumbers)
        who.secondNamesFirst = NumberList.meet(
            agencies, in: numbers, other.list(.names), in: otherNumbers)
        who.isJointRecord = agencies.count > 1 || otherAgencies.count > 1
        who.shareAgency =
            who.isJointRecord
            && NumberList.meet(agencies, in: numbers, otherAgencies, in: otherNumbers)
        who.bothBasketFunds = isBasketFund && other.isBasketFund
        let common = NumberList.commonWeight(
            list(.words), in: numbers, other.list(.words), in: otherNumbers, weights: wordWeights)
        if common > 0 {
            who.titleSimilarity =
                common * 1000 / (Int(titleWeight) + Int(other.titleWeight) - common)
        }
        let places = list(.places)
        let otherPlaces = other.list(.places)
        if places.count > 0, otherPlaces.count > 0 {
            who.samePlaces = NumberList.meet(places, in: numbers, otherPlaces, in: otherNumbers)
        }
        if amount > 0, other.amount > 0, currency != 0, currency == other.currency {
            who.similarAmounts = WhoAndWhere.areSimilar(amount, other.amount)
        }
        let groups = list(.beneficiaries)
        let otherGroups = other.list(.beneficiaries)
        if groups.count > 0, otherGroups.count > 0 {
            who.sameBeneficiaries = NumberList.meet(
                groups, in: numbers, otherGroups, in: otherNumbers)
        }
        who.otherInstrument =
            instrument != 0 && other.instrument != 0 && instrument != other.instrument
        return who
    }
}
