internal import BusCore
internal import CoordBus
internal import Platform

/// How long a start takes until what keeps no file has read the whole log again: the rules, and the watch over overlaps.
///
/// The log holds none of the bus's own events, so all that is found is found at the end: the most that a start can cost.
enum StartMeter {
    static func measure(_ log: any EventLog, _ report: inout RegisterReport) throws {
        var configuration = Configuration()
        configuration.registerFile = "none"
        let analysis = try Analysis(configuration, roll: .open) { _ in }
        for part in analysis.parts {
            let folds = try part.folds(log, BusTraffic())
            var reader = FoldReader(log: log)
            let start = processorNanoseconds()
            while try reader.applyChunk(to: folds, bytesMax: 256 << 10) {}
            let read = processorNanoseconds()
            for fold in folds { try fold.caughtUp(into: &reader.derived) }
            let seconds = Double(processorNanoseconds() - start) / 1e9
            report.add("start: \(part.name) current after", seconds, nil, "s of processor")
            report.add(
                "start: \(part.name) reading", Double(read - start) / 1e9, nil, "s of it")
            report.add("start: \(part.name) found", Double(reader.derived.count), nil, "")
        }
    }
}
