package import Bytes

/// The one truth of the bus: an append-only run of records, numbered 1, 2, 3 without gaps.
///
/// One thread appends; any thread reads while it does. What `sync` returned for is on disk, and only that is ever
/// read. `SegmentLog` keeps it in files of this machine; a replicated log can stand in its place.
package protocol EventLog: AnyObject, Sendable {
    var identity: LogIdentity { get }
    /// The last sequence that is on disk; 0 when the log is empty.
    var lastDurable: UInt64 { get }

    /// Writes one batch, and lets the disk begin with it; `sync` makes it durable. Nobody reads it before that.
    ///
    /// - Parameters:
    ///   - records: whole records (see `RecordHead`) with the sequences `lastDurable + 1` and on. Room for a marker is
    ///     used behind them and given back, so a buffer that is reused does not grow.
    ///   - fingerprints: of each record's source and id, in the order of the records.
    ///   - time: of the commit, nanoseconds since the Unix epoch.
    /// - Throws: `full` (nothing happened, try the same batch again later) or `syncFailed` (the log is at its end and
    ///   the process has to be).
    func write(_ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64)
        throws(LogError)

    /// Makes what was written durable: all of it or, when this throws, none of it.
    ///
    /// - Throws: `syncFailed`: the log is at its end and the process has to be.
    func sync() throws(LogError)

    /// Is there room for `bytes` more? Asks the disk, and takes the room when it is there.
    func hasRoom(forBytes bytes: Int) -> Bool

    /// Appends whole records to `buffer`, from `sequence` on in order, at most to `lastSequence` or to the last that
    /// is durable, and at most `bytesMax` bytes, but one record at least.
    ///
    /// - Parameter cursor: remembers where this reader stands; reading on from there needs no search.
    /// - Returns: what was appended; nil when `sequence` is not durable yet, or past `lastSequence`.
    /// - Throws: `damaged` when what is stored is not what was written; nothing is skipped.
    func read(
        from sequence: UInt64, upTo lastSequence: UInt64, bytesMax: Int,
        cursor: inout LogCursor, into buffer: inout ByteBuffer
    ) throws(LogError) -> LogRun?

    /// The first sequence recorded at `time` (nanoseconds since the Unix epoch) or later; `lastDurable + 1` when
    /// there is none yet.
    func firstSequence(recordedAtOrAfter time: UInt64) throws(LogError) -> UInt64

    /// Makes the log quick to open again. Nothing can be appended after.
    func close() throws(LogError)
}

extension EventLog {
    /// Makes one batch durable: `write` and `sync`, with what they take and throw.
    package func append(_ records: inout ByteBuffer, fingerprints: [UInt64], at time: UInt64)
        throws(LogError)
    {
        try write(&records, fingerprints: fingerprints, at: time)
        try sync()
    }

    /// Appends the one record of a sequence to `buffer`; false when it is not durable.
    package func record(
        at sequence: UInt64, cursor: inout LogCursor, into buffer: inout ByteBuffer
    ) throws(LogError) -> Bool {
        try read(from: sequence, upTo: sequence, bytesMax: 4096, cursor: &cursor, into: &buffer)
            != nil
    }
}

/// Records that were read in one go.
package struct LogRun: Equatable, Sendable {
    package let first: UInt64
    package let last: UInt64
    package let bytes: Int

    package var count: Int { Int(last - first + 1) }

    package init(first: UInt64, last: UInt64, bytes: Int) {
        self.first = first
        self.last = last
        self.bytes = bytes
    }
}
