extension ByteBuffer {
    /// Copies bytes within the buffer, as memmove(3) does; `target ..< target + range.count` must lie inside too.
    public mutating func move(_ range: Range<Int>, to target: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        precondition(target >= 0 && target + range.count <= count)
        guard target != range.lowerBound else { return }
        unsafe (base + target).copyMemory(from: base + range.lowerBound, byteCount: range.count)
    }
}
