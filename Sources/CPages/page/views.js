// The views beside the live log: overlaps, gaps, rules, countries, agencies, search, reports.
"use strict";
import {
  ask, coded, country, day, el, empty, fault, fill, language, local, me, number, pill, query, say, sequenceLink, span, t, turns,
} from "./base.js";

const heading = (name, extra) => el("header", {}, el("div", { class: "row between" }, el("h1", {}, t(`nav.${name}`)), extra),
  el("p", { class: "lead" }, t(`${name}.lead`)));
const list = (value) => (typeof value === "string" ? JSON.parse(value) : value) ?? [];
/// A table that may be wider than the screen: it scrolls, by keyboard too.
const wide = (label, ...children) => el("section", { class: "card scroll", tabindex: "0", "aria-label": label }, ...children);
const theme = (code) => coded("theme", code);
const phase = (code) => coded("phase", code);

// MARK: Overlaps

const bands = { strong: "bad", likely: "warn", look: "" };
const verdicts = ["overlap-confirmed", "joint", "complementary", "secondary", "resend", "not-related"];
const resolutions = ["divided", "merged", "joint", "withdrawn", "stands", "mistaken"];
const parties = (flag) => flag.parties.map((party) => party.agency).join(" · ");
const certainty = (flag) => t("certainty", { percent: number(flag.probability, { style: "percent" }) });

