#include "csimdjson.h"
#include <cstring>
#include <new>
#include <simdjson.h>

struct csimdjson_parser {
    simdjson::dom::parser parser;
    csimdjson_parser(size_t bytes_max) : parser(bytes_max) {}
};

extern "C" {

csimdjson_parser *csimdjson_new(size_t bytes_max, size_t depth_max) {
    auto *made = new (std::nothrow) csimdjson_parser(bytes_max);
    if (made && made->parser.allocate(4096 < bytes_max ? 4096 : bytes_max, depth_max) != simdjson::SUCCESS) {
        delete made;
        return nullptr;
    }
    return made;
}

void csimdjson_free(csimdjson_parser *parser) { delete parser; }

int csimdjson_parse(csimdjson_parser *p, const uint8_t *bytes, size_t count, csimdjson_document *out) {
    simdjson::dom::element root;
    auto error = p->parser.parse(bytes, count, false).get(root);
    if (error) return (int)error;
    const auto &document = p->parser.doc;
    // Word 0 is the root; its payload is the number of words.
    out->tape = document.tape.get();
    out->tape_count = (size_t)(document.tape[0] & 0x00FFFFFFFFFFFFFFull);
    out->strings = document.string_buf.get();
    out->strings_count = document.capacity() * 5 / 3 + simdjson::SIMDJSON_PADDING;
    out->has_escapes = std::memchr(bytes, '\\', count) != nullptr;
    return 0;
}

csimdjson_kind csimdjson_kind_of(int code) {
    switch ((simdjson::error_code)code) {
    case simdjson::UTF8_ERROR: return csimdjson_utf8;
    case simdjson::CAPACITY: return csimdjson_too_large;
    case simdjson::DEPTH_ERROR: return csimdjson_too_deep;
    case simdjson::NUMBER_ERROR: return csimdjson_number;
    case simdjson::STRING_ERROR:
    case simdjson::UNESCAPED_CHARS:
    case simdjson::UNCLOSED_STRING: return csimdjson_string;
    case simdjson::MEMALLOC: return csimdjson_memory;
    default: return csimdjson_syntax;
    }
}

const char *csimdjson_message(int code) { return simdjson::error_message((simdjson::error_code)code); }

}
