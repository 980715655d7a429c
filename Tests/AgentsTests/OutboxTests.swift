internal import Agents
internal import CoordBus
internal import Foundation
internal import SQLite
internal import TestSupport
internal import Testing

private func event(_ number: Int, bytes: Int = 10) -> MadeEvent {
    MadeEvent(
        id: "e\(number)", agency: "undp", type: "assistance.planned",
        bytes: Array("\(number)".utf8) + [UInt8](repeating: 0x20, count: bytes))
}

struct OutboxTests {
    @Test func eventsComeOutInOrderAndGoWithTheirReceipts() throws {
        try withTemporaryFolder { folder in
            let outbox = try Outbox(path: folder + "/o.sqlite")
            #expect(try outbox.append((1...5).map { event($0) }) == 5)
            let first = try outbox.next(limit: 3)
            #expect(first.map(\.id) == ["e1", "e2", "e3"])
            #expect(first[0].bytes == event(1).bytes && first[0].agency == "undp")
            let rest = try outbox.next(after: first[2].position, limit: 10)
            #expect(rest.map(\.id) == ["e4", "e5"])
            try outbox.receipted(upTo: first[1].position, sequence: 100)
            #expect(try outbox.next(limit: 10).map(\.id) == ["e3", "e4", "e5"])
            try outbox.receipted(rest[0].position, sequence: 90)
            #expect(try outbox.next(limit: 10).map(\.id) == ["e3", "e5"])
            #expect(outbox.counts.receipted == 3 && outbox.counts.lastSequence == 100)
            #expect(outbox.counts.waiting == 2)
        }
    }

    @Test func refusalsAreKeptWithCodeAndTextAndHoldNobodyUp() throws {
        try withTemporaryFolder { folder in
            let outbox = try Outbox(path: folder + "/o.sqlite")
            try outbox.append([event(1), event(2)])
            let first = try outbox.next(limit: 1)
            try outbox.refused(first[0].position, code: 415, text: "data.country is missing")
            #expect(try outbox.next(limit: 9).map(\.id) == ["e2"])
            let refusal = try #require(try outbox.refusals(limit: 9).first)
            #expect(refusal.id == "e1" && refusal.code == 415)
            #expect(refusal.text == "data.country is missing" && refusal.bytes == event(1).bytes)
            #expect(outbox.counts.refused == 1 && outbox.counts.waiting == 1)
            try outbox.refused(first[0].position, code: 415, text: "again")
            #expect(outbox.counts.refused == 1)
        }
    }