export async function overlapsView(place, [chosen]) {
  const state = el("select", { "data-testid": "overlap-state" }, el("option", { value: "" }, t("state.current")),
    ["open", "confirmed", "explained", "answered", "gone"].map((code) => el("option", { value: code }, t(`state.${code}`))));
  const where = el("input", { maxlength: 3, placeholder: t("all.countries"), size: 8 });
  const choices = el("div", { class: "card choices", role: "group", "aria-label": t("nav.overlaps") });
  const detail = el("div", { class: "stack" });
  const count = el("span", { class: "dim small" });
  fill(place, heading("overlaps", count), el("div", { class: "bar" }, el("label", {}, t("state"), state), el("label", {}, t("filter.country"), where)),
    el("div", { class: "panes" }, choices, detail));
  let shown = null;
  const asks = turns();
  const looks = turns();
  const choose = (button, flag) => {
    for (const other of choices.querySelectorAll("[aria-pressed]")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    shown = flag.overlap;
    return showOverlap(detail, flag.overlap, load, looks());
  };
  const card = (flag) => el("button", { "aria-pressed": "false", "data-overlap": flag.overlap, onclick: (event) => choose(event.currentTarget, flag) },
    el("span", { class: "title" }, parties(flag)),
    el("span", { class: "row small" }, pill(t(`band.${flag.band}`), bands[flag.band]), pill(t(`kind.${flag.kind}`)),
      flag.answer && pill(t(`verdict.${flag.answer.verdict}`), "good")),
    el("span", { class: "small dim" }, flag.country && `${country(flag.country)} · `, certainty(flag)));
  const add = async (after) => {
    const isNewest = asks();
    const page = await query("overlaps", { state: state.value, country: where.value.trim().toUpperCase(), limit: 60, after });
    if (!isNewest()) return null;
    choices.querySelector(".more")?.remove();
    choices.append(...page.overlaps.map(card));
    if (page.next) choices.append(el("button", { class: "more", onclick: () => add(page.next) }, t("more")));
    count.textContent = t("overlaps.count", { number: number(page.count) });
    return page;
  };
  const load = async () => {
    fill(choices);
    const overlaps = (await add())?.overlaps;
    if (!overlaps) return;
    if (overlaps.length === 0) { fill(choices, el("p", { class: "empty" }, t("overlaps.none"))); fill(detail); return; }
    const wanted = choices.querySelector(`[data-overlap="${CSS.escape(shown ?? chosen ?? "")}"]`) ?? choices.firstChild;
    await choose(wanted, overlaps.find((flag) => flag.overlap === wanted.dataset.overlap));
  };
  for (const field of [state, where]) field.addEventListener("change", load);
  await load();
}

/// Rows of the comparison: what people ask first comes first.
const compared = [
  ["title", (one) => one.title], ["activity", (one) => one.activity],
  ["country", (one) => one.countries.map(country).join(", ")], ["places", (one) => one.places.join(", ")],
  ["event", (one) => one.event], ["themes", (one) => one.themes.map(theme).join(", ")],
  ["period", (one) => [one.start, one.end].filter(Boolean).map(day).join(" – ")],
  ["beneficiaries", (one) => one.beneficiaries.map((code) => coded("beneficiary", code)).join(", ")],
  ["amount", (one) => (one.amount == null ? "" : `${number(one.amount)} ${one.currency}`)],
  ["partners", (one) => one.partners.join(", ")], ["description", (one) => one.description],
];

async function showOverlap(place, id, reload, isNewest) {
  fill(place, el("p", { class: "card dim" }, t("loading")));
  let flag;
  try { flag = await query("overlap", { overlap: id }); } catch (error) { if (isNewest()) fill(place, fault(error)); return; }
  if (!isNewest()) return;
  const { records } = flag;
  const row = ([name, show]) => {
    const values = records.map(show);
    if (!values[0] && !values[1]) return null;
    const isSame = values[0] && values[0] === values[1];
    return el("tr", { class: isSame ? "same" : null }, el("th", { scope: "row" }, t(`field.${name}`), isSame && el("span", { class: "unseen" }, ` (${t("same")})`)),
      values.map((value) => el("td", {}, value || "—")));
  };
  const side = (one) => el("th", { scope: "col" }, one.agency, " ", one.sequence && sequenceLink(one.sequence));
  fill(place,
    el("section", { class: "card stack" },
      el("div", { class: "row between" }, el("h2", {}, parties(flag)),
        el("span", { class: "row" }, pill(t(`band.${flag.band}`), bands[flag.band]), pill(t(`kind.${flag.kind}`)), pill(t(`state.${flag.state}`)))),
      language === "en" && el("p", {}, flag.reason),
      el("table", { class: "versus", "data-testid": "versus" }, el("caption", { class: "unseen" }, t("overlaps.side")),
        el("thead", {}, el("tr", {}, el("th", {}, el("span", { class: "unseen" }, t("field"))), records.map(side))),
        el("tbody", {}, compared.map(row)))),
    evidence(flag), answers(flag), verdictForm(flag, reload));
}

function evidence(flag) {
  const terms = [...flag.terms].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const most = Math.max(1, ...terms.map((term) => Math.abs(term.weight)));
  return el("section", { class: "card stack" },
    el("div", { class: "row between" }, el("h2", {}, t("evidence")), el("span", { class: "dim small" }, certainty(flag))),
    el("p", { class: "dim small" }, t("evidence.lead")),
    terms.length === 0 && el("p", { class: "dim" }, t("evidence.none")),
    el("ul", { class: "evidence", "data-testid": "evidence" }, terms.map((term) => {
      const share = Math.abs(term.weight) / most * 100;
      const weight = number(term.weight, { signDisplay: "exceptZero", maximumFractionDigits: 1 });
      const values = [...new Set(term.values.filter(Boolean))].join(" / ");
      return el("li", {},
        el("span", {}, coded("evidence", term.field)),
        el("div", { class: "scale", role: "img", "aria-label": t(term.weight < 0 ? "evidence.against" : "evidence.for", { weight }) },
          el("div", { class: "minus" }, term.weight < 0 && el("i", { "width%": share })),
          el("div", { class: "plus" }, term.weight > 0 && el("i", { "width%": share })),
          el("b", { class: "number" }, weight)),
        values && el("span", { class: "words" }, values.length > 300 ? `${values.slice(0, 300)}…` : values));
    })));
}

/// What was answered before.
function answers(flag) {
  return flag.answers.length > 0 && el("section", { class: "card stack" }, el("h2", {}, t("answers")),
    el("ul", { class: "stack", "data-testid": "answers" }, flag.answers.map((one) => el("li", { class: "row" },
      el("b", {}, one.by), pill(t(`verdict.${one.verdict}`), one.counts ? "good" : ""), one.resolution && pill(t(`resolution.${one.resolution}`), "key"),
      el("span", { class: "dim small" }, day(one.time)), sequenceLink(one.sequence), one.note && el("span", { class: "words" }, one.note)))));
}

function verdictForm(flag, reload) {
  if (!me.session.rights.includes("verdict")) return el("p", { class: "card dim" }, t("verdict.mayNot"));
  const note = el("textarea", { maxlength: 4000, rows: 3, "data-testid": "note" });
  const resolution = el("select", {}, el("option", { value: "" }, t("resolution.none")), resolutions.map((code) => el("option", { value: code }, t(`resolution.${code}`))));
  const problem = el("div", { "aria-live": "polite" });
  const send = el("button", { class: "main", type: "submit", "data-testid": "decide" }, t("verdict.send"));
  return el("form", {
    class: "card stack", "data-testid": "verdict-form",
    onsubmit: async (event) => {
      event.preventDefault();
      const verdict = new FormData(event.target).get("verdict");
      if (!verdict) { fill(problem, el("p", { class: "notice bad" }, t("verdict.choose"))); return; }
      send.disabled = true;
      try {
        const body = { overlap: flag.overlap, verdict };
        if (note.value.trim()) body.note = note.value.trim();
        if (resolution.value) body.resolution = resolution.value;
        const { receipts } = await ask("/api/verdicts", body);
        const told = t("verdict.done", { number: number(receipts[0].sequence) });
        fill(problem, el("p", { class: "notice", "data-testid": "verdict-done" }, told));
        say(told);
        setTimeout(reload, 2500);
      } catch (error) {
        send.disabled = false;
        fill(problem, el("p", { class: "notice bad", role: "alert" }, error.body?.receipts?.[0]?.text ?? error.message));
      }
    },
  },
  el("h2", {}, t("verdict")), el("p", { class: "dim small" }, t("verdict.lead", { agency: me.session.agency })),
  el("fieldset", {}, el("legend", { class: "unseen" }, t("verdict")), el("div", { class: "answers" },
    verdicts.map((code) => el("label", {}, el("input", { type: "radio", name: "verdict", value: code }), el("span", {}, t(`verdict.${code}`)))))),
  el("label", { class: "field" }, t("note"), note),
  me.session.closes && el("label", { class: "field" }, t("resolution"), resolution),
  problem, el("div", {}, send));
}

// MARK: Gaps and rules

export async function gapsView(place) {
  const rows = el("tbody");
  const more = el("button", {}, t("more"));
  const add = async (after) => {
    const page = await query("gaps", { limit: 200, after });
    rows.append(...page.gaps.map((gap) => el("tr", {},
      el("th", { scope: "row" }, country(gap.country)),
      el("td", {}, el("b", {}, theme(gap.theme)), el("br"), el("span", { class: "dim small" }, gap.summary || gap.need)),
      el("td", {}, phase(gap.phase)),
      el("td", {}, gap.priority && pill(t(`priority.${gap.priority}`), { high: "bad", medium: "warn" }[gap.priority])),
      el("td", {}, gap.place ?? ""), el("td", {}, gap.beneficiary ? coded("beneficiary", gap.beneficiary) : ""),
      el("td", {}, sequenceLink(gap.report)))));
    more.hidden = !page.next;
    more.onclick = () => add(page.next);
    return page;
  };
  const page = await add();
  fill(place, heading("gaps", pill(number(page.count), "key")), page.gaps.length === 0 ? empty("gaps.none") : [wide(t("nav.gaps"), el("table", {},
    el("thead", {}, el("tr", {}, ["country", "need", "phases", "priority", "place", "beneficiaries", "proof"].map((name) => el("th", { scope: "col" }, t(`field.${name}`))))), rows)), el("p", {}, more)]);
}

const severities = { critical: "bad", warn: "warn", info: "" };

export async function rulesView(place, [asked]) {
  let after = null;
  const seen = new Set();
  const asks = turns();
  const cards = el("div", { class: "stack" });
  const more = el("button", { onclick: () => load() }, t("more"));
  const state = el("select", { onchange: () => begin() }, ["open", "due", "cleared"].map((code) => el("option", { value: code }, t(`state.${code}`))));
  const where = el("input", { maxlength: 3, placeholder: t("all.countries"), value: asked ?? "", onchange: () => begin() });
  fill(place, heading("rules"), el("div", { class: "bar" }, el("label", {}, t("state"), state), el("label", {}, t("filter.country"), where)), cards, el("p", {}, more));
  const begin = () => { after = null; seen.clear(); fill(cards); return load(); };
  const load = async () => {
    const isNewest = asks();
    const page = await query("flags", { state: state.value, country: where.value.trim().toUpperCase(), limit: 60, after });
    if (!isNewest()) return;
    after = page.next ?? null;
    const fresh = page.breaches.filter((breach) => !seen.has(breach.breach));
    for (const breach of fresh) seen.add(breach.breach);
    cards.append(...fresh.map((breach) => el("article", { class: "card stack" },
      el("div", { class: "row between" },
        el("h2", {}, t(`rule.${breach.rule}`) === `rule.${breach.rule}` ? breach.rule : t(`rule.${breach.rule}`)),
        el("span", { class: "row" }, breach.severity && pill(t(`severity.${breach.severity}`), severities[breach.severity]), pill(breach.rule), breach.paragraph && pill(breach.paragraph, "key"))),
      el("p", {}, local(breach.reason)),
      breach.remedy && el("p", {}, el("b", {}, `${t("rules.clears")} `), local(breach.remedy)),
      el("p", { class: "row small dim" }, el("span", {}, country(breach.country)), breach.concerns && pill(breach.concerns), el("span", {}, day(breach.breached ?? breach.due)),
        list(breach.evidence).slice(0, 5).map(sequenceLink)))));
    if (cards.children.length === 0) fill(cards, empty("rules.none"));
    more.hidden = after === null;
  };
  await load();
}

// MARK: Countries and the electoral cycle

export async function countriesView(place, [code]) {
  if (code) return countryView(place, code);
  const { countries } = await query("countries");
  const search = el("input", { type: "search", placeholder: t("filter.country"), "aria-label": t("filter.country") });
  const tiles = el("div", { class: "tiles" });
  const draw = () => fill(tiles, countries.filter((one) => `${one.country} ${country(one.country)}`.toLowerCase().includes(search.value.toLowerCase()))
    .sort((a, b) => b.requests + b.assistance - a.requests - a.assistance)
    .map((one) => el("a", { class: "card tile", href: `#/countries/${one.country}` },
      el("h2", {}, country(one.country)),
      one.election && el("p", { class: "small dim" }, `${t("election")} ${day(one.election)}`),
      el("dl", {}, ["requests", "assistance", "overlaps", "gaps", "breaches"].filter((name) => one[name] > 0)
        .map((name) => el("div", {}, el("dt", {}, t(`count.${name}`)), el("dd", {}, el("b", { class: "number" }, number(one[name])))))))));
  search.addEventListener("input", draw);
  fill(place, heading("countries"), el("div", { class: "bar" }, search), countries.length ? tiles : empty("countries.none"));
  draw();
}

async function countryView(place, code) {
  const facts = await query("country", { country: code, limit: 200 });
  const cases = [...new Set(facts.requests.concat(facts.mandates).map((one) => one.case_id).filter(Boolean))];
  fill(place,
    el("header", {}, el("a", { href: "#/countries" }, `${language === "ar" ? "→" : "←"} ${t("nav.countries")}`), el("h1", {}, country(code))),
    el("div", { class: "stack" },
      el("section", { class: "card stack" }, el("h2", {}, t("cycle")), el("p", { class: "dim small" }, t("cycle.lead")), el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("cycle") }, cycle(facts))),
      wide(t("cases"), el("table", {}, el("caption", { class: "unseen" }, t("cases")),
        el("thead", {}, el("tr", {}, ["request", "state", "received", "election", "proof"].map((name) => el("th", { scope: "col" }, t(`field.${name}`))))),
        el("tbody", {}, facts.requests.map((one) => el("tr", {}, el("th", { scope: "row" }, one.request), el("td", {}, pill(coded("state", one.state), "key")),
          el("td", {}, day(one.received)), el("td", {}, day(one.election_date)), el("td", {}, sequenceLink(one.sequence))))))),
      wide(t("count.assistance"), el("table", {}, el("caption", { class: "unseen" }, t("count.assistance")),
        el("thead", {}, el("tr", {}, ["agency", "title", "state", "themes", "period", "proof"].map((name) => el("th", { scope: "col" }, t(`field.${name}`))))),
        el("tbody", {}, facts.assistance.map((one) => el("tr", {}, el("th", { scope: "row" }, one.agency), el("td", {}, local(one.title) || one.activity),
          el("td", {}, pill(coded("state", one.state))), el("td", {}, list(one.themes).map(theme).join(", ")),
          el("td", { class: "small" }, [one.period_start, one.period_end].filter(Boolean).map(day).join(" – ")), el("td", {}, sequenceLink(one.sequence))))))),
      facts.breaches.some((one) => one.state === "open") && el("p", {}, el("a", { href: `#/rules/${code}` }, t("country.breaches", { number: number(facts.breaches.filter((one) => one.state === "open").length) }))),
      cases.length > 0 && el("p", { class: "dim small" }, `${t("cases")}: ${cases.join(", ")}`)));
}

