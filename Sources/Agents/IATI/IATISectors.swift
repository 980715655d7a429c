internal import XML

/// What an activity is about by code; from its transactions when it says nothing itself.
enum IATISectors {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        var elements = activity.element.all("sector")
        if elements.isEmpty {
            elements = activity.element.all("transaction").flatMap { $0.all("sector") }
            if !elements.isEmpty { record.note("sectors taken from the transactions") }
        }
        for element in elements {
            guard let sector = sector(element, activity) else { continue }
            let isThere = record.sectors.contains {
                $0.code == sector.code && $0.vocabulary == sector.vocabulary
            }
            if !isThere { record.sectors.append(sector) }
        }
    }

    private static func sector(_ element: XMLElement, _ activity: IATIActivity)
        -> AssistanceRecord.Sector?
    {
        // Some have words and no code.
        guard
            let code = element.attribute("code")?.tidied.nonEmpty
                ?? activity.texts.plain(element)
        else { return nil }
        var sector = AssistanceRecord.Sector(code: code.clipped(toBytes: 64))
        let vocabulary = IATICodes.sectorVocabulary(
            element.attribute("vocabulary")?.tidied.nonEmpty, code: code)
        sector.vocabulary = vocabulary
        if vocabulary == "DAC-5", let successor = IATICodes.successors[code] {
            sector.code = successor
            sector.original = code
        }
        if let text = element.attribute("percentage")?.tidied, let share = Double(text),
            share > 0, share <= 100
        {
            sector.percentage = share
        }
        return sector
    }
}
