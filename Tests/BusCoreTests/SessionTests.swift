import Bytes
import Testing
import TestSupport

@testable import BusCore

/// Receipts leave in order, as far as the disk has come, and each once.
@Suite struct SessionTests {
    private func session() throws -> Session {
        let world = World()
        world.hello(1)
        return try #require(world.sessions[PeerID(rawValue: 1)])
    }

    private func release(_ session: Session, _ durable: UInt64) -> [ReceiptRun] {
        var runs: [ReceiptRun] = []
        let any = session.release(durable: durable) { runs.append($0) }
        #expect(any == !runs.isEmpty)
        return runs
    }

    @Test("a run that is on disk in part is receipted in part")
    func partly() throws {
        let session = try session()
        for number in UInt64(1)...5 { session.await(number: number, sequence: number + 10) }
        #expect(release(session, 10) == [])
        #expect(
            release(session, 12) == [ReceiptRun(number: 1, sequence: 11, count: 2, code: 0)])
        #expect(release(session, 12) == [])
        #expect(
            release(session, 99) == [ReceiptRun(number: 3, sequence: 13, count: 3, code: 0)])
        #expect(!session.isAwaiting)
    }

    @Test("nothing overtakes: a refusal waits for the events before it")
    func order() throws {
        let session = try session()
        session.await(number: 1, sequence: 4)
        session.answer(
            ReceiptRun(number: 2, sequence: 0, count: 1, code: 410, text: "bad"))
        session.await(number: 3, sequence: 5)
        #expect(release(session, 3) == [])
        #expect(release(session, 4).map(\.number) == [1, 2])
        #expect(release(session, 5).map(\.number) == [3])
    }

    @Test("what never reached the disk is refused, what did is receipted")
    func failing() throws {
        let session = try session()
        for number in UInt64(1)...4 { session.await(number: number, sequence: number) }
        session.answer(ReceiptRun(number: 5, sequence: 4, count: 1, code: 1))
        session.answer(
            ReceiptRun(number: 6, sequence: 4, count: 1, code: 409, text: "other content"))
        session.answer(
            ReceiptRun(number: 7, sequence: 0, count: 1, code: 410, text: "bad"))
        session.fail(from: 3, ProtocolError(.logFull, "full"))
        let runs = release(session, 2)
        #expect(runs.map(\.number) == [1, 3, 5, 6, 7])
        #expect(runs.map(\.count) == [2, 2, 1, 1, 1])
        #expect(runs.map(\.code) == [0, 507, 507, 507, 410])
        #expect(runs.map(\.sequence) == [1, 0, 0, 0, 0])
    }

    @Test("a publisher that never pauses does not pile up receipted runs")
    func trimming() throws {
        let session = try session()
        var sequence: UInt64 = 0
        for number in UInt64(1)...20_000 {
            sequence += 2  // another publisher's event between each two
            session.await(number: number, sequence: sequence)
            _ = release(session, sequence - 1)
        }
        #expect(session.awaiting.count < 1_000)
    }

    @Test("runs are read as they were written", arguments: UInt64(0)..<50)
    func runs(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let runs = (0..<5).map { _ in
            ReceiptRun(
                number: random.next(), sequence: random.next(),
                count: UInt32.random(in: 0...UInt32.max, using: &random),
                code: UInt16.random(in: 0...UInt16.max, using: &random),
                text: String(repeating: "é", count: Int.random(in: 0...300, using: &random)))
        }
        let bytes = head { buffer in for run in runs { run.write(into: &buffer) } }
        var at = 0
        for run in runs { #expect(ReceiptRun(bytes.span, at: &at) == run, "seed \(seed)") }
        #expect(at == bytes.count)
        at = 0
        let cut = Array(bytes.prefix(23))
        #expect(ReceiptRun(cut.span, at: &at) == nil)
    }
}
