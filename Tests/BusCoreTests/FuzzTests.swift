import Bytes
import Testing
import TestSupport

@testable import BusCore

/// Entry for a fuzzer: bytes become messages of two peers, whatever they are; the bus must not trap.
///
/// Format of `input`: for each message a byte of peer and frames, two of head length, two of body length, head, body.
func fuzzOne(_ input: [UInt8]) {
    let world = World {
        $0.recentBytes = 500
        $0.batchBytes = 4_000
    }
    world.hello(1)
    var at = 0
    while input.count - at >= 5, at < 1 << 16 {
        let headCount = Int(input[at + 1]) | Int(input[at + 2] & 1) << 8
        let bodyCount = Int(input[at + 3]) | Int(input[at + 4] & 7) << 8
        let headEnd = min(input.count, at + 5 + headCount)
        let bodyEnd = min(input.count, headEnd + bodyCount)
        let hasBody = input[at] & 2 != 0
        world.send(
            UInt32(input[at] & 1), Array(input[(at + 5)..<headEnd]),
            hasBody ? Array(input[headEnd..<bodyEnd]) : nil, frames: input[at] & 4 != 0 ? 3 : 2)
        if input[at] & 8 != 0 { world.settle() }
        if input[at] & 16 != 0 { world.tick() }
        at = bodyEnd
    }
    world.settle()
}

@Suite struct FuzzTests {
    /// Well-formed messages, to be mutated.
    static let seeds: [(head: [UInt8], body: [UInt8]?)] =
        RequestTests.requests.map { request in
            (request.head, request.hasBody ? framed([MadeEvents.heartbeat("f")]) : nil)
        } + [
            (head { Head.hello(number: 1, into: &$0) }, Array(#"{"agency":"undp"}"#.utf8)),
            (
                head { Head.publish(number: 1, first: 1, into: &$0) },
                framed([MadeEvents.heartbeat("g"), MadeEvents.lesson("h")])
            ),
            (head { Head.query(number: 1, into: &$0) }, Array("status".utf8)),
            (RequestTests.requests[2].head, Array("lesson.*.KEN.*".utf8)),
            (RequestTests.requests[5].head, Array("*.>".utf8)),
        ]

    @Test("mutated messages never trap", arguments: UInt64(0)..<150)
    func mutated(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var input: [UInt8] = []
        for _ in 0..<60 {
            var (head, body) = Self.seeds.randomElement(using: &random) ?? ([], nil)
            mutate(&head, &random)
            if var changed = body {
                mutate(&changed, &random)
                body = changed
            }
            let flags =
                UInt8.random(in: 0...31, using: &random) & ~6 | (body == nil ? 0 : 2)
                | (UInt8.random(in: 0...20, using: &random) == 0 ? 4 : 0)
            let count = body?.count ?? 0
            input += [
                flags, UInt8(head.count & 255), UInt8(head.count >> 8), UInt8(count & 255),
                UInt8(count >> 8),
            ]
            input += head + (body ?? [])
        }
        fuzzOne(input)
    }

    @Test("random bytes never trap", arguments: UInt64(0)..<150)
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        fuzzOne((0..<4_000).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// Mostly leaves it alone: a session that gets somewhere is the better fuzz.
    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where !bytes.isEmpty:
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                in: 0...255, using: &random)
        case 1 where !bytes.isEmpty:
            bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
        case 2 where bytes.count < 200: bytes.append(UInt8.random(in: 0...255, using: &random))
        case 3 where bytes.count >= 16:
            let extremes: [UInt8] = [0, 1, 0x7F, 0xFF]
            let value = extremes.randomElement(using: &random) ?? 0
            for index in bytes.indices.suffix(8) { bytes[index] = value }
        default: break
        }
    }
}
