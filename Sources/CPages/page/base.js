// What every view needs: elements without HTML text, requests, languages, names of countries, the theme.
"use strict";

const ISO = "ABWAWAFGAFAGOAOAIAAIALAAXALBALANDADAREAEARGARARMAMASMASATAAQATFTFATGAGAUSAUAUTATAZEAZBDIBIBELBEBENBJBESBQBFABFBGDBDBGRBGBHRBHBHSBSBIHBABLMBLBLRBYBLZBZBMUBMBOLBOBRABRBRBBBBRNBNBTNBTBVTBVBWABWCAFCFCANCACCKCCCHECHCHLCLCHNCNCIVCICMRCMCODCDCOGCGCOKCKCOLCOCOMKMCPVCVCRICRCUBCUCUWCWCXRCXCYMKYCYPCYCZECZDEUDEDJIDJDMADMDNKDKDOMDODZADZECUECEGYEGERIERESHEHESPESESTEEETHETFINFIFJIFJFLKFKFRAFRFROFOFSMFMGABGAGBRGBGEOGEGGYGGGHAGHGIBGIGINGNGLPGPGMBGMGNBGWGNQGQGRCGRGRDGDGRLGLGTMGTGUFGFGUMGUGUYGYHKGHKHMDHMHNDHNHRVHRHTIHTHUNHUIDNIDIMNIMINDINIOTIOIRLIEIRNIRIRQIQISLISISRILITAITJAMJMJEYJEJORJOJPNJPKAZKZKENKEKGZKGKHMKHKIRKIKNAKNKORKRKWTKWLAOLALBNLBLBRLRLBYLYLCALCLIELILKALKLSOLSLTULTLUXLULVALVMACMOMAFMFMARMAMCOMCMDAMDMDGMGMDVMVMEXMXMHLMHMKDMKMLIMLMLTMTMMRMMMNEMEMNGMNMNPMPMOZMZMRTMRMSRMSMTQMQMUSMUMWIMWMYSMYMYTYTNAMNANCLNCNERNENFKNFNGANGNICNINIUNUNLDNLNORNONPLNPNRUNRNZLNZOMNOMPAKPKPANPAPCNPNPERPEPHLPHPLWPWPNGPGPOLPLPRIPRPRKKPPRTPTPRYPYPSEPSPYFPFQATQAREUREROURORUSRURWARWSAUSASDNSDSENSNSGPSGSGSGSSHNSHSJMSJSLBSBSLESLSLVSVSMRSMSOMSOSPMPMSRBRSSSDSSSTPSTSURSRSVKSKSVNSISWESESWZSZSXMSXSYCSCSYRSYTCATCTCDTDTGOTGTHATHTJKTJTKLTKTKMTMTLSTLTONTOTTOTTTUNTNTURTRTUVTVTWNTWTZATZUGAUGUKRUAUMIUMURYUYUSAUSUZBUZVATVAVCTVCVENVEVGBVGVIRVIVNMVNVUTVUWLFWFWSMWSYEMYEZAFZAZMBZMZWEZW";
const alpha2 = new Map();
for (let at = 0; at < ISO.length; at += 5) alpha2.set(ISO.slice(at, at + 3), ISO.slice(at + 3, at + 5));

export const languages = { ar: "العربية", zh: "中文", en: "English", fr: "Français", ru: "Русский", es: "Español" };

/// Who is signed in, and what the server told of itself; null before.
export const me = { session: null };

let words = {};
let english = {};
export let language = "en";

export async function useLanguage(code) {
  language = languages[code] ? code : "en";
  const load = async (name) => (await fetch(`/lang/${name}.json`)).json();
  if (!english.title) english = await load("en");
  words = language === "en" ? english : await load(language);
  localStorage.setItem("language", language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
}

/// The words for a key in the language in use; {name} is replaced from `values`.
export function t(key, values) {
  const text = words[key] ?? english[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : text;
}

/// The words for a code of the vocabulary, or the code.
export function coded(group, code) {
  const key = `${group}.${code}`;
  return words[key] ?? english[key] ?? code;
}

/// A text by language: the one in use, English, or any.
export function local(text) {
  if (text == null) return "";
  if (typeof text === "string") {
    if (!text.startsWith("{")) return text;
    try { text = JSON.parse(text); } catch { return text; }
  }
  return text[language] ?? text.en ?? Object.values(text)[0] ?? "";
}

export function country(code) {
  if (!code || code === "ZZZ") return t("several");
  const two = alpha2.get(code);
  if (!two) return code;
  try { return new Intl.DisplayNames([language], { type: "region" }).of(two); } catch { return code; }
}

export const number = (value, options) => new Intl.NumberFormat(language, options).format(value);

export function clock(milliseconds) {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(milliseconds);
}

export function day(value) {
  if (value == null || value === "") return "";
  const date = typeof value === "number" ? new Date(value / 1e6) : new Date(value);
  if (isNaN(date)) return String(value);
  return new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" }).format(date);
}

export function span(seconds) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, size]) => seconds >= size) ?? units[3];
  return number(Math.floor(seconds / size), { style: "unit", unit, unitDisplay: "short" });
}

