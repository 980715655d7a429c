@testable import Events

/// Values that a shape must refuse, with the code and the place below the field.
struct WrongValue {
    let value: JSONTree
    var below = ""
    var code = RefusalCode.wrongData

    static func of(_ shape: Shape) -> [WrongValue] {
        switch shape {
        case .text(let range):
            (range.lowerBound > 0 ? [WrongValue(value: .text(""))] : []) + [
                WrongValue(value: .number(7)),
                WrongValue(value: .text(String(repeating: "é", count: range.upperBound / 2 + 1))),
            ]
        case .code: [WrongValue(value: .text("no-such-code")), WrongValue(value: .null)]
        case .codes:
            [
                WrongValue(value: .texts(["no-such-code"]), below: "[0]"),
                WrongValue(value: .text("vr")),
            ]
        case .country:
            [
                WrongValue(value: .text("KEX")), WrongValue(value: .text("ZZZ")),
                WrongValue(value: .text("ken")),
            ]
        case .language: [WrongValue(value: .text("English"))]
        case .agency: [WrongValue(value: .text("UNDP")), WrongValue(value: .text("-undp"))]
        case .date:
            [
                WrongValue(value: .text("2017-02-30")), WrongValue(value: .text("08/08/2017")),
                WrongValue(value: .number(2017)),
            ]
        case .timestamp:
            [
                WrongValue(value: .text("2017-08-08T06:00:00")),
                WrongValue(value: .text("2017-08-08T25:00:00Z")),
            ]
        case .boolean: [WrongValue(value: .text("yes"))]
        case .integer(let range):
            [
                range.lowerBound > .min
                    ? WrongValue(value: .number(String(range.lowerBound - 1)))
                    : WrongValue(value: .text("1")),
                WrongValue(value: .number("1.5")),
            ]
        case .number(let range):
            [
                WrongValue(value: .number("\(range.upperBound + 1)")),
                WrongValue(value: .text("1")),
            ]
        case .decimal: [WrongValue(value: .text("1,250,000.00")), WrongValue(value: .number(12))]
        case .currency: [WrongValue(value: .text("US$")), WrongValue(value: .text("USX"))]
        case .digest: [WrongValue(value: .text("9F86D081"))]
        case .languageMap:
            [
                WrongValue(value: .object([("english", .text("x"))]), below: ".english"),
                WrongValue(value: .object([])), WrongValue(value: .text("A title")),
            ]
        case .list(let items, let range):
            [WrongValue(value: .object([]))]
                + of(items).prefix(1).filter { _ in range.upperBound > 0 }.map {
                    WrongValue(value: .list([$0.value]), below: "[0]" + $0.below, code: $0.code)
                }
        case .object(let object):
            [
                WrongValue(value: .list([])),
                WrongValue(value: .object([("colour", .text("blue"))]), below: ".colour"),
            ] + (object.fields.isEmpty ? [] : [WrongValue(value: .null)])
        case .map:
            [
                WrongValue(
                    value: .object([("passport", .text("x"))]), below: ".passport",
                    code: .personalData),
                WrongValue(value: .object([("row", .number(17))]), below: ".row"),
            ]
        }
    }
}
