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

/// Starts `path` with `argv` (ending with NULL) and the given descriptors as its standard ones; it is killed when the thread
/// that started it ends. Returns its process id, or -1 and errno.
int clinux_spawn(const char *_Nonnull path, char *_Nullable const *_Nonnull argv, int in, int out, int err);
/// A descriptor that polls readable once the child has ended, or -1 and errno.
int clinux_pidfd(int pid);
/// Lets a pipe hold up to 1 MiB, so that a child whose lines nobody reads for a while is not held up.
static inline void clinux_widen_pipe(int fd) { fcntl(fd, F_SETPIPE_SZ, 1 << 20); }
