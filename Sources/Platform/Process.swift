internal import CLinux
internal import Glibc

/// Ends the process with a code of sysexits(3).
package func exitProcess(_ code: Int32) -> Never { exit(code) }

/// Ends the process at once, without the clean-up of libraries: threads that still run would meet what is gone already.
package func endProcess(_ code: Int32) -> Never { _exit(code) }

/// The value of an environment variable; nil when unset.
package func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
}

/// Is this descriptor a terminal?
package func isTerminal(_ fd: Int32) -> Bool { isatty(fd) == 1 }

/// One heap arena for all threads, large buffers apart, so that a daemon's memory stays small. Call it first.
package func keepHeapSmall() { clinux_small_heap() }

/// What is freed stays with the process, up to 32 MiB, so that a program which reads many large messages has the system clear pages for
/// the first of them only. Call it first.
package func keepFreedMemory() { clinux_keep_freed() }

/// Gives what the heap holds unused back to the system; takes some milliseconds.
package func trimHeap() { clinux_trim_heap() }

/// Gives back the pages of the program and its libraries that only the start needed. All of them go, and those that are needed come back
/// from the page cache, sixteen at a time; some 0.1 ms in all.
package func handBackCode() { clinux_hand_back_code() }

package var processID: Int32 { getpid() }

/// The path of the running executable.
package func ownPath() -> String {
    var path = [UInt8](repeating: 0, count: 4096)
    let count = unsafe path.withUnsafeMutableBytes { raw in
        unsafe readlink("/proc/self/exe", raw.baseAddress!, raw.count)
    }
    precondition(count > 0, "/proc/self/exe: errno \(errno)")
    return String(decoding: path[..<count], as: UTF8.self)
}

package func isExecutable(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

/// Is there something at this path?
package func fileExists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
