@testable import BusCore

/// What the vectors show. Each becomes a file of its own; VectorTests says how.
enum VectorScenarios {
    static let all: [VectorFile] = [
        session, garbage, publishing, refusals, duplicates, waiting, numbers, limits, subscriptions,
        credit, patterns, times, lastOfEachTopic, fetching, damage, logFull, inboxes, workers,
        screening,
    ]

    private static func beat(_ id: String, waiting: Int = 0) -> [UInt8] {
        MadeEvents.heartbeat(id, waiting: waiting)
    }

    private static var session: VectorFile {
        let it = Scenario("session", "hello, ping, query, bye; before hello and after the end")
        it.ping("a verb before hello")
        it.hello()
        it.ping()
        it.query("status")
        it.query("weather")
        it.query("{", "neither a name nor JSON")
        it.hello(#"{"agency":"ead"}"#, "again: the session before is over")
        it.bye()
        it.ping("after the end")
        it.hello(#"{"agency":"UNDP"}"#, "not an agency code")
        it.hello(#"{"agency":"coordd"}"#, "the bus itself")
        it.hello("agency: undp", "not JSON")
        it.hello(peer: 2)
        it.step("advance", value: 20_000_000_000)
        it.ping(peer: 2)
        it.hello(peer: 3)
        it.step("advance", value: 29_999_999_999, "not silent for long enough")
        it.step("advance", value: 1, "silent for 30 s")
        it.hello(peer: 3)
        it.step("stop")
        return it.file
    }

    private static var inboxes: VectorFile {
        let it = Scenario(
            "inboxes",
            "a durable inbox: opened, acknowledged, attached again, given back, set aside"
        )
        it.hello()
        it.publish(1, [beat("a"), MadeEvents.lesson("b"), MadeEvents.lesson("c")])
        it.attach(#"{"inbox":"lessons"}"#, "450: nobody opened it yet")
        it.attach(#"{"inbox":"Lessons"}"#, "451: not a name")
        it.attach("lessons", "451: not JSON")
        it.attach(#"{"inbox":"lessons","patterns":["lesson"]}"#, "406")
        it.ack(2, "405: nothing is attached as 1")
        it.attach(
            #"{"inbox":"lessons","patterns":["lesson.>"]}"#, "opened, and what is there comes")
        it.ack(4, "452: it never came")
        it.ack(2, "everything up to 2")
        it.publish(4, [MadeEvents.lesson("d")], "previous 3 is the record before")
        it.hello(#"{"agency":"undp"}"#, "the session before is over; what it had comes to the next")
        it.attach(#"{"inbox":"lessons"}"#, subscription: 7, "cursor 2; attempt 2")
        it.ack(5, single: true, subscription: 7, "452")
        it.ack(4, single: true, subscription: 7, "4 alone")
        it.nack(3, reason: "no such country", subscription: 7, "3 comes again after a pause")
        it.step("advance", value: 2_000_000_000, "its second failure: two seconds later, attempt 3")
        it.nack(
            3, never: true, reason: nil, subscription: 7,
            "set aside: event.quarantined is published")
        it.quarantine(#"{"inbox":"lessons","do":"list"}"#)
        it.quarantine(#"{"inbox":"lessons","do":"retry","sequences":[3]}"#, "it comes once more")
        it.ack(3, single: true, subscription: 7)
        it.quarantine(#"{"inbox":"lessons","do":"drop"}"#, "nothing is left")
        it.quarantine(#"{"inbox":"lessons","do":"burn"}"#, "451")
        it.quarantine(#"{"agency":"ead","inbox":"main","do":"list"}"#, "403: another agency's")
        it.quarantine(#"{"inbox":"main","do":"list"}"#, "450")
        it.send(
            [[1, 0x11, 0, 0, 9, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]],
            "400: a kind of ack that is not there")
        it.query("inboxes")
        it.unsubscribe(7, "detach")
        return it.file
    }

    private static var workers: VectorFile {
        let it = Scenario("workers", "two sessions share an inbox; one is killed; the window")
        it.hello(peer: 1)
        it.hello(#"{"agency":"ead"}"#, peer: 2)
        it.hello(#"{"agency":"ead"}"#, peer: 3)
        it.attach(#"{"inbox":"all","patterns":[">"]}"#, events: 2, peer: 2)
        it.attach(#"{"inbox":"all"}"#, events: 2, subscription: 4, peer: 3)
        it.publish(1, [beat("a"), beat("b"), beat("c"), beat("d"), beat("e")], "two for each")
        it.ack(4, subscription: 4, peer: 3, "its own only; it gets the next")
        it.hello(#"{"agency":"ead"}"#, peer: 2, "what it had comes to the other")
        it.ack(5, single: true, subscription: 4, peer: 3)
        it.credit(4, events: 2, bytes: 1_000, peer: 3, "a wider window")
        it.hello(#"{"agency":"ead"}"#, peer: 4)
        it.attach(
            #"{"inbox":"all","alone":true}"#, subscription: 2, peer: 4, "453 tells the other")
        return it.file
    }

    private static var garbage: VectorFile {
        let it = Scenario("garbage", "frames that are not of the protocol; the session goes on")
        it.send([[]], "an empty frame, nobody's session")
        it.hello()
        it.send([[]])
        it.send([[1, 8, 0]], "three bytes")
        it.send([[2, 8, 0, 0, 9, 0, 0, 0]], "version 2")
        it.send([[1, 0x0A, 0, 0, 9, 0, 0, 0]], "a verb that is not there")
        it.send([[1, 0x84, 0, 0, 9, 0, 0, 0]], "a verb of the bus")
        it.send([[1, 8, 0, 0, 9, 0, 0, 0, 0]], "ping of nine bytes")
        it.send([[1, 8, 0, 0, 9, 0, 0, 0], []], "ping with a body")
        it.send([[1, 2, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]], "publish without a body")
        it.send([[1, 7, 0, 0, 9, 0, 0, 0], Array("status".utf8), []], "a third frame")
        it.send([[], [1, 8, 0, 0, 9, 0, 0, 0]], "an empty frame in front, as REQ sends it")
        it.send([[1, 8, 255, 255, 9, 0, 0, 0]], "reserved bytes are not looked at")
        it.publish(1, body: [1, 2, 3], "a body that ends inside a length")
        it.publish(1, body: [9, 0, 0, 0, 1], "an event that is shorter than it says")
        it.publish(1, body: [255, 255, 255, 255], "a length of 4 GiB")
        it.publish(1, body: framed([beat("a")]) + [0], "an event, then garbage: refused whole")
        it.publish(1, [beat("a")], "the number is still 1")
        return it.file
    }

    private static var publishing: VectorFile {
        let it = Scenario("publishing", "one event, several, several messages under one receipt")
        it.hello()
        it.publish(1, [beat("a")])
        it.publish(2, [beat("b"), MadeEvents.lesson("c"), beat("d")])
        it.step("hold", "the disk is busy")
        it.publish(5, [beat("e")])
        it.publish(6, [beat("f"), beat("g")])
        it.ping("pong overtakes receipts")
        it.step("commit", "one receipt for both messages")
        return it.file
    }

    private static var refusals: VectorFile {
        let it = Scenario(
            "refusals", "events that are refused one by one, among others that are recorded",
            limits: ["eventBytes": 2_000])
        func changed(_ what: String, _ with: String) -> [UInt8] {
            Array(
                String(decoding: beat("x"), as: UTF8.self)
                    .split(separator: what, maxSplits: 1, omittingEmptySubsequences: false)
                    .joined(separator: with).utf8)
        }
        let tooDeep =
            String(repeating: #"{"a":"#, count: 70) + "1" + String(repeating: "}", count: 70)
        it.hello()
        it.publish(1, [beat("a"), Array("no json".utf8), beat("b")], "410 between two good ones")
        it.publish(4, [[]], "410: an event of no bytes")
        it.publish(5, [[0x22, 0xFF, 0xFE, 0x22]], "411")
        it.publish(6, [changed(#""id":"x","#, "")], "412")
        it.publish(7, [changed(#""specversion":"1.0""#, #""specversion":"0.3""#)], "413")
        it.publish(8, [changed("adapter.heartbeat", "adapter.heartbleed")], "414")
        it.publish(9, [changed(#""waiting":0"#, #""waiting":-1"#)], "415")
        it.publish(10, [beat(String(repeating: "x", count: 2_000))], "416")
        it.publish(11, [beat(""), beat(String(repeating: "x", count: 257))], "417")
        it.publish(13, [changed(#""waiting":0"#, #""waiting":0,"waiting":0"#)], "418")
        it.publish(14, [Array(tooDeep.utf8)], "419")
        it.publish(15, [changed(#""waiting":0"#, #""waiting":0,"passport":"1""#)], "422")
        it.publish(16, [changed("agency:undp", "agency:ead")], "403: another agency's source")
        it.publish(
            17, [changed("adapter.heartbeat", "event.conflicted")],
            "415 or 403: a type of the bus, with data of another")
        it.publish(18, [beat("c")])
        return it.file
    }

    private static var duplicates: VectorFile {
        let it = Scenario(
            "duplicates", "the same id again: the same bytes, other bytes, over another connection")
        it.hello()
        it.publish(1, [beat("a"), beat("b")])
        it.publish(3, [beat("b"), beat("c"), beat("c"), beat("a")], "also twice in one message")
        it.publish(
            7, [beat("a", waiting: 1)], "other content: 409, and event.conflicted is recorded")
        it.publish(8, [beat("a", waiting: 1)], "again: 409, and nothing is recorded")
        it.hello(peer: 2)
        it.publish(
            1, [beat("a"), beat("d")], peer: 2, "numbers are the session's, ids are the log's")
        it.hello(#"{"agency":"ead"}"#, peer: 3)
        it.publish(
            1, [MadeEvents.heartbeat("a", agency: "ead")], peer: 3,
            "the same id under another source is another event")
        it.fetch(.sequence(1))
        return it.file
    }

    private static var waiting: VectorFile {
        let it = Scenario("waiting", "nothing leaves before it is on disk, and nothing overtakes")
        it.hello()
        it.hello(peer: 2)
        it.subscribe(.now, peer: 2)
        it.step("hold")
        it.publish(1, [beat("a")])
        it.publish(2, [Array("{}".utf8)], "its refusal waits for the event before")
        it.publish(1, [beat("a")], peer: 2, "recorded before, but not on disk yet")
        it.publish(2, [beat("a", waiting: 1)], peer: 2, "409 waits for what it conflicts with")
        it.step("commit")
        return it.file
    }

    private static var numbers: VectorFile {
        let it = Scenario("numbers", "the numbers of events, and what an unexpected one brings")
        it.hello()
        it.publish(0, [beat("a")], number: 10, "numbers begin with 1")
        it.publish(2, [beat("a")], number: 11)
        it.publish(
            1, [beat("a"), Array("{}".utf8)], number: 12, "a refused event takes its number")
        it.publish(2, [beat("b")], number: 13, "used already")
        it.publish(3, [beat("b")], number: 14)
        it.publish(.max, [beat("c")], number: 15)
        it.hello(#"{"agency":"undp"}"#, "a new session begins with 1 again")
        it.publish(4, [beat("c")], number: 16)
        it.publish(1, [beat("c")], number: 17)
        return it.file
    }

    private static var limits: VectorFile {
        let it = Scenario(
            "limits", "what goes beyond a limit, with small ones",
            limits: [
                "messageBytes": 1_000, "messageEvents": 2, "sessions": 2, "subscriptions": 1,
                "fetches": 1,
            ])
        it.hello()
        it.publish(1, [beat("a"), beat("b"), beat("c")], "three events in a message")
        it.publish(1, body: [], "no event in a message")
        it.publish(1, [[UInt8](repeating: 0x20, count: 1_000)], "more than 1,000 bytes")
        it.publish(1, [beat("a"), beat("b")])
        it.subscribe(.now, subscription: 1)
        it.subscribe(.now, subscription: 1, "the number is in use")
        it.subscribe(.now, subscription: 2)
        it.unsubscribe(2, "no such subscription")
        it.unsubscribe(1)
        it.subscribe(.now, subscription: 2)
        it.hello(peer: 2)
        it.hello(peer: 3, "a third session")
        it.hello(
            "{\"agency\":\"undp\",\"client\":\"\(String(repeating: "x", count: 4_096))\"}", peer: 2)
        it.subscribe(.now, String(repeating: "*", count: 257), subscription: 1, peer: 2)
        return it.file
    }

    private static var subscriptions: VectorFile {
        let it = Scenario("subscriptions", "from a sequence, from now on; previous and through")
        it.hello()
        it.publish(1, [beat("a"), MadeEvents.lesson("b"), beat("c")])
        it.subscribe(.sequence(1), subscription: 1, "all three, and everything is there")
        it.subscribe(.sequence(0), nil, subscription: 2, "0 counts as 1; no body is >")
        it.subscribe(.sequence(3), "", subscription: 3, "an empty body is >")
        it.subscribe(.sequence(2), "lesson.>", subscription: 4, "one match, but looked at all")
        it.subscribe(.sequence(1), "mission.>", subscription: 5, "no match: told so")
        it.subscribe(.now, subscription: 6, "nothing yet: told so")
        it.subscribe(.sequence(100), subscription: 7, "ahead of the log")
        it.publish(
            4, [MadeEvents.lesson("d")], "goes to 1, 2, 3, 4 and 6, previous as it was for each")
        it.unsubscribe(1)
        it.publish(5, [beat("e")])
        it.unsubscribe(1, "not there any more")
        return it.file
    }

    private static var credit: VectorFile {
        let it = Scenario("credit", "credit runs out, by records and by bytes, and is given again")
        it.hello()
        it.publish(1, [beat("a"), beat("b"), beat("c"), beat("d"), beat("e")])
        it.subscribe(.sequence(1), events: 2, subscription: 1, "two records")
        it.credit(1, events: 1, bytes: 0, "one more")
        it.subscribe(.sequence(1), events: 5, bytes: 1, subscription: 2, "one byte: one record")
        it.credit(2, events: 0, bytes: 10, "still below zero: nothing")
        it.credit(2, events: 0, bytes: 1_000, "above zero again")
        it.subscribe(.sequence(1), events: 0, bytes: 0, subscription: 3, "no credit at all")
        it.publish(6, [beat("f")], "nobody has credit")
        it.credit(3, events: 4_294_967_295, bytes: UInt64.max, "as good as no bound")
        it.credit(1, events: 100, bytes: 0)
        it.credit(9, events: 1, bytes: 1, "no such subscription")
        return it.file
    }

    private static var patterns: VectorFile {
        let it = Scenario("patterns", "topics and patterns")
        it.hello()
        it.hello(#"{"agency":"ead"}"#, peer: 2)
        it.publish(
            1, [MadeEvents.lesson("a", country: "KEN"), MadeEvents.lesson("b", country: "UGA")])
        it.publish(3, [beat("c")])
        it.publish(1, [MadeEvents.lesson("d", agency: "ead", country: "KEN")], peer: 2)
        for (index, pattern) in [
            ">", "*.>", "lesson.>", "lesson.recorded.KEN.undp", "*.*.KEN.*", "*.*.ZZZ.>",
            "*.*.*.ead",
            "adapter.heartbeat.*.*",
        ].enumerated() {
            it.fetch(.sequence(1), pattern, number: UInt32(100 + index), pattern)
        }
        for (index, pattern) in [
            "lesson", "lesson.recorded", "les*.>", "lessen.>", ">.KEN", "*.*.Kenya.*",
            "*.*.KEN.UNDP",
            "a.b.c.d.e", "\u{0}",
        ].enumerated() {
            it.fetch(
                .sequence(1), pattern, number: UInt32(200 + index),
                "406: \(pattern.debugDescription)")
        }
        return it.file
    }

    private static var times: VectorFile {
        let it = Scenario("times", "from a time; one second between the events")
        it.hello()
        for number in UInt64(1)...3 {
            it.publish(number, [beat("\(number)")])
            it.step("advance", value: 1_000_000_000)
        }
        it.fetch(.time(0), nil, "before the first")
        it.fetch(.time(World.start + 1_000_000_000), ">", "at the second exactly")
        it.fetch(.time(World.start + 1_000_000_001), ">", "after the second")
        it.fetch(.time(.max), ">", "after the last: nothing, and next says where it goes on")
        it.subscribe(.time(World.start + 1), subscription: 1)
        return it.file
    }

    private static var lastOfEachTopic: VectorFile {
        let it = Scenario(
            "last-of-each-topic", "the newest of each topic, then what comes",
            limits: ["recentBytes": 0])
        it.hello()
        it.publish(
            1,
            [beat("a"), MadeEvents.lesson("b"), beat("c"), MadeEvents.lesson("d", country: "UGA")])
        it.publish(5, [MadeEvents.lesson("e")])
        it.subscribe(.lastOfEachTopic, subscription: 1)
        it.subscribe(.lastOfEachTopic, "lesson.>", events: 1, subscription: 2, "one at a time")
        it.credit(2, events: 10, bytes: 0)
        it.subscribe(.lastOfEachTopic, "mission.>", subscription: 3, "none: told so")
        it.publish(6, [beat("f")])
        it.fetch(.lastOfEachTopic, "*.*.KEN.*")
        return it.file
    }

    private static var fetching: VectorFile {
        let it = Scenario(
            "fetching", "one read at a time, by count and by bytes", limits: ["deliveryBytes": 600])
        it.hello()
        it.fetch(.sequence(1), nil, "an empty log")
        it.publish(1, [beat("a"), beat("b"), beat("c"), beat("d")])
        it.fetch(.sequence(1), nil, events: 2)
        it.fetch(.sequence(3), nil, events: 0, "0 counts as 1")
        it.fetch(.sequence(1), nil, bytes: 1, "at least one record")
        it.fetch(.sequence(1), nil, "no more than deliveryBytes")
        it.fetch(.sequence(4), nil, "the last")
        it.fetch(.sequence(5), nil, "past the end")
        it.fetch(.sequence(1), "lesson.>", "no match: next is past the end")
        it.fetch(.now, nil, "nothing yet")
        return it.file
    }

    private static var damage: VectorFile {
        let it = Scenario(
            "damage", "a record on disk that cannot be read", limits: ["recentBytes": 0])
        it.hello()
        it.publish(1, [beat("a")])
        it.publish(2, [beat("b")])
        it.publish(3, [beat("c")])
        it.step("damage", value: 1)
        it.subscribe(.sequence(1), subscription: 1, "ends with 508")
        it.unsubscribe(1, "it is gone")
        it.fetch(.sequence(1))
        it.fetch(.sequence(2), nil, "behind the damage")
        it.publish(4, [beat("a")], "whether it is the same cannot be said: 508")
        return it.file
    }

    private static var logFull: VectorFile {
        let it = Scenario("log-full", "the disk fills up while events wait, and has room again")
        it.hello()
        it.publish(1, [beat("a")])
        it.step("hold")
        it.publish(2, [beat("b"), beat("a"), beat("c")])
        it.step("full", "what was not on disk is refused with 507")
        it.publish(5, [beat("b")], "refused at once")
        it.fetch(.sequence(1), nil, "reading goes on")
        it.step("room")
        it.publish(6, [beat("b"), beat("c")], "sequences go on without a gap")
        return it.file
    }
}
