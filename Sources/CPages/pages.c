#include "cpages.h"

// Each file is taken into the program when it is built; a changed file builds this one again.

static const unsigned char index_html[] = {
#embed "page/index.html"
};
static const unsigned char style_css[] = {
#embed "page/style.css"
};
static const unsigned char app_js[] = {
#embed "page/app.js"
};
static const unsigned char views_js[] = {
#embed "page/views.js"
};
static const unsigned char live_js[] = {
#embed "page/live.js"
};
static const unsigned char base_js[] = {
#embed "page/base.js"
};
static const unsigned char icon_svg[] = {
#embed "page/icon.svg"
};
static const unsigned char lang_ar[] = {
#embed "page/lang/ar.json"
};
static const unsigned char lang_zh[] = {
#embed "page/lang/zh.json"
};
static const unsigned char lang_en[] = {
#embed "page/lang/en.json"
};
static const unsigned char lang_fr[] = {
#embed "page/lang/fr.json"
};
static const unsigned char lang_ru[] = {
#embed "page/lang/ru.json"
};
static const unsigned char lang_es[] = {
#embed "page/lang/es.json"
};

#define FILE_OF(name, type, bytes) {name, type, bytes, sizeof(bytes)}

static const cpages_file files[] = {
    FILE_OF("index.html", "text/html; charset=utf-8", index_html),
    FILE_OF("style.css", "text/css; charset=utf-8", style_css),
    FILE_OF("base.js", "text/javascript; charset=utf-8", base_js),
    FILE_OF("live.js", "text/javascript; charset=utf-8", live_js),
    FILE_OF("views.js", "text/javascript; charset=utf-8", views_js),
    FILE_OF("app.js", "text/javascript; charset=utf-8", app_js),
    FILE_OF("icon.svg", "image/svg+xml", icon_svg),
    FILE_OF("lang/ar.json", "application/json", lang_ar),
    FILE_OF("lang/zh.json", "application/json", lang_zh),
    FILE_OF("lang/en.json", "application/json", lang_en),
    FILE_OF("lang/fr.json", "application/json", lang_fr),
    FILE_OF("lang/ru.json", "application/json", lang_ru),
    FILE_OF("lang/es.json", "application/json", lang_es),
};

size_t cpages_count(void) { return sizeof(files) / sizeof(files[0]); }
cpages_file cpages_at(size_t index) { return files[index]; }
