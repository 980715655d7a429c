#pragma once
// What Swift's Glibc module leaves out: GNU extensions, variadic calls, eventfd, signalfd. No system header is included
// here: with GNU's definitions their types would differ from those of Swift's module.
#include <stdint.h>

/// Names the calling thread (at most 15 bytes are kept).
int clinux_name_thread(const char *_Nonnull name);
int clinux_eventfd(void);

/// open(2), which Swift cannot call because it is variadic.
int clinux_open(const char *_Nonnull path, int flags, unsigned mode);
/// The name in a directory entry (struct dirent), which may be longer than its declared array.
const char *_Nonnull clinux_entry_name(const void *_Nonnull entry);

/// Reserves disk space; the file's size is left as it is when `keep_size` is 1.
int clinux_reserve(int fd, int keep_size, int64_t offset, int64_t length);

/// Lets the disk begin with the range: sync_file_range(2) without waiting.
void clinux_start_writing(int fd, int64_t offset, int64_t length);

/// Blocks `signals` (ending with 0) in this thread and its children; they then arrive on the returned descriptor.
int clinux_signal_fd(const int *_Nonnull signals);
/// The next signal waiting on the descriptor, or 0.
int clinux_next_signal(int fd);

/// One heap arena for all threads, and large buffers given back to the system when freed: a daemon's memory stays small. Of the rest up to
/// 32 MiB stay at the heap's end until `clinux_trim_heap`.
void clinux_small_heap(void);

/// Buffers of up to 1 MiB are taken from the heap, which keeps up to 32 MiB that were freed, instead of from the system each time.
void clinux_keep_freed(void);
/// Gives what the heap holds unused back to the system.
void clinux_trim_heap(void);
/// Gives the pages of programs and libraries back to the page cache; those that are still needed come back when they are.
void clinux_hand_back_code(void);
/// Lets the calling thread run only when no other wants to (nice 19).
void clinux_stand_back(void);
/// Lets the calling thread give way when others want to run (nice 5, and 0.1 ms at a time; see below).
void clinux_give_way(void);
/// Lets every thread of this process whose name begins with `prefix` run for 0.1 ms at a time, so that it is let in soon when it
/// wakes (sched_setattr(2); Linux 6.12 and later, without effect before).
void clinux_answer_promptly(const char *_Nonnull prefix);

/// Starts `path` with `argv` and, unless NULL, `envp` (both end with NULL) and the given descriptors as its standard ones. With
/// `dies_with_thread` it is killed when the thread that started it ends. Returns its process id, or -1 and errno.
int clinux_spawn(
    const char *_Nonnull path, char *_Nullable const *_Nonnull argv, char *_Nullable const *_Nullable envp, int in,
    int out, int err, int dies_with_thread);
/// A descriptor that polls readable once the child has ended, or -1 and errno.
int clinux_pidfd(int pid);
/// Takes the end of a process: its exit code, or 256 and the signal that ended it; -1 while it runs.
int clinux_take_end(int pid);
/// A pipe that programs we start don't inherit; 0, or -1 and errno.
int clinux_pipe(int *_Nonnull ends);
/// Lets a pipe hold up to 1 MiB, so that a child whose lines nobody reads for a while is not held up.
void clinux_widen_pipe(int fd);
/// A datagram socket bound to a path, as sd_notify(3) sends to; -1 on error.
int clinux_notify_socket(const char *_Nonnull path);
/// Raises the soft limit of open descriptors to the hard one; returns what it is then.
long clinux_raise_open_files(void);
