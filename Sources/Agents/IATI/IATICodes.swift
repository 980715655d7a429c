/// IATI's code lists as far as an assistance record needs them: words of 1.0x and numbers of 2.0x side by side.
enum IATICodes {
    enum DateType { case startPlanned, startActual, endPlanned, endActual }

    static func dateType(_ code: String) -> DateType? {
        switch code.lowercased() {
        case "1", "start-planned": .startPlanned
        case "2", "start-actual": .startActual
        case "3", "end-planned": .endPlanned
        case "4", "end-actual": .endActual
        default: nil
        }
    }

    /// By code, else by words: some 1.0x files have only those.
    static func status(code: String?, words: String) -> ActivityStatus? {
        switch code {
        case "1": return .pipeline
        case "2": return .implementation
        case "3": return .finalisation
        case "4": return .closed
        case "5": return .cancelled
        case "6": return .suspended
        default: break
        }
        switch words.lowercased() {
        case let words where words.hasPrefix("pipeline"): return .pipeline
        case "implementation", "ongoing": return .implementation
        case "completion", "finalisation", "completed": return .finalisation
        case "post-completion", "closed": return .closed
        case "cancelled": return .cancelled
        case "suspended": return .suspended
        default: return nil
        }
    }

    static func role(_ code: String) -> AssistanceRecord.Partner.Role {
        switch code.lowercased() {
        case "1", "funding": .funding
        case "2", "accountable": .accountable
        case "3", "extending": .extending
        case "4", "implementing": .implementing
        default: .other
        }
    }

    static func link(_ code: String) -> AssistanceRecord.Link.Kind? {
        switch code {
        case "1": .parent
        case "2": .child
        case "3": .sibling
        case "4": .multifunded
        case "5": .thirdParty
        default: nil
        }
    }

    enum MoneyKind { case commitment, disbursement }

    /// Disbursements and expenditure are both money spent.
    static func transaction(_ code: String) -> MoneyKind? {
        switch code.uppercased() {
        case "2", "C": .commitment
        case "3", "4", "D", "E": .disbursement
        default: nil
        }
    }

    /// SectorVocabulary; a DAC code of three digits is a category.
    static func sectorVocabulary(_ vocabulary: String?, code: String) -> String {
        switch vocabulary ?? "DAC" {
        case "DAC", "1", "2": code.utf8.count == 3 ? "DAC-3" : "DAC-5"
        case "DAC-3": "DAC-3"
        case "3": "COFOG"
        case "4": "COFOG-sub"
        case "5": "COFOG-sub"
        case "6": "AidData"
        case "7": "SDG-goal"
        case "8": "SDG-target"
        case "9": "SDG-indicator"
        case "10": "humanitarian-cluster"
        case "11": "NAICS"
        case "98", "99", "RO", "RO2": "reporter"
        case let other: other.clipped(toBytes: 60)
        }
    }

    /// DAC purpose codes withdrawn on 28 February 2020 and what follows them.
    /// Source: IATI-Codelists-NonEmbedded Sector.xml and the descriptions of the codes there.
    static let successors = [
        "15161": "15151", "15162": "15160", "15163": "15153", "15164": "15170",
    ]

    /// AidType: only where the code says what is handed over.
    static func instrument(aidType: String) -> String? {
        switch aidType {
        case "A01", "A02", "B01", "B02", "B03", "B04": "money"
        case "D01": "staff"
        case "D02": "advice"
        case "E01", "E02": "training"
        default: nil
        }
    }
}
