/// The context attributes the bus reads. Others are taken as extensions, checked for name and kind only.
enum Attribute: Int, CaseIterable {
    case specVersion, id, source, type, time, data
    case subject, correlation, causation, classification, status, dataSchema, dataContentType

    var name: String {
        switch self {
        case .specVersion: "specversion"
        case .id: "id"
        case .source: "source"
        case .type: "type"
        case .time: "time"
        case .data: "data"
        case .subject: "subject"
        case .correlation: "correlationid"
        case .causation: "causationid"
        case .classification: "dataclassification"
        case .status: "status"
        case .dataSchema: "dataschema"
        case .dataContentType: "datacontenttype"
        }
    }

    /// The first six.
    static let required: UInt32 = 0b11_1111

    /// Bytes of `id`.
    static let idBytesMax = 256
    /// Bytes of `subject`, `correlationid` and `causationid`.
    static let referenceBytesMax = 256
    static let schemaBytesMax = 1_024
    static let extensionsMax = 32
    static let extensionBytesMax = 4_096
    static let nameBytesMax = 20
    static let sourcePrefix: StaticString = "urn:coordbus:agency:"
    static let typePrefix: StaticString = "org.coordbus."
}
