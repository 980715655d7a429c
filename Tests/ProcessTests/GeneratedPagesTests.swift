import Foundation
import Platform
import Testing
import TestSupport

@testable import CoordBus

/// Pages that are written from the declarations are committed as they are written now.
@Suite struct GeneratedPagesTests {
    private func committed(_ path: String) throws -> String {
        try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
    }

    @Test("docs/errors.md is what `coordctl explain --page` writes")
    func errorPage() throws { #expect(try committed("docs/errors.md") == ErrorPage.text) }

    @Test("systemd/coordbus.catalog is what `coordctl explain --catalogue` writes")
    func catalogue() throws {
        #expect(try committed("systemd/coordbus.catalog") == MessageCatalogue.text)
    }

    @Test("every message id stands once, and has 32 hexadecimal digits")
    func messageIDs() {
        let ids = MessageCatalogue.text.split(separator: "\n").filter { $0.hasPrefix("-- ") }
            .map { String($0.dropFirst(3)) }
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.wholeMatch(of: /[0-9a-f]{32}/) != nil, "\(id)")
        }
        for message in LogMessage.allCases where message != .note {
            #expect(ids.contains(message.id), "\(message)")
        }
    }

    @Test(
        "a page of the manual has its sections and nothing that troff would take for a macro",
        arguments: ["coordd", "coordctl", "agency"])
    func manual(_ program: String) throws {
        let page = try ProcessRunner.run(program, ["--manual"]).output
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"] {
            #expect(page.contains(".SH \"\(section)\""), "\(section)")
        }
        let macros: Set = ["TH", "SH", "SS", "PP", "TP", "B", "in", "nf", "fi"]
        for line in page.split(separator: "\n") where line.hasPrefix(".") {
            #expect(macros.contains(String(line.dropFirst().prefix { $0.isLetter })), "\(line)")
        }
    }

    @Test("the manual of the configuration names every setting")
    func configurationManual() throws {
        let page = try ProcessRunner.run("coordd", ["--config-manual"]).output
        for setting in Setting.all {
            #expect(page.contains(".B \"\(setting.name)\""), "\(setting.key)")
        }
    }

    @Test(
        "the completion offers commands, then their options, and is a good bash script",
        arguments: [
            ("coordctl", "coordctl ta", "tail"), ("coordctl", "coordctl log ver", "verify"),
            ("coordctl", "coordctl log verify --da", "--data"),
            ("agency", "agency outbox st", "status"), ("coordd", "coordd --lis", "--listen"),
        ])
    func completion(_ program: String, _ typed: String, _ expected: String) throws {
        let folder = TestFolder()
        try folder.write(
            try ProcessRunner.run(program, ["--completion"]).output, to: "completion")
        let words = typed.split(separator: " ")
        let script = """
            source \(folder.file("completion"))
            COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1)
            _coordbus_\(program); printf '%s\\n' "${COMPREPLY[@]}"
            """
        let result = try ProcessRunner.run("/bin/bash", ["-euc", script])
        #expect(result.end == .exited(0), "\(result.errors)")
        #expect(result.output.split(separator: "\n").map(String.init) == [expected])
    }
}
