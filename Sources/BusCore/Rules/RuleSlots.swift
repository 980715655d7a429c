/// What each rule found of each thing: by thing first, because an event makes several rules look at the same one.
struct RuleSlots {
    struct State {
        var isOpen = false
        /// Of breaches so far.
        var count = 0
        /// The deadline that rule.due was told of.
        var told: Int64?
        /// The moment it is to be looked at again.
        var waitsUntil: Int64?
    }

    /// All rules that ever had something to say of one thing; most have none.
    private final class Thing {
        var states: [(rule: String, state: State)] = []
    }

    private struct Name: Hashable {
        let status: UInt8
        let about: String
    }

    private var things: [Name: Thing] = [:]
    /// The one that was looked for last.
    private var last: (name: Name, thing: Thing?)?

    subscript(key: RuleEngine.Key) -> State? {
        mutating get {
            let name = Name(status: key.status, about: key.slot.about)
            guard let thing = find(name) else { return nil }
            return thing.states.first { $0.rule == key.slot.rule }?.state
        }
        set {
            guard let newValue else { return }
            let name = Name(status: key.status, about: key.slot.about)
            let thing = find(name) ?? Thing()
            if let place = thing.states.firstIndex(where: { $0.rule == key.slot.rule }) {
                thing.states[place].state = newValue
                return
            }
            thing.states.append((key.slot.rule, newValue))
            things[name] = thing
            last = (name, thing)
        }
    }

    private mutating func find(_ name: Name) -> Thing? {
        if let last, last.name == name { return last.thing }
        let thing = things[name]
        last = (name, thing)
        return thing
    }

    /// In no order.
    func keys(where isWanted: (RuleEngine.Key, State) -> Bool) -> [RuleEngine.Key] {
        var keys: [RuleEngine.Key] = []
        for (name, thing) in things {
            for (rule, state) in thing.states {
                let key = RuleEngine.Key(
                    status: name.status, slot: RuleSlot(rule: rule, about: name.about))
                if isWanted(key, state) { keys.append(key) }
            }
        }
        return keys
    }
}
