import Agents
import BusCore
import Bytes
import CoordBus
import Foundation
import SQLite
import TestSupport
import Testing

/// Folds a log into a register as the daemon does, in steps of a few records.
func fold(
    _ log: MadeLog, into path: String, chunkBytes: Int = 4096, chunks: Int = .max
) throws -> RegisterFile {
    let file = try RegisterFile.open(
        path: path, log: log.identity.description, lastDurable: log.lastDurable)
    let fold = try RegisterFold(file, source: LogRegisterSource(log))
    var reader = FoldReader(log: log, through: file.applied)
    var done = 0
    while done < chunks, try reader.applyChunk(to: [fold], bytesMax: chunkBytes) {
        try fold.commit()
        done += 1
    }
    return file
}

private func digest(_ path: String, isOrderFree: Bool = false) throws -> String {
    try Register.open(path).digest(isOrderFree: isOrderFree)
}

private func rows(_ path: String, _ sql: String) throws -> [[String]] {
    let statement = try Register.open(path).database.prepare(sql)
    var rows: [[String]] = []
    while try statement.step() {
        rows.append((0..<statement.columnCount).map { statement.text(at: $0) })
    }
    return rows
}

@Suite struct RegisterFoldTests {
    @Test("Quiet times between events, when memory is given back, change no row")
    func restsBetween() throws {
        let folder = TestFolder()
        let played = try PlayedScenario("demo", seed: 9)
        let log = MadeLog()
        try log.add(played.events.map(\.bytes))
        let whole = folder.file("whole.sqlite")
        _ = try fold(log, into: whole)
        let path = folder.file("rested.sqlite")
        let file = try RegisterFile.open(
            path: path, log: log.identity.description, lastDurable: log.lastDurable)
        let fold = try RegisterFold(file, source: LogRegisterSource(log))
        var reader = FoldReader(log: log)
        var derived: [DerivedEvent] = []
        while try reader.applyChunk(to: [fold], bytesMax: 65_536) {
            // The first gives what was gathered, later ones rest; a commit in between waits until it is written.
            for _ in 0..<3 {
                try fold.tick(wall: 0, into: &derived)
                try fold.commit()
            }
        }
        try fold.settle()
        #expect(try digest(path) == digest(whole))
        #expect(derived.isEmpty)
    }

