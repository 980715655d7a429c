package import JSON

/// The records that labelled pairs speak of, read once.
package struct LearningCorpus: Sendable {
    package let reader: RecordReader
    package private(set) var readings: [RecordReading] = []
    private var index: [String: Int] = [:]
    /// How frequent the words of the titles are: what `config/overlap/frequencies.toml` is made of.
    package private(set) var counted = WordFrequencies()

    package init(reader: RecordReader) { self.reader = reader }

    /// Takes a record by its id; another of the same id is passed over.
    /// - Parameter isCounted: do the words of its title count as words of electoral titles?
    package mutating func take(_ record: AssistanceRecord, isCounted: Bool = true) {
        guard index[record.id] == nil else { return }
        let reading = reader.read(record)
        index[reading.id] = readings.count
        readings.append(reading)
        if isCounted { counted.add(reading.titleWords) }
    }

    package func reading(_ id: String) -> RecordReading? { index[id].map { readings[$0] } }

    /// The pairs whose records are both here, in order, with their readings.
    package func pairs(_ labelled: [LabelledPair]) -> [CrossValidation.Pair] {
        labelled.compactMap { label in
            guard let first = reading(label.first), let second = reading(label.second) else {
                return nil
            }
            return CrossValidation.Pair(label: label, first: first, second: second)
        }
    }
}

extension AssistanceRecord {
    /// One line of a file of records: a normalised activity with `record_id`, or an event of assistance.
    package init?(line json: borrowing JSONDocument) {
        if let record = AssistanceRecord(json, at: json.root) {
            self = record
        } else if let record = AssistanceRecord(event: json, at: json.root) {
            self = record
        } else {
            return nil
        }
    }
}
