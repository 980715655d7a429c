#pragma once
// What Swift's Glibc module leaves out: GNU extensions, eventfd, signalfd.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

/// Names the calling thread (at most 15 bytes are kept).
static inline int clinux_name_thread(const char *_Nonnull name) { return pthread_setname_np(pthread_self(), name); }
static inline int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

/// open(2), which Swift cannot call because it is variadic.
static inline int clinux_open(const char *_Nonnull path, int flags, mode_t mode) { return open(path, flags, mode); }
/// The name in a directory entry, which may be longer than its declared array.
static inline const char *_Nonnull clinux_entry_name(const struct dirent *_Nonnull entry) { return entry->d_name; }

/// Reserves disk space; the file's size is left as it is when `keep_size` is 1.
static inline int clinux_reserve(int fd, int keep_size, int64_t offset, int64_t length) {
    return fallocate(fd, keep_size ? FALLOC_FL_KEEP_SIZE : 0, offset, length);
}

/// Blocks `signals` (ending with 0) in this thread and its children; they then arrive on the returned descriptor.
int clinux_signal_fd(const int *_Nonnull signals);
/// The next signal waiting on the descriptor, or 0.
int clinux_next_signal(int fd);
/// One heap arena for all threads: a daemon's memory stays small.
static inline void clinux_single_arena(void) { mallopt(M_ARENA_MAX, 1); }

/// Lets the calling thread run only when no other wants to (nice 19).
void clinux_stand_back(void);

/// Starts a program with `out` and `err` as its standard output and error and no input.
/// `arguments` and `environment` end with NULL. Returns its pid, or the negative errno.
int clinux_spawn(
    const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, int out, int err);
/// A descriptor that becomes readable when the process ends, or -1.
int clinux_process_fd(int pid);
/// Takes the end of a process: its exit code, or 256 and the signal that ended it; -1 while it runs.
int clinux_take_end(int pid);
/// A datagram socket bound to a path, as sd_notify(3) sends to; -1 on error.
int clinux_notify_socket(const char *_Nonnull path);