/// The electoral cycle as a picture: what was asked, assessed, decided and given, over time, with election days. The tables
/// below it say the same in words.
function cycle(facts) {
  const when = (value) => (value ? Date.parse(value.length === 4 ? `${value}-01-01` : value.length === 7 ? `${value}-01` : value) : NaN);
  const elections = [...new Set([...facts.elections.map((one) => one.date), ...facts.requests.map((one) => one.election_date)].filter(Boolean))];
  const month = 30.44 * 86400e3;
  const lanes = [];
  const points = (name, items) => { const dated = items.filter(([at]) => !isNaN(at)); if (dated.length) lanes.push({ name, points: dated }); };
  points(t("count.requests"), facts.requests.map((one) => [when(one.received), one.request]));
  points(t("count.assessments"), facts.assessments.map((one) => [when(one.submitted ?? one.opened), one.assessment]));
  points(t("count.decisions"), facts.decisions.map((one) => [when(one.decided ?? one.recommended), one.decision]));
  for (const one of facts.assistance.slice(0, 40)) {
    const start = when(one.period_start);
    if (!isNaN(start)) lanes.push({ name: one.agency, title: local(one.title) || one.activity, span: [start, Math.max(when(one.period_end) || start, start + month / 2)] });
  }
  const all = lanes.flatMap((lane) => lane.span ?? lane.points.map(([at]) => at)).concat(elections.map(when)).filter((at) => !isNaN(at));
  if (all.length === 0) return el("p", { class: "dim" }, t("cycle.none"));
  const from = Math.min(...all) - month;
  const to = Math.max(...all) + month;
  const width = 960, label = 130, line = 20, top = 40;
  const height = top + lanes.length * line + 12;
  const mirrored = document.documentElement.dir === "rtl";
  const place = (at) => { const x = label + (at - from) / (to - from) * (width - label - 10); return mirrored ? width - x : x; };
  const box = (start, end, y, tall, kind, title) => {
    const [a, b] = [place(Math.max(start, from)), place(Math.min(end, to))].sort((x, y) => x - y);
    return el("rect", { x: a, y, width: Math.max(3, b - a), height: tall, class: kind, rx: kind === "span" ? 4 : 0 }, title && el("title", {}, title));
  };
  const anchor = mirrored ? "end" : "start";
  const years = [];
  for (let year = new Date(from).getUTCFullYear() + 1; year <= new Date(to).getUTCFullYear(); year += 1) years.push(year);
  const sparse = Math.ceil(years.length / 14);
  return el("svg", { class: "cycle", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("cycle.label", { number: number(lanes.length) }) },
    elections.map((date) => box(when(date) - 6 * month, when(date) + 2 * month, top - 6, height - top, "phase main")),
    years.filter((year, index) => index % sparse === 0).map((year) => { const x = place(Date.UTC(year, 0, 1)); return [el("line", { x1: x, x2: x, y1: top - 6, y2: height, class: "grid" }), el("text", { x, y: 14, class: "dim", "text-anchor": "middle" }, `${year}`)]; }),
    elections.map((date) => { const x = place(when(date)); return [el("line", { x1: x, x2: x, y1: top - 10, y2: height, class: "day" }), el("text", { x, y: 29, "text-anchor": "middle" }, day(date))]; }),
    lanes.map((lane, index) => {
      const y = top + index * line;
      return [el("text", { x: mirrored ? width - 4 : 4, y: y + 13, "text-anchor": "start" }, lane.name.length > 18 ? `${lane.name.slice(0, 17)}…` : lane.name),
        lane.points?.map(([at, name]) => el("circle", { cx: place(at), cy: y + 9, r: 5.5, class: "point" }, el("title", {}, `${name} · ${day(new Date(at).toISOString().slice(0, 10))}`))),
        lane.span && box(lane.span[0], lane.span[1], y + 3, 12, "span", `${lane.title}`)];
    }));
}

