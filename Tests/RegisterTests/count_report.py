"""Counts a report to the General Assembly a second time, from the events alone, and compares every number.

    python3 count_report.py events.ndjson report.json FROM TO LABEL defaults.md regions.toml

events.ndjson has a line {"sequence": n, "event": {...}} an event, as `coordctl tail --json` gives it; report.json is the report in
the form json; LABEL is 0 (public) to 4; defaults.md is docs/events.md, for the labels that types have by themselves. Written from
docs/events.md and the report's own notes, without the register. Prints what differs and ends with 1, or how many numbers agree.
"""
import collections
import datetime
import decimal
import json
import re
import sys
import tomllib

LABELS = ["public", "member-states", "un-system", "case-parties", "focal-point"]


class Events:
    def __init__(self, path, defaults):
        standard = {}
        for part in re.split(r"^### `", open(defaults, encoding="utf-8").read(), flags=re.M)[1:]:
            found = re.search(r"`([a-z-]+)` unless it says otherwise", part)
            if found:
                standard[part.split("`")[0]] = LABELS.index(found[1])
        self.all = []
        for line in open(path, encoding="utf-8"):
            record = json.loads(line)
            event = record["event"]
            if event.get("status", "actual") != "actual":
                continue
            name = event["type"].removeprefix("org.coordbus.")
            label = event.get("dataclassification")
            time = datetime.datetime.fromisoformat(event["time"].replace("Z", "+00:00"))
            self.all.append({
                "sequence": record["sequence"], "type": name, "data": event["data"],
                "agency": event["source"].split(":")[-1],
                "time": time, "day": time.astimezone(datetime.timezone.utc).date().isoformat(),
                "label": standard[name] if label is None else LABELS.index(label),
            })
        self.all.sort(key=lambda e: (e["time"], e["agency"], e["sequence"]))

    def of(self, *names):
        return [e for e in self.all if e["type"] in names]

    def things(self, family, member, by_agency=False):
        """Identifier -> its events, in order."""
        found = collections.defaultdict(list)
        for event in self.all:
            if event["type"].split(".")[0] == family and member in event["data"]:
                key = event["data"][member]
                found[(event["agency"], key) if by_agency else key].append(event)
        return dict(found)


def last(events, member, *types):
    """The last word on a member."""
    for event in reversed(events):
        if (not types or event["type"] in types) and event["data"].get(member) is not None:
            return event["data"][member]
    return None


def day(date):
    return None if date is None else (date + "-01-01"[(len(date) - 4):])[:10] if len(date) < 10 else date


def end_day(date):
    if date is None or len(date) == 10:
        return date
    if len(date) == 4:
        return date + "-12-31"
    year, month = int(date[:4]), int(date[5:7])
    first = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (first - datetime.timedelta(days=1)).isoformat()


