internal import CoordBus
internal import Platform

/// `coordbench torture`: what must never happen is tried, many times.
enum TortureCommand {
    static let options: [OptionDeclaration] = [
        OptionDeclaration("--rounds", "N", "how many times (default 200; --flip 2000, --tail 100)"),
        OptionDeclaration("--seed", "S", "another course of events (default 1)"),
        OptionDeclaration(
            "--torn", "cut the last batch of a log at every byte, instead of kill -9"),
        OptionDeclaration("--flip", "flip one bit of a log, instead of kill -9"),
        OptionDeclaration("--tail", "kill and resume coordctl tail, instead of coordd"),
        OptionDeclaration(
            "--inbox", "kill coordd while an agency catches up from its inbox (default 20 rounds)"),
        OptionDeclaration("--events", "N", "of --inbox: events it was away for (default 1000000)"),
        OptionDeclaration(
            "--register", "kill coordd while it folds the register, instead (default 50 rounds)"),
        OptionDeclaration(
            "--scenario", "FILE",
            "of --register: what is folded (default config/scenarios/biennium.toml)"),
        OptionDeclaration("--step", "N", "of --torn and --flip: every Nth byte only (default 1)"),
        Programs.daemonOption, Programs.option,
        OptionDeclaration("--help", "show this"),
    ]

    static func run(_ words: [String]) throws -> ExitCode {
        let arguments = try Arguments(words, options)
        if arguments.has("--help") {
            writeOutput("usage: coordbench torture [option ...]\n\n" + Arguments.help(options))
            return .ok
        }
        let programs = try Programs(arguments)
        let seed = UInt64(try arguments.integer("--seed", in: 0...Int.max, default: 1))
        let rounds: Int? =
            arguments.has("--rounds")
            ? try arguments.integer("--rounds", in: 1...1_000_000, default: 1) : nil
        let step = try arguments.integer("--step", in: 1...1_000_000, default: 1)
        let faults = Faults()
        writeOutput("torture: seed \(seed)")
        if arguments.has("--torn") {
            try TornRounds(programs: programs, seed: seed, step: step, faults: faults).run()
        } else if arguments.has("--flip") {
            try FlipRounds(
                programs: programs, seed: seed, step: step, randomFlips: rounds ?? 2_000,
                faults: faults
            ).run()
        } else if arguments.has("--inbox") {
            try InboxRounds(
                programs: programs, kills: rounds ?? 20,
                events: try arguments.integer(
                    "--events", in: 100...100_000_000, default: 1_000_000),
                seed: seed, faults: faults
            ).run()
        } else if arguments.has("--register") {
            try RegisterRounds(
                programs: programs, rounds: rounds ?? 50, seed: seed, faults: faults,
                scenario: arguments.text("--scenario") ?? "config/scenarios/biennium.toml"
            ).run()
        } else if arguments.has("--tail") {
            try TailRounds(programs: programs, rounds: rounds ?? 100, seed: seed, faults: faults)
                .run()
        } else {
            try KillRounds(programs: programs, rounds: rounds ?? 200, seed: seed, faults: faults)
                .run()
        }
        return faults.count == 0 ? .ok : .found
    }
}
