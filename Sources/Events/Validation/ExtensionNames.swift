/// Names of extension attributes that were found to be well formed and to speak of no person: looked at once, not once an
/// event. A few places; a name that goes where another stands takes its place, so nobody can fill it up.
struct ExtensionNames {
    private var names = [8 of PackedText](repeating: PackedText(""))

    @inline(__always)
    func contains(_ name: PackedText) -> Bool {
        name.count > 0 && names[Self.place(name)] == name
    }

    mutating func add(_ name: PackedText) { names[Self.place(name)] = name }

    @inline(__always)
    private static func place(_ name: PackedText) -> Int {
        Int(truncatingIfNeeded: name.hash) & 7
    }
}
