#define _GNU_SOURCE
#include "clinux.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int clinux_name_thread(const char *name) { return pthread_setname_np(pthread_self(), name); }

int clinux_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

int clinux_open(const char *path, int flags, unsigned mode) { return open(path, flags, (mode_t)mode); }

const char *clinux_entry_name(const void *entry) { return ((const struct dirent *)entry)->d_name; }

int clinux_reserve(int fd, int keep_size, int64_t offset, int64_t length) {
    return fallocate(fd, keep_size ? FALLOC_FL_KEEP_SIZE : 0, offset, length);
}

void clinux_start_writing(int fd, int64_t offset, int64_t length) {
    sync_file_range(fd, offset, length, SYNC_FILE_RANGE_WRITE);
}

void clinux_keep_freed(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    // glibc would give the heap's end back at each message that is freed, and take it again with the next, page by page.
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
}

void clinux_small_heap(void) {
    mallopt(M_ARENA_MAX, 1);
    clinux_keep_freed();
}

void clinux_trim_heap(void) { malloc_trim(0); }

static int hand_back(struct dl_phdr_info *object, size_t size, void *page) {
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &object->dlpi_phdr[i];
        // What is never written is the file's, so that it comes back as it was.
        if (part->p_type != PT_LOAD || part->p_flags & PF_W) continue;
        uintptr_t mask = *(uintptr_t *)page - 1;
        uintptr_t start = (object->dlpi_addr + part->p_vaddr) & ~mask;
        uintptr_t end = (object->dlpi_addr + part->p_vaddr + part->p_memsz + mask) & ~mask;
        madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void clinux_hand_back_code(void) {
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(hand_back, &page);
}

int clinux_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

void clinux_widen_pipe(int fd) { fcntl(fd, F_SETPIPE_SZ, 1 << 20); }

int clinux_signal_fd(const int *signals) {
    sigset_t set;
    sigemptyset(&set);
    for (; *signals; signals++) sigaddset(&set, *signals);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0) return -1;
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int clinux_next_signal(int fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == sizeof info ? (int)info.ssi_signo : 0;
}

void clinux_stand_back(void) { setpriority(PRIO_PROCESS, (id_t)gettid(), 19); }

// glibc 2.36 has no wrapper. Reference: sched_setattr(2).
struct clinux_sched_attr {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

static void run_briefly(pid_t thread) {
    struct clinux_sched_attr attributes = {.size = sizeof attributes, .runtime = 100000};
    attributes.nice = getpriority(PRIO_PROCESS, (id_t)thread);
    syscall(SYS_sched_setattr, thread, &attributes, 0);
}

void clinux_give_way(void) {
    setpriority(PRIO_PROCESS, (id_t)gettid(), 5);
    run_briefly(gettid());
}

void clinux_answer_promptly(const char *prefix) {
    DIR *folder = opendir("/proc/self/task");
    if (!folder) return;
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        char path[64], name[32] = {0};
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/self/task/%s/comm", entry->d_name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd < 0) continue;
        if (read(fd, name, sizeof name - 1) > 0 && strncmp(name, prefix, strlen(prefix)) == 0)
            run_briefly((pid_t)atoi(entry->d_name));
        close(fd);
    }
    closedir(folder);
}

int clinux_spawn(
    const char *path, char *const *argv, char *const *envp, int in, int out, int err, int dies_with_thread) {
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid != 0) return pid;
    // Only what is async-signal-safe from here on: other threads may have held locks.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dies_with_thread) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);
    }
    if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(127);
    execve(path, argv, envp ? envp : environ);
    _exit(127);
}

int clinux_pidfd(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
int clinux_take_end(int pid) {
    int status = 0;
    if (waitpid(pid, &status, WNOHANG) != pid) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

int clinux_notify_socket(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) return -1;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

long clinux_raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? (long)limit.rlim_cur : 0;
}
