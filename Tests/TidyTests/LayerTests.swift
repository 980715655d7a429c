import Foundation
import Testing

/// What each target may import. Reading this table is reading the architecture; lowest first.
private let mayImport: [(target: String, modules: Set<String>)] = [
    ("Bytes", ["CBytes", "Glibc"]),
    ("JSON", ["Bytes", "CSimdjson"]),
    ("Platform", ["Bytes", "CLinux", "Glibc", "Synchronization"]),
    ("ZeroMQ", ["Bytes", "CZeroMQ", "Glibc"]),
    ("SQLite", ["Bytes", "CSQLite", "Glibc"]),
    ("Systemd", ["CSystemd", "Glibc"]),
    ("Crypto", ["Bytes", "CCrypto"]),
    ("TOML", ["CTOML"]),
    ("XML", ["Bytes", "CXML2"]),
    ("Zlib", ["Bytes", "CZlib", "Glibc"]),
    ("HTTP", ["Bytes", "CMicrohttpd", "CPages", "Glibc"]),
    ("Events", ["Bytes", "JSON"]),
    ("BusCore", ["Bytes", "Crypto", "Events", "JSON"]),
    ("Overlap", ["Crypto", "Glibc", "JSON"]),  // Glibc for log and exp only
    ("Reports", ["Crypto", "JSON", "TOML"]),
    (
        "CoordBus",
        [
            "BusCore", "Bytes", "Crypto", "Events", "HTTP", "JSON", "Overlap", "Platform",
            "Reports", "SQLite", "Synchronization", "Systemd", "TOML", "ZeroMQ",
        ]
    ),
    (
        "Agents",
        [
            "BusCore", "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Platform", "SQLite",
            "TOML",
            "XML", "Zlib",
        ]
    ),
    ("coordd", ["CoordBus", "Platform"]),
    (
        "coordctl",
        [
            "Agents", "BusCore", "Bytes", "CoordBus", "Crypto", "Events", "JSON", "Overlap",
            "Platform", "Reports",
            "ZeroMQ",
        ]
    ),
    ("agency", ["Agents", "BusCore", "Bytes", "CoordBus", "Events", "JSON", "Platform", "ZeroMQ"]),
    (
        "coordbench",
        [
            "Agents", "BusCore", "Bytes", "CAllocationCount", "CoordBus", "Crypto", "Events",
            "HTTP", "JSON", "Overlap", "Platform", "Reports", "Synchronization", "ZeroMQ",
        ]
    ),
]

/// The only targets that may contain `unsafe`: one small wrapper a C library.
private let wrappers: Set<String> = [
    "Bytes", "JSON", "Platform", "ZeroMQ", "SQLite", "Systemd", "Crypto", "TOML", "XML", "Zlib",
    "HTTP",
]

private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// The Swift files below a folder, with their text.
private func sources(_ folder: String) throws -> [(name: String, text: String)] {
    let files = try #require(
        FileManager.default.enumerator(
            at: root.appending(path: folder), includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
}

@Suite struct LayerTests {
    @Test("A target imports only what stands below it", arguments: mayImport)
    func importsStayInTheirLayer(target: String, modules: Set<String>) throws {
        let files = try sources("Sources/\(target)")
        #expect(!files.isEmpty, "no sources found for \(target)")
        for file in files {
            for line in file.text.split(separator: "\n") {
                guard let match = line.wholeMatch(of: /(?:\w+ )?import (?:\w+ )?(\w+).*/) else {
                    continue
                }
                #expect(
                    modules.contains(String(match.1)),
                    "\(target)/\(file.name): move it down a layer, or widen mayImport")
            }
        }
    }

    @Test("Every Swift target stands in the table")
    func tableIsComplete() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "Sources").path())
        for folder in folders where try !sources("Sources/\(folder)").isEmpty {
            #expect(
                mayImport.contains { $0.target == folder }, "\(folder) is missing in mayImport")
        }
    }

    @Test("unsafe stays in the wrappers")
    func unsafeStaysInTheWrappers() throws {
        for (target, _) in mayImport where !wrappers.contains(target) {
            for file in try sources("Sources/\(target)") {
                #expect(
                    !file.text.contains(/\bunsafe\b/) && !file.text.contains("@unsafe"),
                    "\(target)/\(file.name): move it into a wrapper target")
            }
        }
    }

    @Test("Nothing below the tests imports Foundation")
    func noFoundation() throws {
        for file in try sources("Sources") {
            #expect(!file.text.contains(/import Foundation/), "\(file.name)")
        }
    }

    @Test("Files hold one idea: at most 400 lines")
    func filesStaySmall() throws {
        for file in try sources("Sources") {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 400, "\(file.name) has \(lines) lines")
        }
    }

    @Test("Nothing is left for later")
    func nothingLeft() throws {
        for file in try sources("Sources") {
            #expect(
                !file.text.contains(/\b(TODO|FIXME|XXX)\b|try!|\bas!/),
                "\(file.name) holds TODO, FIXME, XXX, try! or as!")
        }
    }
}
