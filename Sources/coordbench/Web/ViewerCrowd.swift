internal import HTTP
internal import Platform

/// Many live views of one coordd, read by one thread that gives way to all others: viewers are elsewhere, in earnest.
///
/// Of each it is held that sequences only grow, and counted how many events came.
final class ViewerCrowd: @unchecked Sendable {
    // @unchecked: views and counts belong to the thread of `run` until it has ended.
    private struct View {
        let place: Int
        var line: [UInt8] = []
        var id: UInt64 = 0
        var last: UInt64 = 0
        var events = 0
        var isOpen = true
        var hasBegun = false
    }

    private let calls: [Box]
    private var views: [View]
    private(set) var outOfOrder = 0
    private(set) var bytes = 0

    /// An array cannot hold what cannot be copied.
    private final class Box {
        let call: HTTPCall
        init(_ call: consuming HTTPCall) { self.call = call }
    }

    init(_ bus: borrowing WebBus, count: Int, pattern: String) throws {
        var calls: [Box] = []
        for _ in 0..<count {
            let call = try bus.call()
            // HTTP/1.0, so that the stream comes without the frames of chunks.
            try call.send(
                "GET /api/live?pattern=\(pattern) HTTP/1.0\r\nHost: \(bus.host):\(bus.port)\r\n"
                    + "Cookie: \(bus.cookie)\r\n\r\n")
            calls.append(Box(call))
        }
        self.calls = calls
        views = calls.indices.map { View(place: $0) }
    }

    /// Waits until the server has begun every stream, so that none misses the first events.
    func waitUntilOpen() throws {
        let deadline = monotonicNanoseconds() + 30_000_000_000
        var waiting = Set(views.indices)
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while !waiting.isEmpty {
            guard monotonicNanoseconds() < deadline else {
                throw WebBus.Failure(
                    description: "\(waiting.count) of \(views.count) live views did not begin")
            }
            let places = Array(waiting)
            let ready = HTTPCall.wait(places.map { calls[$0].call.fd }, milliseconds: 100)
            for (place, isReady) in zip(places, ready) where isReady {
                guard let count = calls[place].call.take(into: &buffer) else {
                    throw WebBus.Failure(description: "a live view was refused")
                }
                read(buffer[..<count], &views[place])
                // Its first line comes when it has its place in the log.
                if views[place].hasBegun { waiting.remove(place) }
            }
        }
    }

    /// Events that each view got.
    var counts: [Int] { views.map(\.events) }

    /// Reads until every view has `wanted` events, or until the time is up.
    func run(until deadline: UInt64, wanted: Int) {
        OSThread.standBack()
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let descriptors = calls.map { $0.call.fd }
        while monotonicNanoseconds() < deadline,
            views.contains(where: { $0.isOpen && $0.events < wanted })
        {
            let ready = HTTPCall.wait(descriptors, milliseconds: 100)
            for place in views.indices where ready[place] && views[place].isOpen {
                guard let count = calls[place].call.take(into: &buffer) else {
                    views[place].isOpen = false
                    continue
                }
                bytes += count
                read(buffer[..<count], &views[place])
            }
        }
    }

    /// `id: N`, then `data: {` for an event.
    private func read(_ bytes: ArraySlice<UInt8>, _ view: inout View) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            if view.line.isEmpty {
                take(bytes[start..<end], &view)
            } else {
                view.line += bytes[start..<end]
                let line = view.line
                view.line.removeAll(keepingCapacity: true)
                take(line[...], &view)
            }
            start = end + 1
        }
        view.line += bytes[start...]
    }

    private func take(_ line: ArraySlice<UInt8>, _ view: inout View) {
        if line.starts(with: Self.retry) {
            view.hasBegun = true
        } else if line.starts(with: Self.id) {
            view.id = line.dropFirst(4).reduce(0) { $0 &* 10 &+ UInt64($1 &- 48) }
        } else if line.starts(with: Self.data) {
            if view.id <= view.last { outOfOrder += 1 }
            view.last = view.id
            view.events += 1
        }
    }

    private static let retry = Array("retry: ".utf8)
    private static let id = Array("id: ".utf8)
    private static let data = Array("data: {".utf8)
}
