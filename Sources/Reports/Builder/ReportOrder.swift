/// The order in which codes are listed: that of the vocabulary. A test holds that it is the same.
package enum ReportOrder {
    package static let types = [
        "ta", "env", "org", "cert", "obs", "sup", "panel", "opsobs", "donor", "adv", "offices",
    ]
    package static let themes = [
        "legal", "boundary", "emb", "planning", "vr", "ve", "ce", "parties", "media", "proc", "log",
        "ict", "training", "polling", "results", "edr", "security", "obs-int", "obs-dom", "women",
        "youth", "pwd", "minorities", "hr", "civil-society", "funds", "knowledge", "referendum",
    ]
    package static let phases = [
        "pre.legal", "pre.plan", "pre.train", "pre.reg", "pre.campaign", "elec.ops", "elec.results",
        "post.review",
    ]
    package static let funds = ["untfea", "dgttf", "undef", "gpecs", "pbf", "basket", "other"]
    package static let durations = ["short", "medium", "long"]
    package static let priorities = ["high", "medium", "low"]
    package static let missionKinds = [
        "preliminary", "needs-assessment", "assistance", "observation", "certification", "panel",
        "good-offices", "other",
    ]
    package static let verdicts = [
        "resend", "secondary", "overlap-confirmed", "complementary", "joint", "not-related",
    ]
    package static let resolutions = [
        "withdrawn", "merged", "divided", "joint", "stands", "mistaken",
    ]
    package static let rules = [
        "R-AUTH", "R-REQ", "R-WHO", "R-TIME", "R-ASSESS", "R-PARAM", "R-MANDATE", "R-REPORT",
        "R-OHCHR", "R-OVERLAP", "R-SECOND", "R-JOINT", "R-GAP", "R-FUND", "R-ROLE", "R-POLICY",
        "R-BULL", "R-GA", "R-STALE", "R-PRIV", "R-CLASS",
        "R-STATE",
    ]
}
