#pragma once
#include <stddef.h>
#include <stdint.h>

/// One simdjson DOM parser and the tape of the document it parsed last.
typedef struct csimdjson_parser csimdjson_parser;

/// The parsed document, valid until the next parse. Tape format: simdjson doc/tape.md.
typedef struct {
    const uint64_t *_Nullable tape;
    size_t tape_count;
    const uint8_t *_Nullable strings;
    size_t strings_count;
    /// 1 when a backslash stands in the source: only then can a string hold NUL or half a surrogate pair.
    int has_escapes;
} csimdjson_document;

/// What sort of error a code is, whatever number this version of simdjson gives it.
typedef enum {
    csimdjson_syntax = 0,
    csimdjson_utf8 = 1,
    csimdjson_too_large = 2,
    csimdjson_too_deep = 3,
    csimdjson_number = 4,
    csimdjson_string = 5,
    csimdjson_memory = 6,
} csimdjson_kind;

#ifdef __cplusplus
extern "C" {
#endif
/// A parser for documents of at most `bytes_max` bytes nested at most `depth_max` deep; NULL without memory.
csimdjson_parser *_Nullable csimdjson_new(size_t bytes_max, size_t depth_max);
void csimdjson_free(csimdjson_parser *_Nonnull parser);
/// Parses `count` bytes; 64 bytes after them must be readable. Returns simdjson's error code, 0 when all is well.
int csimdjson_parse(csimdjson_parser *_Nonnull parser, const uint8_t *_Nonnull bytes, size_t count,
                    csimdjson_document *_Nonnull out);
csimdjson_kind csimdjson_kind_of(int code);
/// simdjson's sentence for a code.
const char *_Nonnull csimdjson_message(int code);
#ifdef __cplusplus
}
#endif
