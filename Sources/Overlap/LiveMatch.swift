/// A live record that has an answer for a question, and which.
package struct LiveMatch: Sendable, Equatable {
    /// Of the live record; `LiveRecords.reading(at:)` gives it back.
    package var slot: Int32
    package var kind: PairVerdict.Kind
    package var band: PairVerdict.Band
    package var probability: Double
}
