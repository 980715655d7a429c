/// What the likeness of two texts can say for or against their being one, as steps: each is reached or not.
enum LikenessEvidence: Sendable, Hashable {
    /// At least so many thousandths.
    case words(Int), contained(Int), letters(Int), values(Int)
    case otherValue
    case sameCode, codeBegins, otherCode
    case sameBeginning, otherBeginning

    static let all: [LikenessEvidence] =
        [100, 200, 300, 400, 500, 600, 750, 900].map { .words($0) }
        + [300, 400, 500, 600, 700, 800, 900].map { .contained($0) }
        + [200, 300, 400, 500, 600, 700, 800, 900].map { .letters($0) }
        + [750, 900].map { .values($0) }
        + [.otherValue, .sameCode, .codeBegins, .otherCode, .sameBeginning, .otherBeginning]

    static let otherValueMax = 500

    /// +1 speaks for, -1 against.
    var sign: Int {
        switch self {
        case .otherValue, .otherCode, .otherBeginning: -1
        default: 1
        }
    }

    func isThere(_ likeness: TextLikeness) -> Bool {
        switch self {
        case .words(let least): likeness.words >= least
        case .contained(let least): likeness.contained >= least
        case .letters(let least): likeness.letters >= least
        case .values(let least): likeness.values.map { $0 >= least } ?? false
        case .otherValue: likeness.values.map { $0 < Self.otherValueMax } ?? false
        case .sameCode: likeness.codes == .same
        case .codeBegins: likeness.codes == .same || likeness.codes == .begins
        case .otherCode: likeness.codes == .other
        case .sameBeginning: likeness.sameBeginning == true
        case .otherBeginning: likeness.sameBeginning == false
        }
    }

    /// As it stands in a file of weights: `words_300`.
    var name: String {
        switch self {
        case .words(let least): "words_\(least)"
        case .contained(let least): "contained_\(least)"
        case .letters(let least): "letters_\(least)"
        case .values(let least): "values_\(least)"
        case .otherValue: "other_value"
        case .sameCode: "same_code"
        case .codeBegins: "code_begins"
        case .otherCode: "other_code"
        case .sameBeginning: "same_beginning"
        case .otherBeginning: "other_beginning"
        }
    }
}
