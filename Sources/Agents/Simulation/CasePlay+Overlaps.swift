internal import JSON

/// The same help twice, in the shapes of `OverlapPlant`: each beside another of the case's activities.
extension CasePlay {
    mutating func plantOverlaps(after decided: Step) {
        // Not beside OHCHR's advice nor the Division's own work, so that each copy has a plausible second agency.
        let originals = aids.filter { !["ohchr", "ead"].contains($0.agency) }
        guard !originals.isEmpty else { return }
        for (index, kind) in plan.overlaps.enumerated() {
            let original = originals[index % originals.count]
            plantOverlap(kind, beside: original, part: "X\(index + 1)", after: decided)
        }
    }

    private mutating func plantOverlap(
        _ kind: OverlapPlant, beside original: SimulatedAid, part: String, after decided: Step
    ) {
        if kind == .resend { return plantResend(of: original) }
        var copy = original
        copy.agency = second(to: original, kind)
        copy.activity = identifier(copy.agency, part)
        copy.funders = []
        var expected = "overlap.flagged"
        var expectedKind: String? = "overlap"
        var why = "\(copy.agency) plans what \(original.agency) plans"
        switch kind {
        case .duplicate:
            copy.title = copy.title.map { ($0.language, $0.text + ", \(country.name)") }
        case .reworded:
            reword(&copy)
            why += ", in other words"
        case .language:
            translate(&copy)
            why += ", in another language"
        case .secondary:
            copy.isSecondary = true
            copy.implementer = (original.agency, original.activity)
            copy.links = [("reports-on", original.activity)]
            copy.addresses = []
            expectedKind = "secondary"
            why = "\(copy.agency) reports the activity that \(original.agency) carries out"
        case .joint:
            copy.links = [("joint-with", original.activity)]
            expectedKind = "joint"
            why = "\(copy.agency) and \(original.agency) say that they do it together"
        case .complementary:
            copy.place = country.regions.first { $0 != original.place }
            copy.addresses = []
            copy.title = copy.title.map {
                ($0.language, $0.text.replacing(original.place ?? "", with: copy.place ?? ""))
            }
            copy.description = []
            (expected, expectedKind) = ("none", nil)
            why = "the same theme in another place"
        case .resend: break
        }
        let steps =
            kind == .secondary ? playSecondary(copy, after: decided) : play(copy, after: decided)
        if kind == .joint { declareJoint(original, copy, after: steps[0]) }
        guard let first = steps.first else { return }
        plant(
            "overlap", kind.rawValue, expected: expected, planned(original) + [first],
            activities: [original.activity, copy.activity], expectedKind: expectedKind, why: why)
    }

    /// The first event of an activity.
    private func planned(_ aid: SimulatedAid) -> [Step] {
        script.step(type: "assistance.planned", subject: aid.activity).map { [$0] } ?? []
    }

    /// Another agency that could give the same help; donors report what others do.
    private mutating func second(to original: SimulatedAid, _ kind: OverlapPlant) -> String {
        guard kind != .secondary else { return random.pick(SimulatedAgency.donors) }
        let theme = SimulatedTheme.named(original.theme)
        let others = (theme.agencies + ["undp", "ifes", "eu", "unops"]).filter {
            $0 != original.agency
        }
        return others[0]
    }

    private mutating func reword(_ copy: inout SimulatedAid) {
        let theme = SimulatedTheme.named(copy.theme)
        copy.title = [("en", "\(theme.reworded) (\(copy.place ?? country.name))")]
        copy.description = []
        copy.addresses = []
        copy.budget = copy.budget * random.within(70...140) / 100 / 1_000 * 1_000
        copy.end = copy.end + random.within(-5...5)
    }

    private func translate(_ copy: inout SimulatedAid) {
        let theme = SimulatedTheme.named(copy.theme)
        // English is what the original has; another language is what the copy gets.
        let language = country.language == "en" ? "fr" : country.language
        copy.title = [(language, "\(theme.titles[language, default: ""]), \(copy.place ?? "")")]
        copy.description = []
        copy.addresses = []
    }

    private mutating func playSecondary(_ copy: SimulatedAid, after decided: Step) -> [Step] {
        let started = publish(copy, "started", on: copy.start + 5, because: decided)
        var steps = [started]
        var day = started.day + 40
        while day < copy.end {
            steps.append(publish(copy, "updated", on: day, because: started))
            day = day + 40
        }
        steps.append(
            publish(copy, "completed", on: max(copy.end, started.day) + 3, because: started))
        return steps
    }

    private mutating func declareJoint(
        _ original: SimulatedAid, _ copy: SimulatedAid, after cause: Step
    ) {
        script.add(
            "link.joint", by: original.agency, on: cause.day + 1, because: cause,
            subject: original.activity
        ) { json in
            json.key("parties")
            json.array { json in
                for aid in [original, copy] {
                    json.object { json in
                        json.member("agency", aid.agency)
                        json.member("activity", aid.activity)
                    }
                }
            }
            json.member("country", country.code)
        }
    }

    /// The agency exports its record once more: another id, everything else the same.
    private mutating func plantResend(of original: SimulatedAid) {
        guard let first = planned(original).first else { return }
        let again = publish(original, "planned", on: first.day + 1, because: nil)
        plant(
            "overlap", OverlapPlant.resend.rawValue, expected: "overlap.flagged", [first, again],
            activities: [original.activity], expectedKind: "resend",
            why: "\(original.agency) published the same record under another id")
    }
}
