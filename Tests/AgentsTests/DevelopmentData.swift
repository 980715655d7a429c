internal import Agents
internal import Bytes
internal import Events
internal import Foundation
internal import Platform
internal import Testing

/// The public development data, which is not part of this repository: COORDBUS_DATA, else ../shared/data beside the
/// package. Tests that read it are skipped where it is absent.
enum DevelopmentData {
    static let packageRoot = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["COORDBUS_DATA"] { return named }
        return packageRoot.appending(path: "../shared/data").standardizedFileURL.path
    }()

    static let isHere = FileManager.default.fileExists(atPath: folder + "/iati-xml/MANIFEST.csv")

    static func path(_ name: String) -> String { folder + "/" + name }

    static func names(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
    }

    /// The adapters' configuration as it is committed.
    static func configuration() throws -> AdapterConfiguration {
        try AdapterConfiguration(
            folder: packageRoot.appending(path: "config").path, files: DiskFileSystem())
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests of real files.
    static var needsDevelopmentData: Self {
        .enabled(
            if: DevelopmentData.isHere,
            "the development data is not at \(DevelopmentData.folder); set COORDBUS_DATA")
    }
}

/// What a source gave, every event checked by the bus's own validator.
struct SourceReading {
    var events: [MadeEvent] = []
    var refused: [SourceFault] = []
    var broken: [SourceFault] = []
    /// Events that the validator refused, with its words.
    var invalid: [String] = []

    init(_ source: any EventSource) {
        var validator = EventValidator(idSeed: 1)
        while let item = source.next() {
            switch item {
            case .event(let event):
                events.append(event)
                do {
                    let facts = try validator.check(event.bytes.span)
                    if facts.agency.description != event.agency {
                        invalid.append("agency \(event.id)")
                    }
                    if EventCatalogue.type(number: facts.type)?.name != event.type {
                        invalid.append("type \(event.id)")
                    }
                } catch {
                    invalid.append("\(event.id): \(error)")
                }
            case .refused(let fault): refused.append(fault)
            case .broken(let fault): broken.append(fault)
            }
        }
    }

    /// `data` of the events, decoded.
    var records: [[String: Any]] {
        events.compactMap { event in
            // nil fails the test that reads it
            let object = try? JSONSerialization.jsonObject(with: Data(event.bytes))
            return (object as? [String: Any])?["data"] as? [String: Any]
        }
    }
}
