#include "clinux.h"
#include <sys/resource.h>
#include <unistd.h>

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
