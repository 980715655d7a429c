/// The thread that writes the register.
typealias RegisterWriterThread = BatchWriterThread<RegisterBatch>

extension BatchWriterThread<RegisterBatch> {
    /// The thread's body: runs until `stop`.
    func run(_ writer: RegisterWriter) {
        run(
            { (batch) throws(FoldError) in try writer.write(batch) }, rest: writer.giveBackMemory)
    }
}
