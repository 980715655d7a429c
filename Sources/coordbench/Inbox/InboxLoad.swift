internal import BusCore
internal import Bytes
internal import CoordBus
internal import Events
internal import Platform
internal import ZeroMQ

/// Many sessions with an inbox each, and events that each land in one of them: how long from publish to inbox, and what the
/// daemon weighs.
struct InboxLoad {
    private static let stampOffset = 27
    private static let stampCount = 20

    let programs: Programs
    let sessions: Int
    let rate: Int
    let seconds: Int

    /// - Returns: whether the budget was met.
    func run() throws -> Bool {
        let folder = try TemporaryFolder("coordbus-inboxes")
        var bus = try ServedBus(
            program: programs.coordd, folder: "\(folder.path)/log",
            options: ["--limits-sessions", "2000"])
        let context = try Context(socketsMax: 1_200)
        let readers = try (0..<sessions).map { try Reader(bus.endpoint, $0, context) }
        let idle = ProcessWeight(of: bus.id)
        let publishers = try (0..<4).map { try Source(bus.endpoint, $0, context) }
        let settled = ProcessWeight(of: bus.id)?.processorSeconds ?? 0
        var latencies = Histogram()
        var received = 0
        var published = 0
        // Asking a thousand sockets one by one would take milliseconds that are not the bus's.
        var descriptors = DescriptorSet(readers.map(\.descriptor))
        let start = monotonicNanoseconds()
        var nextLook = start
        let end = start + UInt64(seconds) * 1_000_000_000
        var now = start
        while now < end || received < published && now < end + 5_000_000_000 {
            let due = min(seconds * rate, Int((now - start) * UInt64(rate) / 1_000_000_000))
            while published < due {
                try publishers[published % 4].publish(published % sessions, stamp: now)
                published += 1
            }
            for publisher in publishers { try publisher.pump() }
            var ready = descriptors.wait(milliseconds: 1)
            now = monotonicNanoseconds()
            if now >= nextLook {  // for signs of life
                nextLook = now + 1_000_000_000
                ready = Array(readers.indices)
            }
            for index in ready { received += try readers[index].take(into: &latencies) }
            now = monotonicNanoseconds()
        }
        let weight = ProcessWeight(of: bus.id)
        for reader in readers { try reader.close() }
        let mebibytes = (weight?.resident ?? 0) >> 20
        let p99 = Double(latencies.quantile(0.99)) / 1e6
        writeOutput(
            "inboxes: \(sessions) sessions, \(published) events at \(rate)/s, \(received) received; "
                + "publish to inbox p50 \(milliseconds(latencies.quantile(0.5))), "
                + "p99 \(milliseconds(latencies.quantile(0.99))), "
                + "most \(milliseconds(latencies.most)) (budget 20 ms)")
        writeOutput(
            "inboxes: coordd \(mebibytes) MiB resident (budget 200), "
                + "\((idle?.resident ?? 0) >> 20) MiB before the first event, "
                + "\(Int(((weight?.processorSeconds ?? 0) - settled) * 1_000)) ms of processor")
        _ = bus.stop()
        return received == published && p99 < 20 && mebibytes < 200
    }

    private func milliseconds(_ nanoseconds: UInt64) -> String {
        let hundredths = nanoseconds / 10_000
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
    }

    /// 250 countries and four agencies give each of 1,000 inboxes a topic of its own.
    private static func country(_ number: Int) -> CountryCode {
        CountryCode.all[number / 4 % CountryCode.all.count]
    }

    /// One session with its inbox.
    private final class Reader {
        private var inbox: InboxReader

        init(_ endpoint: String, _ number: Int, _ context: Context) throws {
            var options = InboxReader.Options(
                inbox: "load-\(number)",
                patterns: ["*.*.\(InboxLoad.country(number)).source-\(number % 4)"])
            options.events = 100
            options.bytes = 1 << 20
            inbox = InboxReader(
                try BusClient(
                    endpoint: endpoint, agency: "agency-\(number)", name: "load", context: context),
                options)
            try inbox.open()
        }

        var descriptor: Int32 { inbox.descriptor }

        /// Takes all that is there. An acknowledgement may hide that more has come, so it looks again after one.
        func take(into latencies: inout Histogram) throws -> Int {
            var total = 0
            while true {
                var found: [UInt64] = []
                var last: UInt64 = 0
                while try inbox.next(
                    until: 0,
                    { head, record, _ in
                        let event = record.extracting(droppingFirst: head.eventOffset)
                        found.append(Self.stamp(event))
                        last = head.sequence
                    })
                {}
                guard !found.isEmpty else { return total }
                let now = monotonicNanoseconds()
                for stamp in found { latencies.add(now - stamp) }
                try inbox.ack(upTo: last)
                total += found.count
            }
        }

        private static func stamp(_ event: Span<UInt8>) -> UInt64 {
            var stamp: UInt64 = 0
            for place in InboxLoad.stampOffset..<(InboxLoad.stampOffset + InboxLoad.stampCount) {
                stamp = stamp &* 10 &+ UInt64(event[place] &- 48)
            }
            return stamp
        }

        func close() throws { try inbox.close() }
    }

    /// One publishing session.
    private final class Source {
        private var publisher: Publisher
        private let agency: String
        private var made = 0

        init(_ endpoint: String, _ number: Int, _ context: Context) throws {
            agency = "source-\(number)"
            var client = try BusClient(
                endpoint: endpoint, agency: agency, name: "load", context: context)
            try client.open()
            publisher = Publisher(client)
        }

        func publish(_ number: Int, stamp: UInt64) throws {
            let digits = String(stamp)
            let padded = String(repeating: "0", count: InboxLoad.stampCount - digits.count) + digits
            made += 1
            let text = String(repeating: "Train polling officials early. ", count: 10)
            let event = """
                {"specversion":"1.0","id":"\(padded)-\(made)","source":"urn:coordbus:agency:\(agency)",\
                "type":"org.coordbus.lesson.recorded","time":"2018-03-01T09:00:00Z","data":{"lesson":"\(made)",\
                "recorded":"2018-03-01","country":"\(InboxLoad.country(number))","title":{"en":"A lesson"},\
                "text":{"en":"\(text)"}}}
                """
            try publisher.publish(Array(event.utf8).span) { _ in }
            try publisher.flush()
        }

        func pump() throws { try publisher.pump(until: 0) { _ in } }
    }
}
