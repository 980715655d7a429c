package import Events

/// Which of many patterns match a topic: a trie over the topic's four tokens, so that the cost grows with what matches and
/// not with how many patterns there are.
///
/// A topic can reach at most 2, 4, 8 and 16 nodes on its four levels (each token, or `*`), so matching takes at most 15
/// look-ups in one table, and then what it found. 100,000 patterns take some 8 MiB.
package struct PatternTrie {
    private struct Node {
        /// The child for `*`; 0 = none.
        var star: UInt32 = 0
        /// The first link of the values here; 0 = none. On the last level only.
        var first: UInt32 = 0
    }

    private struct Link {
        var value: UInt32
        var next: UInt32
    }

    private static let root: UInt32 = 1
    private var nodes: [Node] = [Node(), Node()]
    private var links: [Link] = [Link(value: 0, next: 0)]
    private var freeLink: UInt32 = 0
    private var edges = EdgeTable()
    private var agencies: [AgencyCode: UInt32] = [:]
    /// Patterns in it.
    package private(set) var count = 0
    /// Values taken out since it was made: their nodes stay behind.
    private var removed = 0

    package init() {}

    /// Are more nodes left over than used? Then build it anew.
    var isSparse: Bool { removed > count + 1024 }

    package mutating func insert(_ pattern: TopicPattern, value: UInt32) {
        let leaf = makeLeaf(pattern)
        let link: UInt32
        if freeLink != 0 {
            link = freeLink
            freeLink = links[Int(link)].next
        } else {
            link = UInt32(links.count)
            links.append(Link(value: 0, next: 0))
        }
        links[Int(link)] = Link(value: value, next: nodes[Int(leaf)].first)
        nodes[Int(leaf)].first = link
        count += 1
    }

    /// Takes out one pair that was put in; nothing happens when it is not there.
    package mutating func remove(_ pattern: TopicPattern, value: UInt32) {
        var leaf = Self.root
        let tokens = tokens(pattern)
        for index in tokens.indices {
            let token = tokens[index]
            leaf = token == 0 ? nodes[Int(leaf)].star : edges.child(of: leaf, token)
            guard leaf != 0 else { return }
        }
        var before: UInt32 = 0
        var link = nodes[Int(leaf)].first
        while link != 0, links[Int(link)].value != value {
            before = link
            link = links[Int(link)].next
        }
        guard link != 0 else { return }
        let next = links[Int(link)].next
        if before == 0 { nodes[Int(leaf)].first = next } else { links[Int(before)].next = next }
        links[Int(link)].next = freeLink
        freeLink = link
        count -= 1
        removed += 1
    }

    /// Appends the value of every pattern that matches, in no order; one that was put in twice comes twice.
    package func match(
        type: UInt16, country: CountryCode, agency: AgencyCode, into found: inout [UInt32]
    ) {
        guard count > 0 else { return }
        let words = TopicWords.words(ofType: type)
        guard words != 0 else { return }
        var level = [16 of UInt32](repeating: 0)
        var width = 1
        level[0] = Self.root
        step(&level, &width, words >> 16)
        step(&level, &width, words & 0xFFFF)
        step(&level, &width, Self.token(country))
        step(&level, &width, agencies[agency] ?? 0)
        for index in 0..<width {
            var link = nodes[Int(level[index])].first
            while link != 0 {
                found.append(links[Int(link)].value)
                link = links[Int(link)].next
            }
        }
    }

    /// From each node to its child for `*` and that for the token.
    private func step(_ level: inout [16 of UInt32], _ width: inout Int, _ token: UInt32) {
        let old = level
        var count = 0
        for index in 0..<width {
            let star = nodes[Int(old[index])].star
            if star != 0 {
                level[count] = star
                count += 1
            }
            guard token != 0 else { continue }
            let child = edges.child(of: old[index], token)
            if child != 0 {
                level[count] = child
                count += 1
            }
        }
        width = count
    }

    private mutating func makeLeaf(_ pattern: TopicPattern) -> UInt32 {
        if let agency = pattern.agency, agencies[agency] == nil {
            agencies[agency] = UInt32(agencies.count) + 1
        }
        var node = Self.root
        let tokens = tokens(pattern)
        for index in tokens.indices {
            let token = tokens[index]
            var child = token == 0 ? nodes[Int(node)].star : edges.child(of: node, token)
            if child == 0 {
                child = UInt32(nodes.count)
                nodes.append(Node())
                if token == 0 {
                    nodes[Int(node)].star = child
                } else {
                    edges.insert(node, token, child)
                }
            }
            node = child
        }
        return node
    }

    /// 0 for `*`.
    private func tokens(_ pattern: TopicPattern) -> [4 of UInt32] {
        [
            UInt32(pattern.family), UInt32(pattern.verb),
            pattern.country.map(Self.token) ?? 0,
            // An agency that no pattern in here names gets a token that no edge has.
            pattern.agency.map { agencies[$0] ?? .max } ?? 0,
        ]
    }

    private static func token(_ country: CountryCode) -> UInt32 {
        UInt32(country.first) << 16 | UInt32(country.second) << 8 | UInt32(country.third)
    }
}

/// (node, token) to child: open addressing, 12 bytes a place, at most two thirds full.
private struct EdgeTable {
    private var keys: [UInt64] = [UInt64](repeating: 0, count: 16)
    private var children: [UInt32] = [UInt32](repeating: 0, count: 16)
    private var count = 0
    private var shift: UInt64 = 60

    @inline(__always)
    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }

    /// - Returns: 0 when there is none.
    @inline(__always)
    func child(of node: UInt32, _ token: UInt32) -> UInt32 {
        let key = UInt64(node) << 32 | UInt64(token)
        let mask = keys.count - 1
        var place = home(key)
        while keys[place] != 0 {
            if keys[place] == key { return children[place] }
            place = (place + 1) & mask
        }
        return 0
    }

    mutating func insert(_ node: UInt32, _ token: UInt32, _ child: UInt32) {
        if (count + 1) * 3 > keys.count * 2 { grow() }
        put(UInt64(node) << 32 | UInt64(token), child)
        count += 1
    }

    private mutating func put(_ key: UInt64, _ child: UInt32) {
        let mask = keys.count - 1
        var place = home(key)
        while keys[place] != 0 { place = (place + 1) & mask }
        keys[place] = key
        children[place] = child
    }

    private mutating func grow() {
        let (oldKeys, oldChildren) = (keys, children)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        children = [UInt32](repeating: 0, count: oldKeys.count * 2)
        shift -= 1
        for (place, key) in oldKeys.enumerated() where key != 0 { put(key, oldChildren[place]) }
    }
}
