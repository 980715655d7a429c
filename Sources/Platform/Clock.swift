internal import Glibc

/// Nanoseconds of CLOCK_MONOTONIC: never steps back, stops in suspend.
package func monotonicNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_MONOTONIC) }

/// Nanoseconds since the Unix epoch by the machine's wall clock, which may step.
package func wallNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_REALTIME) }

/// Processor time of the whole process, all threads, in nanoseconds.
package func processorNanoseconds() -> UInt64 { nanoseconds(of: CLOCK_PROCESS_CPUTIME_ID) }

private func nanoseconds(of clock: clockid_t) -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Waits until CLOCK_MONOTONIC shows `deadline` nanoseconds; for pacing, never for synchronising.
package func sleepUntil(monotonicNanoseconds deadline: UInt64) {
    var time = timespec(
        tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    while unsafe clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
}
