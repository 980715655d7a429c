internal import Glibc

/// Waits for input on many descriptors at once: poll(2). For programs that hold many connections on one thread.
package struct DescriptorSet: ~Copyable {
    private var items: [pollfd]

    /// - Parameter descriptors: told apart by their place.
    package init(_ descriptors: [Int32]) {
        items = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }

    /// Waits until one has input.
    /// - Returns: the places of those that have; empty when time is up.
    package mutating func wait(milliseconds: Int32) -> [Int] {
        guard unsafe poll(&items, nfds_t(items.count), milliseconds) > 0 else { return [] }
        return items.indices.filter { items[$0].revents != 0 }
    }
}
