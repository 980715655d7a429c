internal import CMicrohttpd

/// Between libmicrohttpd's messages and ours.
extension HTTPServer {
    /// The headers of a request.
    static func headers(_ connection: OpaquePointer) -> [String: String] {
        let box = HeaderBox()
        let context = unsafe Unmanaged.passUnretained(box).toOpaque()
        unsafe MHD_get_connection_values(
            connection, .HEADER_KIND,
            { context, _, name, value in
                let box = unsafe Unmanaged<HeaderBox>.fromOpaque(context!).takeUnretainedValue()
                guard let name = unsafe name else { return MHD_Result.YES }
                let key = unsafe String(cString: name).lowercased()
                let text = unsafe value.map { unsafe String(cString: $0) } ?? ""
                if let before = box.headers[key] {
                    box.headers[key] = before + (key == "cookie" ? "; " : ", ") + text
                } else {
                    box.headers[key] = text
                }
                return MHD_Result.YES
            }, context)
        return box.headers
    }

    private final class HeaderBox { var headers: [String: String] = [:] }

    /// What libmicrohttpd sends for an answer; destroy it after it was queued.
    func make(_ response: HTTPResponse, for connection: OpaquePointer) -> OpaquePointer {
        let made =
            switch response.body {
            case .bytes(var bytes):
                unsafe bytes.withUnsafeMutableBytes { raw in
                    unsafe MHD_create_response_from_buffer(
                        raw.count, raw.baseAddress, .RESPMEM_MUST_COPY)
                }
            case .page(let file):
                unsafe MHD_create_response_from_buffer(
                    file.count, UnsafeMutableRawPointer(mutating: file.start),
                    .RESPMEM_PERSISTENT)
            case .stream(let stream): unsafe make(stream, for: connection)
            }
        guard let made = unsafe made else { preconditionFailure("no memory for an answer") }
        for (name, value) in response.headers {
            let status = unsafe MHD_add_response_header(made, name, value)
            precondition(status == MHD_Result.YES, "\(name) is no header")
        }
        return unsafe made
    }

    /// What a stream hands over at once: each portion is a system call.
    private static let streamBytes = 32 << 10

    private func make(
        _ stream: HTTPStream, for connection: OpaquePointer
    ) -> OpaquePointer? {
        let source = unsafe StreamSource(stream: stream, connection: connection, server: self)
        opened(stream)
        return unsafe MHD_create_response_from_callback(
            UInt64.max, HTTPServer.streamBytes,
            { context, _, memory, room in
                let source = unsafe Unmanaged<StreamSource>.fromOpaque(context!)
                    .takeUnretainedValue()
                switch unsafe source.stream.take(into: memory!, room: room) {
                case .bytes(let count): return count
                case .end: return -1
                case .nothingYet:
                    let connection = unsafe source.connection
                    source.stream.wake = { [weak server = source.server] in
                        unsafe server?.resume(connection)
                    }
                    unsafe MHD_suspend_connection(connection)
                    return 0
                }
            }, Unmanaged.passRetained(source).toOpaque(),
            { context in
                // Takes back what passRetained above gave.
                let source = unsafe Unmanaged<StreamSource>.fromOpaque(context!).takeRetainedValue()
                source.stream.wake = nil
                source.server?.closed(source.stream)
                source.stream.close()
            })
    }

    /// What the callbacks of a stream need.
    @safe private final class StreamSource {
        let stream: HTTPStream
        let connection: OpaquePointer
        weak var server: HTTPServer?

        init(stream: HTTPStream, connection: OpaquePointer, server: HTTPServer) {
            self.stream = stream
            self.server = server
            unsafe self.connection = connection
        }
    }
}
