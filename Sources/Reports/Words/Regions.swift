internal import TOML

/// Regions of the United Nations' statistical standard M49, and membership. Source: Data/regions.toml.
package struct Regions: Sendable {
    private var regions: [String: String] = [:]
    private var members: Set<String> = []
    /// Codes in the order of the file: africa, americas, asia, europe, oceania, other.
    package private(set) var order: [String] = []

    package static let shared: Regions = {
        do {
            return try Regions(
                parsing: String(decoding: PackageResources.regions_toml, as: UTF8.self))
        } catch {
            preconditionFailure("\(error)")  // a test reads the same file
        }
    }()

    init(parsing text: String) throws(TOMLError) {
        let document = try TOMLDocument(parsing: text, file: "regions.toml")
        for region in document.root.members {
            order.append(region.key)
            guard case .table(let parts) = region.value.content else {
                throw document.error(at: region.keyPosition, "\(region.key) is no table")
            }
            for part in parts.members {
                guard case .table(let lists) = part.value.content else {
                    throw document.error(at: part.keyPosition, "\(part.key) is no table")
                }
                for list in lists.members {
                    guard case .text(let codes) = list.value.content else { continue }
                    for code in codes.split(separator: " ") {
                        regions[String(code)] = region.key
                        if list.key == "members" { members.insert(String(code)) }
                    }
                }
            }
        }
    }

    /// - Parameter country: ISO 3166-1 alpha-3.
    /// - Returns: `africa`, ..., or `other`.
    package func region(of country: String) -> String { regions[country] ?? "other" }

    package func isMemberState(_ country: String) -> Bool { members.contains(country) }

    package var memberStates: Set<String> { members }
}