    @Test func everythingIsThereAfterTheFileIsOpenedAgain() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/o.sqlite"
            let counts: Outbox.Counts
            do {
                let outbox = try Outbox(path: path)
                try outbox.append((1...4).map { event($0) })
                let first = try outbox.next(limit: 2)
                try outbox.receipted(upTo: first[0].position, sequence: 7)
                try outbox.refused(first[1].position, code: 400, text: "no")
                counts = outbox.counts
            }
            let again = try Outbox(path: path)
            #expect(again.counts == counts)
            #expect(try again.next(limit: 9).map(\.id) == ["e3", "e4"])
            try again.append([event(5)])
            #expect(try again.next(limit: 9).map(\.id) == ["e3", "e4", "e5"])
        }
    }

    /// The files as they lie on the disk while the outbox is open are what a crash would leave.
    @Test func whatWasAppendedSurvivesACrash() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/o.sqlite"
            let outbox = try Outbox(path: path)
            try outbox.append((1...3).map { event($0) })
            let first = try outbox.next(limit: 1)
            try outbox.receipted(upTo: first[0].position, sequence: 9)
            for (number, name) in ["o.sqlite", "o.sqlite-wal"].enumerated() {
                let copy = folder + "/crashed" + (number == 0 ? "" : "-wal")
                try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: copy)
            }
            // The last write may be torn: half a frame after the last commit changes nothing.
            let log = try #require(FileHandle(forWritingAtPath: folder + "/crashed-wal"))
            try log.seekToEnd()
            try log.write(contentsOf: Data(repeating: 0xA5, count: 2_000))
            try log.close()
            let crashed = try Outbox(path: folder + "/crashed")
            #expect(crashed.counts == outbox.counts)
            #expect(try crashed.next(limit: 9).map(\.id) == ["e2", "e3"])
        }
    }

    @Test func theSameEventWaitsOnceAndOtherContentIsAnotherEvent() throws {
        try withTemporaryFolder { folder in
            let outbox = try Outbox(path: folder + "/o.sqlite")
            #expect(try outbox.append([event(1), event(1), event(2)]) == 2)
            #expect(try outbox.append([event(2), event(3)]) == 1)
            #expect(try outbox.append([event(3, bytes: 11)]) == 1)
            #expect(try outbox.next(limit: 9).map(\.id) == ["e1", "e2", "e3", "e3"])
        }
    }

    @Test func aFullOutboxTakesAllOfABatchOrNothing() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/o.sqlite"
            let outbox = try Outbox(path: path, limit: OutboxLimit(events: 3, bytes: 100))
            try outbox.append([event(1), event(2)])
            let error = #expect(throws: OutboxError.self) {
                try outbox.append([event(3), event(4)])
            }
            #expect(
                error
                    == .full(
                        path: path, events: 2, bytes: 22, limit: OutboxLimit(events: 3, bytes: 100))
            )
            #expect(error?.description.contains("raise the limit") == true)
            #expect(try outbox.next(limit: 9).count == 2 && outbox.counts.waiting == 2)
            #expect(throws: OutboxError.self) { try outbox.append([event(5, bytes: 90)]) }
            try outbox.append([event(3)])
            #expect(throws: OutboxError.self) { try outbox.append([event(6)]) }
            try outbox.receipted(upTo: try outbox.next(limit: 1)[0].position, sequence: 1)
            #expect(try outbox.append([event(6)]) == 1)
        }
    }

    @Test func onePieceOfManyBytesIsStillGiven() throws {
        try withTemporaryFolder { folder in
            let outbox = try Outbox(path: folder + "/o.sqlite")
            try outbox.append([event(1, bytes: 500), event(2, bytes: 500)])
            #expect(try outbox.next(limit: 9, bytesMax: 100).map(\.id) == ["e1"])
            #expect(try outbox.next(limit: 9, bytesMax: 1_100).count == 2)
        }
    }

    @Test func otherFilesAndOtherProcessesAreToldApart() throws {
        try withTemporaryFolder { folder in
            let text = folder + "/notes.txt"
            try String(repeating: "no database ", count: 1_000).write(
                toFile: text, atomically: true, encoding: .utf8)
            #expect(throws: OutboxError.foreign(path: text)) { _ = try Outbox(path: text) }
            let other = folder + "/other.sqlite"
            do {
                try SQLiteConnection(path: other).execute("CREATE TABLE t (a)")
            }
            #expect(throws: OutboxError.foreign(path: other)) { _ = try Outbox(path: other) }
            let path = folder + "/o.sqlite"
            let first = try Outbox(path: path)
            #expect(throws: OutboxError.taken(path: path)) { _ = try Outbox(path: path) }
            try first.append([event(1)])
        }
    }

    /// Against a plain list: whatever is appended, receipted, refused and reopened in whatever order.
    @Test(arguments: UInt64(0)..<12)
    func behavesLikeAList(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        try withTemporaryFolder { folder in
            let path = folder + "/o.sqlite"
            var outbox = try Outbox(path: path) as Outbox?
            var model: [String] = []
            var number = 0
            for _ in 0..<40 {
                let waiting = try #require(try outbox?.next(limit: 1_000))
                #expect(waiting.map(\.id) == model, "seed \(seed)")
                switch Int.random(in: 0..<5, using: &random) {
                case 0, 1:
                    let count = Int.random(in: 1...5, using: &random)
                    let batch = (0..<count).map { event(number + $0) }
                    number += count
                    try outbox?.append(batch)
                    model += batch.map(\.id)
                case 2 where !model.isEmpty:
                    let at = Int.random(in: 0..<model.count, using: &random)
                    try outbox?.receipted(upTo: waiting[at].position, sequence: 1)
                    model.removeFirst(at + 1)
                case 3 where !model.isEmpty:
                    let at = Int.random(in: 0..<model.count, using: &random)
                    try outbox?.refused(waiting[at].position, code: 1, text: "no")
                    model.remove(at: at)
                default:
                    outbox = nil
                    outbox = try Outbox(path: path)
                }
            }
        }
    }
}
