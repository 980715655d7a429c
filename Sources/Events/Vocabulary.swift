/// The closed lists of codes. Codes, not their meanings, are [proposal] unless the source column says otherwise;
/// [memory] marks what was not found in a stored source. Source: domain/vocabulary.md by section.
package enum Vocabulary {
    package static let type = ValueSet(
        "type", "vocabulary section 4 [proposal]",
        [
            "ta": "technical assistance to national authorities",
            "env": "support to creating a conducive environment [memory]",
            "org": "organisation and conduct of elections in place of the State; needs a mandate",
            "cert": "certification or verification; needs a mandate",
            "obs": "observation by the United Nations; needs a mandate",
            "sup": "supervision, the United Nations approving each stage; needs a mandate",
            "panel": "panel of political or electoral experts [memory]",
            "opsobs": "operational support to international observers",
            "donor": "donor coordination and fund management",
            "adv": "human-rights advisory services",
            "offices": "mediation and good offices",
        ])

    package static let theme = ValueSet(
        "theme", "vocabulary section 5 [proposal]; union of six published lists",
        [
            "legal": "electoral law and reform, electoral system",
            "boundary": "boundary delimitation",
            "emb": "capacity of the electoral management body",
            "planning": "operational planning, budgeting, calendar",
            "vr": "voter registration, civil registry links, biometrics",
            "ve": "voter education",
            "ce": "civic education",
            "parties": "parties, candidates, campaign finance",
            "media": "media support, outreach, monitoring of media",
            "proc": "procurement of materials",
            "log": "logistics, transport, field operations",
            "ict": "information technology, electronic voting",
            "training": "training of election officials",
            "polling": "voting and counting",
            "results": "tabulation, results management, transmission",
            "edr": "electoral dispute resolution",
            "security": "election security, prevention of violence",
            "obs-int": "support to international observers",
            "obs-dom": "support to domestic observers",
            "women": "participation of women",
            "youth": "participation of youth",
            "pwd": "persons with disabilities, accessible technology",
            "minorities": "minorities, indigenous, displaced and out-of-country voters",
            "hr": "human rights in elections, civic space",
            "civil-society": "support to civil society organisations",
            "funds": "resource mobilisation, basket management, donor coordination",
            "knowledge": "research, lessons, exchange",
            "referendum": "referendum or consultation",
        ])

    package static let phase = ValueSet(
        "phase", "vocabulary section 6 [proposal]; the electoral cycle of EC and IDEA, 2006",
        [
            "pre.legal": "legal framework",
            "pre.plan": "planning and budgeting, recruitment, procurement",
            "pre.train": "training and education",
            "pre.reg": "registration of voters, parties, observers",
            "pre.campaign": "nomination and campaign",
            "elec.ops": "voting operations and election day",
            "elec.results": "counting, tabulation, verification, complaints",
            "post.review": "audits, lessons, reform, archiving",
        ])

    package static let electionKind = ValueSet(
        "electionKind", "vocabulary section 6 [proposal]",
        [
            "presidential": "head of State", "executive": "head of State or government",
            "legislative": "parliament", "general": "executive and legislative together",
            "local": "municipal, district or provincial", "regional": "a region or federal unit",
            "referendum": "referendum", "constituent": "constituent assembly",
            "by-election": "by-election", "popular-consultation": "popular consultation",
            "other": "another kind",
        ])

    package static let dateStatus = ValueSet(
        "dateStatus", "vocabulary section 6 [proposal]",
        [
            "planned": "foreseen", "confirmed": "set by the competent authority",
            "postponed": "put off", "held": "took place", "cancelled": "will not take place",
        ])

    package static let requesterKind = ValueSet(
        "requesterKind", "vocabulary sections 2.3 and 3 [proposal]",
        [
            "government": "head of State or government", "foreign-ministry": "foreign ministry",
            "permanent-mission": "permanent mission to the United Nations",
            "parliament": "parliament", "judiciary": "court", "emb": "electoral management body",
            "party": "political party", "civil-society": "civil society organisation",
            "other": "somebody else",
        ])

    package static let requesterAuthority = ValueSet(
        "requesterAuthority", "vocabulary section 3 [proposal]",
        [
            "can-bind-state": "an organ that can bind the State",
            "emb": "an electoral management body, which normally cannot",
            "party": "a political party: not considered",
            "cso": "civil society: not considered",
            "other": "somebody else, to be clarified",
        ])

    package static let addressee = ValueSet(
        "addressee", "vocabulary section 3 [proposal]",
        [
            "sg": "Secretary-General", "usg": "Under-Secretary-General, focal point",
            "srsg": "Special Representative", "rc": "Resident Coordinator", "other": "another",
        ])

    package static let channel = ValueSet(
        "channel", "vocabulary section 3 [proposal]",
        [
            "letter": "letter", "note-verbale": "note verbale",
            "country-programme": "country programme document or action plan",
            "other": "another way",
        ])

    package static let declineReason = ValueSet(
        "declineReason", "resolution OP5, vocabulary section 3 [proposal]",
        [
            "no-authority": "the requester cannot bind the State",
            "too-late": "not enough time before election day",
            "no-conditions": "conditions are not conducive",
            "no-event": "no electoral event stated", "no-resources": "no means",
            "no-mandate": "needs a mandate that is not there",
            "other-provider": "somebody else gives what was asked", "other": "another reason",
        ])

    package static let context = ValueSet(
        "context", "resolution P21 [proposal]",
        [
            "stable": "stable", "transition": "in transition", "post-conflict": "after conflict",
        ])

    package static let contextChange = ValueSet(
        "contextChange", "resolution P8 [proposal]",
        [
            "unconstitutional": "constitutional order disrupted", "conflict": "conflict",
            "disaster": "disaster or epidemic", "postponement": "the election was put off",
            "restored": "conditions restored", "other": "another change",
        ])

    package static let mandateBody = ValueSet(
        "mandateBody", "vocabulary section 3",
        [
            "sc": "Security Council", "ga": "General Assembly", "sg": "Secretary-General",
            "hrc": "Human Rights Council",
        ])

    package static let assessmentMode = ValueSet(
        "assessmentMode", "vocabulary section 7",
        ["desk": "desk review", "mission": "needs assessment mission"])

    package static let answer = ValueSet(
        "answer", "resolution OP5",
        ["yes": "yes", "no": "no", "unknown": "not known"])

    package static let priority = ValueSet(
        "priority", "vocabulary section 8 [proposal]",
        ["high": "high", "medium": "medium", "low": "low"])

    package static let beneficiary = ValueSet(
        "beneficiary", "vocabulary section 2.3 [proposal]",
        [
            "emb": "electoral management body", "voters": "voters", "women": "women",
            "youth": "youth", "pwd": "persons with disabilities", "minorities": "minorities",
            "parties": "political parties", "media": "media",
            "civil-society": "civil society", "observers": "observers",
            "judiciary": "judiciary", "security": "security forces",
            "parliament": "parliament", "other": "others",
        ])

    package static let stage = ValueSet(
        "stage", "vocabulary section 7",
        ["assess": "whether to assess", "assist": "whether and how to assist"])

    package static let outcome = ValueSet(
        "outcome", "vocabulary section 7 [proposal]",
        ["approved": "yes", "declined": "no", "deferred": "later"])

    package static let periodBasis = ValueSet(
        "periodBasis", "project shape [proposal]",
        [
            "actual": "as it happened", "planned": "as planned", "reported": "reporting years",
            "transactions": "dates of payments",
        ])

    package static let activityStatus = ValueSet(
        "activityStatus", "IATI ActivityStatus 1 to 6",
        [
            "pipeline": "1 pipeline", "implementation": "2 implementation",
            "finalisation": "3 finalisation", "closed": "4 closed", "cancelled": "5 cancelled",
            "suspended": "6 suspended",
        ])

    package static let derivedField = ValueSet(
        "derivedField", "project shape [proposal]",
        [
            "type": "type", "themes": "themes", "phases": "phases", "country": "country",
            "adjacent": "whether it is other work",
        ])

    package static let derivedFrom = ValueSet(
        "derivedFrom", "project shape [proposal]",
        ["code": "a code", "text": "words", "file": "the file it came in"])

    package static let partnerRole = ValueSet(
        "partnerRole", "IATI OrganisationRole, widened [proposal]",
        [
            "funding": "gives money", "implementing": "does it",
            "accountable": "answers for it", "extending": "passes money on",
            "reporting": "reports it", "beneficiary": "receives it", "other": "another part",
        ])

    package static let instrument = ValueSet(
        "instrument", "vocabulary section 13 [proposal]",
        [
            "goods": "goods", "staff": "staff", "training": "training", "advice": "advice",
            "money": "money", "other": "another",
        ])

    package static let linkKind = ValueSet(
        "linkKind", "IATI RelatedActivityType, widened [proposal]",
        [
            "parent": "1 parent", "child": "2 child", "sibling": "3 sibling",
            "multifunded": "4 co-funded", "third-party": "5 third-party report [memory]",
            "joint-with": "declared joint", "continues": "continues an earlier one",
            "reports-on": "reports on another's activity",
            "provider-activity": "money came from", "receiver-activity": "money went to",
        ])

    package static let level = ValueSet(
        "level", "resolution OP6 [proposal]",
        ["national": "national", "local": "local", "both": "both"])

    package static let sdg = ValueSet(
        "sdg", "vocabulary section 12, SDG targets",
        [
            "5.5": "women's participation", "10.2": "inclusion", "16.3": "rule of law",
            "16.6": "effective institutions", "16.7": "responsive decision-making",
            "16.10": "access to information", "16.a": "national institutions",
        ])
}
