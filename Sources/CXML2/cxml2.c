#include "cxml2.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cxml2_parser {
    xmlParserCtxtPtr context;
    cxml2_event *events;
    size_t events_count, events_room;
    cxml2_slice *slices;
    size_t slices_count, slices_room;
    char *arena;
    size_t arena_count, arena_room;
    int error;
    uint32_t error_line, error_column;
    char message[512];
    char name[256];
};

/// Room for `more` items of `size`; 0 without memory, and then the parser is stopped.
static int room(cxml2_parser *p, void **items, size_t *capacity, size_t count, size_t more, size_t size) {
    if (count + more <= *capacity) return 1;
    size_t grown = *capacity * 2 < count + more ? count + more + 64 : *capacity * 2;
    void *moved = realloc(*items, grown * size);
    if (!moved) {
        p->error = XML_ERR_NO_MEMORY;
        strcpy(p->message, "no memory");
        xmlStopParser(p->context);
        return 0;
    }
    *items = moved;
    *capacity = grown;
    return 1;
}

static cxml2_slice keep(cxml2_parser *p, const void *bytes, size_t count) {
    cxml2_slice slice = {(uint32_t)p->arena_count, 0};
    if (!room(p, (void **)&p->arena, &p->arena_room, p->arena_count, count, 1)) return slice;
    memcpy(p->arena + p->arena_count, bytes, count);
    p->arena_count += count;
    slice.count = (uint32_t)count;
    return slice;
}

/// `prefix:local`, or `local` alone.
static cxml2_slice keep_name(cxml2_parser *p, const xmlChar *prefix, const xmlChar *local) {
    if (!prefix) return keep(p, local, strlen((const char *)local));
    cxml2_slice first = keep(p, prefix, strlen((const char *)prefix));
    cxml2_slice colon = keep(p, ":", 1);
    cxml2_slice last = keep(p, local, strlen((const char *)local));
    first.count += colon.count + last.count;
    return first;
}

static cxml2_event *add(cxml2_parser *p, cxml2_kind kind) {
    if (!room(p, (void **)&p->events, &p->events_room, p->events_count, 1, sizeof *p->events)) return NULL;
    cxml2_event *event = &p->events[p->events_count++];
    memset(event, 0, sizeof *event);
    event->kind = kind;
    event->line = p->context->input ? (uint32_t)p->context->input->line : 0;
    return event;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces_count,
                     const xmlChar **namespaces, int attributes_count, int defaulted, const xmlChar **attributes) {
    (void)uri, (void)namespaces_count, (void)namespaces, (void)defaulted;
    cxml2_parser *p = user;
    cxml2_event *event = add(p, CXML2_START);
    if (!event) return;
    event->text = keep_name(p, prefix, local);
    if (!room(p, (void **)&p->slices, &p->slices_room, p->slices_count, (size_t)attributes_count * 2, sizeof *p->slices))
        return;
    event->first = (uint32_t)p->slices_count;
    event->attributes = (uint32_t)attributes_count;
    for (int i = 0; i < attributes_count; i++) {
        // local name, prefix, namespace, first byte of the value, byte after the value
        const xmlChar **a = attributes + (size_t)i * 5;
        p->slices[p->slices_count++] = keep_name(p, a[1], a[0]);
        p->slices[p->slices_count++] = keep(p, a[3], (size_t)(a[4] - a[3]));
    }
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)uri;
    cxml2_parser *p = user;
    cxml2_event *event = add(p, CXML2_END);
    if (event) event->text = keep_name(p, prefix, local);
}

static void on_text(void *user, const xmlChar *bytes, int count) {
    cxml2_parser *p = user;
    cxml2_event *event = add(p, CXML2_TEXT);
    if (event) event->text = keep(p, bytes, (size_t)count);
}

static void on_error(void *user, xmlErrorPtr error) {
    // libxml2 also tells namespaces that are undeclared and the like; only what ends the document is ours.
    if (!error || error->level != XML_ERR_FATAL) return;
    cxml2_parser *p = user;
    if (p->error) return;
    p->error = error->code;
    p->error_line = error->line > 0 ? (uint32_t)error->line : 0;
    p->error_column = error->int2 > 0 ? (uint32_t)error->int2 : 0;
    strncpy(p->message, error->message ? error->message : "", sizeof p->message - 1);
    for (size_t n = strlen(p->message); n && (p->message[n - 1] == '\n' || p->message[n - 1] == ' '); n--)
        p->message[n - 1] = 0;
}

static void initialise(void) { xmlInitParser(); }

cxml2_parser *cxml2_new(const char *name) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, initialise);
    cxml2_parser *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    strncpy(p->name, name, sizeof p->name - 1);
    // No getEntity and no declarations: an entity that a document declares is unknown when it is used.
    xmlSAXHandler handler = {0};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = on_start;
    handler.endElementNs = on_end;
    handler.characters = on_text;
    handler.cdataBlock = on_text;
    handler.ignorableWhitespace = on_text;
    handler.serror = on_error;
    p->context = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, p->name);
    if (!p->context) {
        free(p);
        return NULL;
    }
    // Without XML_PARSE_HUGE libxml2 bounds names, attributes and depth (256).
    // XML_PARSE_NOENT lets `&amp;` in attributes arrive as `&`; there are no other entities to expand.
    xmlCtxtUseOptions(p->context, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOENT);
    // Not the context itself: libxml2 would then look up entities on its own.
    p->context->userData = p;
    return p;
}

void cxml2_free(cxml2_parser *p) {
    if (p->context->myDoc) xmlFreeDoc(p->context->myDoc);
    xmlFreeParserCtxt(p->context);
    free(p->events);
    free(p->slices);
    free(p->arena);
    free(p);
}

int cxml2_push(cxml2_parser *p, const void *bytes, int count, int last, cxml2_queue *out) {
    p->events_count = p->slices_count = p->arena_count = 0;
    if (!p->error) {
        int code = xmlParseChunk(p->context, bytes, count, last);
        if (code && !p->error && !p->context->wellFormed) {
            p->error = code;
            strcpy(p->message, "not well-formed");
        }
    }
    out->events = p->events;
    out->events_count = p->events_count;
    out->slices = p->slices;
    out->arena = p->arena;
    return p->error;
}

const char *cxml2_error(const cxml2_parser *p, uint32_t *line, uint32_t *column) {
    *line = p->error_line;
    *column = p->error_column;
    return p->message;
}
