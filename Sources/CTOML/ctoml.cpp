#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include "ctoml.h"
#include <algorithm>
#include <deque>
#include <new>
#include <sstream>
#include <string>
#include <toml++/toml.h>
#include <vector>

struct ctoml_document {
    std::vector<ctoml_node> nodes;
    std::deque<std::string> texts; // a deque does not move what it holds
    std::string reason;
    uint32_t line = 0, column = 0;
    bool failed = false;

    void keep(const std::string &text, const char *&to, size_t &count) {
        texts.push_back(text);
        to = texts.back().data();
        count = texts.back().size();
    }

    template <typename T> void keep_date(const T &value, ctoml_node &node) {
        std::ostringstream out;
        out << value;
        keep(out.str(), node.text, node.text_count);
    }

    void add(const toml::node &value, const toml::key *key) {
        const size_t index = nodes.size();
        ctoml_node node{};
        node.line = value.source().begin.line;
        node.column = value.source().begin.column;
        if (key) {
            node.key_line = key->source().begin.line;
            node.key_column = key->source().begin.column;
            keep(std::string(key->str()), node.key, node.key_count);
        }
        switch (value.type()) {
        case toml::node_type::table: node.kind = CTOML_TABLE; break;
        case toml::node_type::array: node.kind = CTOML_ARRAY; break;
        case toml::node_type::string:
            node.kind = CTOML_TEXT;
            keep(value.as_string()->get(), node.text, node.text_count);
            break;
        case toml::node_type::integer:
            node.kind = CTOML_INTEGER;
            node.integer = value.as_integer()->get();
            break;
        case toml::node_type::floating_point:
            node.kind = CTOML_DOUBLE;
            node.number = value.as_floating_point()->get();
            break;
        case toml::node_type::boolean:
            node.kind = CTOML_BOOLEAN;
            node.integer = value.as_boolean()->get();
            break;
        case toml::node_type::date:
            node.kind = CTOML_DATE;
            keep_date(value.as_date()->get(), node);
            break;
        case toml::node_type::time:
            node.kind = CTOML_DATE;
            keep_date(value.as_time()->get(), node);
            break;
        case toml::node_type::date_time:
            node.kind = CTOML_DATE;
            keep_date(value.as_date_time()->get(), node);
            break;
        default: break;
        }
        nodes.push_back(node);
        if (const auto *table = value.as_table()) {
            // toml++ sorts by name; a reader wants the order of the file.
            std::vector<std::pair<const toml::key *, const toml::node *>> members;
            for (auto &&[k, v] : *table) members.emplace_back(&k, &v);
            std::sort(members.begin(), members.end(), [](const auto &a, const auto &b) {
                const auto &x = a.first->source().begin, &y = b.first->source().begin;
                if (x.line != y.line) return x.line < y.line;
                if (x.column != y.column) return x.column < y.column;
                return a.first->str() < b.first->str();
            });
            for (const auto &[k, v] : members) add(*v, k);
        } else if (const auto *array = value.as_array()) {
            for (const auto &member : *array) add(member, nullptr);
        }
        nodes[index].after = nodes.size();
    }
};

extern "C" {

ctoml_document *ctoml_parse(const char *bytes, size_t count) {
    auto *made = new (std::nothrow) ctoml_document;
    if (!made) return nullptr;
    auto result = toml::parse(std::string_view(bytes ? bytes : "", count));
    if (result.failed()) {
        made->failed = true;
        made->reason = std::string(result.error().description());
        made->line = result.error().source().begin.line;
        made->column = result.error().source().begin.column;
    } else {
        made->add(result.table(), nullptr);
    }
    return made;
}

void ctoml_free(ctoml_document *document) { delete document; }

const char *ctoml_error(const ctoml_document *document, uint32_t *line, uint32_t *column) {
    if (!document->failed) return nullptr;
    *line = document->line;
    *column = document->column;
    return document->reason.c_str();
}

size_t ctoml_count(const ctoml_document *document) { return document->nodes.size(); }
ctoml_node ctoml_at(const ctoml_document *document, size_t index) { return document->nodes[index]; }

}
