internal import BusCore
internal import CoordBus
internal import Platform

/// What became of events on the bus.
struct Tally {
    private(set) var recorded = 0
    private(set) var before = 0
    private(set) var refused = 0
    private var told = 0
    /// Refusals shown one by one; the rest is only counted.
    private static let toldMax = 20

    mutating func count(_ outcome: Session.Outcome) {
        switch outcome.code {
        case ReceiptRun.recorded: recorded += 1
        case ReceiptRun.recordedBefore: before += 1
        default:
            refused += 1
            told += 1
            if told <= Self.toldMax {
                say(
                    "the bus refused \(outcome.id) of \(outcome.agency) with \(outcome.code): \(outcome.text)"
                )
            } else if told == Self.toldMax + 1 {
                say("further refusals are counted only; `agency outbox status` lists them")
            }
        }
    }

    var line: String {
        "\(grouped(recorded)) recorded, \(grouped(before)) recorded before, \(grouped(refused)) refused"
    }
}
