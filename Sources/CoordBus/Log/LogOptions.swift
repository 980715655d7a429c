/// How a log lays out its files. The defaults suit 600-byte events on an SSD.
package struct LogOptions: Sendable {
    /// A segment is closed before it would grow past this; one batch that is larger gets a segment alone.
    package var segmentBytes = 64 << 20
    /// Disk space is taken this much at a time.
    package var reserveBytes = 4 << 20
    /// Zeros are written this far ahead of small batches: overwriting written blocks syncs in half the time of
    /// writing fresh ones, because the file's block list stays as it is. 0 = never.
    package var zeroAheadBytes = 1 << 20
    /// Batches larger than this gain nothing from zeros ahead.
    package var zeroAheadBatchBytesMax = 256 << 10
    /// At most this many bytes lie between two entries of the sparse index.
    package var positionSpacing = 64 << 10
    /// Write the indexes of full segments on a thread of their own, so that commits go on meanwhile.
    package var indexesInBackground = true

    package init() {}
}