    @Test("Every request, activity and sum of a scenario is where an independent count finds it")
    func countsAgree() throws {
        let folder = TestFolder()
        let played = try PlayedScenario("demo", seed: 7)
        let log = MadeLog()
        try log.add(played.events.map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path)
        func objects(_ type: String) throws -> [[String: Any]] {
            try played.events.filter { $0.type == type }.map {
                try #require(
                    JSONSerialization.jsonObject(with: Data($0.bytes)) as? [String: Any])
            }
        }
        func ids(_ type: String, _ key: String) throws -> Set<String> {
            Set(
                try objects(type).compactMap {
                    let status = $0["status"] as? String ?? "actual"
                    return (($0["data"] as? [String: Any])?[key] as? String).map {
                        "\(status) \($0)"
                    }
                })
        }
        let status = "CASE status WHEN 0 THEN 'actual' WHEN 1 THEN 'exercise' ELSE 'test' END"
        let requests = try rows(path, "SELECT \(status) || ' ' || request FROM requests")
        #expect(Set(requests.map { $0[0] }) == (try ids("request.received", "request")))
        let decisions = try rows(path, "SELECT \(status) || ' ' || decision FROM decisions")
        #expect(Set(decisions.map { $0[0] }) == (try ids("decision.issued", "decision")))
        let declined = try rows(
            path, "SELECT \(status) || ' ' || request FROM requests WHERE state = 'decided-no'")
        #expect(Set(declined.map { $0[0] }) == (try ids("request.declined", "request")))
        let events = try rows(path, "SELECT count(*), max(sequence) FROM events")
        #expect(events == [["\(played.events.count)", "\(played.events.count)"]])
        let completed = try rows(
            path, "SELECT \(status) || ' ' || activity FROM assistance WHERE state = 'completed'")
        #expect(
            Set(completed.map { $0[0] }) == (try ids("assistance.completed", "activity")))
        var pledged = 0
        for event in try objects("fund.pledged") {
            let amount = ((event["data"] as? [String: Any])?["amount"] as? [String: Any])?["amount"]
            pledged += Int(Double(amount as? String ?? "") ?? 0) * 100
        }
        let sum = try rows(path, "SELECT sum(hundredths) FROM money WHERE stage = 'pledged'")
        #expect(sum == [["\(pledged)"]])
        let needs = try rows(path, "SELECT count(*) FROM needs WHERE need IS NULL OR theme IS NULL")
        #expect(needs == [["0"]])
    }

    @Test("Two folds of one log, in steps of any size or as a rebuild, have the same digest")
    func rebuildIsEqual() throws {
        let folder = TestFolder()
        let log = MadeLog()
        try log.add(try PlayedScenario("demo", seed: 3).events.map(\.bytes))
        _ = try fold(log, into: folder.file("a.sqlite"), chunkBytes: 2_000)
        _ = try fold(log, into: folder.file("b.sqlite"), chunkBytes: 1 << 20)
        var rebuild = RegisterRebuild()
        try rebuild.run(log: log, path: folder.file("c.sqlite"))
        #expect(rebuild.events == log.lastDurable)
        let expected = try digest(folder.file("a.sqlite"))
        #expect(try digest(folder.file("b.sqlite")) == expected)
        #expect(try digest(folder.file("c.sqlite")) == expected)
    }

    @Test(
        "Any legal order of delivery leads to the same rows",
        arguments: 1...6 as ClosedRange<UInt64>)
    func orderDoesNotMatter(seed: UInt64) throws {
        let folder = TestFolder()
        let played = try PlayedScenario("demo", seed: seed)
        var random = SplitMix64(seed: seed)
        var digests: Set<String> = []
        for (place, events) in [played.events, played.shuffled(seed: seed)].enumerated() {
            let log = MadeLog()
            try log.add(events.map(\.bytes))
            let path = folder.file("\(place).sqlite")
            _ = try fold(
                log, into: path, chunkBytes: Int.random(in: 1_000...200_000, using: &random))
            digests.insert(try digest(path, isOrderFree: true))
        }
        #expect(digests.count == 1, "seed \(seed)")
    }

    @Test("A fold that ends anywhere goes on from what it kept")
    func goesOn() throws {
        let folder = TestFolder()
        let log = MadeLog()
        try log.add(try PlayedScenario("demo", seed: 5).events.map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: folder.file("whole.sqlite"))
        var through: UInt64 = 0
        for chunks in [1, 3, 0, 2, 7, 1_000_000] {
            let file = try fold(log, into: path, chunks: chunks)
            #expect(file.notice == nil && file.applied >= through)
            through = file.applied
        }
        #expect(try digest(path) == digest(folder.file("whole.sqlite")))
    }

    enum Harm: CaseIterable {
        case deleted, truncated, garbage, empty, newer, older, anotherLog, ahead
    }

    @Test(
        "A register that is not what it should be is made anew, and says why",
        arguments: Harm.allCases)
    func harmIsMended(harm: Harm) throws {
        let folder = TestFolder()
        let log = MadeLog()
        try log.add(try PlayedScenario("demo", seed: 2).events.prefix(400).map(\.bytes))
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path)
        let expected = try digest(path)
        func sql(_ text: String) throws {
            try SQLiteConnection(path: path, access: .readWrite).execute(text)
        }
        var words: String? = "the file is damaged"
        switch harm {
        case .deleted:
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)  // -wal may be gone
            }
            words = nil
        case .truncated:
            try sql("PRAGMA wal_checkpoint(TRUNCATE)")
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.truncate(atOffset: 20_000)
            try handle.close()
        case .garbage:
            try folder.write(String(repeating: "no database ", count: 2_000), to: "r.sqlite")
        case .empty:
            try folder.write("", to: "r.sqlite")
            words = "it is no register"
        case .newer:
            try sql("UPDATE meta SET value = '99' WHERE key = 'version'")
            words = "it is of a newer version (99, this is \(RegisterSchema.version))"
        case .older:
            try sql("UPDATE meta SET value = '0' WHERE key = 'version'")
            words = "it is of an older version"
        case .anotherLog:
            try sql("UPDATE meta SET value = 'x' WHERE key = 'log'")
            words = "it belongs to another log"
        case .ahead:
            try sql("UPDATE progress SET applied = 5000")
            words = "it knows sequence 5000, the log ends with 400"
        }
        let file = try fold(log, into: path)
        if let words {
            let notice = try #require(file.notice)
            #expect(notice.contains(words) && notice.contains("nothing is lost"), "\(notice)")
        } else {
            #expect(file.notice == nil)
        }
        #expect(try digest(path) == expected)
    }

    @Test("An agency that changed its name stays one line of history, each name with its dates")
    func names() throws {
        let folder = TestFolder()
        func acknowledged(_ agency: String, _ day: String) -> [UInt8] {
            Array(
                """
                {"specversion":"1.0","id":"\(agency)","source":"urn:coordbus:agency:\(agency)",\
                "type":"org.coordbus.policy.acknowledged","time":"\(day)T10:00:00Z",\
                "data":{"policy":"P1","acknowledged":"\(day)"}}
                """.utf8)
        }
        let log = MadeLog()
        try log.add([acknowledged("dpko", "2018-12-01"), acknowledged("dpo", "2019-02-01")])
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path)
        let sql =
            "SELECT n.line, group_concat(n.agency || ' ' || coalesce(n.since, n.until), ', ')"
            + " FROM acknowledgements a JOIN agency_names n USING (agency) GROUP BY n.line"
        #expect(try rows(path, sql) == [["dpo", "dpko 2018-12-31, dpo 2019-01-01"]])
    }

    @Test(
        "Decisions for unknown cases, funds below zero and circles between cases are kept as they are"
    )
    func oddFacts() throws {
        let folder = TestFolder()
        func event(_ id: String, _ type: String, _ agency: String, _ more: String, _ data: String)
            -> [UInt8]
        {
            Array(
                """
                {"specversion":"1.0","id":"\(id)","source":"urn:coordbus:agency:\(agency)",\
                "type":"org.coordbus.\(type)","time":"2018-03-01T10:00:00Z"\(more),"data":{\(data)}}
                """.utf8)
        }
        let log = MadeLog()
        try log.add([
            event(
                "1", "decision.issued", "fp", "",
                #""decision":"D1","country":"KEN","stage":"assist","outcome":"approved","basis":{"request":"NONE"},"decided":"2018-03-01""#
            ),
            event(
                "2", "decision.issued", "fp", "",
                #""decision":"D2","country":"KEN","stage":"assist","outcome":"declined","basis":{"request":"NONE"},"decided":"2018-03-01""#
            ),
            event(
                "3", "fund.balance", "undp", "",
                #""fund":"untfea","balance":{"amount":"-1250.756","currency":"USD"},"asOf":"2018-03-01""#
            ),
            event(
                "4", "mandate.established", "ead", #","correlationid":"M2""#,
                #""mandate":"M1","issuedBy":"sc","adopted":"2018-03-01","document":{"symbol":"M1"},"supersedes":["M2"],"country":"KEN""#
            ),
            event(
                "5", "mandate.established", "ead", #","correlationid":"M1""#,
                #""mandate":"M2","issuedBy":"sc","adopted":"2018-03-01","document":{"symbol":"M2"},"supersedes":["M1"],"country":"KEN""#
            ),
        ])
        let path = folder.file("r.sqlite")
        _ = try fold(log, into: path)
        #expect(
            try rows(path, "SELECT request, state, received, decision FROM requests")
                == [["NONE", "decided-no", "", "D2"]])
        #expect(
            try rows(path, "SELECT balance_amount, balance_hundredths FROM balances")
                == [["-1250.756", "-125075"]])
        #expect(
            try rows(path, "SELECT case_key, kind, state FROM cases ORDER BY 1")
                == [
                    ["M1", "mandate", "established"], ["M2", "mandate", "established"],
                    ["NONE", "", "decided-no"],
                ])
    }
}
