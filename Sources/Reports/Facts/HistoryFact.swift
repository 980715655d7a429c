/// One event of a case or country, for its timeline.
package struct HistoryFact: Fact {
    package let event: EventFact
    /// What it speaks of, as its publisher names it.
    package let subject: String?

    package init(event: EventFact, subject: String?) {
        self.event = event
        self.subject = subject
    }

    package var events: [EventFact] { [event] }
}
