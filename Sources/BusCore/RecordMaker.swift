package import Bytes
package import Events

/// Records of events that the validator has judged, made without a bus: for logs that tests and measurements fill
/// themselves. The bus makes its own in place, see `Bus.take`.
package enum RecordMaker {
    /// Appends the whole record.
    /// - Parameter recorded: nanoseconds since the Unix epoch.
    package static func append(
        _ event: Span<UInt8>, _ facts: EventFacts, sequence: UInt64, recorded: UInt64,
        to records: inout ByteBuffer
    ) {
        let start = records.count
        let length = RecordHead.byteCount + facts.agency.count + event.count
        records.append(littleEndian: UInt32(length))
        records.append(littleEndian: UInt32(0))
        records.append(littleEndian: sequence)
        records.append(littleEndian: recorded)
        records.append(littleEndian: facts.type)
        records.append(byte: facts.flags)
        records.append(byte: UInt8(facts.agency.count))
        records.append(byte: 0)
        records.append(byte: facts.country.first)
        records.append(byte: facts.country.second)
        records.append(byte: facts.country.third)
        facts.agency.append(to: &records)
        records.append(event)
        let checksum = records.bytes((start + 8)..<records.count).crc32c
        records.store(littleEndian: checksum, at: start + 4)
    }
}
