import Bytes
import Testing

@testable import BusCore

@Suite struct DeliveryTests {
    @Test("a reader behind by six hundred small batches gets them in a few messages")
    func smallBatchesTravelTogether() throws {
        let world = World()
        world.hello(1)
        world.hello(2)
        for number in 1...600 {
            world.publish(1, first: UInt64(number), [MadeEvents.heartbeat("\(number)")])
            world.settle()
        }
        _ = world.take()
        world.subscribe(2)
        world.settle()
        let deliveries = world.take().filter {
            $0.peer == 2 && $0.verb == Verb.deliver.rawValue
        }
        // A message a batch would fill the queue to a reader, which is dropped when its queue is full.
        #expect(deliveries.count <= 3)
        let sequences = deliveries.flatMap(\.records).map {
            RecordHead($0.span, at: 0)?.sequence
        }
        #expect(sequences == (1...600).map { $0 as UInt64? })
    }
}
