internal import BusCore
internal import CoordBus
internal import HTTP
internal import Platform

/// The page's weight, and the throughput of the bus without and with people who watch.
///
/// One publisher goes flat out; another publishes what is watched, at a rate. The figure is how many events a second the first
/// gets receipts for, alone and while all views are open, turn by turn on the same bus.
struct WebLoad {
    let programs: Programs
    let viewers: Int
    let rate: Int
    let events: Int
    let rounds: Int

    private static let pattern = "assistance.*.*.unops"
    /// What a browser loads for a person who has signed in, in English.
    private static let page = [
        "/", "/style.css", "/app.js", "/base.js", "/live.js", "/views.js", "/icon.svg",
        "/lang/en.json", "/api/session", "/api/events?limit=60",
    ]
    static let pageBytesMax = 200 << 10
    static let pageMillisecondsMax = 300.0
    static let costMax = 0.1

    /// - Returns: whether every budget is met.
    func run() throws -> Bool {
        let folder = try TemporaryFolder("coordbus-web")
        var web = try WebBus(programs, folder: folder.path, viewers: viewers)
        let isLight = try loadPage(web)
        var without: [Double] = []
        var with: [Double] = []
        var isWhole = true
        for round in 0..<rounds {
            // Each begins as often as the other.
            for isWatched in round.isMultiple(of: 2) ? [false, true] : [true, false] {
                let turn = try turn(web, isWatched: isWatched)
                if isWatched { with.append(turn.perSecond) } else { without.append(turn.perSecond) }
                isWhole = isWhole && turn.isWhole
            }
        }
        let cost = 1 - median(with) / median(without)
        let isCheap = cost < Self.costMax
        writeOutput(
            "throughput without viewers  \(Int(median(without))) events/s\n"
                + "with \(viewers) viewers of \(rate) events/s  \(Int(median(with))) events/s\n"
                + "they cost the bus           \(thousandths(cost * 100)) % of its throughput, asked < 10 %"
                + (isCheap ? "" : "   MISSED"))
        guard web.bus.stop() == .exited(0) else {
            throw WebBus.Failure(description: "coordd did not end with 0 after SIGTERM")
        }
        return isLight && isCheap && isWhole
    }

    private func loadPage(_ web: borrowing WebBus) throws -> Bool {
        var slowest = 0.0
        var bytes = 0
        for _ in 0..<20 {
            bytes = 0
            let start = monotonicNanoseconds()
            var call = try web.call()
            for path in Self.page {
                try call.send(web.request(path))
                let answer = try call.answer()
                guard answer.status == 200 else {
                    throw WebBus.Failure(description: "\(path) gave \(answer.status)")
                }
                bytes += answer.byteCount
            }
            slowest = max(slowest, Double(monotonicNanoseconds() - start) / 1e6)
        }
        let isLight = bytes <= Self.pageBytesMax && slowest <= Self.pageMillisecondsMax
        writeOutput(
            "the page, \(Self.page.count) files    \(thousandths(Double(bytes) / 1024)) KiB, asked <= 200; "
                + "slowest of 20 loads \(thousandths(slowest)) ms, asked <= 300"
                + (isLight ? "" : "   MISSED"))
        return isLight
    }

    private func turn(
        _ web: borrowing WebBus, isWatched: Bool
    ) throws -> (perSecond: Double, isWhole: Bool) {
        try web.waitUntilUnwatched()
        let flood = try publisher(web, "undp", 0, events, rate: nil)
        // As long as the flood may take at 100,000 a second, at the least.
        let watched = max(rate, events / 100_000 * rate)
        let paced = try publisher(web, "unops", 1, watched, rate: rate)
        let crowd = isWatched ? try ViewerCrowd(web, count: viewers, pattern: Self.pattern) : nil
        try crowd?.waitUntilOpen()
        // What is watched comes for so long; who is behind has half a minute more.
        let seconds = UInt64(watched / rate + 30)
        let reading = OSThread(named: "viewers") {
            crowd?.run(
                until: monotonicNanoseconds() + seconds * 1_000_000_000, wanted: watched)
        }
        let before = ProcessWeight(of: web.bus.id)?.processorSeconds ?? 0
        paced.go()
        flood.go()
        let perSecond = try flood.result()["events_per_s"]
        _ = try paced.result()
        reading.join()
        let after = ProcessWeight(of: web.bus.id)?.processorSeconds ?? 0
        var line =
            "\(isWatched ? "watched" : "alone  ")  \(Int(perSecond)) events/s, "
            + "coordd \(thousandths(after - before)) s of processor"
        guard let crowd else {
            writeOutput(line)
            return (perSecond, true)
        }
        let whole = crowd.counts.count { $0 == watched }
        let isWhole = whole == viewers && crowd.outOfOrder == 0
        line +=
            "; \(whole) of \(viewers) viewers have all of \(watched) events in order, "
            + "\((crowd.bytes >> 20)) MiB" + (isWhole ? "" : "   MISSED")
        writeOutput(line)
        return (perSecond, isWhole)
    }

    private func publisher(
        _ web: borrowing WebBus, _ agency: String, _ id: Int, _ count: Int, rate: Int?
    ) throws -> PeerChild {
        let child = try PeerChild(
            programs, "pub", endpoint: web.bus.endpoint, agency: agency,
            ["id": id, "count": count, "window": 4096, "gate": 1, "rate": rate])
        try child.waitUntilReady()
        return child
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
