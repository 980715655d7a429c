extension OverlapWatch {
    /// All flags that were ever told and what is found now, by flag id.
    package var allFlags: [Flag] { flags.values.sorted { $0.id < $1.id } }

    package func flag(_ id: String) -> Flag? { pairByFlag[id].flatMap { flags[$0] } }

    /// All answers to a flag, those that do not count included, in order of their stamps.
    package func verdicts(on id: String) -> [Verdict] {
        (verdicts[id] ?? []).sorted { $0.stamp < $1.stamp }
    }

    /// What an agency says of an activity now, and how narrow the circle of its readers is.
    package func record(_ key: RecordKey) -> (record: AssistanceRecord, secrecy: UInt8)? {
        guard let number = knownNumber(of: key), let record = records[number].record() else {
            return nil
        }
        return (record, records[number].secrecy)
    }

    /// What an unpublished record would have to do with.
    package struct Neighbour: Sendable {
        package let key: RecordKey
        package let title: String
        package let sequence: UInt64
        package let secrecy: UInt8
        package let verdict: PairVerdict
        /// By which identifiers the two name each other.
        package let linkedBy: [String]
        package let isJoint: Bool

        /// Of the evidence; 1 for the same record again.
        package var probability: Double { verdict.kind == .resend ? 1 : verdict.probability }

        /// What the two would be to each other.
        package var kind: Finding.Kind {
            if !linkedBy.isEmpty { return isJoint ? .joint : .secondary }
            switch verdict.kind {
            case .resend: return .resend
            case .secondary: return .secondary
            default: return .overlap
            }
        }
    }

    /// Compares a record that is not published with all live ones: what is in band look or above, the most probable
    /// first. A version of the same activity is not its neighbour.
    package func screen(_ record: AssistanceRecord, as key: RecordKey) -> [Neighbour] {
        let reading = reader.read(record)
        var found: [Neighbour] = []
        var matches: [LiveMatch] = []
        live.matches(of: reading, least: .look, into: &matches)
        let numbers = Set(
            matches.compactMap { numberAtSlot[$0.slot] } + sharing(key.activity))
        for number in numbers {
            let other = records[number]
            guard other.key != key, let otherReading = self.reading(number) else { continue }
            var link = DeclaredLink(reading, otherReading).map {
                Link(isJoint: $0.kind == .joint, by: $0.identifiers)
            }
            if link == nil, other.key.activity == key.activity {
                link = Link(isJoint: false, by: [key.activity])
            }
            let verdict = verdictOfEvidence(reading, otherReading, isLinked: link != nil)
            guard verdict.band != .none || verdict.kind == .resend else { continue }
            found.append(
                Neighbour(
                    key: other.key, title: other.record()?.title ?? "", sequence: other.sequence,
                    secrecy: other.secrecy, verdict: verdict, linkedBy: link?.by ?? [],
                    isJoint: link?.isJoint ?? false))
        }
        return found.sorted {
            ($1.probability, $0.key) < ($0.probability, $1.key)
        }
    }

    /// Open flags that hang together: three or more agencies in one basket are one cluster.
    package struct Cluster: Sendable {
        package let records: [RecordKey]
        package let agencies: [String]
        package let flags: [Flag]
        package let country: String?
    }

    /// Groups of at least three agencies joined by flags that wait or are confirmed; the largest first.
    package func clusters() -> [Cluster] {
        let open = allFlags.filter {
            ($0.state == .open || $0.state == .confirmed) && !$0.isResentRecord
        }
        // Numbers by key, so that the order in which records came plays no part.
        let keys = Set(open.flatMap { [$0.first, $0.second] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        func place(_ key: RecordKey) -> Int { places[key] ?? 0 }
        let groups = Clusters(
            of: open.map {
                Clusters.Pair(
                    place($0.first), place($0.second), probability: $0.finding.probability,
                    isSecondary: $0.finding.kind == .secondary)
            }, agencies: { [keys[$0].agency] })
        let groupOf = groups.groupOfMember
        var flags = [[Flag]](repeating: [], count: groups.groups.count)
        for flag in open {
            if let group = groupOf[place(flag.first)], group == groupOf[place(flag.second)] {
                flags[group].append(flag)
            }
        }
        let clusters = zip(groups.groups, flags).map { members, flags in
            Cluster(
                records: members.map { keys[$0] },
                agencies: Set(members.map { keys[$0].agency }).sorted(), flags: flags,
                country: flags.compactMap(\.finding.country).min())
        }
        return clusters.sorted {
            if $0.records.count != $1.records.count { return $0.records.count > $1.records.count }
            return $0.records.lexicographicallyPrecedes($1.records)
        }
    }
}
