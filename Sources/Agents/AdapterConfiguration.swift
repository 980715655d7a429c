internal import Bytes
package import Platform
internal import TOML

/// Why the adapters' configuration cannot be used; `description` names file, line and remedy.
package struct ConfigurationFault: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
}

/// How a file is to be read.
package enum SourceFormat: String, CaseIterable, Sendable {
    case iati
    case table
    /// The team's normalised activities, one a line.
    case normalised
    /// CloudEvents, taken as they are.
    case events
}

/// What all adapters of a machine go by: config/organisations.csv and config/mappings/*.toml.
package struct AdapterConfiguration: Sendable {
    package let organisations: OrganisationTable
    package let iati: IATIOptions
    /// In the order of their file names.
    package let mappings: [TableMapping]

    /// - Parameter folder: holds organisations.csv and mappings/; either may be absent.
    package init(folder: String, files: any FileSystem) throws(ConfigurationFault) {
        let table = try Self.text("\(folder)/organisations.csv", files)
        let organisations = try Self.told { () throws(SourceFault) in
            guard let table else { return OrganisationTable() }
            return try OrganisationTable(
                parsing: Array(table.utf8), file: "\(folder)/organisations.csv")
        }
        var iati = IATIOptions(organisations: organisations)
        var mappings: [TableMapping] = []
        for name in try Self.names("\(folder)/mappings", files) where name.hasSuffix(".toml") {
            let file = "\(folder)/mappings/\(name)"
            guard let text = try Self.text(file, files) else { continue }
            if name == "iati.toml" {
                iati = try Self.told { () throws(TOMLError) in
                    try IATIOptions(parsing: text, file: file, organisations: organisations)
                }
            } else {
                mappings.append(
                    try Self.told { () throws(TOMLError) in
                        try TableMapping(parsing: text, file: file)
                    })
            }
        }
        self.organisations = organisations
        self.iati = iati
        self.mappings = mappings
    }

    /// The mapping whose `files` fit the name.
    package func mapping(forFile name: String) -> TableMapping? {
        mappings.first { mapping in mapping.patterns.contains { FilePattern.matches(name, $0) } }
    }

    /// How a file is probably to be read, by its name: a mapping that is for it, else its ending.
    package func format(ofFile path: String) -> SourceFormat? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if mapping(forFile: name) != nil { return .table }
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        if plain.hasSuffix(".xml") { return .iati }
        if plain.hasSuffix(".ndjson") { return .normalised }
        return nil
    }

    /// A reader of the file.
    /// - Parameter mapping: for tables; the one that is for the file's name when nil.
    package func source(
        path: String, format: SourceFormat, mapping: TableMapping? = nil
    ) throws(ConfigurationFault) -> any EventSource {
        switch format {
        case .iati: return IATIFile(path: path, options: iati)
        case .normalised:
            return NormalisedFile(
                path: path, organisations: organisations, classification: iati.classification)
        case .events: return DroppedFile(path: path)
        case .table:
            let name = path.split(separator: "/").last.map(String.init) ?? path
            guard let mapping = mapping ?? self.mapping(forFile: name) else {
                throw ConfigurationFault(
                    description: "no mapping is for \(name); add its name to `files` of one")
            }
            return TableFile(path: path, mapping: mapping, organisations: organisations)
        }
    }

    private static func names(_ folder: String, _ files: any FileSystem) throws(ConfigurationFault)
        -> [String]
    {
        try told { () throws(FileError) in
            do throws(FileError) {
                return try files.names(in: folder).sorted()
            } catch {
                guard error.isNotFound else { throw error }
                return []
            }
        }
    }

    /// - Returns: nil when there is no such file.
    private static func text(_ path: String, _ files: any FileSystem) throws(ConfigurationFault)
        -> String?
    {
        try told { () throws(FileError) in
            do throws(FileError) {
                let file = try files.open(path, .read)
                var buffer = ByteBuffer()
                try file.read(at: 0, upTo: file.size(), into: &buffer)
                return buffer.bytes.text
            } catch {
                guard error.isNotFound else { throw error }
                return nil
            }
        }
    }

    private static func told<T, E: Error & CustomStringConvertible>(
        _ body: () throws(E) -> T
    ) throws(ConfigurationFault) -> T {
        do throws(E) {
            return try body()
        } catch {
            throw ConfigurationFault(description: error.description)
        }
    }
}
