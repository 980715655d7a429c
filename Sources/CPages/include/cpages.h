#ifndef CPAGES_H
#define CPAGES_H
#include <stddef.h>

// The files of the page, as they are in the folder `page`, in the program's read-only memory.
typedef struct {
    const char *name;
    const char *type;
    const unsigned char *bytes;
    size_t count;
} cpages_file;

size_t cpages_count(void);
cpages_file cpages_at(size_t index);

#endif
