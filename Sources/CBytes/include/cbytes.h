#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), by ISA-L; the usual pre- and post-inversion.
uint32_t cbytes_crc32c(const void *_Nullable bytes, size_t count);
/// Goes on with a CRC-32C over the first `count` bytes (at most 8) of a word, least significant byte first. `state` is not inverted: all ones
/// at the beginning, the complement of the checksum at the end.
uint32_t cbytes_crc32c_word(uint32_t state, uint64_t word, unsigned count);
/// Goes on with a CRC-32C over bytes; `state` as above.
uint32_t cbytes_crc32c_more(uint32_t state, const void *_Nullable bytes, size_t count);
/// XXH3 64-bit of `bytes` under `seed`.
uint64_t cbytes_xxh3(const void *_Nullable bytes, size_t count, uint64_t seed);
/// Asks the processor for the cache line at `address`; never faults.
static inline void cbytes_prefetch(const void *_Nullable address) { __builtin_prefetch(address, 1); }
/// The same for what will only be read: the line stays with whoever wrote it.
static inline void cbytes_prefetch_to_read(const void *_Nullable address) { __builtin_prefetch(address, 0); }
