import Testing

@testable import Events

@Suite struct CatalogueTests {
    @Test("A number keeps its type for ever")
    func numbersAreStable() {
        let table = EventCatalogue.all.map { "\($0.number) \($0.name)" }
        #expect(table == Self.numbers, "numbers stand in every log: give new types new numbers")
    }

    @Test("A type is found by number, by name and by CloudEvents type")
    func typesAreFound() throws {
        for type in EventCatalogue.all {
            #expect(EventCatalogue.type(number: type.number)?.name == type.name)
            #expect(EventCatalogue.type(name: type.name)?.number == type.number)
            #expect(EventCatalogue.type(name: type.fullName)?.number == type.number)
        }
        #expect(EventCatalogue.type(number: 0) == nil)
        #expect(EventCatalogue.type(number: .max) == nil)
        #expect(EventCatalogue.type(name: "org.example.assistance.planned") == nil)
        #expect(EventCatalogue.type(name: "assistance") == nil)
    }

    @Test("A name is two tokens of small letters, digits and hyphens, at most 32 bytes")
    func namesAreTokens() throws {
        for type in EventCatalogue.all {
            #expect(
                type.name.wholeMatch(of: /[a-z][a-z0-9]*\.[a-z][a-z0-9-]*/) != nil, "\(type.name)")
            #expect(type.name.utf8.count <= 32)
            #expect(type.name == "\(type.family).\(type.verb)")
        }
    }

    @Test("Names of fields are camelCase and none of them is a name for data of a person")
    func fieldNamesAreClean() {
        for object in ShapeUsage(EventCatalogue.all).objects {
            for field in object.fields {
                #expect(field.name.wholeMatch(of: /[a-z][a-zA-Z0-9]*/) != nil, "\(field.name)")
                let isPersonal = PersonalData.isPersonal(field.name.utf8.span, ShapeProgram.shared)
                #expect(!isPersonal, "\(object.name).\(field.name)")
            }
        }
    }

    @Test("Objects of one name are one object")
    func objectNamesAreUnique() {
        var seen: [String: [String]] = [:]
        func visit(_ shape: Shape) {
            switch shape {
            case .list(let items, _): visit(items)
            case .object(let object): visit(object)
            default: return
            }
        }
        func visit(_ object: ObjectShape) {
            let names = object.fields.map(\.name)
            if let known = seen[object.name] {
                #expect(known == names, "two shapes are called \(object.name)")
                return
            }
            seen[object.name] = names
            for field in object.fields { visit(field.shape) }
        }
        for type in EventCatalogue.all { visit(type.data) }
    }

    @Test(
        "Decisions, policies, bulletins and reports belong to the focal point; findings to the bus")
    func authoritiesFollowTheResolution() {
        let focalPoint = [
            "decision.issued", "decision.amended", "policy.issued", "policy.revised",
            "overlap.resolved", "bulletin.issued", "report.ga-issued", "authority.delegated",
        ]
        let bus = [
            "overlap.flagged", "gap.noted", "rule.breached", "event.conflicted", "log.checkpoint",
        ]
        for name in focalPoint {
            #expect(EventCatalogue.type(name: name)?.authority == .focalPoint)
        }
        for name in bus { #expect(EventCatalogue.type(name: name)?.authority == .bus) }
        for type in EventCatalogue.all where type.family == "assistance" {
            #expect(type.authority == .anyAgency)
        }
        for type in EventCatalogue.all where type.family == "offices" {
            #expect(type.classification == .focalPoint)
        }
    }

    static let numbers = [
        "101 request.received",
        "102 request.acknowledged",
        "103 request.clarified",
        "104 request.withdrawn",
        "105 request.declined",
        "106 request.closed",
        "201 mandate.established",
        "202 mandate.amended",
        "203 mandate.ended",
        "301 election.registered",
        "302 election.updated",
        "303 context.changed",
        "401 assessment.opened",
        "402 assessment.mission-planned",
        "403 assessment.mission-deployed",
        "404 assessment.report-submitted",
        "405 assessment.cancelled",
        "501 decision.recommended",
        "502 decision.issued",
        "503 decision.amended",
        "601 assistance.planned",
        "602 assistance.committed",
        "603 assistance.started",
        "604 assistance.updated",
        "605 assistance.suspended",
        "606 assistance.completed",
        "607 assistance.cancelled",
        "701 mission.deployed",
        "702 mission.reported",
        "703 mission.closed",
        "801 observation.invited",
        "802 observation.declared",
        "803 observation.reported",
        "811 declaration.endorsed",
        "901 expert.requested",
        "902 expert.nominated",
        "903 expert.deployed",
        "904 expert.released",
        "911 roster.summary",
        "1001 fund.pledged",
        "1002 fund.committed",
        "1003 fund.received",
        "1004 fund.balance",
        "1005 fund.low",
        "1101 offices.requested",
        "1102 offices.opened",
        "1103 offices.closed",
        "1201 policy.issued",
        "1202 policy.revised",
        "1203 policy.acknowledged",
        "1301 lesson.recorded",
        "1302 practice.shared",
        "1401 overlap.flagged",
        "1402 overlap.updated",
        "1403 overlap.cleared",
        "1404 overlap.reviewed",
        "1405 overlap.resolved",
        "1411 link.secondary",
        "1412 link.joint",
        "1501 gap.noted",
        "1502 gap.cleared",
        "1601 rule.breached",
        "1602 rule.cleared",
        "1603 rule.due",
        "1604 rule.parameters-changed",
        "1701 bulletin.issued",
        "1711 report.ga-issued",
        "1801 partner.registered",
        "1802 partner.suspended",
        "1811 agency.online",
        "1812 agency.offline",
        "1813 agency.suspended",
        "1821 coordination.acknowledged",
        "1901 authority.delegated",
        "1902 authority.revoked",
        "1911 key.rotated",
        "2001 adapter.hello",
        "2002 adapter.heartbeat",
        "2011 schema.published",
        "2101 event.conflicted",
        "2102 event.quarantined",
        "2103 event.amended",
        "2104 event.redacted",
        "2111 log.checkpoint",
    ]
}
