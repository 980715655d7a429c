internal import BusCore
internal import Bytes
internal import Platform
internal import ZeroMQ

/// The only place where what the bus decided has an effect on others.
extension BusThread {
    mutating func perform() throws(ZMQError) {
        for read in out.reads {
            let taken = helpers.reader.give(read)
            precondition(taken, "more reads than sessions may ask for")
        }
        for query in out.queries {
            let taken = helpers.queries.give(query)
            precondition(taken, "more queries than sessions may ask for")
        }
        for outcome in out.outcomes { helpers.desk.hand(outcome) }
        bodies.append(contentsOf: repeatElement(nil, count: out.bodies.count))
        var index = 0
        while index < out.messages.count {
            try send(out.messages[index])
            index += 1
            // Readers come first, and ZeroMQ's thread may have woken on this processor: it sends while the rest is put together.
            if index == 1 { OSThread.pass() }
        }
        bodies.removeAll(keepingCapacity: true)
        lost.removeAll(keepingCapacity: true)
        for notice in out.notices { report(notice) }
        out.removeAll()
    }

    private mutating func send(_ message: Output.Message) throws(ZMQError) {
        // A message after one that was lost would be a gap that nobody announced.
        guard !lost.contains(message.peer) else { return }
        var name = ByteBuffer(capacity: 5)
        name.append(byte: 0)
        name.append(littleEndian: message.peer.rawValue)
        route.assign(name.bytes)
        switch try router.send(&route, more: true) {
        case .sent: break
        case .gone:
            lost.insert(message.peer)
            bus.drop(message.peer, because: "disconnected", into: &out)
            return
        case .full:
            lost.insert(message.peer)
            bus.drop(
                message.peer, because: "reads nothing: its queue of messages is full", into: &out)
            return
        }
        head.assign(out.heads, message.head)
        _ = try router.send(&head, more: message.body != nil)
        if let index = message.body {
            if bodies[index] == nil {
                bodies[index] = SharedFrame(Frame(owning: out.bodies[index].take()))
            }
            if let shared = bodies[index] { body.share(shared.frame) }
            _ = try router.send(&body, more: false)
        }
    }
}

/// A frame that several messages of one turn share.
final class SharedFrame {
    let frame: Frame
    init(_ frame: consuming Frame) { self.frame = frame }
}
