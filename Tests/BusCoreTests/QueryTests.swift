import Events
import Testing

@testable import BusCore

@Suite("Queries") struct QueryTests {
    private func world() -> World {
        World(queries: ["overlaps"]) { $0.fetchesPerSession = 2 }
    }

    private func ask(_ world: World, _ text: String, number: UInt32 = 5) {
        world.send(1, head { Head.query(number: number, into: &$0) }, Array(text.utf8))
    }

    @Test("of the bus's own state are answered at once, by name or as JSON")
    func status() {
        let world = world()
        world.hello(1)
        _ = world.take()
        for text in ["status", #"{"query":"status"}"#] {
            ask(world, text)
            let answer = world.take()
            #expect(answer.map(\.verb) == [Verb.answer.rawValue])
            #expect(answer.first?.text.hasPrefix(#"{"bus":"coordd""#) == true)
        }
    }

    @Test(
        "that nobody knows, or that are none, are refused with the remedy",
        arguments: [
            ("nothing", 441), (#"{"query":"nothing"}"#, 441), ("", 441), ("{}", 442), ("{", 442),
        ])
    func unknown(_ text: String, _ code: UInt16) {
        let world = world()
        world.hello(1)
        _ = world.take()
        ask(world, text)
        let answer = world.take()
        #expect(answer.map(\.code) == [code])
        #expect(answer.first?.u32(4) == 5)
    }

    @Test("of others are handed out with who asks, and the answer goes back under its number")
    func handedOut() throws {
        let world = world()
        world.hello(1, "ead")
        _ = world.take()
        ask(world, #"{"query":"overlaps","country":"KEN"}"#, number: 9)
        #expect(world.take().isEmpty)
        let query = try #require(world.takeQueries().first)
        #expect(query.name == "overlaps")
        #expect(query.reader.agency.description == "ead")
        world.bus.answered(
            QueryAnswer(target: query.target, result: .success("[]")), into: &world.out)
        world.collect()
        let answer = world.take()
        #expect(answer.map(\.verb) == [Verb.answer.rawValue])
        #expect(answer.first?.u32(4) == 9)
        #expect(answer.first?.text == "[]")
    }

    @Test("that fail are answered with the reason")
    func failure() throws {
        let world = world()
        world.hello(1)
        _ = world.take()
        ask(world, "overlaps")
        let query = try #require(world.takeQueries().first)
        let error = ProtocolError(.badQuery, "no such case; coordctl case lists them")
        world.bus.answered(
            QueryAnswer(target: query.target, result: .failure(error)), into: &world.out)
        world.collect()
        #expect(world.take().map(\.code) == [442])
    }

    @Test("waiting are bounded by session, and an answer to a session that has gone goes nowhere")
    func bounds() throws {
        let world = world()
        world.hello(1)
        _ = world.take()
        for number in 1...3 { ask(world, "overlaps", number: UInt32(number)) }
        #expect(world.take().map(\.code) == [407])
        let queries = world.takeQueries()
        #expect(queries.count == 2)
        world.hello(1)
        _ = world.take()
        for query in queries {
            world.bus.answered(
                QueryAnswer(target: query.target, result: .success("{}")), into: &world.out)
        }
        world.collect()
        #expect(world.take().isEmpty)
        ask(world, "overlaps")
        #expect(world.takeQueries().count == 1, "the new session has a count of its own")
    }
}
