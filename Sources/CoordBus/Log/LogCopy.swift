internal import BusCore
internal import Bytes
package import Platform

/// Copies a log into another folder, also while coordd writes it. A copy holds the log up to a whole batch, and is read
/// back and checked before it counts.
///
/// An older copy of the same log is brought up to date: segments that it holds already are left alone, and the chain of
/// digests, which runs through all segments, proves afterwards that they belong together.
package struct LogCopy {
    private let source: LogFiles
    private let target: LogFiles
    /// Bytes written.
    private var bytesCopied = 0
    private static let pieceBytes = 1 << 20

    /// What was made.
    package struct Result: Sendable {
        package let verification: LogVerification
        package let identity: LogIdentity
        package let bytesCopied: Int
    }

    /// - Parameters:
    ///   - folder: of the log that is copied; only read.
    ///   - copy: another folder; made when it is not there.
    /// - Throws: `damaged` when the source is, and nothing is said to be a copy then.
    package static func make(
        of folder: String, in copy: String, system: any FileSystem = DiskFileSystem()
    ) throws(LogError) -> Result {
        var maker = LogCopy(
            source: LogFiles(system: system, folder: folder),
            target: LogFiles(system: system, folder: copy))
        try logged { () throws(FileError) in try system.makeFolder(copy) }
        let identity = try maker.copyAll()
        let verification = try LogVerifier.verify(folder: copy, system: system)
        if let damage = verification.damages.first { throw .damaged(damage) }
        return Result(
            verification: verification, identity: identity, bytesCopied: maker.bytesCopied)
    }

    private init(source: LogFiles, target: LogFiles) {
        self.source = source
        self.target = target
    }

    private mutating func copyAll() throws(LogError) -> LogIdentity {
        let segments = try source.list().segments
        guard let first = segments.first else {
            throw .file(
                FileError(
                    operation: "open", path: source.segmentPath(1), code: FileError.notFoundCode))
        }
        let there = try target.list()
        if let strange = there.segments.first(where: { !segments.contains($0) }) {
            throw damaged(target.segmentPath(strange), strange, "it is no part of this log")
        }
        var identity: LogIdentity?
        for segment in segments {
            let file = try logged { () throws(FileError) in
                try source.system.open(source.segmentPath(segment), .read)
            }
            let header = try SegmentHeader.read(file, expected: segment)
            identity = header.identity
            let end = try end(of: file, header, isLast: segment == segments.last)
            try copy(
                file, upTo: end, to: target.segmentPath(segment),
                isThere: there.segments.contains(segment), header)
            if segment != segments.last { try copyIndex(of: segment, header.identity) }
        }
        try logged { () throws(FileError) in try target.system.syncFolder(target.folder) }
        guard let identity else { preconditionFailure("segment \(first) has no header") }
        return identity
    }

    /// Where the last whole batch of a segment ends.
    private func end(
        of file: any OpenFile, _ header: SegmentHeader, isLast: Bool
    ) throws(LogError) -> Int {
        var content = SegmentContent(header)
        if case .loaded(let index) = try SegmentIndex.load(
            first: header.first, identity: header.identity, files: source)
        {
            content = SegmentContent(summary: index.summary, digest: index.digest)
            if !isLast { return content.summary.end }
        }
        var scanner = try BatchScanner(
            file, offset: content.summary.end, nextSequence: content.summary.last + 1,
            digest: content.digest, lastRecorded: content.summary.recordedLast)
        guard
            let fault = try scanner.takeAll(
                into: &content, spacing: .max, fingerprint: { _ in nil })
        else { return content.summary.end }
        try source.allow(
            fault, in: file, digestBefore: content.digest,
            firstSequence: content.summary.last + 1, isLast: isLast)
        return content.summary.end
    }

    private mutating func copy(
        _ file: any OpenFile, upTo end: Int, to path: String, isThere: Bool, _ header: SegmentHeader
    ) throws(LogError) {
        var start = 0
        let system = target.system
        if isThere {
            let old = try logged { () throws(FileError) in try system.open(path, .read) }
            guard try SegmentHeader.read(old, expected: header.first) == header else {
                throw damaged(path, header.first, "it belongs to another log")
            }
            start = try logged { () throws(FileError) in try old.size() }
            guard start <= end else {
                throw damaged(path, header.first, "it reaches further than the log it is a copy of")
            }
            if start == end { return }
        }
        let new = try logged { () throws(FileError) in try system.open(path, .createOrWrite) }
        var piece = ByteBuffer(capacity: Self.pieceBytes)
        var at = start
        do throws(FileError) {
            while at < end {
                piece.removeAll()
                let got = try file.read(
                    at: at, upTo: min(Self.pieceBytes, end - at), into: &piece)
                guard got > 0 else { break }  // shorter than it was: the verification says so
                try new.write(piece.bytes, at: at)
                at += got
            }
            try new.sync()
        } catch {
            guard error.isFull else { throw .file(error) }
            throw .full(path: path, needed: end - at)
        }
        bytesCopied += at - start
    }

    /// Only saves the next start some time: an index that is missing is made anew.
    private mutating func copyIndex(of first: UInt64, _ identity: LogIdentity) throws(LogError) {
        guard
            case .loaded(let index) = try SegmentIndex.load(
                first: first, identity: identity, files: source)
        else { return }
        let path = target.indexPath(first)
        do throws(FileError) {
            let file = try target.system.open(path, .create)
            try file.write(index.bytes.bytes, at: 0)
            try file.sync()
        } catch {
            guard error.isFull else { throw .file(error) }
            throw .full(path: path, needed: index.bytes.count)
        }
    }

    private func damaged(
        _ path: String, _ sequence: UInt64, _ problem: String, at offset: Int = 0
    ) -> LogError {
        .damaged(LogDamage(file: path, offset: offset, sequence: sequence, problem: problem))
    }
}
