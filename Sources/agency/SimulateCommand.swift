internal import Agents
internal import CoordBus
internal import JSON
internal import Platform

/// `agency simulate`: agencies play whole cases.
enum SimulateCommand {
    static let command = Command(
        name: "simulate", summary: "plays whole cases of a scenario, the same for the same seed",
        usage: "simulate --scenario FILE [--seed N] [--events N] [--rate N] [--planted FILE]",
        options: [
            OptionDeclaration("--scenario", "FILE", "what to play; see config/scenarios"),
            OptionDeclaration(
                "--seed", "N", "which of the worlds that the scenario allows (default 1)"),
            OptionDeclaration(
                "--events", "N", "ends after N events (default one round of the scenario)"),
            OptionDeclaration("--rate", "N", "events a second (default as fast as it goes)"),
            OptionDeclaration(
                "--planted", "FILE", "lists what is planted and is to be found, as JSON"),
            Destination.orderOption,
        ] + Destination.options,
        body: { try run($0) })

    static func run(_ arguments: Arguments) throws -> ExitCode {
        guard let path = arguments.text("--scenario") else {
            throw UsageError(
                "--scenario is missing; say for example --scenario config/scenarios/demo.toml")
        }
        guard arguments.positionals.isEmpty else {
            throw UsageError("unexpected \(arguments.positionals[0]); --help lists the options")
        }
        guard let text = readText(path) else {
            fail(.noInput, "simulate: \(path) cannot be read; check the path")
        }
        let scenario: Scenario
        do {
            scenario = try Scenario(parsing: text, file: path)
        } catch {
            fail(.config, "simulate: \(error)")
        }
        let seed = UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1))
        let limit = try arguments.integer("--events", in: 0...Int.max, default: 0)
        let rate = try arguments.integer("--rate", in: 0...1_000_000, default: 0)
        let destination = try Destination(
            arguments, order: try Destination.order(arguments))
        var simulation = Simulation(scenario, seed: seed, limit: limit > 0 ? limit : nil)
        var planted: [Planted] = []
        try play(&simulation, rate: rate, limit: limit, into: destination, &planted)
        let code = try destination.finish()
        if let path = arguments.text("--planted") {
            try write(planted, scenario, seed: seed, events: simulation.count, to: path)
        }
        say(
            "simulated \(grouped(simulation.count)) events, \(grouped(planted.count)) things planted"
        )
        return code
    }

    private static func play(
        _ simulation: inout Simulation, rate: Int, limit: Int, into destination: Destination,
        _ planted: inout [Planted]
    ) throws {
        // Ten batches a second where there is a rate.
        let size = rate > 0 ? max(1, min(512, rate / 10)) : 512
        let began = monotonicNanoseconds()
        var batch: [MadeEvent] = []
        while true {
            batch.removeAll(keepingCapacity: true)
            while batch.count < size, let event = simulation.next() { batch.append(event) }
            planted += simulation.takePlanted()
            guard !batch.isEmpty else { return }
            let count = simulation.count
            try destination.take(batch) {
                limit > 0 ? "\(grouped(limit - count)) left" : "playing"
            }
            if rate > 0 {
                sleepUntil(
                    monotonicNanoseconds: began + UInt64(count) * 1_000_000_000 / UInt64(rate))
            }
        }
    }

    private static func write(
        _ planted: [Planted], _ scenario: Scenario, seed: UInt64, events: Int, to path: String
    ) throws {
        var json = JSONWriter(capacity: 1 << 16)
        json.object { json in
            json.member("scenario", scenario.name)
            json.member("seed", seed)
            json.member("events", events)
            json.key("planted")
            json.array { json in for item in planted { item.write(into: &json) } }
        }
        var file = try OutputFile(path: path)
        try file.write(line: json.bytes)
        try file.flush()
    }
}
