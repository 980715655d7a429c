package import Events

/// A line of the table that says who gets what.
package struct Route: Sendable, Equatable {
    package enum Target: Sendable, Hashable {
        case agency(AgencyCode)
        /// Every agency of the file.
        case all
        /// Agencies with live assistance in the event's country.
        case country
        /// Those whom the event names as parties.
        case parties
        /// Agencies with this role.
        case role(String)
    }

    package var line: Int
    package var topics: [TopicPattern]
    package var targets: [Target]
    /// What it follows from: a paragraph, in words.
    package var why: String
    /// Days after which somebody must have published `coordination.acknowledged` for the event; 0 = none.
    package var acknowledgeDays: Int

    package init(
        line: Int, topics: [TopicPattern], targets: [Target], why: String = "",
        acknowledgeDays: Int = 0
    ) {
        self.line = line
        self.topics = topics
        self.targets = targets
        self.why = why
        self.acknowledgeDays = acknowledgeDays
    }
}

/// Routes and declared inboxes, as config/agencies.toml gives them.
package struct RouteTable: Sendable, Equatable {
    /// An agency of the file.
    package struct Member: Sendable, Equatable {
        package var agency: AgencyCode
        package var roles: [String]
        package init(agency: AgencyCode, roles: [String] = []) {
            self.agency = agency
            self.roles = roles
        }
    }

    /// An inbox declared beside the default one.
    package struct Declared: Sendable, Equatable {
        package var line: Int
        package var key: InboxKey
        package var topics: [TopicPattern]
        /// Begins with what is recorded after it was declared, not at the log's beginning.
        package var fromNow: Bool
        package init(line: Int, key: InboxKey, topics: [TopicPattern], fromNow: Bool) {
            self.line = line
            self.key = key
            self.topics = topics
            self.fromNow = fromNow
        }
    }

    /// The inbox that routes feed.
    package static let mainInbox = "main"

    package var members: [Member]
    package var routes: [Route]
    package var inboxes: [Declared]
    package var rules = InboxRules()

    package init(members: [Member] = [], routes: [Route] = [], inboxes: [Declared] = []) {
        self.members = members
        self.routes = routes
        self.inboxes = inboxes
    }

    /// What lands in an agency's default inbox.
    package func mainClauses(of member: Member) -> [InboxClause] {
        var clauses: [InboxClause] = []
        for route in routes {
            for condition in conditions(of: route, for: member) {
                for topic in route.topics {
                    clauses.append(
                        InboxClause(
                            pattern: topic, condition: condition, leavesOutOwn: true,
                            line: route.line))
                }
            }
        }
        return clauses
    }

    private func conditions(of route: Route, for member: Member) -> [InboxClause.Condition] {
        var conditions: [InboxClause.Condition] = []
        for target in route.targets {
            let condition: InboxClause.Condition? =
                switch target {
                case .agency(let agency): agency == member.agency ? InboxClause.Condition.none : nil
                case .all: InboxClause.Condition.none
                case .role(let role): member.roles.contains(role) ? InboxClause.Condition.none : nil
                case .country: .worksInCountry
                case .parties: .isParty
                }
            if let condition, !conditions.contains(condition) { conditions.append(condition) }
        }
        // Who gets it in any case need not be asked about more.
        return conditions.contains(.none) ? [.none] : conditions
    }

    package func route(atLine line: Int) -> Route? { routes.first { $0.line == line } }
}
