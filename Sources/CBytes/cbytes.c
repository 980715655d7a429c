#include "cbytes.h"
#include <isa-l/crc.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#if defined(__x86_64__)
#include <immintrin.h>

__attribute__((target("avx"))) static void clear_uppers(void) { _mm256_zeroupper(); }
#endif

uint32_t cbytes_crc32c_more(uint32_t state, const void *bytes, size_t count) {
    state = crc32_iscsi((unsigned char *)bytes, (int)count, state);
#if defined(__x86_64__)
    // ISA-L leaves the wide halves of the vector registers in use, and each of our own instructions on vectors then waits for them.
    if (__builtin_cpu_supports("avx")) clear_uppers();
#endif
    return state;
}

uint32_t cbytes_crc32c(const void *bytes, size_t count) { return ~cbytes_crc32c_more(0xFFFFFFFFu, bytes, count); }

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t state, uint64_t word, unsigned count) {
    if (count >= 8) return (uint32_t)_mm_crc32_u64(state, word);
    if (count & 4) {
        state = _mm_crc32_u32(state, (uint32_t)word);
        word >>= 32;
    }
    if (count & 2) {
        state = _mm_crc32_u16(state, (uint16_t)word);
        word >>= 16;
    }
    return count & 1 ? _mm_crc32_u8(state, (uint8_t)word) : state;
}
#endif

uint32_t cbytes_crc32c_word(uint32_t state, uint64_t word, unsigned count) {
#if defined(__x86_64__)
    // In registers: bytes that were just written would have to leave the processor before vectors of them can be read.
    if (__builtin_cpu_supports("sse4.2")) return by_instruction(state, word, count);
#endif
    unsigned char bytes[8];
    for (unsigned i = 0; i < 8; i++) bytes[i] = (unsigned char)(word >> (8 * i));
    return crc32_iscsi(bytes, (int)(count < 8 ? count : 8), state);
}

uint64_t cbytes_xxh3(const void *bytes, size_t count, uint64_t seed) {
    return XXH3_64bits_withSeed(bytes, count, seed);
}
