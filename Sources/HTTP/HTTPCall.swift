internal import Bytes
internal import CMicrohttpd
internal import Glibc

/// One connection to an HTTP server, for measurements and tests: what is asked is written by the caller, and answers with a
/// Content-Length are read whole. Every call waits as long as it takes. For one thread.
package struct HTTPCall: ~Copyable {
    package let fd: Int32
    private var received: [UInt8] = []

    package struct Answer: Sendable {
        package let status: Int
        /// Without the first line.
        package let head: String
        package let body: [UInt8]
        /// Of head and body.
        package let byteCount: Int

        /// The value of a header.
        package func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n") {
                let sides = line.split(separator: ":", maxSplits: 1)
                if sides.count == 2, sides[0].lowercased() == name.lowercased() {
                    return String(sides[1].drop { $0 == " " })
                }
            }
            return nil
        }
    }

    /// - Parameter host: an address such as 127.0.0.1, no name.
    package init(host: String, port: Int) throws(HTTPError) {
        fd = unsafe cmhd_connect(host, String(port))
        guard fd >= 0 else {
            throw HTTPError("cannot connect to \(host) port \(port): errno \(-fd)")
        }
    }

    deinit { close(fd) }

    package borrowing func send(_ text: String) throws(HTTPError) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { raw in
                unsafe Glibc.send(fd, raw.baseAddress!, raw.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw HTTPError("the connection broke: errno \(errno)") }
            rest = rest.dropFirst(count)
        }
    }

    /// The next answer, of a server that says how long it is.
    package mutating func answer() throws(HTTPError) -> Answer {
        var headEnd: Int?
        while headEnd == nil {
            headEnd = Self.headEnd(received)
            if headEnd == nil { try more() }
        }
        let head = String(decoding: received[..<headEnd!], as: UTF8.self)
        let line = head.prefix { $0 != "\r\n" }
        let status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let bare = Answer(
            status: status, head: String(head.dropFirst(line.count)), body: [], byteCount: 0)
        let end = headEnd! + (bare.header("content-length").flatMap { Int($0) } ?? 0)
        while received.count < end { try more() }
        let body = Array(received[headEnd!..<end])
        received.removeFirst(end)
        return Answer(status: status, head: bare.head, body: body, byteCount: end)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for at in 0...(bytes.count - 4)
        where bytes[at] == 13 && bytes[at + 1] == 10 && bytes[at + 2] == 13 && bytes[at + 3] == 10 {
            return at + 4
        }
        return nil
    }

    private mutating func more() throws(HTTPError) {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe bytes.withUnsafeMutableBytes { raw in
            unsafe recv(fd, raw.baseAddress!, raw.count, 0)
        }
        guard count > 0 else { throw HTTPError("the server closed the connection") }
        received += bytes[..<count]
    }

    /// Takes what is there, at most a buffer full, without waiting.
    /// - Returns: nil when the server has closed the connection.
    package borrowing func take(into buffer: inout [UInt8]) -> Int? {
        let count = unsafe buffer.withUnsafeMutableBytes { raw in
            unsafe recv(fd, raw.baseAddress!, raw.count, Int32(MSG_DONTWAIT))
        }
        if count > 0 { return count }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : nil
    }

    /// Waits until something is there on one of these connections, at most for `milliseconds`.
    /// - Returns: for each whether.
    package static func wait(_ descriptors: [Int32], milliseconds: Int32) -> [Bool] {
        var items = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        _ = unsafe poll(&items, nfds_t(items.count), milliseconds)
        return items.map { $0.revents != 0 }
    }
}
