#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>

/// relevance(table, a weight a column..., and for each thing looked for: how many of the phrases, in their order, stand for
/// it, and how many documents hold one of them). The same number as FTS5's own bm25(), except that how many documents hold
/// a word is told and not counted: bm25() walks through all that hold it, which takes longer than everything else.
/// https://www.sqlite.org/fts5.html#the_bm25_function
enum { csqlite_relevance_groups = 32, csqlite_relevance_columns = 16 };

typedef struct csqlite_relevance_state {
    double average;
    int groups;
    int phrases[csqlite_relevance_groups];
    double rarity[csqlite_relevance_groups];
} csqlite_relevance_state;

static inline int csqlite_relevance_begin(const Fts5ExtensionApi *api, Fts5Context *fts, int columns, int count,
                                          sqlite3_value **values, csqlite_relevance_state **result) {
    csqlite_relevance_state *state = (csqlite_relevance_state *)sqlite3_malloc(sizeof *state);
    if (state == NULL) return SQLITE_NOMEM;
    sqlite3_int64 rows = 0, tokens = 0;
    int code = api->xRowCount(fts, &rows);
    if (code == SQLITE_OK) code = api->xColumnTotalSize(fts, -1, &tokens);
    state->average = rows > 0 ? (double)tokens / (double)rows : 1;
    state->groups = 0;
    int left = api->xPhraseCount(fts);
    for (int at = columns; at + 1 < count && state->groups < csqlite_relevance_groups; at += 2) {
        int phrases = sqlite3_value_int(values[at]);
        double holders = sqlite3_value_double(values[at + 1]);
        if (phrases > left) phrases = left;
        left -= phrases;
        double rarity = log(((double)rows - holders + 0.5) / (holders + 0.5));
        state->phrases[state->groups] = phrases;
        // A word that half of all documents hold still counts for a little.
        state->rarity[state->groups] = rarity > 0 ? rarity : 1e-6;
        state->groups += 1;
    }
    if (code == SQLITE_OK) code = api->xSetAuxdata(fts, state, sqlite3_free);
    else sqlite3_free(state);
    *result = code == SQLITE_OK ? state : NULL;
    return code;
}

static inline void csqlite_relevance(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count,
                                     sqlite3_value **values) {
    int columns = api->xColumnCount(fts), code = SQLITE_OK;
    if (columns > csqlite_relevance_columns || count < columns) {
        sqlite3_result_error(context, "relevance() needs a weight for each column", -1);
        return;
    }
    csqlite_relevance_state *state = (csqlite_relevance_state *)api->xGetAuxdata(fts, 0);
    if (state == NULL) code = csqlite_relevance_begin(api, fts, columns, count, values, &state);
    double weights[csqlite_relevance_columns];
    for (int column = 0; column < columns; column++) weights[column] = sqlite3_value_double(values[column]);
    int tokens = 0;
    if (code == SQLITE_OK) code = api->xColumnSize(fts, -1, &tokens);
    double score = 0;
    int phrase = 0;
    for (int group = 0; code == SQLITE_OK && group < state->groups; group++) {
        double often = 0;
        for (int end = phrase + state->phrases[group]; code == SQLITE_OK && phrase < end; phrase++) {
            Fts5PhraseIter at;
            int column = 0, offset = 0;
            code = api->xPhraseFirst(fts, phrase, &at, &column, &offset);
            for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(fts, &at, &column, &offset)) {
                often += column < columns ? weights[column] : 0;
            }
        }
        score += state->rarity[group]
            * ((often * (1.2 + 1.0)) / (often + 1.2 * (1 - 0.75 + 0.75 * tokens / state->average)));
    }
    if (code == SQLITE_OK) sqlite3_result_double(context, -1.0 * score);
    else sqlite3_result_error_code(context, code);
}

/// Makes relevance() known to a connection.
static inline int csqlite_define_relevance(sqlite3 *database) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code != SQLITE_OK) return code;
    sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    code = sqlite3_finalize(statement);
    if (code != SQLITE_OK) return code;
    if (api == NULL) return SQLITE_ERROR;
    return api->xCreateFunction(api, "relevance", NULL, csqlite_relevance, NULL);
}
