#pragma once
#include <stddef.h>
#include <stdint.h>

/// A TOML text read by toml++ and laid out flat: one node after another, each followed by what it holds.
typedef struct ctoml_document ctoml_document;

typedef enum : uint8_t {
    CTOML_TABLE,
    CTOML_ARRAY,
    CTOML_TEXT,
    CTOML_INTEGER,
    CTOML_DOUBLE,
    CTOML_BOOLEAN,
    CTOML_DATE,
} ctoml_kind;

typedef struct {
    ctoml_kind kind;
    /// Where value and key begin, from 1; 0 for the root, and for keys of array members.
    uint32_t line, column, key_line, key_column;
    /// Index of the first node after this one and everything in it.
    size_t after;
    const char *_Nullable key;
    size_t key_count;
    /// Of texts and dates (RFC 3339 as written by toml++).
    const char *_Nullable text;
    size_t text_count;
    /// Of integers, and 0 or 1 of booleans.
    int64_t integer;
    double number;
} ctoml_node;

#ifdef __cplusplus
extern "C" {
#endif
/// Reads `count` bytes; NULL only without memory. Check `ctoml_error` before the nodes.
ctoml_document *_Nullable ctoml_parse(const char *_Nullable bytes, size_t count);
void ctoml_free(ctoml_document *_Nonnull document);
/// toml++'s sentence when the text is no TOML, else NULL; fills in where.
const char *_Nullable ctoml_error(const ctoml_document *_Nonnull document, uint32_t *_Nonnull line,
                                  uint32_t *_Nonnull column);
size_t ctoml_count(const ctoml_document *_Nonnull document);
/// The node at `index`, the root at 0; its texts live as long as the document.
ctoml_node ctoml_at(const ctoml_document *_Nonnull document, size_t index);
#ifdef __cplusplus
}
#endif