class Count:
    def __init__(self, events, first, to, label):
        self.events, self.first, self.to, self.label = events, first, to, label
        self.numbers = {}

    def within(self, date):
        return date is not None and self.first <= day(date) <= self.to

    def reached(self, date):
        return date is not None and day(date) <= self.to

    def open(self, events):
        return max(e["label"] for e in events) <= self.label

    def put(self, name, value):
        assert name not in self.numbers, name
        self.numbers[name] = value

    def groups(self, table, things, codes, **columns):
        """One number a code and column; things without a code stand under none."""
        found = collections.defaultdict(list)
        for thing in things:
            for code in set(codes(thing)) or {"none"}:
                found[code].append(thing)
        for code, some in found.items():
            for column, value in columns.items():
                self.put(f"{table}.{code}.{column}", value(some))

    # Requests.

    def requests(self):
        decisions = self.decisions()
        requests, withheld = {}, 0
        named = collections.defaultdict(list)
        for event in self.events.all:
            data = event["data"]
            if event["type"].startswith("request."):
                named[data["request"]].append(event)
            elif event["type"] in ("assessment.opened", "decision.issued", "decision.amended"):
                request = data.get("basis", {}).get("request")
                if request:
                    named[request].append(event)
        for name, events in named.items():
            received = [e for e in events if e["type"] == "request.received"]
            if not received:
                continue
            date = last(received, "received")
            if not any(e["label"] <= self.label for e in received):
                withheld += self.within(date)
                continue
            events = [e for e in events if e["label"] <= self.label]
            request = self.stand(name, events, date, decisions, self.to)
            if self.within(date):
                requests[name] = request | {"in": True}
            elif day(date) < self.first:
                eve = datetime.date.fromisoformat(self.first) - datetime.timedelta(days=1)
                before = self.stand(name, events, date, decisions, eve.isoformat())
                if before["open"]:
                    requests[name] = request | {"in": False}
        self.listed = requests
        received = [r for r in requests.values() if r["in"]]
        approved = [r for r in received if r["approved"]]
        declined = [r for r in received if r["declined"]]
        self.put("requestsReceived", len(received))
        self.put("requestingStates", len({r["country"] for r in received}))
        self.put("requestsApproved", len(approved))
        self.put("requestsDeclined", len(declined))
        self.put("requestsWithdrawn", sum(r["state"] == "withdrawn" for r in received))
        self.put("requestsOpen", sum(r["open"] for r in requests.values()))
        self.put("requestsWithheld", withheld)
        self.median("daysToAcknowledge", [
            (r["received"], r["acknowledged"]) for r in received if self.reached(r["acknowledged"])])
        self.median("daysToDecide", [
            (r["received"], r["approved"] or r["declined"])
            for r in received for _ in range(bool(r["approved"]) + bool(r["declined"]))])

    def decisions(self):
        """Decision -> outcome, stage and day that its readable events give."""
        found = {}
        for name, events in self.events.things("decision", "decision").items():
            answers = [e for e in events if e["type"] != "decision.recommended"]
            if not answers or answers[-1]["label"] > self.label:
                continue
            found[name] = {
                "outcome": last(events, "outcome"), "stage": last(events, "stage"),
                "decided": last(events, "decided"),
            }
        return found

    def stand(self, name, events, received, decisions, to):
        state, since, approved, declined = "received", received, None, None
        country = last(events, "country")
        for event in events:
            kind, data = event["type"], event["data"]
            if kind == "decision.issued":
                date = decisions.get(data["decision"], {}).get("decided") or event["day"]
            elif kind in ("decision.amended", "assessment.opened", "request.clarified"):
                date = event["day"]
            else:
                member = kind.split(".")[1]
                date = last([e for e in events if e["type"] == kind], member) or event["day"]
            if day(date) > to:
                continue
            new = {
                "request.acknowledged": "acknowledged", "request.withdrawn": "withdrawn",
                "request.declined": "decided-no", "request.closed": "closed",
                "assessment.opened": "assessing",
            }.get(kind)
            if kind.startswith("decision.") and data["decision"] in decisions:
                decision = decisions[data["decision"]]
                if decision["outcome"] == "declined":
                    new = "decided-no"
                elif decision["outcome"] == "approved" and decision["stage"] == "assist":
                    new = "decided-yes"
            if new:
                state, since = new, date
                if new == "decided-yes":
                    approved = approved or date
                if new == "decided-no":
                    declined = declined or date
        return {
            "country": country, "received": received, "state": state, "since": since,
            "approved": approved, "declined": declined,
            "acknowledged": last(events, "acknowledged"),
            "open": state not in ("decided-no", "withdrawn", "closed"),
            "sequences": sorted(e["sequence"] for e in events),
        }

    def median(self, name, pairs):
        days = sorted(
            (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days
            for a, b in pairs if a and b and len(a) == len(b) == 10)
        if days:
            self.put(name, days[(len(days) - 1) // 2])

    # Assistance.

    def assistance(self):
        given = ("committed", "started", "updated", "suspended", "completed")
        reported = {
            (p["agency"], p["activity"])
            for e in self.events.of("link.secondary") if e["label"] <= self.label
            for p in [e["data"]["secondary"]]}
        counted, secondary = [], 0
        for key, events in self.events.things("assistance", "activity", by_agency=True).items():
            if not self.open(events):
                continue
            known = [e for e in events if e["day"] <= self.to]
            verbs = [(e["type"].split(".")[1], e["day"]) for e in known]
            if last(events, "adjacent") or "cancelled" in dict(verbs):
                continue
            first = next((date for verb, date in verbs if verb in given), None)
            if first is None:
                continue
            period = {}
            for event in events:
                period |= event["data"].get("period") or {}
            start = day(period.get("start")) or first
            end = end_day(period.get("end")) or dict(verbs).get("completed") or self.to
            if start > self.to or max(start, min(end, self.to)) < self.first:
                continue
            if (last(events, "reporter") or {}).get("secondary") or key in reported:
                secondary += 1
                continue
            country = last(events, "country")
            markers = {}
            for event in events:
                markers |= event["data"].get("markers") or {}
            counted.append({
                "agency": key[0], "new": start >= self.first, "type": last(events, "type"),
                "countries": [country] if country else last(events, "countries") or [],
                "themes": last(events, "themes") or [], "phases": last(events, "phases") or [],
                "markers": markers,
            })
        self.put("activities", len(counted))
        self.put("activitiesNew", sum(a["new"] for a in counted))
        self.put("activitiesContinuing", sum(not a["new"] for a in counted))
        self.put("activitiesSecondary", secondary)
        self.put("genderMarked", sum(a["markers"].get("gender", 0) > 0 for a in counted))
        self.put("disabilityMarked", sum(a["markers"].get("disability", 0) > 0 for a in counted))
        here = collections.defaultdict(list)
        for activity in counted:
            for country in set(activity["countries"]):
                here[country].append(activity)
        members = {c for c in here if c in self.members}
        self.put("statesAssisted", len(members))
        self.put("areasAssisted", len(here) - len(members))
        for country in members:
            some = here[country]
            self.put(f"assisted.{country}.activities", len(some))
            self.put(f"assisted.{country}.newOnes", sum(a["new"] for a in some))
            self.put(f"assisted.{country}.continuing", sum(not a["new"] for a in some))
        columns = {
            "activities": len,
            "countries": lambda some: len({c for a in some for c in a["countries"]}),
        }
        self.groups("byType", counted, lambda a: [a["type"]] if a["type"] else [], **columns)
        self.groups("byTheme", counted, lambda a: a["themes"], **columns)
        self.groups("byPhase", counted, lambda a: a["phases"], **columns)
        self.groups(
            "byRegion", counted,
            lambda a: [self.regions.get(c, "other") for c in a["countries"]] or ["regional"],
            **columns)

    # Assessments, experts, missions.

    def assessments(self):
        reported = [
            e for e in self.events.things("assessment", "assessment").values()
            if self.open(e) and self.within(last(e, "submitted"))]
        self.put("assessmentsReported", len(reported))
        self.put("needs", sum(len(last(e, "needs") or []) for e in reported))
        for finding in ("timeSufficient", "conditionsConducive", "reportPlan") if reported else ():
            for answer in ("yes", "no", "unknown"):
                self.put(f"findings.{finding}.{answer}", sum(
                    (last([x for x in e if finding in (x["data"].get("findings") or {})], "findings")
                     or {}).get(finding, {}).get("answer") == answer for e in reported))

    def experts(self):
        posts = [
            {"events": e, "count": last(e, "count") or 1, "theme": last(e, "theme"),
             "duration": last(e, "durationClass")}
            | {d: last(e, d) for d in ("requested", "nominated", "deployed")}
            for e in self.events.things("expert", "post").values() if self.open(e)]

        def people(verb):
            return lambda some: sum(p["count"] for p in some if self.within(p[verb]))

        for verb in ("requested", "nominated", "deployed"):
            self.put("experts" + verb.capitalize(), people(verb)(posts))
        some = [p for p in posts if self.within(p["requested"]) or self.within(p["deployed"])]
        for table, member in (("expertsByTheme", "theme"), ("expertsByDuration", "duration")):
            self.groups(
                table, some, lambda p, m=member: [p[m]] if p[m] else [],
                requested=people("requested"), deployed=people("deployed"))

    def missions(self):
        missions = [
            {"kind": last(e, "kind", "mission.deployed"), "deployed": last(e, "deployed"), "reported": last(e, "reported")}
            for e in self.events.things("mission", "mission").values() if self.open(e)]
        self.put("missionsDeployed", sum(self.within(m["deployed"]) for m in missions))
        self.put("missionReports", sum(self.within(m["reported"]) for m in missions))
        self.groups(
            "missionsByKind",
            [m for m in missions if self.within(m["deployed"]) or self.within(m["reported"])],
            lambda m: [m["kind"]] if m["kind"] else [],
            deployed=lambda some: sum(self.within(m["deployed"]) for m in some),
            reported=lambda some: sum(self.within(m["reported"]) for m in some))
        observations = [
            e for e in self.events.things("observation", "observation").values() if self.open(e)]
        self.put("observationsInvited", sum(self.within(last(e, "invited")) for e in observations))
        self.put("observationsDeclared", sum(
            any(x["type"] == "observation.declared" and self.within(x["day"]) for x in e)
            for e in observations))

    # Money.

    def funds(self):
        names = {"pledged": "pledged", "committed": "committed", "received": "receivedMoney"}
        sums, givers = collections.Counter(), collections.Counter()
        for event in self.events.of("fund.pledged", "fund.committed", "fund.received"):
            data, stage = event["data"], event["type"].split(".")[1]
            date = data.get("pledged") or data.get("committed") or data.get("received")
            if event["label"] > self.label or not self.within(date):
                continue
            amount = decimal.Decimal(data["amount"]["amount"])
            currency = data["amount"]["currency"]
            sums[f"funds.{data['fund']}.{currency}.{names[stage]}"] += amount
            if stage == "received":
                giver = data.get("contributor") or {}
                who = giver.get("country") or giver.get("name") or giver.get("agency") or ""
                givers[f"contributors.{who}.{currency}"] += amount
        balances = {}
        for event in sorted(self.events.of("fund.balance"), key=lambda e: e["sequence"]):
            data = event["data"]
            if event["label"] > self.label or data["fund"] in ("basket", "other"):
                continue
            key = (data["fund"], data["balance"]["currency"])
            if self.reached(data["asOf"]) and balances.get(key, data)["asOf"] <= data["asOf"]:
                balances[key] = data
        for (fund, currency), data in balances.items():
            name = f"funds.{fund}.{currency}"
            balance = decimal.Decimal(data["balance"]["amount"])
            sums[f"{name}.balance"] = balance
            if use := data.get("monthlyUse"):
                monthly = decimal.Decimal(use["amount"])
                sums[f"{name}.monthlyUse"] = monthly
                if monthly > 0 and use["currency"] == currency:
                    tenths = int(balance * 10 / monthly)
                    sums[f"{name}.cover"] = decimal.Decimal(tenths) / 10
        for name, value in [*sums.items(), *givers.items()]:
            self.put(name, value)

    # Coherence.

    def policies(self):
        known = collections.defaultdict(set)
        for event in self.events.of("policy.acknowledged"):
            if event["label"] <= self.label and event["day"] <= self.to:
                known[event["data"]["policy"]].add(event["agency"])
        shown = 0
        for name, events in self.events.things("policy", "policy").items():
            events = [e for e in events if e["type"] != "policy.acknowledged"]
            if not events or not self.open(events):
                continue
            if self.within(last(events, "revised")) or self.within(last(events, "issued")):
                shown += 1
                self.put(f"policies.{name}.acknowledgements", len(known[name]))
        self.put("policies", shown)

    def memory(self):
        for name, family, member, date in (
                ("lessons", "lesson", "lesson", "recorded"),
                ("practices", "practice", "practice", "shared")):
            self.put(name, sum(
                self.open(e) and self.within(last(e, date))
                for e in self.events.things(family, member).values()))

    def findings(self):
        overlaps = []
        for events in self.events.things("overlap", "overlap").values():
            if not self.open(events):
                continue
            verbs = [e["type"].split(".")[1] for e in events]
            state = next((v for v in reversed(verbs) if v != "reviewed"), None)
            days = {v: e["day"] for v, e in zip(verbs, events)}
            first = {v: e["day"] for v, e in reversed(list(zip(verbs, events)))}
            cleared = days.get("cleared") if state in ("cleared", "resolved") else None
            overlaps.append((first.get("flagged") and days["flagged"], cleared, days.get("resolved")))
        self.put("overlapsFlagged", sum(self.within(f) for f, _, _ in overlaps))
        self.put("overlapsCleared", sum(self.within(c) for _, c, _ in overlaps))
        self.put("overlapsOpen", sum(
            self.reached(f) and not self.reached(c) and not self.reached(r) for f, c, r in overlaps))
        for verb, table, member in (
                ("reviewed", "verdicts", "verdict"), ("resolved", "resolutions", "resolution")):
            some = [
                e for e in self.events.of(f"overlap.{verb}")
                if e["label"] <= self.label and self.within(e["day"])]
            self.put("overlaps" + verb.capitalize(), len(some))
            self.groups(
                table, some, lambda e, m=member: [e["data"][m]] if e["data"].get(m) else [], count=len)
        self.put("joint", sum(
            e["label"] <= self.label and self.within(e["day"]) for e in self.events.of("link.joint")))
        gaps = []
        for events in self.events.things("gap", "gap").values():
            if self.open(events):
                days = {e["type"]: e["day"] for e in events}
                is_open = events[-1]["type"] == "gap.noted"
                gaps.append((days.get("gap.noted"), None if is_open else days.get("gap.cleared")))
        self.put("gapsNoted", sum(self.within(n) for n, _ in gaps))
        self.put("gapsOpen", sum(self.reached(n) and not self.reached(c) for n, c in gaps))
        self.put("gapsCleared", sum(self.within(c) for _, c in gaps))
        breaches = []
        for events in self.events.things("rule", "breach").values():
            if self.open(events):
                days = {e["type"]: e["day"] for e in events}
                is_open = events[-1]["type"] == "rule.breached"
                breaches.append({
                    "rule": last(events, "rule"), "breached": days.get("rule.breached"),
                    "cleared": None if is_open else days.get("rule.cleared")})
        self.groups(
            "rules",
            [b for b in breaches if self.within(b["breached"]) or self.within(b["cleared"])],
            lambda b: [b["rule"]],
            breached=lambda some: sum(self.within(b["breached"]) for b in some),
            cleared=lambda some: sum(self.within(b["cleared"]) for b in some),
            open=lambda some: sum(
                self.reached(b["breached"]) and not self.reached(b["cleared"]) for b in some))


def regions(path):
    """Country -> region, and the Member States, from the committed table."""
    regions, members = {}, set()
    with open(path, "rb") as file:
        for region, parts in tomllib.load(file).items():
            for part in parts.values():
                regions |= {code: region for codes in part.values() for code in codes.split()}
                members |= set(part.get("members", "").split())
    return regions, members


def main(events_path, report_path, first, to, label, defaults, regions_path):
    events = Events(events_path, defaults)
    count = Count(events, first, to, int(label))
    count.regions, count.members = regions(regions_path)
    for part in (count.requests, count.assistance, count.assessments, count.experts, count.missions,
                 count.funds, count.policies, count.memory, count.findings):
        part()
    report = json.load(open(report_path, encoding="utf-8"))
    visible = {e["sequence"] for e in events.all if e["label"] <= count.label}
    stated, wrong = {}, []

    def walk(value):
        if isinstance(value, list):
            for part in value:
                walk(part)
        elif isinstance(value, dict):
            for a, b in value.get("sequences", []):
                hidden = [s for s in range(a, b + 1) if s not in visible]
                if hidden:
                    wrong.append(f"{value.get('id')}: sequences {hidden} are not for this audience")
            if "value" in value and "unit" in value:
                number = decimal.Decimal(str(value["value"]))
                if stated.setdefault(value["id"], number) != number:
                    wrong.append(f"{value['id']} is stated twice, differently")
                if number and not value["sequences"] and value["id"] != "requestsWithheld":
                    wrong.append(f"{value['id']} is {number} without a sequence")
            for name, part in value.items():
                if name != "sequences":
                    walk(part)

    walk(report["sections"])
    for name in sorted(stated.keys() | count.numbers.keys()):
        a, b = stated.get(name), count.numbers.get(name)
        if a is None or b is None or a != decimal.Decimal(b):
            wrong.append(f"{name}: the report says {a}, the events say {b}")
    rows = {}
    for section in report["sections"]:
        for block in section["content"]:
            if block.get("table") == "requests":
                rows = {row["id"]: row for row in block["rows"]}
    if rows.keys() != count.listed.keys():
        wrong.append(f"requests listed: {sorted(rows.keys() ^ count.listed.keys())}")
    print("\n".join(wrong) if wrong else f"{len(stated)} numbers agree, {len(rows)} requests listed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
