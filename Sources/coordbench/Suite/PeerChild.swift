internal import Bytes
internal import JSON
internal import Platform

/// The result line of a client of the harness, as far as the suite needs it.
struct PeerResult {
    private var numbers: [String: Double] = [:]
    let error: String?

    init(_ line: String) throws {
        var parser = JSONParser(bytesMax: 1 << 20)
        let document = try parser.parse(Array(line.utf8).span)
        error = document.text("error", in: document.root)
        Self.collect(document, document.root, "", &numbers)
    }

    /// Every number by its path: `ack_us.p50`.
    private static func collect(
        _ document: borrowing JSONDocument, _ object: Int, _ path: String,
        _ numbers: inout [String: Double]
    ) {
        var at = document.first(in: object)
        while !document.isEnd(at) {
            let name = path + document.text(at)
            switch document.kind(at + 1) {
            case .integer, .unsigned, .double: numbers[name] = document.number(at + 1)
            case .object: collect(document, at + 1, name + ".", &numbers)
            default: break
            }
            at = document.after(at + 1)
        }
    }

    subscript(name: String) -> Double { numbers[name] ?? 0 }
}

/// One `coordbench peer ...` of our own: a process of its own, as in the harness, so that figures compare.
final class PeerChild {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private var process: ChildProcess
    private let words: String

    /// - Parameter keys: where the bus has CURVE.
    init(
        _ programs: Programs, _ role: String, endpoint: String, agency: String = "undp",
        _ options: [String: Int?] = [:], keys: MeasuredKeys? = nil
    ) throws {
        var arguments = ["peer", role, "--endpoint", endpoint, "--agency", agency]
        if let keys { arguments += ["--key", keys.clientFile, "--server-key", keys.serverKey] }
        for (name, value) in options {
            if let value { arguments += ["--\(name)", "\(value)"] }
        }
        words = arguments.joined(separator: " ")
        process = try ChildProcess(programs.coordbench, arguments, reading: .output)
    }

    /// Waits until it is connected, or subscribed.
    func waitUntilReady() throws {
        guard case .line(let line) = process.nextLine(until: Self.deadline(60)),
            line.contains("\"ready\"")
        else { throw Failure(description: "`coordbench \(words)` did not get ready") }
    }

    /// Lets a gated publisher begin.
    func go() { process.write(line: "go") }

    func result() throws -> PeerResult {
        let deadline = Self.deadline(300)
        while case .line(let line) = process.nextLine(until: deadline) {
            guard line.contains("\"role\"") else { continue }
            _ = process.wait(until: deadline)
            let result = try PeerResult(line)
            if let error = result.error {
                throw Failure(description: "`coordbench \(words)`: \(error)")
            }
            return result
        }
        throw Failure(description: "`coordbench \(words)` gave no result")
    }

    private static func deadline(_ seconds: UInt64) -> UInt64 {
        monotonicNanoseconds() + seconds * 1_000_000_000
    }
}
