/// Money: an exact number of hundredths of one currency. Amounts of two currencies are never added up.
package struct Amount: Hashable, Sendable, Comparable {
    package let hundredths: Int64
    /// ISO 4217.
    package let currency: String

    package init(hundredths: Int64, currency: String) {
        self.hundredths = hundredths
        self.currency = currency
    }

    /// By currency, the larger first within one.
    package static func < (a: Amount, b: Amount) -> Bool {
        (a.currency, b.hundredths) < (b.currency, a.hundredths)
    }

    /// `1250000.50`, without the currency: for CSV and JSON.
    package var decimal: String {
        let digits = String(hundredths.magnitude)
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return (hundredths < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }
}
