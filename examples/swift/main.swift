// What an adapter does, in Swift; docs/adapters.md tells the story.
//
//     adapter-example publish tcp://127.0.0.1:7117 outbox.sqlite < events.ndjson
//     adapter-example inbox tcp://127.0.0.1:7117 kenya '*.*.KEN.*' COUNT
//     adapter-example tail tcp://127.0.0.1:7117 '>' COUNT

let words = Array(CommandLine.arguments.dropFirst())
do {
    switch words.first {
    case "publish" where words.count == 3: try publish(to: words[1], outbox: words[2])
    case "inbox" where words.count == 5:
        try takeFromInbox(
            of: words[1], inbox: words[2], pattern: words[3], count: Int(words[4]) ?? 1)
    case "tail" where words.count == 4:
        try follow(words[1], pattern: words[2], count: Int(words[3]) ?? 1)
    default: print("usage: see docs/adapters.md")
    }
} catch {
    print("adapter-example: \(error)")
}
