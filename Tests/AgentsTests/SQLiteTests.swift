internal import Bytes
internal import Foundation
internal import SQLite
internal import Testing

/// A fresh path that is removed afterwards, with the files SQLite puts beside it.
func withTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }  // best effort: the system clears it too
    return try body(url.path)
}

struct SQLiteTests {
    @Test func aConnectionThatGivesWayAnswersAlike() throws {
        let database = try SQLiteConnection(path: ":memory:")
        let calls = Calls()
        database.betweenSteps { calls.count += 1 }
        try database.execute("CREATE TABLE t (a)")
        try database.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO t SELECT i FROM n"
        )
        // Some eight steps a row.
        #expect(calls.count > 1_000)
        let sum = try database.prepare("SELECT sum(a) FROM t")
        #expect(try sum.step())
        #expect(sum.integer(at: 0) == 200_010_000)
    }

    private final class Calls {
        var count = 0
    }

    @Test func aStatementThatOutlivesItsConnectionCallsNobody() throws {
        let calls = Calls()
        let count: SQLiteStatement
        do {
            let database = try SQLiteConnection(path: ":memory:")
            database.betweenSteps { calls.count += 1 }
            count = try database.prepare(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT count(*) FROM n"
            )
        }
        let before = calls.count
        #expect(try count.step())
        #expect(count.integer(at: 0) == 20_000 && calls.count == before)
    }

    @Test func everyKindOfValueComesBackAsItWas() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (a, b, c, d, e, f)")
        let insert = try database.prepare("INSERT INTO t VALUES (?,?,?,?,?,?)")
        try insert.bind(1, "é\0x")
        try insert.bind(2, Int64.min)
        try insert.bind(3, 0.1)
        try insert.bind(4, ([0, 255, 1] as [UInt8]).span)
        try insert.bindNull(5)
        try insert.bind(6, "")
        try insert.run()
        #expect(database.changes == 1 && database.lastInsertedRow == 1)
        let select = try database.prepare("SELECT * FROM t")
        #expect(try select.step())
        #expect(select.columnCount == 6)
        #expect(select.text(at: 0) == "é\0x")
        #expect(select.integer(at: 1) == .min)
        #expect(select.double(at: 2) == 0.1)
        let blob = select.bytes(at: 3)
        #expect(blob.count == 3 && blob[1] == 255)
        #expect(select.isNull(at: 4) && select.text(at: 4) == "")
        #expect(!select.isNull(at: 5) && select.text(at: 5) == "")
        #expect(try !select.step())
        #expect(try select.step(), "a statement that ran to its end runs again")
    }

    @Test func faultsTellTheStatementAndNeverTheValues() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (a PRIMARY KEY)")
        let insert = try database.prepare("INSERT INTO t VALUES (?)")
        try insert.bind(1, "private words")
        try insert.run()
        let error = #expect(throws: SQLiteError.self) { try insert.run() }
        #expect(error?.isConstraint == true)
        #expect(error?.description.contains("INSERT INTO t VALUES (?)") == true)
        #expect(error?.description.contains("private") == false)
        #expect(throws: SQLiteError.self) { try database.prepare("SELEKT") }
        #expect(throws: SQLiteError.self) { try database.prepare("  ") }
        #expect(throws: SQLiteError.self) {
            try SQLiteConnection(path: "/nowhere/at/all.sqlite", access: .readWrite)
        }
    }

    @Test func aTransactionIsWholeOrAbsent() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (a UNIQUE)")
        try database.transaction { () throws(SQLiteError) in
            try database.execute("INSERT INTO t VALUES (1)")
        }
        #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.execute("INSERT INTO t VALUES (2)")
                try database.execute("INSERT INTO t VALUES (1)")
            }
        }
        let count = try database.prepare("SELECT count(*) FROM t")
        #expect(try count.step() && count.integer(at: 0) == 1)
    }

    @Test func otherConnectionsReadWhatWasCommitted() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/x.sqlite"
            let writer = try SQLiteConnection(path: path)
            try writer.useWriteAheadLog(durability: .full)
            try writer.execute("CREATE TABLE t (a)")
            let reader = try SQLiteConnection(path: path, access: .readOnly)
            try writer.execute("BEGIN IMMEDIATE; INSERT INTO t VALUES (7)")
            let count = try reader.prepare("SELECT count(*) FROM t")
            #expect(try count.step() && count.integer(at: 0) == 0)
            count.reset()
            try writer.execute("COMMIT")
            #expect(try count.step() && count.integer(at: 0) == 1)
            let other = try SQLiteConnection(path: path, busyTimeoutMilliseconds: 0)
            try writer.execute("BEGIN IMMEDIATE")
            let busy = #expect(throws: SQLiteError.self) {
                try other.execute("INSERT INTO t VALUES (8)")
            }
            #expect(busy?.isBusy == true)
            #expect(throws: SQLiteError.self) { try reader.execute("INSERT INTO t VALUES (9)") }
        }
    }

    @Test func aRowOfCellsIsWrittenAsItStands() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute("CREATE TABLE t (a, b, c, d, e)")
        var bytes = ByteBuffer()
        bytes.append("before")
        let text = Array("naïve مرحبا".utf8)
        let nothing: [UInt8] = []
        let cells: [SQLiteCell] = [
            .text(text.span, in: &bytes), .integer(.min, in: &bytes), .null,
            .number(-0.25, in: &bytes), .text(nothing.span, in: &bytes),
        ]
        let insert = try database.prepare("INSERT INTO t VALUES (?,?,?,?,?)")
        try insert.run(cells.span, of: bytes.bytes)
        // What was bound before does not stay; fewer cells leave the rest null.
        try insert.run(cells.span.extracting(first: 1), of: bytes.bytes)
        let rows = try database.prepare("SELECT * FROM t ORDER BY rowid")
        #expect(try rows.step())
        #expect(rows.text(at: 0) == "naïve مرحبا" && rows.integer(at: 1) == .min)
        #expect(rows.isNull(at: 2) && rows.double(at: 3) == -0.25)
        #expect(!rows.isNull(at: 4) && rows.text(at: 4) == "")
        #expect(try rows.step())
        #expect(rows.text(at: 0) == "naïve مرحبا" && (1...4).allSatisfy { rows.isNull(at: $0) })
        #expect(cells[1].integer(bytes.bytes) == .min && cells[0].integer(bytes.bytes) == 0)
        try database.execute("CREATE TABLE u (a UNIQUE)")
        let once = try database.prepare("INSERT INTO u VALUES (?)")
        try once.run(cells.span.extracting(first: 1), of: bytes.bytes)
        #expect(throws: SQLiteError.self) {
            try once.run(cells.span.extracting(first: 1), of: bytes.bytes)
        }
    }
}
