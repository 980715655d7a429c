#include "cbytes.h"
#include <isa-l/crc.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

uint32_t cbytes_crc32c(const void *bytes, size_t count) {
    return ~crc32_iscsi((unsigned char *)bytes, (int)count, 0xFFFFFFFFu);
}

uint64_t cbytes_xxh3(const void *bytes, size_t count, uint64_t seed) {
    return XXH3_64bits_withSeed(bytes, count, seed);
}
