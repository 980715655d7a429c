internal import Events
internal import JSON

/// Simulated agencies at work: the events of a scenario one by one, in the order of the scenario's own calendar.
///
/// Pure: no clock, no file, no chance but the seed's. The same scenario and seed give the same bytes. Memory holds the
/// cases that are open, each with what it has still to say, however long the run: about a hundred events a case.
package struct Simulation {
    private let scenario: Scenario
    private let seed: UInt64
    private let countries: [SimulatedCountry]
    /// Ends after so many; nil plays one round.
    private let limit: Int?

    /// Stories that have something to say, the one with the earliest next event first: a binary heap.
    private var open: [Story] = []
    private var round = 0
    private var plans: [CasePlan]
    private var nextPlan = 0
    private var casesBegun = 0
    private var quartersBegun = 0
    /// For each country the day from which it has no open case.
    private var free: [SimulatedDay]
    private var ready: [Planted] = []
    /// Events given so far.
    package private(set) var count = 0

    private struct Story {
        /// Breaks ties of time.
        let number: Int
        let events: [ScriptedEvent]
        var at = 0
        var planted: [Planted]

        var key: (SimulatedTime, Int) { (events[at].time, number) }
    }

    /// - Parameter limit: ends after so many events, playing more rounds if one is too short; nil for one round.
    package init(_ scenario: Scenario, seed: UInt64, limit: Int? = nil) {
        self.scenario = scenario
        self.seed = seed
        self.limit = limit
        countries = SimulatedCountry.all.filter {
            scenario.countries.isEmpty || scenario.countries.contains($0.code)
        }
        free = Array(repeating: scenario.start, count: countries.count)
        plans = scenario.round(0, seed: seed)
        let opening = StandingPlay.opening(
            scenario: scenario.name, seed: seed, on: scenario.start)
        add(Story(number: 0, events: opening.inOrder(), planted: []))
    }

    /// The next event; nil at the end.
    package mutating func next() -> MadeEvent? {
        if let limit, count >= limit { return nil }
        beginWhatIsDue()
        guard !open.isEmpty else { return nil }
        let event = open[0].events[open[0].at].event
        open[0].at += 1
        if open[0].at == open[0].events.count {
            ready += open[0].planted
            open.swapAt(0, open.count - 1)
            open.removeLast()
        }
        sink(0)
        count += 1
        return event
    }

    /// What was planted in the cases that have ended since the last call. A run that a limit cut short has open cases:
    /// what is planted in them is not told, as their clocks may not have run out.
    package mutating func takePlanted() -> [Planted] {
        defer { ready = [] }
        return ready
    }

    // MARK: Beginning stories

    private mutating func beginWhatIsDue() {
        while let day = nextBeginning {
            if let first = open.first?.events[open[0].at].time, first.day < day { return }
            begin(on: day)
        }
    }

    /// When the next case or quarter begins; nil after the last one.
    private var nextBeginning: SimulatedDay? {
        guard nextPlan < plans.count || limit != nil else { return nil }
        return min(caseDay, quarterDay)
    }

    private var caseDay: SimulatedDay {
        scenario.start + 3 + Int(Double(casesBegun) * 30 / scenario.casesPerMonth)
    }

    private var quarterDay: SimulatedDay { scenario.start + 90 * (quartersBegun + 1) }

    private mutating func begin(on day: SimulatedDay) {
        if quarterDay < caseDay {
            quartersBegun += 1
            let script = StandingPlay.quarter(
                quartersBegun, scenario: scenario.name, seed: seed, on: day)
            return add(Story(number: -quartersBegun, events: script.inOrder(), planted: []))
        }
        if nextPlan == plans.count {
            round += 1
            plans = scenario.round(round, seed: seed)
            nextPlan = 0
        }
        casesBegun += 1
        let index = country(on: day)
        var play = CasePlay(
            plans[nextPlan], number: casesBegun, scenario: scenario.name, seed: seed,
            country: countries[index], begin: day)
        nextPlan += 1
        play.play()
        if play.plan.kind.takesCountry { free[index] = play.lastDay + 30 }
        add(
            Story(
                number: casesBegun, events: play.script.inOrder(), planted: play.script.planted))
    }

    /// A country without an open case, so that nothing overlaps by chance; else the one that is free soonest.
    private func country(on day: SimulatedDay) -> Int {
        var random = SimulationRandom(
            seed: seed, part: 0x636F_756E_7472_7900 &+ UInt64(casesBegun))
        let idle = free.indices.filter { free[$0] <= day }
        guard idle.isEmpty else { return random.pick(idle) }
        return free.indices.min { (free[$0], $0) < (free[$1], $1) } ?? 0
    }

    // MARK: The heap

    private mutating func add(_ story: Story) {
        guard !story.events.isEmpty else { return }
        open.append(story)
        var child = open.count - 1
        while child > 0, open[child].key < open[(child - 1) / 2].key {
            open.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < open.count && open[child].key < open[least].key {
                least = child
            }
            guard least != parent else { return }
            open.swapAt(parent, least)
            parent = least
        }
    }
}

extension CaseKind {
    /// Policies speak of no country.
    fileprivate var takesCountry: Bool { self != .policy && self != .unread }
}
