#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), by ISA-L; the usual pre- and post-inversion.
uint32_t cbytes_crc32c(const void *_Nullable bytes, size_t count);
/// XXH3 64-bit of `bytes` under `seed`.
uint64_t cbytes_xxh3(const void *_Nullable bytes, size_t count, uint64_t seed);
/// Asks the processor for the cache line at `address`; never faults.
static inline void cbytes_prefetch(const void *_Nullable address) { __builtin_prefetch(address, 1); }
