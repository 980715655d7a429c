internal import XML

/// When an activity runs: its dates, else its transactions, else its budgets.
enum IATIPeriod {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        var dates: [IATICodes.DateType: [String]] = [:]
        for date in activity.element.all("activity-date") {
            guard let type = date.attribute("type").flatMap({ IATICodes.dateType($0.tidied) })
            else {
                continue
            }
            let text = date.attribute("iso-date")?.tidied.nonEmpty ?? date.text.tidied
            guard !text.isEmpty else { continue }
            guard let day = CalendarDate.normalised(text) else {
                record.note("activity-date \(text.clipped(toBytes: 40)) is no date: left out")
                continue
            }
            dates[type, default: []].append(day)
        }
        if dates.values.contains(where: { Set($0).count > 1 }) {
            record.note("several dates of one type: the earliest start and the latest end are kept")
        }
        let start = dates[.startActual]?.min() ?? dates[.startPlanned]?.min()
        let end = dates[.endActual]?.max() ?? dates[.endPlanned]?.max()
        if start != nil || end != nil {
            let isActual = start == nil ? dates[.endActual] != nil : dates[.startActual] != nil
            set(start, end, isActual ? .actual : .planned, &record)
            return
        }
        let payments = activity.element.all("transaction").compactMap { day(of: $0) }
        if let first = payments.min(), let last = payments.max() {
            set(first, last, .transactions, &record)
            return
        }
        let budgets = activity.element.all("budget")
        set(
            budgets.compactMap { $0.first("period-start").flatMap(isoDate) }.min(),
            budgets.compactMap { $0.first("period-end").flatMap(isoDate) }.max(), .reported, &record
        )
    }

    private static func set(
        _ start: String?, _ end: String?, _ basis: PeriodBasis, _ record: inout AssistanceRecord
    ) {
        guard start != nil || end != nil else { return }
        record.start = start
        record.end = end
        record.periodBasis = basis
        if let start, let end, CalendarDate.contradicts(start: start, end: end) {
            record.end = nil
            record.note("end \(end) is before start \(start): the end is left out")
        }
    }

    private static func day(of transaction: XMLElement) -> String? {
        transaction.first("transaction-date").flatMap(isoDate)
            ?? transaction.first("value")?.attribute("value-date").flatMap {
                CalendarDate.normalised($0.tidied)
            }
    }

    private static func isoDate(_ element: XMLElement) -> String? {
        CalendarDate.normalised(element.attribute("iso-date")?.tidied ?? element.text.tidied)
    }
}
