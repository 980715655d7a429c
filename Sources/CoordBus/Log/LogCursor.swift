internal import Platform

/// Where one reader stands in the log, so that reading on needs no search. It is a hint: any cursor of the same log,
/// a new one too, gives the same records.
package struct LogCursor: Sendable {
    var nextSequence: UInt64 = 0
    /// The segment that `offset` counts in, by its first sequence; 0 = none yet.
    var segmentFirst: UInt64 = 0
    var offset = 0
    var file: (any OpenFile)?

    package init() {}
}
