internal import CLinux
internal import Glibc

/// A named operating-system thread that runs `body` once. Join it before what it captured goes away.
@safe package struct OSThread: ~Copyable {
    private let id: pthread_t

    package init(named name: String, _ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(Start(name, body))
        var id = pthread_t()
        let status = unsafe pthread_create(
            &id, nil,
            { raw in
                // Takes back what passRetained above gave.
                let start = unsafe Unmanaged<Start>.fromOpaque(raw!).takeRetainedValue()
                _ = unsafe clinux_name_thread(start.name)
                start.body()
                return nil
            }, box.toOpaque())
        precondition(status == 0, "pthread_create: errno \(status)")
        self.id = id
    }

    /// Lets the calling thread run only when no other wants to: for work that can wait.
    package static func standBack() { clinux_stand_back() }

    /// Lets the calling thread give way to those that somebody waits for.
    package static func giveWay() { clinux_give_way() }

    /// Lets another thread that wants to run go first.
    package static func pass() { sched_yield() }

    /// Lets the threads of this process whose names begin with `prefix` in soon when they wake, beside threads that compute. Linux 6.12
    /// and later; earlier ones let a thread that has slept in at once anyway.
    package static func answerPromptly(named prefix: String) {
        unsafe clinux_answer_promptly(prefix)
    }

    /// Lets it run on its own; the process may end before it does.
    package consuming func detach() { pthread_detach(id) }

    package consuming func join() { _ = pthread_join(id, nil) }

    private final class Start {
        let name: String
        let body: @Sendable () -> Void
        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
