internal import Agents
internal import Foundation
internal import Platform
internal import Testing

struct AdapterConfigurationTests {
    @Test func theCommittedConfigurationIsGood() throws {
        let configuration = try DevelopmentData.configuration()
        #expect(configuration.mappings.count >= 4)
        #expect(configuration.mappings.allSatisfy { !$0.patterns.isEmpty })
        #expect(configuration.organisations.agency(ref: "XM-DAC-41114", name: nil) == "undp")
        #expect(configuration.iati.countryByFile.contains { $0.country == "COD" })
    }

    @Test func formatsFollowMappingsThenEndings() throws {
        let configuration = try DevelopmentData.configuration()
        #expect(configuration.format(ofFile: "/x/National-Elections.csv") == .table)
        #expect(configuration.format(ofFile: "a.xml.gz") == .iati)
        #expect(configuration.format(ofFile: "a.ndjson.gz") == .normalised)
        #expect(configuration.format(ofFile: "MANIFEST.csv") == nil)
        #expect(throws: ConfigurationFault.self) {
            _ = try configuration.source(path: "/x/MANIFEST.csv", format: .table)
        }
    }

    @Test func anEmptyFolderIsEnoughAndFaultsNameTheFile() throws {
        try withTemporaryFolder { folder in
            let empty = try AdapterConfiguration(folder: folder, files: DiskFileSystem())
            #expect(empty.mappings.isEmpty)
            try FileManager.default.createDirectory(
                atPath: folder + "/mappings", withIntermediateDirectories: true)
            let path = folder + "/mappings/iati.toml"
            try "[[country_by_file]]\npattern = \"x\"\ncountry = \"Congo\"\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let error = #expect(throws: ConfigurationFault.self) {
                _ = try AdapterConfiguration(folder: folder, files: DiskFileSystem())
            }
            #expect(error?.description.hasPrefix("\(path):3:11: \"Congo\" is no ISO 3166") == true)
        }
    }

    @Test func theExampleInTheDocumentationIsAMapping() throws {
        let file = DevelopmentData.packageRoot.appending(path: "config/mappings/README.md")
        let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
        let example = try #require(parts.first { $0.hasPrefix("toml\n") }).dropFirst(5)
        let mapping = try TableMapping(parsing: String(example), file: "README.md")
        #expect(mapping.patterns == ["requests-*.csv"])
    }
}
