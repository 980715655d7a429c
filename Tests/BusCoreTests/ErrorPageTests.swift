import Events
import Foundation
import Testing

@testable import BusCore

/// What the pages must list.
enum ErrorPage {
    /// Every code the bus may send, with its name.
    static let codes: [UInt16: String] = {
        var codes: [UInt16: String] = [:]
        for code in ProtocolError.Code.allCases { codes[code.rawValue] = "\(code)" }
        for code in RefusalCode.allCases {
            precondition(codes[code.rawValue] == nil, "two errors with number \(code.rawValue)")
            codes[code.rawValue] = code.name
        }
        return codes
    }()

    static func text(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

@Suite struct ErrorPageTests {
    @Test(
        "the table of errors lists every code with its name, in order, and no other",
        arguments: ["docs/protocol.md", "docs/errors.md"])
    func table(_ path: String) throws {
        var listed: [(code: UInt16, name: String)] = []
        for line in try ErrorPage.text(path).split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| "), cells.count >= 5, let code = UInt16(cells[0]), code >= 400
            else { continue }
            listed.append((code, cells[1]))
            #expect(cells.allSatisfy { !$0.isEmpty }, "\(path), \(code): an empty cell")
        }
        #expect(listed.map(\.code) == ErrorPage.codes.keys.sorted())
        for (code, name) in listed {
            #expect(ErrorPage.codes[code] == name, "\(path), \(code)")
        }
    }

    @Test("every code is explained, in order, with a cause and a remedy")
    func explanations() {
        #expect(ErrorExplanation.all.map(\.code) == ErrorPage.codes.keys.sorted())
        for error in ErrorExplanation.all {
            #expect(ErrorPage.codes[error.code] == error.name, "\(error.code)")
            #expect(error.cause.hasSuffix(".") && error.remedy.hasSuffix("."), "\(error.code)")
        }
    }

    @Test("the limits on the page are the defaults")
    func limits() throws {
        let page = try ErrorPage.text("docs/protocol.md")
        let limits = BusLimits()
        for (what, value) in [
            ("event |", "65,536 bytes"), ("frame, so also the body of a publish |", "4 MiB"),
            ("events in one publish |", "16,384"),
            ("bytes in one delivery or fetched |", "512 KiB"),
            ("subscriptions of a session, inboxes included |", "64"),
            ("fetches of a session waiting |", "8"), ("queries of a session waiting |", "8"),
            ("body of a query |", "69,632 bytes"),
            ("queries waiting, all sessions together |", "8,192"),
            ("silence |", "30 s"),
            ("bytes waiting for the disk |", "2 MiB"), ("pattern |", "256 bytes"),
            ("reads of the log waiting, all sessions together |", "73,728"),
        ] {
            #expect(page.contains("| \(what) \(value) |"), "\(what)")
        }
        #expect(page.contains("| sessions | 1,024 | hello"))
        #expect(limits.eventBytes == 65_536)
        #expect(limits.messageBytes == 4 << 20)
        #expect(limits.messageEvents == 16_384)
        #expect(limits.deliveryBytes == 512 << 10)
        #expect(limits.sessions == 1_024)
        #expect(limits.subscriptionsPerSession == 64)
        #expect(limits.fetchesPerSession == 8)
        #expect(limits.silenceNanoseconds == 30_000_000_000)
        #expect(limits.batchBytes == 2 << 20)
        #expect(TopicPattern.bytesMax == 256)
        #expect(limits.readsMax == 73_728)
        #expect(limits.queriesMax == 8_192)
        #expect(limits.queryBytesMax == 69_632)
    }
}
