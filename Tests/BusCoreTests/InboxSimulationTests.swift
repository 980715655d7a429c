import Testing

/// Property: whatever the network loses, doubles or reorders, and however often the bus is killed, every record that belongs in an
/// inbox comes into a worker's hands, for a lone worker in order and without a gap; the window is never exceeded.
@Suite struct InboxSimulationTests {
    @Test("in order, at least once, no gap, bounded", arguments: UInt64(0)..<20)
    func worlds(block: UInt64) throws {
        for seed in block * 100..<block * 100 + 100 {
            try InboxSimulation(seed: seed).run(steps: 150)
        }
    }
}
