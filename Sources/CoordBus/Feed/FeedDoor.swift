internal import BusCore
internal import Events

/// Who may have which topics of the feed: judges what readers ask for, by the key of their connection.
///
/// A granted prefix cannot be taken from a connection again, so when somebody's rights end the feed is closed and opened
/// anew (`isOutdated`): readers connect again by themselves and are judged again.
struct FeedDoor {
    enum Answer: Equatable {
        case grant([[UInt8]])
        case revoke([UInt8])
        /// Not for this reader: what the operator is told.
        case refuse(String)
        /// This key asks without end.
        case flood(key: String)
    }

    /// Prefixes that one key may have asked for since the feed was opened; each takes memory in libzmq.
    static let askedMax = 10_000

    private var roll: Roll
    private let identification: Identification
    /// By agency, made when first asked for.
    private var rights: [AgencyCode: FeedRights] = [:]
    /// What each key was good for when the feed was opened.
    private var standing: [String: Sight]
    private var asked: [String: Int] = [:]

    /// - Parameter wall: nanoseconds since the Unix epoch.
    init(_ roll: Roll, _ identification: Identification, wall: UInt64) {
        self.roll = roll
        self.identification = identification
        standing = roll.feedStanding(at: wall)
    }

    /// Takes up a new roll.
    mutating func take(_ roll: Roll) {
        self.roll = roll
        rights.removeAll()
    }

    /// Has a key that was good when the feed was opened less rights, or other ones, now?
    func isOutdated(wall: UInt64) -> Bool {
        guard identification == .key else { return false }
        let now = roll.feedStanding(at: wall)
        return standing.contains { now[$0.key] != $0.value }
    }

    /// The feed has been opened anew.
    mutating func reopened(wall: UInt64) {
        standing = roll.feedStanding(at: wall)
        asked.removeAll()
    }

    /// - Parameters:
    ///   - frame: what came: 1 or 0, and a prefix.
    ///   - key: the connection's; nil without CURVE.
    mutating func judge(_ frame: [UInt8], key: String?, wall: UInt64) -> Answer {
        guard let first = frame.first, first <= 1 else {
            return .refuse("a message came over the feed, which only sends")
        }
        let prefix = Array(frame.dropFirst())
        guard first == 1 else { return .revoke(prefix) }
        guard identification == .key else {
            return Self.answer(FeedRights.all, prefix, "a reader")
        }
        guard let key, let agency = roll.admit(key: key, at: wall) else {
            return .refuse("a key that is not valid any more asked for the feed")
        }
        asked[key, default: 0] += 1
        guard asked[key, default: 0] <= Self.askedMax else { return .flood(key: key) }
        if standing[key] == nil { standing[key] = agency.sight(in: roll) }
        let known = rights[agency.code] ?? FeedRights(agency.sight(in: roll))
        rights[agency.code] = known
        return Self.answer(known, prefix, "\(agency.code)")
    }

    private static func answer(_ rights: FeedRights, _ prefix: [UInt8], _ who: String) -> Answer {
        let grants = rights.grants(for: prefix)
        guard grants.isEmpty else { return .grant(grants) }
        let shown = printable(
            String(decoding: prefix.prefix(FeedRights.askedBytesMax), as: UTF8.self), upTo: 64)
        return .refuse(
            "\(who) asked the feed for \"\(shown)\", of which it may read nothing, "
                + "or which is more than \(FeedRights.grantsMax) topics that it may read one by one"
        )
    }
}

extension Roll {
    /// What each key that counts now lets its holder see.
    fileprivate func feedStanding(at wall: UInt64) -> [String: Sight] {
        var standing: [String: Sight] = [:]
        for agency in agencies where !agency.isSuspended {
            for key in agency.keys where key.isValid(at: wall) {
                standing[key.text] = agency.sight(in: self)
            }
        }
        return standing
    }
}
