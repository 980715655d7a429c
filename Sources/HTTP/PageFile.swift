internal import CPages

/// One file of the page, in the program's own read-only memory: it takes no heap and is there in every installation.
@safe package struct PageFile: Sendable {
    /// `index.html`, `lang/ar.json`
    package let name: String
    package let mediaType: String
    package let count: Int
    private let index: Int

    /// All files, in order of their names' declaration.
    package static let all: [PageFile] = (0..<cpages_count()).map { PageFile(index: $0) }

    private init(index: Int) {
        let file = unsafe cpages_at(index)
        unsafe name = String(cString: file.name)
        unsafe mediaType = String(cString: file.type)
        count = unsafe file.count
        self.index = index
    }

    /// Where it lies, for the server; never freed.
    var start: UnsafeRawPointer { unsafe UnsafeRawPointer(cpages_at(index).bytes) }

    package var bytes: Span<UInt8> {
        @_lifetime(immortal)
        get {
            let file = unsafe cpages_at(index)
            let span = unsafe Span(_unsafeStart: file.bytes, count: file.count)
            return unsafe _overrideLifetime(span, copying: ())
        }
    }

    package var text: String {
        let file = unsafe cpages_at(index)
        return unsafe String(
            decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    }
}
