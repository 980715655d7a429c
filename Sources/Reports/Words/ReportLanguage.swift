/// The official languages of the United Nations, in the order of their English names.
package enum ReportLanguage: String, CaseIterable, Sendable {
    case arabic = "ar"
    case chinese = "zh"
    case english = "en"
    case french = "fr"
    case russian = "ru"
    case spanish = "es"

    /// BCP 47.
    package var tag: String { rawValue }
    package var isRightToLeft: Bool { self == .arabic }

    /// Between the items of a list.
    var comma: String {
        switch self {
        case .arabic: "، "
        case .chinese: "、"
        default: ", "
        }
    }

    /// Between thousands, from this many digits on; and before the fraction.
    var numberStyle: (group: String, groupedFrom: Int, point: String) {
        switch self {
        case .arabic: ("٬", 4, "٫")
        case .chinese, .english: (",", 4, ".")
        case .french: ("\u{202F}", 4, ",")
        case .russian: ("\u{A0}", 5, ",")
        case .spanish: ("\u{A0}", 5, ",")
        }
    }

    /// The digits this language counts with: `7` is `٧` in Arabic.
    package func digits(_ text: some StringProtocol) -> String {
        guard self == .arabic else { return String(text) }
        var result = ""
        for scalar in text.unicodeScalars {
            if (0x30...0x39).contains(scalar.value),
                let arabic = Unicode.Scalar(scalar.value + 0x630)
            {
                result.unicodeScalars.append(arabic)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
