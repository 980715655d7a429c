/// The second half of what two records have in common: who takes part, in what words, where, for how much, for whom.
struct WhoAndWhere {
    /// Does the first name the second's agency, and the other way round?
    var firstNamesSecond = false
    var secondNamesFirst = false
    /// An agency reports on both sides, beside others.
    var shareAgency = false
    /// One of the two has several agencies.
    var isJointRecord = false
    var bothBasketFunds = false
    /// Weighted share of common title words in thousandths.
    var titleSimilarity = 0
    /// Nil when one of the two does not say.
    var samePlaces: Bool?
    var similarAmounts = false
    var sameBeneficiaries: Bool?
    var otherInstrument = false

    static let similarTitlesMin = 250
    static let nearlySameTitlesMin = 500

    /// Who pays whom, and like words, mean nothing across different kinds of support.
    @inline(__always)
    func visit(_ kind: KindAgreement, _ body: (Evidence, Double) -> Void) {
        if kind != .other {
            if (firstNamesSecond && secondNamesFirst) || shareAgency {
                body(.nameEachOther, 1)
            } else if firstNamesSecond || secondNamesFirst {
                body(.oneNamesOther, 1)
            }
            if isJointRecord { body(.jointRecord, 1) }
            if bothBasketFunds { body(.sameFund, 1) }
            if titleSimilarity >= Self.similarTitlesMin { body(.similarTitles, 1) }
            if titleSimilarity >= Self.nearlySameTitlesMin { body(.nearlySameTitles, 1) }
            if samePlaces == true { body(.samePlaces, 1) }
            if similarAmounts { body(.similarAmounts, 1) }
            if sameBeneficiaries == true { body(.sameBeneficiaries, 1) }
        }
        if samePlaces == false { body(.otherPlaces, 1) }
        if sameBeneficiaries == false { body(.otherBeneficiaries, 1) }
        if otherInstrument { body(.otherInstrument, 1) }
    }

    /// What this half can add at most to the comparison of a record with any other, unless the kinds differ, for a bound.
    static func most(_ weights: Weights, _ record: CompactRecord) -> Double {
        var most = max(weights[.nameEachOther], weights[.oneNamesOther]) + weights[.jointRecord]
        if record.isBasketFund { most += weights[.sameFund] }
        if record.list(.words).count > 0 {
            most += weights[.similarTitles] + weights[.nearlySameTitles]
        }
        if record.list(.places).count > 0 { most += weights[.samePlaces] }
        if record.amount > 0, record.currency != 0 { most += weights[.similarAmounts] }
        if record.list(.beneficiaries).count > 0 { most += weights[.sameBeneficiaries] }
        return most
    }

    /// Within a quarter of the larger one, in one currency. Both nil or other currencies: not known.
    static func areSimilar(_ a: Double, _ b: Double) -> Bool {
        min(a, b) >= 0.75 * max(a, b)
    }
}
