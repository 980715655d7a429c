internal import BusCore
internal import CoordBus
internal import Events
internal import JSON

/// Made-up lessons whose words are as common as words are: the n-th occurs 1/n times as often as the first (Zipf), so the
/// first stands in nearly every text and most in a few. Questions draw their words likewise.
struct SearchCorpus {
    private static let wordCount = 50_000
    private static let titleWords = 6
    private static let textWords = 30
    /// Among the first thousand words, in the scripts of the official languages.
    private static let known = [
        "registration", "voters", "kits", "biometric", "training", "women", "observers", "results",
        "élections", "électeurs", "inscription", "votantes", "capacitación", "выборов",
        "избирателей", "обучение", "الناخبين", "الانتخابات", "تسجيل", "选民登记", "选举", "观察员",
    ]
    private static let countries = [
        "KEN", "NPL", "TUN", "FJI", "HTI", "LBR", "SLE", "MLI", "NER", "TLS", "PNG", "SLB", "LBN",
        "JOR", "IRQ", "AFG", "COD", "CAF", "SOM", "SSD", "MOZ", "MWI", "ZMB", "BFA", "GIN", "GMB",
    ]
    /// Out of ten: what one sees of a bus where most is for the United Nations system.
    private static let labels = [
        "public", "member-states", "member-states", "member-states", "un-system", "un-system",
        "un-system", "un-system", "case-parties", "focal-point",
    ]

    private let words: [String]
    /// Of the words' shares, the first's first.
    private let sums: [Double]

    init() {
        var random = BenchRandom(seed: 3)
        let syllables = "bdfgklmnprstvz".flatMap { a in "aeiou".map { "\(a)\($0)" } }
        var seen: Set<String> = []
        var words: [String] = []
        while words.count < Self.wordCount {
            let place = words.count
            if place.isMultiple(of: 40), place / 40 < Self.known.count {
                words.append(Self.known[place / 40])
                continue
            }
            let count = Int.random(in: 2...4, using: &random)
            let word = (0..<count).map { _ in
                syllables[Int.random(in: 0..<syllables.count, using: &random)]
            }.joined()
            if seen.insert(word).inserted { words.append(word) }
        }
        var sum = 0.0
        sums = words.indices.map { place in
            sum += 1 / Double(place + 1)
            return sum
        }
        self.words = words
    }

    func word(_ random: inout BenchRandom) -> String {
        let wanted = Double.random(in: 0..<(sums.last ?? 1), using: &random)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        return words[low]
    }

    func country(_ random: inout BenchRandom) -> String {
        // The first ones far more often than the last.
        let a = Int.random(in: 0..<Self.countries.count, using: &random)
        return Self.countries[Int.random(in: 0...a, using: &random)]
    }

    static func theme(_ place: Int) -> String {
        let codes = Vocabulary.theme.codes
        return codes[place % codes.count].code
    }

    /// The log in `folder`, as it is when it has as many already.
    func log(documents: Int, folder: String) throws -> any EventLog {
        var random = BenchRandom(seed: 7)
        var number = 0
        return try RegisterLog.fill(folder: "\(folder)/lessons", events: documents) {
            number += 1
            return lesson(number, &random)
        }
    }

    private func lesson(_ number: Int, _ random: inout BenchRandom) -> [UInt8] {
        let year = 2000 + Int.random(in: 0..<25, using: &random)
        let label = Self.labels[Int.random(in: 0..<10, using: &random)]
        let country = country(&random)
        let agency = ["undp", "ead", "iom", "idea"][Int.random(in: 0..<4, using: &random)]
        let theme = Self.theme(Int.random(in: 0..<28, using: &random))
        let title = text(Self.titleWords, &random)
        // A word that only a few documents have stands among common ones.
        let body = text(Self.textWords, &random) + " n\(number / 10)"
        var json = JSONWriter(capacity: 1_024)
        json.object { json in
            json.member("specversion", "1.0")
            json.member("id", "lesson-\(number)")
            json.member("source", "urn:coordbus:agency:\(agency)")
            json.member("type", "org.coordbus.lesson.recorded")
            json.member("time", "\(year)-05-14T09:00:00Z")
            json.member("dataclassification", label)
            json.key("data")
            json.object { json in
                json.member("lesson", "LES-\(number)")
                json.member("recorded", "\(year)-05-14")
                json.member("country", country)
                json.key("title")
                json.object { $0.member("en", title) }
                json.key("text")
                json.object { $0.member("en", body) }
                json.key("themes")
                json.array { $0.value(theme) }
            }
        }
        return Array(json.text.utf8)
    }

    private func text(_ count: Int, _ random: inout BenchRandom) -> String {
        var text = ""
        for _ in 0..<count {
            if !text.isEmpty { text += " " }
            text += word(&random)
        }
        return text
    }
}
