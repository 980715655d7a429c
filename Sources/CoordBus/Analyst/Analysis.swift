/// What is computed from the log beside the bus: the folds of the analyst thread and the queries that read what they made.
package struct Analysis: Sendable {
    /// Makes the folds, on the analyst thread.
    package var folds: @Sendable () throws(FoldError) -> [any Fold]
    package var handlers: [any QueryHandler]

    /// Everything that this configuration asks for.
    package init(_ configuration: Configuration) {
        folds = { () throws(FoldError) in [] }
        handlers = []
    }
}
