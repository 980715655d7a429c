enum RowStep {
    case row(TableRow)
    case refused(SourceFault)
    case finished
}

/// Rows of a file, whatever its form.
protocol RowSource: AnyObject {
    var bytesRead: Int { get }
    /// - Throws: when the file cannot be read further.
    func next() throws(SourceFault) -> RowStep
}
