/// A sum of money as sources write it, added without losing a digit, in ten-thousandths.
package struct Amount: Equatable, Sendable {
    package private(set) var tenThousandths: Int128 = 0

    package init() {}

    /// `1250000`, `1,250,000.50`, `-3.5`, `8.5e6`; blanks are ignored.
    /// - Returns: nil when it is no amount or beyond 10^18.
    package init?(_ text: String) {
        var digits: [UInt8] = []
        var isNegative = false
        var fraction: Int?
        var exponent = 0
        let bytes = Array(text.utf8).filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
        loop: for (index, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39:
                digits.append(byte - 0x30)
                fraction = fraction.map { $0 + 1 }
            case UInt8(ascii: "."):
                guard fraction == nil else { return nil }
                fraction = 0
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard index == 0 else { return nil }
                isNegative = byte == UInt8(ascii: "-")
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                let tail = String(decoding: bytes[(index + 1)...], as: UTF8.self)
                guard let power = Int(tail), abs(power) <= 18 else { return nil }
                exponent = power
                break loop
            default: return nil
            }
        }
        guard !digits.isEmpty, digits.count <= 36 else { return nil }
        var shift = exponent - (fraction ?? 0) + 4
        var value: Int128 = digits.reduce(0) { $0 * 10 + Int128($1) }
        while shift > 0 {
            let (times, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = times
            shift -= 1
        }
        // Beyond four places: cut, as the catalogue takes four at most.
        while shift < 0, value != 0 {
            value /= 10
            shift += 1
        }
        guard value < Self.limit else { return nil }
        tenThousandths = isNegative ? -value : value
    }

    package static func + (a: Amount, b: Amount) -> Amount {
        var sum = Amount()
        sum.tenThousandths = a.tenThousandths + b.tenThousandths
        return sum
    }

    /// Two places, rounded half away from zero: `1250000.00`.
    package var text: String {
        let hundredths = (abs(tenThousandths) + 50) / 100
        let cents = hundredths % 100
        let sign = tenThousandths < 0 && hundredths != 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
    }

    private static let limit: Int128 = 10_000_000_000_000_000_000_000
}

/// Sums by currency, in the order in which the currencies came.
package struct AmountsByCurrency: Equatable, Sendable {
    package private(set) var sums: [(currency: String, amount: Amount, count: Int)] = []

    package init() {}

    package mutating func add(_ amount: Amount, currency: String) {
        if let at = sums.firstIndex(where: { $0.currency == currency }) {
            sums[at].amount = sums[at].amount + amount
            sums[at].count += 1
        } else {
            sums.append((currency, amount, 1))
        }
    }

    /// The currency with most entries; the first of equals.
    package var main: (currency: String, amount: Amount)? {
        guard let most = sums.map(\.count).max() else { return nil }
        return sums.first { $0.count == most }.map { ($0.currency, $0.amount) }
    }

    package static func == (a: AmountsByCurrency, b: AmountsByCurrency) -> Bool {
        a.sums.elementsEqual(b.sums) { $0 == $1 }
    }
}
