/// The lists of codes that missions, money, people, policies and the bus's own findings use.
extension Vocabulary {
    package static let missionKind = ValueSet(
        "missionKind", "resolution P5, OP5 [proposal]",
        [
            "preliminary": "preliminary", "needs-assessment": "needs assessment",
            "assistance": "assistance", "observation": "observation",
            "certification": "certification", "panel": "expert panel",
            "good-offices": "good offices", "other": "another kind",
        ])

    package static let reportKind = ValueSet(
        "reportKind", "vocabulary section 7 [proposal]",
        ["mission": "mission", "progress": "progress", "final": "final", "other": "another"])

    package static let reportSection = ValueSet(
        "reportSection", "resolution OP5 (c) [proposal]",
        [
            "context": "context", "activities": "what was done", "results": "results",
            "finances": "finances", "inclusion": "women and persons with disabilities",
            "recommendations": "recommendations", "lessons": "lessons",
        ])

    package static let observerKind = ValueSet(
        "observerKind", "vocabulary section 11",
        [
            "un": "United Nations, under a mandate", "international": "international",
            "citizen": "citizen observers",
        ])

    package static let durationClass = ValueSet(
        "durationClass", "resolution OP15 [proposal]",
        [
            "short": "less than 3 months", "medium": "3 to 12 months",
            "long": "more than 12 months",
        ])

    package static let expertProvider = ValueSet(
        "expertProvider", "resolution P26, OP16 [proposal]",
        [
            "roster": "Single Electoral Roster", "member-state": "a Member State",
            "emb-secondment": "staff lent by an electoral commission",
            "agency": "an agency's own staff", "volunteer": "United Nations Volunteers",
        ])

    package static let rosterDimension = ValueSet(
        "rosterDimension", "vocabulary section 10 [proposal]",
        [
            "theme": "field of work", "phase": "phase", "language": "language",
            "gender": "gender", "region": "region", "availability": "availability",
        ])

    package static let fund = ValueSet(
        "fund", "resolution P25, P26, OP14; vocabulary section 9",
        [
            "untfea": "UN Trust Fund for Electoral Assistance",
            "dgttf": "UNDP Democratic Governance Thematic Trust Fund",
            "undef": "UN Democracy Fund", "gpecs": "UNDP global programme GPECS",
            "pbf": "Peacebuilding Fund", "basket": "a country's basket fund",
            "other": "another; see fundName",
        ])

    package static let contributorKind = ValueSet(
        "contributorKind", "resolution P26, OP12 [proposal]",
        [
            "member-state": "Member State", "agency": "agency of the United Nations",
            "organisation": "other organisation", "private": "private giver",
        ])

    package static let officesForm = ValueSet(
        "officesForm", "resolution OP11 [proposal]",
        ["mediation": "mediation", "good-offices": "good offices", "envoy": "special envoy"])

    package static let policyKind = ValueSet(
        "policyKind", "vocabulary section 1; resolution OP20 [proposal]",
        [
            "directive": "policy directive", "guideline": "guideline",
            "rule-set": "rules the bus applies", "note": "note of guidance",
        ])

    package static let overlapKind = ValueSet(
        "overlapKind", "design, section 8",
        [
            "resend": "the same record again",
            "secondary": "one agency reports another's activity",
            "overlap": "different activities, same help", "joint": "declared together",
        ])

    package static let band = ValueSet(
        "band", "vocabulary section 13 [proposal]",
        ["look": "worth a look", "likely": "likely", "strong": "strong"])

    package static let verdict = ValueSet(
        "verdict", "vocabulary section 13 [proposal]",
        [
            "resend": "the same record again", "secondary": "reported by two",
            "overlap-confirmed": "the same help twice",
            "complementary": "same area, different parts", "joint": "done together",
            "not-related": "nothing to do with each other",
        ])

    package static let resolution = ValueSet(
        "resolution", "resolution OP17 [proposal]",
        [
            "withdrawn": "one party withdraws", "merged": "made one",
            "divided": "divided by place, group or phase", "joint": "declared joint",
            "stands": "both go on, knowingly", "mistaken": "there was no overlap",
        ])

    package static let rule = ValueSet(
        "rule", "resolution notes, section 6 [proposal]",
        [
            "R-AUTH": "type reserved to an authority", "R-REQ": "no request, no assistance",
            "R-WHO": "requester cannot bind the State", "R-TIME": "late request",
            "R-ASSESS": "commitment before assessment and decision",
            "R-PARAM": "outside the decision's parameters", "R-MANDATE": "mandate missing",
            "R-REPORT": "report missing", "R-OHCHR": "advice not acknowledged",
            "R-OVERLAP": "same help twice", "R-SECOND": "reported by another",
            "R-JOINT": "declared joint", "R-GAP": "need nobody addresses",
            "R-FUND": "fund nearly empty", "R-ROLE": "assists and observes",
            "R-POLICY": "policy not acknowledged", "R-BULL": "bulletin due",
            "R-GA": "report to the General Assembly due", "R-STALE": "no news",
            "R-PRIV": "personal data", "R-CLASS": "label above clearance",
            "R-STATE": "event that does not fit",
        ])

    package static let severity = ValueSet(
        "severity", "resolution notes, section 6 [proposal]",
        ["info": "to know", "warn": "to look at", "critical": "to act on"])

    package static let partnerClass = ValueSet(
        "partnerClass", "resolution P16, P29, OP18, OP19 [proposal]",
        [
            "un": "United Nations entity", "igo": "international organisation",
            "regional": "regional or subregional organisation",
            "ngo": "international non-governmental organisation",
            "cso": "national civil society organisation", "member-state": "Member State",
        ])

    package static let classification = ValueSet(
        "classification", "vocabulary section 14 [proposal]",
        [
            "public": "everybody", "member-states": "Member States and the system",
            "un-system": "the United Nations system",
            "case-parties": "the agencies of the case and the focal point",
            "focal-point": "the focal point",
        ])

    package static let status = ValueSet(
        "status", "CAP and EDXL, vocabulary section 14",
        [
            "actual": "the world", "exercise": "an exercise", "test": "a test of the system",
        ])
}
