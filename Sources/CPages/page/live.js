// The live log: new events as they are recorded, a filter, a pause, and going on without a gap.
"use strict";
import { ask, clock, coded, country, el, empty, familyClass, familyName, fault, fill, local, me, number, pill, say, showEvent, t, turns } from "./base.js";

const rowsMax = 400;

/// The view lives as long as the page, so that leaving it for another and coming back loses nothing of what it showed.
export function liveView() {
  let source = null;
  /// The newest sequence that was shown or told.
  let through = 0;
  let isPaused = false;
  let isStarted = false;
  let arrived = [];
  let isDrawing = false;
  let older = null;
  let received = 0;
  const asks = turns();
  const olderAsks = turns();
  const filter = { family: "*", country: "*", agency: "*" };

  const list = el("ol", { class: "card log", "data-testid": "log" });
  const lamp = el("span", { class: "lamp", "data-testid": "lamp" });
  const pause = el("button", { onclick: () => (isPaused ? goOn() : rest()) });
  const more = el("button", { onclick: loadOlder });
  const problem = el("div");

  const pattern = () => `${filter.family}.*.${filter.country}.${filter.agency}`;

  function row(event, isNew) {
    const label = event.label && event.label !== "un-system" ? pill(t(`label.${event.label}`), event.label === "public" ? "good" : "warn") : null;
    return el("li", { class: isNew ? "new" : null, "data-sequence": event.sequence },
      el("button", { class: familyClass(event.type), onclick: () => showEvent(event.sequence) },
        el("span", { class: "seq mono dim number" }, `#${event.sequence}`),
        el("span", { class: "when small dim number" }, clock(event.recorded)),
        el("span", { class: "type" }, event.type),
        el("span", { class: "who" }, event.agency),
        el("span", { class: "what" }, el("span", { class: "dim" }, event.country === "ZZZ" ? "" : `${country(event.country)} · `),
          local(event.title) || event.subject || "", " ", label, event.status && pill(coded("status", event.status), "warn"))));
  }

  function draw() {
    isDrawing = false;
    const batch = arrived.slice(-rowsMax);
    arrived = [];
    if (batch.length === 0) return;
    if (list.querySelector(".empty")) list.replaceChildren();
    const isCalm = batch.length < 30;
    list.prepend(...batch.reverse().map((event) => row(event, isCalm)));
    while (list.children.length > rowsMax) list.lastChild.remove();
    light();
  }

  function light() {
    lamp.className = `lamp ${isPaused ? "rest" : source?.readyState === EventSource.OPEN ? "on" : "off"}`;
    lamp.textContent = isPaused ? t("live.paused", { number: number(through) })
      : source?.readyState === EventSource.OPEN ? t("live.on", { number: number(through) }) : t("live.off");
    pause.textContent = isPaused ? t("live.resume") : t("live.pause");
  }

  function connect() {
    source?.close();
    // From behind what was seen on; after a cut the browser repeats the last id itself.
    source = new EventSource(`/api/live?pattern=${encodeURIComponent(pattern())}&after=${through}`);
    source.onopen = light;
    source.onerror = () => {
      light();
      if (source.readyState === EventSource.CLOSED && !isPaused) setTimeout(() => { if (!isPaused && me.session) connect(); }, 2000);
    };
    source.onmessage = (message) => {
      const event = JSON.parse(message.data);
      if (event.sequence <= through) return;
      through = event.sequence;
      received += 1;
      arrived.push(event);
      if (arrived.length > rowsMax * 2) arrived = arrived.slice(-rowsMax);
      if (!isDrawing) { isDrawing = true; requestAnimationFrame(draw); }
    };
    source.addEventListener("through", (message) => { through = Math.max(through, +message.data); light(); });
    light();
  }

  function rest() {
    isPaused = true;
    source?.close();
    light();
    say(lamp.textContent);
  }

  function goOn() {
    isPaused = false;
    connect();
    say(t("live.resumed"));
  }

  /// What is there already, then what comes.
  async function start() {
    source?.close();
    arrived = [];
    fill(problem);
    list.setAttribute("aria-busy", "true");
    const isNewest = asks();
    olderAsks();
    try {
      const page = await ask(`/api/events?limit=60&pattern=${encodeURIComponent(pattern())}`);
      if (!isNewest()) return;
      through = page.last;
      older = page.next ?? null;
      fill(list, page.events.length ? page.events.map((event) => row(event, false)) : el("li", { class: "empty" }, t("live.none")));
      more.hidden = older === null;
      if (!isPaused) connect(); else light();
    } catch (error) { if (isNewest()) fill(problem, fault(error)); }
    if (isNewest()) list.setAttribute("aria-busy", "false");
  }

  async function loadOlder() {
    const isNewest = olderAsks();
    try {
      const page = await ask(`/api/events?limit=100&before=${older}&pattern=${encodeURIComponent(pattern())}`);
      if (!isNewest()) return;
      older = page.next ?? null;
      more.hidden = older === null;
      list.append(...page.events.map((event) => row(event, false)));
    } catch (error) { if (isNewest()) fill(problem, fault(error)); }
  }

  function choose(name, all, options, show) {
    return el("label", {}, t(`filter.${name}`),
      el("select", { "data-testid": `filter-${name}`, onchange: (event) => { filter[name] = event.target.value; start(); } },
        el("option", { value: "*" }, t(all)), options.map((option) => el("option", { value: option, selected: filter[name] === option }, show(option)))));
  }

  async function view(parent) {
    more.textContent = t("older");
    const families = me.session.families;
    fill(parent,
      el("header", {}, el("div", { class: "row between" }, el("h1", {}, t("nav.live")), lamp), el("p", { class: "lead" }, t("live.lead"))),
      el("div", { class: "bar" },
        choose("family", "all.families", families, familyName),
        el("label", {}, t("filter.country"), el("input", {
          placeholder: t("all.countries"), maxlength: 3, size: 8, autocapitalize: "characters", "data-testid": "filter-country",
          value: filter.country === "*" ? "" : filter.country,
          onchange: (event) => { filter.country = event.target.value.trim().toUpperCase() || "*"; start(); },
        })),
        el("label", {}, t("filter.agency"), el("input", {
          placeholder: t("all.agencies"), maxlength: 24, size: 10, "data-testid": "filter-agency", value: filter.agency === "*" ? "" : filter.agency,
          onchange: (event) => { filter.agency = event.target.value.trim().toLowerCase() || "*"; start(); },
        })),
        pause),
      problem, list, el("p", { class: "row", style: null }, more));
    light();
    if (!isStarted) { isStarted = true; await start(); }
  }

  return {
    view,
    /// The session ended, or the language changed: begin anew.
    reset() { asks(); olderAsks(); source?.close(); source = null; isStarted = false; isPaused = false; through = 0; },
    counts: () => ({ through, received, pattern: pattern(), isOpen: source?.readyState === EventSource.OPEN }),
  };
}
