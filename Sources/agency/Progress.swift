internal import CoordBus
internal import Platform

/// One line that tells how far things are: rewritten in place on a terminal, else printed every few seconds.
struct Progress {
    private let isTerminal: Bool
    private let began = monotonicNanoseconds()
    private var toldAt: UInt64 = 0
    private var isShown = false

    init() {
        isTerminal = Platform.isTerminal(2)
        toldAt = began
    }

    /// - Parameters:
    ///   - done: events that are through.
    ///   - words: what is left, or where we are.
    mutating func tell(_ done: Int, _ words: String) {
        let now = monotonicNanoseconds()
        guard now - toldAt >= (isTerminal ? 200_000_000 : 5_000_000_000) else { return }
        toldAt = now
        let rate = Double(done) * 1e9 / Double(max(1, now - began))
        let line = "\(grouped(done)) events, \(grouped(Int(rate)))/s, \(words)"
        if isTerminal {
            writeAll(Array("\r\u{1B}[K\(line)".utf8).span, to: 2)
            isShown = true
        } else {
            say(line)
        }
    }

    /// Takes the line away, before other lines come.
    mutating func clear() {
        guard isShown else { return }
        writeAll(Array("\r\u{1B}[K".utf8).span, to: 2)
        isShown = false
    }

    var seconds: Double { Double(monotonicNanoseconds() - began) / 1e9 }
}
