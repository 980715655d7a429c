/// Several agencies in one basket: shown as one group, not as n(n-1)/2 flags.
///
/// Pairs are taken from the surest down, and two groups become one when at least half of the pairs between them are
/// flagged. So a chain of doubtful pairs does not tie a whole country together, and a basket whose members do not all
/// name each other still is one. A record also joins the group of the one that it names and that names it, its best one:
/// contributors to one account need not look alike, boxes from one and voters' cards from another. A pure function of
/// the set of pairs: their order does not matter.
package struct Clusters: Sendable {
    /// A flagged pair; members are named by numbers of the caller's, first and second in either order.
    package struct Pair: Sendable {
        package var first: Int
        package var second: Int
        package var probability: Double
        /// One reports what the other does: each names the other.
        package var isSecondary: Bool

        package init(
            _ first: Int, _ second: Int, probability: Double, isSecondary: Bool = false
        ) {
            self.isSecondary = isSecondary
            self.first = min(first, second)
            self.second = max(first, second)
            self.probability = probability
        }
    }

    /// Groups of three members or more, each ascending, in order of their first member.
    package let groups: [[Int]]

    package static let membersMin = 3

    /// - Parameter agencies: who reports a member; a group needs three different ones.
    package init(of pairs: [Pair], agencies: (Int) -> Set<String>) {
        let ordered = pairs.sorted {
            ($1.probability, $0.first, $0.second) < ($0.probability, $1.first, $1.second)
        }
        var neighbours: [Int: Set<Int>] = [:]
        for pair in pairs {
            neighbours[pair.first, default: []].insert(pair.second)
            neighbours[pair.second, default: []].insert(pair.first)
        }
        var groupOf: [Int: Int] = [:]
        var members: [[Int]] = []
        func group(_ member: Int) -> Int {
            if let known = groupOf[member] { return known }
            groupOf[member] = members.count
            members.append([member])
            return members.count - 1
        }
        for pair in ordered where pair.first != pair.second {
            let a = group(pair.first)
            let b = group(pair.second)
            guard a != b else { continue }
            let (small, large) = members[a].count < members[b].count ? (a, b) : (b, a)
            let others = Set(members[large])
            let joined = members[small].reduce(0) {
                $0 + (neighbours[$1] ?? []).intersection(others).count
            }
            let isContribution = pair.isSecondary && members[small].count == 1
            guard isContribution || joined * 2 >= members[a].count * members[b].count else {
                continue
            }
            for member in members[small] { groupOf[member] = large }
            members[large] += members[small]
            members[small] = []
        }
        groups = members.filter { group in
            group.count >= Self.membersMin
                && group.reduce(into: Set<String>()) { $0.formUnion(agencies($1)) }.count
                    >= Self.membersMin
        }
        .map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    /// Which group each grouped member is in.
    package var groupOfMember: [Int: Int] {
        var result: [Int: Int] = [:]
        for (index, group) in groups.enumerated() {
            for member in group { result[member] = index }
        }
        return result
    }
}
