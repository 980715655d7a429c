internal import Bytes
internal import Glibc

/// Writes all bytes to a descriptor; false when the other side has gone.
@discardableResult
package func writeAll(_ bytes: Span<UInt8>, to fd: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { raw in
        var done = 0
        while done < raw.count {
            let wrote = unsafe write(fd, raw.baseAddress! + done, raw.count - done)
            if wrote < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var item = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
                    _ = unsafe poll(&item, 1, -1)
                    continue
                }
                return false
            }
            done += wrote
        }
        return true
    }
}

/// One line to standard error.
package func writeError(_ line: String) { writeAll(Array((line + "\n").utf8).span, to: 2) }

/// A whole text to standard output; ends with a line end, whether it has one or not.
package func writeOutput(text: String) {
    writeAll(Array(text.utf8).span, to: 1)
    if text.utf8.last != UInt8(ascii: "\n") { writeAll([UInt8(ascii: "\n")].span, to: 1) }
}

/// One line to standard output.
package func writeOutput(_ line: String) { writeAll(Array((line + "\n").utf8).span, to: 1) }
