/// A number with three decimals, for tables.
func thousandths(_ value: Double) -> String {
    let scaled = Int((abs(value) * 1000).rounded())
    let fraction = String(scaled % 1000)
    return (value < 0 ? "-" : "") + "\(scaled / 1000)."
        + String(repeating: "0", count: 3 - fraction.count) + fraction
}
