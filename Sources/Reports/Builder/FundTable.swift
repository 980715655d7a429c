/// Funds in one table: pledged, committed and received apart, the last balance and how long it lasts (OP14).
struct FundTable {
    let table: Table
    let charts: [BarChart]

    /// One fund in one currency.
    private struct Line {
        let fund: String
        let currency: String
        var money: [MoneyFact] = []
        var balance: BalanceFact?

        var name: Words { .code("fund", fund) }

        /// Tenths of a month that the balance lasts.
        var cover: Int? {
            guard let balance, let use = balance.monthlyUse, use.hundredths > 0,
                use.currency == balance.balance.currency
            else { return nil }
            return Int(balance.balance.hundredths * 10 / use.hundredths)
        }
    }

    init(_ money: [MoneyFact], _ balances: [BalanceFact]) {
        let lines = Self.lines(money, balances)
        table = Table(
            "funds", .label("caption.moneyByFund"),
            [
                Table.Column("fund"), Table.Column("pledged", number: true),
                Table.Column("committed", number: true),
                Table.Column("receivedMoney", number: true),
                Table.Column("balance", number: true), Table.Column("asOf"),
                Table.Column("monthlyUse", number: true), Table.Column("cover", number: true),
            ], lines.map(Self.row))
        charts = Self.charts(lines)
    }

    static func sum(_ money: [MoneyFact], _ currency: String) -> Amount {
        Amount(hundredths: money.reduce(0) { $0 &+ $1.amount.hundredths }, currency: currency)
    }

    private static func lines(_ money: [MoneyFact], _ balances: [BalanceFact]) -> [Line] {
        var lines: [String: Line] = [:]
        func key(_ fund: String, _ currency: String) -> String {
            let place = ReportOrder.funds.firstIndex(of: fund) ?? ReportOrder.funds.count
            return "\(place)\t\(fund)\t\(currency)"
        }
        for fact in money {
            let key = key(fact.fund, fact.amount.currency)
            lines[key, default: Line(fund: fact.fund, currency: fact.amount.currency)].money
                .append(fact)
        }
        // Baskets and other funds are many: one balance would not speak of all of them.
        for fact in balances where fact.fund != "basket" && fact.fund != "other" {
            let key = key(fact.fund, fact.balance.currency)
            let known = lines[key, default: Line(fund: fact.fund, currency: fact.balance.currency)]
            var line = known
            if (line.balance?.asOf ?? "") <= fact.asOf { line.balance = fact }
            lines[key] = line
        }
        return lines.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func row(_ line: Line) -> Table.Row {
        let id = "\(line.fund).\(line.currency)"
        func figure(_ name: String, _ value: Figure.Value, _ sequences: SequenceSet) -> Table.Cell {
            .figure(
                Figure(
                    "funds.\(id).\(name)", .list([line.name, .label("column.\(name)")]), value,
                    sequences))
        }
        func stage(_ stage: String, _ name: String) -> Table.Cell {
            let some = line.money.filter { $0.stage == stage }
            return some.isEmpty
                ? .empty : figure(name, .amount(sum(some, line.currency)), .of(some))
        }
        let balance = line.balance
        let sequences = balance?.sequences ?? SequenceSet()
        return Table.Row(
            id,
            [
                .words(line.name), stage("pledged", "pledged"), stage("committed", "committed"),
                stage("received", "receivedMoney"),
                balance.map { figure("balance", .amount($0.balance), sequences) } ?? .empty,
                balance.map { .words(.date($0.asOf)) } ?? .empty,
                balance?.monthlyUse.map { figure("monthlyUse", .amount($0), sequences) } ?? .empty,
                line.cover.map { figure("cover", .months($0), sequences) } ?? .empty,
            ])
    }

    /// Money by stage, one chart a currency because currencies can't be compared; then months of cover.
    private static func charts(_ lines: [Line]) -> [BarChart] {
        var charts = Set(lines.filter { !$0.money.isEmpty }.map(\.currency)).sorted().map {
            currency in
            BarChart(
                .list([.label("caption.moneyByFund"), .identifier(currency)]),
                series: ["pledged", "committed", "receivedMoney"].map { .label("column.\($0)") },
                lines.filter { $0.currency == currency && !$0.money.isEmpty }.map { line in
                    BarChart.Row(
                        line.name,
                        ["pledged", "committed", "received"].map { stage in
                            .amount(sum(line.money.filter { $0.stage == stage }, currency))
                        })
                })
        }
        let covered = lines.compactMap { line in
            line.cover.map {
                BarChart.Row(.list([line.name, .identifier(line.currency)]), [.months($0)])
            }
        }
        if !covered.isEmpty { charts.append(BarChart(.label("caption.cover"), covered)) }
        return charts
    }
}
