/// Which help a record is, packed: records with the same profile lie together in the index, because how they compare with a
/// question is the same for all of them.
struct KindProfile: Hashable, Sendable {
    /// Confidence in each kind in hundredths, by number of the kind; 0 is the general one.
    var kinds: SIMD32<UInt8> = .zero
    /// One bit a theme, by number.
    var themes: UInt64 = 0
    var level = RecordReading.Level.unmarked
}

extension KindAgreement {
    /// From confidence in hundredths and, where both publishers state them, themes. What publishers state themselves is
    /// finer than what texts say: other themes are other help, though one kind may hold both.
    @inline(__always)
    init(general: Int, special: Int, bothThemes: Bool, commonTheme: Bool) {
        let best = max(general, special)
        if bothThemes {
            self = commonTheme ? .sameSpecial : .other
        } else if general >= 95 {
            self = .sameGeneral
        } else if special >= 85 {
            self = .sameSpecial
        } else {
            self = best >= 45 ? .inPassing : best >= 25 ? .undecided : .other
        }
    }

    init(_ a: KindProfile, _ b: KindProfile) {
        var common = pointwiseMin(a.kinds, b.kinds)
        let general = Int(common[0])
        common[0] = 0
        self.init(
            general: general, special: Int(common.max()),
            bothThemes: a.themes != 0 && b.themes != 0, commonTheme: a.themes & b.themes != 0)
    }

    init(_ a: RecordReading, _ b: RecordReading) {
        func common(_ kind: String) -> Int {
            min(Self.hundredths(a.kinds[kind]), Self.hundredths(b.kinds[kind]))
        }
        self.init(
            general: common(RecordReading.generalKind),
            special: a.kinds.keys.filter { $0 != RecordReading.generalKind }.map(common).max() ?? 0,
            bothThemes: !a.themes.isEmpty && !b.themes.isEmpty,
            commonTheme: !a.themes.isDisjoint(with: b.themes))
    }

    static func hundredths(_ confidence: Double?) -> Int {
        Int(((confidence ?? 0) * 100).rounded())
    }
}
