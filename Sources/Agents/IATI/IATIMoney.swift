internal import XML

/// What an activity costs: sums of its budgets, commitments, and disbursements with expenditure.
///
/// Sums stay within one currency, the one with most entries; what is in others is told and left out.
enum IATIMoney {
    static func read(_ activity: IATIActivity, into record: inout AssistanceRecord) {
        let fallback = activity.element.attribute("default-currency") ?? activity.context.currency
        var commitments = AmountsByCurrency()
        var disbursements = AmountsByCurrency()
        for transaction in activity.element.all("transaction") {
            guard let code = transaction.first("transaction-type")?.attribute("code")?.tidied,
                let kind = IATICodes.transaction(code),
                let (amount, currency) = money(transaction.first("value"), fallback)
            else { continue }
            switch kind {
            case .commitment: commitments.add(amount, currency: currency)
            case .disbursement: disbursements.add(amount, currency: currency)
            }
        }
        record.budget = sum(budgets(activity.element, fallback), "budget", &record)
        record.commitments = sum(commitments, "commitments", &record)
        record.disbursements = sum(disbursements, "disbursements", &record)
    }

    /// A revised budget (type 2) takes the place of the original one for the same period.
    private static func budgets(_ element: XMLElement, _ fallback: String?) -> AmountsByCurrency {
        var revised: Set<String> = []
        for budget in element.all("budget") where isRevised(budget) {
            revised.insert(period(budget))
        }
        var sums = AmountsByCurrency()
        for budget in element.all("budget") {
            guard isRevised(budget) || !revised.contains(period(budget)),
                let (amount, currency) = money(budget.first("value"), fallback)
            else { continue }
            sums.add(amount, currency: currency)
        }
        return sums
    }

    private static func isRevised(_ budget: XMLElement) -> Bool {
        ["2", "revised"].contains(budget.attribute("type")?.tidied.lowercased() ?? "")
    }

    private static func period(_ budget: XMLElement) -> String {
        let start = budget.first("period-start")
        return start?.attribute("iso-date")?.tidied ?? start?.text.tidied ?? ""
    }

    private static func money(_ value: XMLElement?, _ fallback: String?) -> (Amount, String)? {
        guard let value, let amount = Amount(value.text.tidied),
            let currency = Currency.code(value.attribute("currency") ?? fallback ?? "")
        else { return nil }
        return (amount, currency)
    }

    private static func sum(
        _ sums: AmountsByCurrency, _ field: String, _ record: inout AssistanceRecord
    ) -> AssistanceRecord.Money? {
        guard let main = sums.main else { return nil }
        let others = sums.sums.map(\.currency).filter { $0 != main.currency }
        if !others.isEmpty {
            let list = others.sorted().joined(separator: ", ")
            record.note("\(field) also in \(list): only \(main.currency) is summed")
        }
        return .init(amount: main.amount.text, currency: main.currency)
    }
}
