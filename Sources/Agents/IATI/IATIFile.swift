internal import Bytes
internal import XML
internal import Zlib

/// Reads an IATI activity file, versions 1.0x and 2.0x, packed or plain, one activity after another.
///
/// The root may be `iati-activities`, a bare `iati-activity`, or anything that holds activities. Memory follows the
/// largest activity, not the file. Contact details never get into it. A broken file gives its activities up to
/// the fault, then `broken` with line and reason.
package final class IATIFile: EventSource {
    package let file: String
    package private(set) var bytesRead = 0
    /// Activities begun so far; each became an event or was refused.
    package private(set) var activities = 0

    private let options: IATIOptions
    private var context: IATIContext
    private var reader: XMLReader
    private var builder: XMLElementBuilder
    private var input: InputState
    private var chunk = ByteBuffer(capacity: IATIFile.chunkBytes)
    private var gzip: GzipBox?
    private var rootName: String?
    private var depth = 0

    private enum InputState { case unopened, open, ended }

    private static let chunkBytes = 64 * 1024
    private static let activityBytesMax = 16 << 20

    /// What no event needs, and contact details in particular.
    private static let skipped: Set<String> = [
        "contact-info", "result", "document-link", "conditions", "legacy-data", "crs-add", "fss",
        "country-budget-items", "planned-disbursement", "activity-website", "tag",
        "humanitarian-scope",
    ]

    /// - Parameters:
    ///   - path: the file; nothing is opened before the first `next`.
    ///   - name: for messages and for the country by file name; the path's last part when nil.
    package init(path: String, name: String? = nil, options: IATIOptions) {
        file = name ?? String(path.split(separator: "/").last ?? Substring(path))
        self.options = options
        context = IATIContext(file: file, options: options)
        reader = XMLReader(file: file)
        builder = XMLElementBuilder(skipping: Self.skipped, bytesMax: Self.activityBytesMax)
        gzip = GzipBox(path: path)
        input = .unopened
    }

    package func next() -> SourceItem? {
        guard input != .ended else { return nil }
        do throws(XMLError) {
            while true {
                switch try reader.next() {
                case .start: start()
                case .text: builder.text(reader)
                case .end:
                    depth -= 1
                    if let activity = builder.end() { return item(activity) }
                case .hungry:
                    if let fault = feed() { return end(fault) }
                case .finished:
                    return end(activities == 0 ? emptyFault : nil)
                }
            }
        } catch {
            return broken(error)
        }
    }

    private func start() {
        depth += 1
        if builder.isOpen {
            builder.start(reader)
            return
        }
        if rootName == nil {
            rootName = reader.name
            context.readRoot(reader.attributes)
        }
        if reader.isNamed("iati-activity") {
            activities += 1
            builder.start(reader)
        }
    }

    private func item(_ activity: XMLElement) -> SourceItem {
        defer { builder.reset() }
        let identifier = activity.first("iati-identifier")?.text.tidied.nonEmpty
        func refusal(_ reason: String) -> SourceItem {
            .refused(
                SourceFault(file: file, line: activity.line, record: identifier, reason: reason))
        }
        guard !builder.isTooLarge else {
            return refusal(
                "the activity is larger than \(Self.activityBytesMax >> 20) MiB; split it")
        }
        do throws(SourceFault) {
            let record = try IATIActivity(activity, context).record()
            do throws(AssistanceEvent.EventTooLarge) {
                return .event(try AssistanceEvent.event(of: record))
            } catch {
                return refusal("larger than \(EventMaker.bytesMax) bytes even when shortened")
            }
        } catch {
            return .refused(error)
        }
    }

    /// Hands the next bytes to the XML reader.
    /// - Returns: why there are none, when the file cannot be read.
    private func feed() -> SourceFault? {
        do throws(GzipError) {
            input = .open
            chunk.removeAll()
            let got = try gzip?.read(upTo: Self.chunkBytes, into: &chunk) ?? 0
            bytesRead += got
            reader.feed(chunk, isLast: got == 0)
            return nil
        } catch {
            return SourceFault(file: file, reason: error.reason)
        }
    }

    private func broken(_ error: XMLError) -> SourceItem {
        let begun = builder.unfinished
        let record = begun?.first("iati-identifier")?.text.tidied.nonEmpty
        let cut = builder.isOpen ? "; the activity that is cut off here is left out" : ""
        input = .ended
        gzip = nil
        return .broken(
            SourceFault(
                file: file, line: error.line, record: record,
                reason: "not well-formed XML: \(error.reason)\(cut)"))
    }

    private func end(_ fault: SourceFault?) -> SourceItem? {
        input = .ended
        gzip = nil
        return fault.map { .broken($0) }
    }

    private var emptyFault: SourceFault? {
        guard rootName != "iati-activities" else { return nil }
        return SourceFault(
            file: file,
            reason: "no IATI activities here: the outermost element is <\(rootName ?? "")>")
    }
}
