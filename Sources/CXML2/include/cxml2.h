#pragma once
#include <stddef.h>
#include <stdint.h>

/// libxml2's push parser with its SAX2 callbacks written into a queue, so that a caller can pull.
///
/// Nothing is fetched: no DTD, no entity, no network. Names keep their prefix (`xml:lang`), text is UTF-8.
typedef struct cxml2_parser cxml2_parser;

typedef enum : uint8_t { CXML2_START, CXML2_END, CXML2_TEXT } cxml2_kind;

/// A run of bytes in the arena.
typedef struct {
    uint32_t at, count;
} cxml2_slice;

typedef struct {
    cxml2_kind kind;
    /// Line where the callback came, from 1.
    uint32_t line;
    /// Name of an element, or text.
    cxml2_slice text;
    /// Attributes of a start: name and value in turn, this many pairs from `first`.
    uint32_t first, attributes;
} cxml2_event;

typedef struct {
    const cxml2_event *_Nullable events;
    size_t events_count;
    const cxml2_slice *_Nullable slices;
    const char *_Nullable arena;
} cxml2_queue;

/// `name` is for messages of libxml2 only. NULL without memory.
cxml2_parser *_Nullable cxml2_new(const char *_Nonnull name);
void cxml2_free(cxml2_parser *_Nonnull parser);
/// Parses the next bytes; `last` says that no more will come. What the queue held before is gone.
/// Returns 0, or libxml2's number of the first fatal error; the queue then holds what came before it.
int cxml2_push(cxml2_parser *_Nonnull parser, const void *_Nullable bytes, int count, int last,
               cxml2_queue *_Nonnull out);
/// The sentence, line and column of the fatal error.
const char *_Nonnull cxml2_error(const cxml2_parser *_Nonnull parser, uint32_t *_Nonnull line,
                                 uint32_t *_Nonnull column);
