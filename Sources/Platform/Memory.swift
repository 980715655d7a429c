internal import Glibc

/// Resident memory of this process in bytes, from /proc/self/statm; 0 where it cannot be read.
package func residentBytes() -> UInt64 {
    guard let text = readText("/proc/self/statm") else { return 0 }
    let words = text.split(separator: " ")
    return words.count > 1 ? (UInt64(words[1]) ?? 0) * UInt64(sysconf(Int32(_SC_PAGESIZE))) : 0
}
