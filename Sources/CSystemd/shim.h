#define SD_JOURNAL_SUPPRESS_LOCATION
#include <string.h>
#include <sys/uio.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/// sd_journal_sendv(3) for at most 16 texts of the form NAME=value; 0, or a negative errno.
static inline int csystemd_journal_send(char *const *fields, int count) {
    struct iovec parts[16];
    if (count < 0 || count > 16) return -1;
    for (int i = 0; i < count; i++) {
        parts[i].iov_base = fields[i];
        parts[i].iov_len = strlen(fields[i]);
    }
    return sd_journal_sendv(parts, count);
}
