internal import CSystemd
internal import Glibc

/// Sockets that the service manager made and handed over when it started this process, by the names that its units give them
/// (FileDescriptorName=). Whoever takes one closes it.
///
/// Reference: sd_listen_fds_with_names(3), systemd.socket(5).
package enum HandedSockets {
    /// Takes all of them, once; call it before other threads start. What is no listening stream socket is closed.
    package static func take() -> [String: Int32] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = unsafe sd_listen_fds_with_names(1, &names)
        guard count > 0, let list = unsafe names else { return [:] }
        var sockets: [String: Int32] = [:]
        for place in 0..<Int(count) {
            let fd = SD_LISTEN_FDS_START + Int32(place)
            guard let text = unsafe list[place] else { continue }
            let name = unsafe String(cString: text)
            unsafe free(text)
            guard sd_is_socket(fd, AF_UNSPEC, Int32(SOCK_STREAM.rawValue), 1) > 0,
                sockets[name] == nil
            else {
                close(fd)
                continue
            }
            // Who asks after a connection that has gone meanwhile must not wait for the next.
            _ = fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK)
            sockets[name] = fd
        }
        unsafe free(list)
        return sockets
    }
}
