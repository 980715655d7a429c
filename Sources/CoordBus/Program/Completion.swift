extension Program {
    /// A completion for bash: commands, their options, and files where an option takes a value.
    package var completion: String {
        let function = "_coordbus_\(name)"
        let firstWords = Set(commands.map { $0.name.prefix { $0 != " " } }).sorted()
        let groups = Set(
            commands.filter { $0.name.contains(" ") }.map { $0.name.prefix { $0 != " " } }
        ).sorted()
        var text = """
            # bash completion for \(name); written by `\(name) --completion`
            \(function)() {
                local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} words=
                COMPREPLY=()

            """
        if !groups.isEmpty {
            text += "    case $command in \(groups.joined(separator: "|")))\n"
            text +=
                "        if [ \"$COMP_CWORD\" -gt 2 ]; then command+=\" ${COMP_WORDS[2]}\"; fi ;;\n"
            text += "    esac\n"
        }
        text += "    case $command in\n"
        for command in commands {
            text += "        '\(command.name)') words='\(Self.names(command.options))' ;;\n"
        }
        for group in groups {
            let second = commands.filter { $0.name.hasPrefix(group + " ") }
                .map { String($0.name.dropFirst(group.count + 1)) }
            text += "        \(group)) words='\(second.joined(separator: " "))' ;;\n"
        }
        text += """
                    *) words='\(Self.names(options))' ;;
                esac

            """
        if !commands.isEmpty {
            text += "    if [ \"$COMP_CWORD\" = 1 ]; then "
            text += "words='\(firstWords.joined(separator: " ")) \(Self.names(options))'; fi\n"
        }
        text += """
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
            }
            complete -o bashdefault -o default -F \(function) \(name)

            """
        return text
    }

    private static func names(_ options: [OptionDeclaration]) -> String {
        options.map(\.name).joined(separator: " ")
    }
}
