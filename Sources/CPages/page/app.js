// The frame: signing in, choosing a view, language and light.
"use strict";
import { ask, el, fault, fill, language, languages, me, pill, say, t, turns, useLanguage, useTheme } from "./base.js";
import { liveView } from "./live.js";
import { agenciesView, countriesView, gapsView, overlapsView, reportsView, rulesView, searchView } from "./views.js";

const app = document.getElementById("app");
const live = liveView();
const views = {
  live: live.view, overlaps: overlapsView, gaps: gapsView, rules: rulesView, countries: countriesView, agencies: agenciesView,
  search: searchView, reports: reportsView,
};
/// What a view asks; where the bus does not answer that, the view is not offered.
const needs = { overlaps: "overlaps", gaps: "gaps", rules: "flags", countries: "countries", search: "find", reports: "issued" };
const offered = () => Object.keys(views).filter((name) => !needs[name] || me.session.queries.includes(needs[name]));
const icons = {
  live: "M3 12h4l3-8 4 16 3-8h4", overlaps: "M9 4a8 8 0 1 0 0 16M15 4a8 8 0 1 1 0 16M9 4a8 8 0 0 1 0 16M15 4a8 8 0 0 0 0 16",
  gaps: "M4 7h6M4 12h4M4 17h6M20 7h-6M20 12h-4M20 17h-6", rules: "M12 3l9 16H3zM12 10v4M12 16.5v.5",
  countries: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  agencies: "M5 20V9l7-5 7 5v11zM9 20v-6h6v6", search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
  reports: "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
};

const icon = (name) => el("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, el("path", { d: icons[name] }));

function languageChoice() {
  return el("select", {
    "aria-label": t("language"), "data-testid": "language",
    onchange: async (event) => { await useLanguage(event.target.value); live.reset(); draw(); },
  }, Object.entries(languages).map(([code, name]) => el("option", { value: code, selected: code === language, lang: code }, name)));
}

function themeChoice() {
  const order = ["auto", "light", "dark"];
  const current = localStorage.getItem("theme") ?? "auto";
  return el("button", {
    class: "plain", "aria-label": t("theme"), title: t(`theme.${current}`), "data-testid": "theme",
    onclick: () => { useTheme(order[(order.indexOf(current) + 1) % 3]); draw(); },
  }, { auto: "◐", light: "☀", dark: "☾" }[current]);
}

function door() {
  document.title = `${t("title")} · ${t("signin")}`;
  const token = el("input", { type: "password", name: "token", autocomplete: "current-password", required: true, "data-testid": "token", spellcheck: "false" });
  const problem = el("div");
  const form = el("form", {
    class: "card",
    onsubmit: async (event) => {
      event.preventDefault();
      try {
        me.session = await ask("/api/session", { token: token.value.trim() });
        token.value = "";
        live.reset();
        draw();
      } catch (error) { fill(problem, fault(error)); token.focus(); }
    },
  },
  el("h1", { class: "brand" }, el("img", { src: "/icon.svg", alt: "" }), t("title")),
  el("p", { class: "dim" }, t("door.lead")),
  el("label", { class: "field" }, t("token"), token),
  problem,
  el("button", { class: "main", type: "submit", "data-testid": "signin" }, t("signin")),
  el("div", { class: "row between" }, languageChoice(), themeChoice()));
  fill(app, el("main", { class: "door" }, form));
  token.focus();
}

function frame() {
  const { session } = me;
  const main = el("main", { id: "main", tabindex: "-1" });
  fill(app,
    el("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); main.focus(); } }, t("skip")),
    el("div", { class: "frame" },
      el("header", { class: "top" },
        el("a", { class: "brand", href: "#/live", "aria-label": t("title") }, el("img", { src: "/icon.svg", alt: "" }), el("span", {}, t("title"))),
        el("span", { class: "grow" }),
        el("span", { class: "wide dim small" }, session.name), pill(session.agency, "key"),
        languageChoice(), themeChoice(),
        el("button", { "data-testid": "signout", onclick: signOut }, t("signout"))),
      el("nav", { class: "nav", "aria-label": t("views") },
        el("ul", {}, offered().map((name) => el("li", {}, el("a", { href: `#/${name}`, "data-view": name }, icon(name), t(`nav.${name}`)))))),
      main));
  return main;
}

async function signOut() {
  try { await ask("/api/session", null, "DELETE"); } catch { /* it has ended already */ }
  me.session = null;
  live.reset();
  draw();
}

let shown = null;
/// A view that ends late says nothing any more.
const asks = turns();

async function show() {
  if (!me.session) return;
  const [name, ...rest] = location.hash.replace(/^#\//, "").split("/").map(decodeURIComponent);
  const chosen = views[name] ? name : "live";
  for (const link of document.querySelectorAll(".nav a")) {
    if (link.dataset.view === chosen) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  document.title = `${t(`nav.${chosen}`)} · ${t("title")}`;
  const main = document.getElementById("main");
  const isNewest = asks();
  main.dataset.shown = "";
  if (shown !== null && shown !== chosen) { main.focus({ preventScroll: true }); scrollTo(0, 0); }
  shown = chosen;
  const place = el("div");
  fill(main, place);
  // A view that ends late must not write over the next one.
  try { await views[chosen](place, rest); } catch (error) { fill(place, fault(error)); }
  if (!isNewest()) return;
  main.dataset.shown = location.hash;
  say(t(`nav.${chosen}`));
}

function draw() {
  if (me.session) { frame(); show(); } else door();
}

addEventListener("hashchange", show);
addEventListener("signedout", () => { live.reset(); draw(); });

useTheme(localStorage.getItem("theme") ?? "auto");
const wanted = localStorage.getItem("language") ?? navigator.languages?.map((tag) => tag.slice(0, 2)).find((code) => languages[code]) ?? "en";
await useLanguage(wanted);
try { me.session = await ask("/api/session"); } catch { me.session = null; }
draw();
window.coordbus = { live: live.counts };