const SVG = "http://www.w3.org/2000/svg";

/// Makes an element. Text only ever becomes text: nothing that comes from an event is read as HTML.
export function el(name, attributes, ...children) {
  const isSVG = svgNames.has(name);
  const made = isSVG ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value == null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.setAttribute("class", value);
    else if (key === "width%") made.style.width = `${value}%`;
    else if (key === "value" || key === "checked") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(4)) if (child != null && child !== false) made.append(child);
  return made;
}
const svgNames = new Set(["svg", "path", "circle", "rect", "line", "text", "g", "title"]);

export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat(4).filter((child) => child != null && child !== false));
  return parent;
}

/// Answers may overtake each other: `const ask = turns()`, then `const isNewest = ask()` before a question, and what comes when
/// `isNewest()` no longer holds is let go, so that an early question never stands in the place of a later one.
export function turns() {
  let last = 0;
  return () => { const mine = last += 1; return () => mine === last; };
}

export const pill = (text, kind) => el("span", { class: `pill ${kind ?? ""}` }, text);
export const empty = (key) => el("p", { class: "card empty" }, t(key));

/// Tells people who listen rather than look.
export function say(text) { document.getElementById("said").textContent = text; }

export class Refused extends Error {
  constructor(status, body) {
    super(body?.text ?? `${status}`);
    this.status = status;
    this.body = body;
  }
}

/// Asks the server; a session that has ended leads to the door.
export async function ask(path, body, method) {
  const options = { method: method ?? (body ? "POST" : "GET"), headers: {} };
  if (body) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  if (options.method !== "GET" && me.session) options.headers["X-CoordBus-Secret"] = me.session.secret;
  const answer = await fetch(path, options);
  let parsed = null;
  try { parsed = await answer.json(); } catch { /* a proxy's page, not ours */ }
  if (!answer.ok) {
    if (answer.status === 401 && me.session) { me.session = null; dispatchEvent(new Event("signedout")); }
    throw new Refused(answer.status, parsed);
  }
  return parsed;
}

export const query = (name, members) =>
  ask(`/api/query/${name}?${new URLSearchParams(Object.entries(members ?? {}).filter(([, value]) => value))}`);

export function fault(error) {
  console.warn(error);
  return el("p", { class: "notice bad", role: "alert" }, error instanceof Refused ? error.message : t("unreachable"));
}

const families = [
  ["request", "mandate", "election", "context"], ["assessment", "decision", "authority"], ["assistance", "mission", "link"],
  ["fund", "policy"], ["overlap", "gap", "rule", "event"], ["expert", "roster", "observation", "declaration", "partner"],
  ["adapter", "agency", "key", "schema", "log", "coordination"], ["lesson", "practice", "bulletin", "report", "offices"],
];
export const familyClass = (type) => `f${Math.max(0, families.findIndex((group) => group.includes(type.split(".")[0])))}`;
export const familyName = (family) => coded("family", family);

/// Any value of an event as a tree of terms and values.
export function tree(value) {
  const list = el("dl", { class: "tree" });
  for (const [key, item] of Object.entries(value)) {
    const isDeep = item !== null && typeof item === "object";
    const isTexts = isDeep && !Array.isArray(item) && Object.values(item).every((text) => typeof text === "string") && item[language];
    list.append(el("div", { class: isDeep && !isTexts ? "deep" : null }, el("dt", {}, Array.isArray(value) ? `${+key + 1}` : key),
      el("dd", {}, isTexts ? local(item) : isDeep ? tree(item) : String(item))));
  }
  return list;
}

/// Opens one event over the page.
export async function showEvent(sequence) {
  const title = el("h2", { id: "event-title" }, t("event.number", { number: number(sequence) }));
  const body = el("div", {}, el("p", { class: "dim" }, t("loading")));
  const dialog = el("dialog", { "aria-labelledby": "event-title" },
    el("div", { class: "head" }, title, el("button", { onclick: () => dialog.close() }, t("close"))), body);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  try {
    const { record, event } = await ask(`/api/events/${sequence}`);
    fill(body, el("div", { class: "stack" },
      el("p", { class: "row" }, el("b", {}, record.type), pill(record.agency, "key"), pill(country(record.country)),
        record.label && pill(t(`label.${record.label}`), "warn"), record.status && pill(record.status, "warn")),
      el("p", { class: "dim small" }, t("recorded.at", { time: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium" }).format(record.recorded) })),
      tree(event)));
  } catch (error) { fill(body, fault(error)); }
}

export const sequenceLink = (sequence) =>
  el("button", { class: "plain mono", onclick: () => showEvent(sequence), "aria-label": t("event.number", { number: number(sequence) }) }, `#${sequence}`);

export function useTheme(choice) {
  localStorage.setItem("theme", choice);
  const dark = choice === "dark" || (choice === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => useTheme(localStorage.getItem("theme") ?? "auto"));