// MARK: Agencies, search, reports

export async function agenciesView(place) {
  const state = await ask("/api/state");
  const worst = Math.max(1, ...state.inboxes.map((inbox) => inbox.lagEvents ?? 0));
  fill(place, heading("agencies", el("button", { onclick: () => agenciesView(place) }, t("refresh"))), el("div", { class: "stack" },
    el("dl", { class: "card facts" }, [["last", state.last], ["applied", state.applied], ["recorded", state.recorded], ["refused", state.refused]]
      .map(([name, value]) => el("div", {}, el("dt", {}, t(`bus.${name}`)), el("dd", { class: "number" }, number(value)))),
    el("div", {}, el("dt", { class: "unseen" }, t("state")), el("dd", {}, pill(t(state.publishing ? "bus.open" : "bus.closed"), state.publishing ? "good" : "bad"), state.reason ?? ""))),
    wide(t("sessions"), el("h2", { class: "unseen" }, t("sessions")), el("table", {},
      el("caption", { class: "unseen" }, t("sessions")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("sessions")), el("th", { scope: "col" }, t("field.client")), ["recorded", "since", "heard"].map((name) => el("th", { scope: "col", class: "number" }, t(`field.${name}`))))),
      el("tbody", {}, state.sessions.length ? state.sessions.map((one) => el("tr", {}, el("th", { scope: "row" }, one.agency), el("td", {}, one.client),
        el("td", { class: "number" }, number(one.recorded)), el("td", { class: "number" }, span(one.ageSeconds)), el("td", { class: "number" }, span(one.silenceSeconds))))
        : el("tr", {}, el("td", { colspan: 5, class: "dim" }, t("sessions.none")))))),
    wide(t("inboxes"), el("table", {}, el("caption", { class: "unseen" }, t("inboxes")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("inboxes")), el("th", { scope: "col" }, t("field.lag")), ["oldest", "pending", "quarantined", "workers"].map((name) => el("th", { scope: "col", class: "number" }, t(`field.${name}`))))),
      el("tbody", {}, state.inboxes.length ? state.inboxes.map((one) => el("tr", {}, el("th", { scope: "row" }, `${one.agency} / ${one.inbox}`),
        el("td", {}, one.lagEvents == null ? "…" : [number(one.lagEvents), el("div", { class: `meter ${one.lagSeconds > 3600 ? "bad" : one.lagSeconds > 60 ? "warn" : ""}` }, el("i", { "width%": one.lagEvents / worst * 100 }))]),
        el("td", { class: "number" }, one.lagSeconds == null ? "" : span(one.lagSeconds)), el("td", { class: "number" }, number(one.pending)),
        el("td", { class: "number" }, one.quarantined ? pill(number(one.quarantined), "bad") : number(0)), el("td", { class: "number" }, number(one.workers))))
        : el("tr", {}, el("td", { colspan: 6, class: "dim" }, t("inboxes.none"))))))));
}

