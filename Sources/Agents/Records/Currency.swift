/// Currencies as sources write them.
enum Currency {
    /// Three capital letters; nil for anything else.
    static func code(_ text: String) -> String? {
        let code = text.tidied.uppercased()
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            return nil
        }
        return code
    }
}
