import Testing

/// Property: every event is receipted exactly once a session and at the same sequence for ever; every subscriber sees every
/// matching record once, in order, with a valid chain; nothing before it is durable; credit is kept.
@Suite struct SimulationTests {
    @Test("the promises of the protocol hold in a random world", arguments: UInt64(0)..<150)
    func holds(seed: UInt64) throws {
        try Simulation(seed: seed).run(steps: 400)
    }
}