// What the index calls its documents, by the names that the register's tables have.
const shelves = { lesson: "lessons", practice: "practices", policy: "policies", assistance: "assistance", report: "reports" };

export async function searchView(place) {
  const text = el("input", { type: "search", name: "text", minlength: 2, required: true, "data-testid": "search" });
  const where = el("input", { maxlength: 3, name: "country", placeholder: t("all.countries") });
  const results = el("div", { class: "stack", "aria-live": "polite" });
  const card = (one) => el("article", { class: "card" },
    el("div", { class: "row between" }, el("h2", {}, local(one.title) || one.id), pill(one.kind === "reports" ? t("nav.reports") : t(`count.${one.kind}`))),
    one.excerpt && el("p", { lang: one.excerpt.language === "und" ? null : one.excerpt.language, dir: "auto" }, one.excerpt.text),
    el("p", { class: "row small dim" }, el("span", {}, one.id), pill(one.agency, "key"), one.country && el("span", {}, country(one.country)), sequenceLink(one.sequence)));
  // Requests are found by their summary, everything by its identifier, all else by its words, the best first.
  const look = async (words, country) => {
    const [byName, byWords] = await Promise.all([query("find", { text: words, country }), query("search", { words, country, limit: 40 })]);
    const ranked = byWords.found.map((one) => ({ ...one, kind: shelves[one.kind] ?? one.kind }));
    const named = byName.found.filter((one) => !ranked.some((other) => other.kind === one.kind && other.id === one.id));
    const many = named.length + byWords.matches;
    const cards = el("div", { class: "stack" }, named.map(card), ranked.map(card));
    const more = el("button", {
      hidden: byWords.next == null,
      onclick: async () => {
        try {
          const page = await query("search", { words, country, limit: 40, after: byWords.next });
          byWords.next = page.next;
          cards.append(...page.found.map((one) => card({ ...one, kind: shelves[one.kind] ?? one.kind })));
          more.hidden = page.next == null;
        } catch (error) { more.replaceWith(fault(error)); }
      },
    }, t("more"));
    return [el("p", { class: "dim small" }, t("search.found", { number: `${number(many)}${byWords.more ? "+" : ""}` })), cards, more];
  };
  const asks = turns();
  const ask = async (words, country) => {
    const isNewest = asks();
    results.setAttribute("aria-busy", "true");
    const answer = await look(words, country).catch((error) => [fault(error)]);
    if (!isNewest()) return;
    fill(results, ...answer);
    results.dataset.shown = words;
    results.setAttribute("aria-busy", "false");
  };
  fill(place, heading("search"), el("form", {
    class: "bar", role: "search",
    onsubmit: (event) => { event.preventDefault(); ask(text.value.trim(), where.value.trim().toUpperCase()); },
  }, el("label", { class: "grow" }, t("search.text"), text), el("label", {}, t("filter.country"), where), el("button", { class: "main" }, t("nav.search"))), results);
  text.focus();
}

export async function reportsView(place) {
  const { issued } = await query("issued");
  fill(place, heading("reports"), issued.length === 0 ? empty("reports.none") : wide(t("nav.reports"), el("table", {},
    el("thead", {}, el("tr", {}, ["kind", "number", "issued", "sequences", "proof"].map((name) => el("th", { scope: "col" }, t(`field.${name}`))))),
    el("tbody", {}, issued.map((one) => el("tr", {}, el("td", {}, t(`issue.${one.kind}`)), el("td", {}, one.number ?? one.symbol), el("td", {}, day(one.issued)),
      el("td", { class: "number" }, `${one.first ?? ""} – ${one.last ?? ""}`), el("td", {}, sequenceLink(one.sequence))))))));
}
