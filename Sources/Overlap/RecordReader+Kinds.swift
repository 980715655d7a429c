extension RecordReader {
    /// Confidence in a kind, by where it was read.
    private enum From {
        static let title = 1.0
        static let implementer = 0.6
        static let repeatedInText = 0.5
        static let onceInText = 0.3
        static let generalBesideSpecial = 0.6
        static let generalUnderSpecial = 0.3
        static let generalAssumed = 0.5
        static let generalUnlikely = 0.4
    }

    /// The kinds of support. A special kind in the title beats the general one; only a title without any lets the
    /// description speak. What the publisher states as themes beats every text.
    func kinds(of record: AssistanceRecord, _ texts: Texts) -> [String: Double] {
        let general = RecordReading.generalKind
        var kinds: [String: Double] = [:]
        func raise(_ kind: String, _ confidence: Double) {
            kinds[kind] = max(kinds[kind] ?? 0, confidence)
        }
        for theme in record.themes {
            for kind in lexicon.kindsOfTheme[theme] ?? [] { raise(kind, From.title) }
        }
        if !kinds.isEmpty { return kinds }
        var inTitle = texts.titleHits.names("kind")
        if texts.titleIsElectoral, !texts.titleIsGeneric {
            inTitle.formUnion(texts.titleHits.names("hint"))
        }
        // The form of the help names a kind as surely as a title does.
        let form = FoldedText(record.form, bytesMax: Self.nameBytesMax)
        inTitle.formUnion(lexicon.hits(in: form).names("kind"))
        for kind in inTitle { raise(kind, From.title) }
        for kind in texts.titleHits.names("implementer") { raise(kind, From.implementer) }
        var isCivil = false
        for partner in record.partners
        where partner.role == "implementing" || partner.role == "channel" {
            let hits = lexicon.hits(in: FoldedText(partner.name, bytesMax: Self.nameBytesMax))
            for kind in hits.names("implementer") { raise(kind, From.implementer) }
            isCivil = isCivil || hits.has(group: "channel")
        }
        let namesBody = texts.titleHits.has(group: "body")
        if kinds.contains(where: { $0.key != general }) {
            if kinds[general] != nil {
                kinds[general] =
                    texts.titleHasList ? From.generalBesideSpecial : From.generalUnderSpecial
            }
            if namesBody { raise(general, From.generalBesideSpecial) }
        } else {
            let isCertain =
                (texts.titleIsElectoral && !texts.titleIsGeneric) || kinds[general] != nil
                || namesBody
            kinds[general] = isCertain ? From.title : From.generalAssumed
            readDescription(texts, into: &kinds)
            // Who does it tells what it is: civil society does not run elections.
            if isCivil, !namesBody, kinds.count > 1 { kinds[general] = From.generalUnderSpecial }
        }
        for kind in texts.outputHits.names("kind") where kind != general {
            raise(kind, From.onceInText)
        }
        return kinds
    }

    private func readDescription(_ texts: Texts, into kinds: inout [String: Double]) {
        let general = RecordReading.generalKind
        let wasAssumed = !inTitle(general, texts) && !texts.titleIsElectoral
        let found = texts.descriptionHits.filter { $0.concept.group == "kind" }
        let names = Set(found.map(\.concept.name))
        for kind in names where kind != general {
            let isMain =
                found.count { $0.concept.name == kind } > 1
                || texts.firstSentenceHits.names("kind").contains(kind)
            kinds[kind] = max(
                kinds[kind] ?? 0, isMain ? From.repeatedInText : From.onceInText)
        }
        if wasAssumed, !names.isEmpty, !names.contains(general) {
            kinds[general] = From.generalUnlikely
        }
    }

    private func inTitle(_ kind: String, _ texts: Texts) -> Bool {
        texts.titleHits.names("kind").contains(kind)
    }
}
