/// What `coordctl schema` writes. The same catalogue gives the same bytes.
package enum SchemaFiles {
    /// Paths are relative to the package's root.
    package static func all() -> [(path: String, text: String)] {
        let usage = ShapeUsage(EventCatalogue.all)
        return SchemaWriter.files(EventCatalogue.all, usage)
            + [
                AsyncAPIWriter.file(EventCatalogue.all),
                CatalogueWriter.file(EventCatalogue.all, usage),
            ]
    }
}
