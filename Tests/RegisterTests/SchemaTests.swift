internal import CoordBus
internal import Events
internal import Foundation
internal import SQLite
internal import TestSupport
internal import Testing

@Suite struct SchemaTests {
    @Test("SQLite takes the schema, and every view can be read")
    func schemaIsTaken() throws {
        let database = try SQLiteConnection(path: ":memory:")
        try database.execute(RegisterSchema.creation)
        for table in RegisterSchema.tables {
            try database.execute(table.creation)
            try database.execute(table.indexCreation)
        }
        try database.execute(RegisterSchema.ownIndexes)
        try database.execute(RegisterSchema.views)
        let names = try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")
        var views: [String] = []
        while try names.step() { views.append(names.text(at: 0)) }
        #expect(views.count == RegisterSchema.lists.count + 5)
        for view in views { try database.prepare("SELECT * FROM \(view)").run() }
    }

    @Test("Every event type is folded, or is known to leave no row")
    func everyTypeHasItsRow() {
        let folded = Set(RegisterProjection.all.map(\.typeName))
        let without: Set<String> = [
            "adapter.hello", "adapter.heartbeat", "schema.published", "key.rotated",
            "log.checkpoint",
        ]
        for type in EventCatalogue.all {
            #expect(folded.contains(type.name) != without.contains(type.name), "\(type.name)")
        }
        for name in folded { #expect(EventCatalogue.type(name: name) != nil, "\(name)") }
    }

    @Test("Every column is filled by some event, from a member that the event may have")
    func everyColumnHasItsMember() throws {
        for projection in RegisterProjection.all {
            let type = try #require(EventCatalogue.type(name: projection.typeName))
            if let id = projection.idPath {
                #expect(id == "@case" || exists(id, in: type.data), "\(type.name): \(id)")
            }
        }
        for table in RegisterSchema.tables {
            let projections = RegisterProjection.all.filter { $0.tableName == table.name }
            #expect(!projections.isEmpty, "\(table.name)")
            for column in table.columns {
                let found = projections.contains { projection in
                    guard let type = EventCatalogue.type(name: projection.typeName) else {
                        return false
                    }
                    return projection.fills(column) { exists($0, in: type.data) }
                }
                #expect(found, "\(table.name).\(column.name)")
            }
        }
    }

    private func exists(_ path: String, in shape: ObjectShape) -> Bool {
        if path == "@time" { return true }
        var shape: Shape = .object(shape)
        for part in path.split(separator: ".").map(String.init) {
            switch shape {
            case .object(let object):
                guard let field = object.fields.first(where: { $0.name == part }) else {
                    return false
                }
                shape = field.shape
            case .list(let element, _):
                guard Int(part) != nil else { return false }
                shape = element
            default: return false
            }
        }
        return true
    }

    @Test("docs/register.md is current")
    func pageIsCurrent() throws {
        let url = packageRoot.appending(path: "docs/register.md")
        if ProcessInfo.processInfo.environment["COORDBUS_WRITE_EXAMPLES"] == "1" {
            try RegisterPage.text.write(to: url, atomically: true, encoding: .utf8)
        }
        let committed = (try? String(contentsOf: url, encoding: .utf8)) ?? ""  // absent: stale
        #expect(
            committed == RegisterPage.text,
            "docs/register.md is stale; run `coordctl schema --output .`")
    }
}
