import Foundation
import Testing

@testable import BusCore

/// The conformance vectors: the committed files are what the scenarios say, and what the bus does.
///
/// After a change of protocol: `COORDBUS_RECORD=1 swift test --filter VectorTests`, then read the difference.
@Suite struct VectorTests {
    static let isRecording = ProcessInfo.processInfo.environment["COORDBUS_RECORD"] != nil

    @Test("the bus answers a vector byte for byte", arguments: VectorScenarios.all.map(\.name))
    func replays(_ name: String) throws {
        if Self.isRecording { try record(name) }
        let file = try VectorFile.read(name)
        var replay = try VectorReplay(file)
        for (index, step) in file.steps.enumerated() {
            let sent = try replay.perform(step)
            #expect(sent == step.out, "\(name), step \(index): \(step.do) \(step.note ?? "")")
        }
    }

    @Test("a vector's messages in are those of its scenario", arguments: VectorScenarios.all)
    func isCurrent(_ scenario: VectorFile) throws {
        if Self.isRecording { return }
        var file = try VectorFile.read(scenario.name)
        for index in file.steps.indices { file.steps[index].out = [] }
        #expect(file == scenario, "record again: COORDBUS_RECORD=1 swift test --filter VectorTests")
    }

    @Test("the vectors reach every verb and every code that a client can meet")
    func coverage() throws {
        var verbs: Set<UInt8> = []
        var codes: Set<UInt16> = []
        for name in VectorScenarios.all.map(\.name) {
            for step in try VectorFile.read(name).steps {
                if let verb = step.frames?.first.flatMap(bytes)?.dropFirst().first {
                    verbs.insert(verb)
                }
                for message in step.out {
                    let frames = message.frames.compactMap(bytes)
                    let sent = Sent(
                        peer: message.peer, head: frames[0],
                        body: frames.count > 1 ? frames[1] : nil)
                    verbs.insert(sent.verb)
                    codes.insert(sent.code)
                    if sent.verb == Verb.receipt.rawValue { codes.formUnion(sent.runs.map(\.code)) }
                }
            }
        }
        for verb in UInt8.min...UInt8.max where Verb(rawValue: verb) != nil {
            #expect(verbs.contains(verb), "verb \(verb)")
        }
        for code in ErrorPage.codes.keys {
            #expect(codes.contains(code), "code \(code)")
        }
    }

    private func record(_ name: String) throws {
        guard var file = VectorScenarios.all.first(where: { $0.name == name }) else { return }
        var replay = try VectorReplay(file)
        for index in file.steps.indices {
            file.steps[index].out = try replay.perform(file.steps[index])
        }
        try file.write()
    }
}

extension VectorFile: CustomTestStringConvertible {
    var testDescription: String { name }
}
