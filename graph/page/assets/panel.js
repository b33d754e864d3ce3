// The evidence: what is picked, its events newest first, and every sentence with its actor, action and target marked.
const PAGE_OF_EVENTS = 30;
const panel = { scope: "", upTo: PAGE_OF_EVENTS };

function showPanel() {
  const scope = `${view.level}|${view.picked}|${view.edge && keyOf(view.edge)}|${view.event}`;
  if (scope !== panel.scope) {
    panel.scope = scope;
    panel.upTo = PAGE_OF_EVENTS;
    $("panel").scrollTop = 0;
  }
  document.body.toggleAttribute("data-picked", view.picked.length > 0 || view.event >= 0);
  const list = view.picked.length ? newestFirst(inScope()) : shown.events;
  const only = view.event >= 0 ? [view.event] : null;
  if (only) fill($("panel"), eventHead(view.event), el("ol", { class: "events" }, only.map((i) => card(i, true))));
  else if (view.picked.length === 1) fill($("panel"), ...actorPanel(view.picked[0], list));
  else if (view.picked.length === 2) fill($("panel"), ...pairPanel(list));
  else fill($("panel"), ...overview(list));
}

// The panel is made anew, so who came by keyboard goes on from its top.
function read(picked) {
  pick(picked);
  $("panel").focus({ preventScroll: true });
}

const closer = () => el("button", { type: "button", class: "close", "aria-label": "Close and show all", on: { click: () => read([]) } }, "×");

function eventHead(i) {
  const back = () => {
    go({ event: -1 });
    $("panel").focus({ preventScroll: true });
  };
  return el("header", { class: "about" }, closer(), el("button", { type: "button", class: "textual", on: { click: back } }, "← Back"), el("h2", {}, "One event"));
}

function balance(list) {
  const counts = quadCounts(list);
  const bar = el("div", { class: "balance", role: "img", "aria-label": counts.map((n, quad) => `${n} ${QUADS[quad]}`).join(", ") });
  counts.forEach((n, quad) => {
    if (!n) return;
    const part = el("i", { class: `q${quad}` });
    part.style.flexGrow = n;
    bar.append(part);
  });
  return bar;
}

function actorPanel(actor, list) {
  const sectors = actors.sectors[actor].map((code) => words("sectors", code));
  const country = actors.country[actor];
  const home = country && actors.kind[actor] !== "state" ? nameOf(actors.id.indexOf(country)) : "";
  const known = [words("kinds", actors.kind[actor]), home && home !== "nobody named" ? home : actors.kind[actor] !== "state" ? country : "", ...sectors].filter(Boolean);
  const heading = el(
    "header",
    { class: "about" },
    closer(),
    el("div", { class: "who" }, markIcon(actor, 44), el("div", {}, el("h2", {}, nameOf(actor)), el("p", { class: "small" }, [...new Set(known)].join(", ")))),
    actors.aliases[actor].length ? el("p", { class: "small also" }, "Also ", actors.aliases[actor].slice(0, 6).join(", ")) : null,
    el("p", { class: "sum" }, el("b", {}, plural(list.length, "event")), span(list) ? `, ${span(list)}` : ""),
    balance(list),
  );
  return [heading, partners(actor, list), el("h3", {}, "Events, newest first"), ...eventList(list)];
}

function partners(actor, list) {
  const met = new Map();
  for (const i of list) {
    const a = nodeOf(ev.actor[i]);
    const other = a === actor ? nodeOf(ev.target[i]) : a;
    if (other < 0 || other === actor) continue;
    if (!met.has(other)) met.set(other, []);
    met.get(other).push(i);
  }
  const ranked = [...met].sort((x, y) => y[1].length - x[1].length || x[0] - y[0]);
  if (!ranked.length) return null;
  const row = ([other, events]) =>
    el("li", {}, el("button", { type: "button", class: "tie", on: { click: () => read([actor, other]) } }, el("span", {}, nameOf(other)), balance(events), el("span", { class: "n" }, events.length)));
  const rest = ranked.slice(6);
  return el(
    "section",
    { class: "ties" },
    el("h3", {}, "With whom"),
    el("ul", {}, ranked.slice(0, 6).map(row)),
    rest.length ? el("details", {}, el("summary", {}, plural(rest.length, "other")), el("ul", {}, rest.slice(0, 200).map(row))) : null,
  );
}

function pairPanel(list) {
  const [a, b] = view.edge ? [view.edge.a, view.edge.b] : view.picked;
  const arrow = view.edge ? (view.edge.way ? " ↔ " : " → ") : " and ";
  const chip = (actor) => el("button", { type: "button", class: "chip", "aria-label": `Only ${nameOf(actor)}`, on: { click: () => read([actor]) } }, markIcon(actor, 26), nameOf(actor));
  const heading = el(
    "header",
    { class: "about" },
    closer(),
    el("h2", {}, nameOf(a), el("span", { class: "arrow" }, arrow), nameOf(b)),
    el("p", { class: "sum" }, el("b", {}, plural(list.length, "event")), view.edge ? ` of ${QUADS[view.edge.quad]}` : " between the two", span(list) ? `, ${span(list)}` : ""),
    view.edge ? null : balance(list),
    el(
      "div",
      { class: "chips" },
      chip(a),
      chip(b),
      view.edge ? el("button", { type: "button", class: "chip", on: { click: () => read([a, b]) } }, "Everything between the two") : null,
    ),
  );
  if (!list.length) return [heading, el("p", { class: "none" }, "Nothing between these two under the filters set. Pick one of them to see what it did.")];
  return [heading, ...eventList(list)];
}

function eventList(list) {
  const shownNow = Math.min(panel.upTo, list.length);
  const cards = [];
  for (let n = 0; n < shownNow; n += 1) cards.push(card(list[n], list.length === 1));
  const more = list.length > shownNow ? el("button", { type: "button", class: "more", on: { click: showMore } }, `Show ${Math.min(PAGE_OF_EVENTS, list.length - shownNow)} more of ${thousands(list.length)}`) : null;
  return [el("ol", { class: "events" }, cards), more];
}

function showMore() {
  const at = panel.upTo;
  panel.upTo += PAGE_OF_EVENTS;
  showPanel();
  const next = $("panel").querySelectorAll(".events > li")[at];
  if (next) next.focus();
}

function card(i, open) {
  const quad = quadPlace[ev.quad[i]];
  const status = tables.status[ev.status[i]];
  const mode = modeOf(i);
  const reports = reportsOf(i);
  const place = tables.place[raw.place[i]];
  return el(
    "li",
    { class: `event q${quad}`, tabindex: "-1", "data-event": raw.id[i] },
    el("p", { class: "when" }, el("time", { datetime: isoDay(ev.first[i]) }, dayRange(ev.first[i], ev.last[i])), place ? `, ${place}` : "", status === "asserted" ? null : el("span", { class: "status" }, words("statuses", status))),
    el("p", { class: "deed" }, el("b", {}, nameOf(ev.actor[i])), ` ${arrowOf(i)} `, ev.target[i] < 0 ? el("i", {}, "nobody named") : el("b", {}, nameOf(ev.target[i]))),
    el("p", { class: "act" }, el("span", { class: "swatch", "aria-hidden": "true" }), actionOf(i), mode ? ` (${mode.replace(/[-_]/g, " ")})` : ""),
    reports.slice(0, 2).map(quote),
    reports.length > 2 ? el("details", {}, el("summary", {}, plural(reports.length - 2, "more report")), reports.slice(2, 100).map(quote)) : null,
    el("details", { class: "why", open: open || null }, el("summary", {}, "Why it was coded so"), why(i, reports), reviewRow(i)),
  );
}

// The sentence, cut at its spans; where spans overlap the earlier one wins.
function quote(report) {
  const parts = [];
  let at = 0;
  for (let n = 0; n < report.spans.length; n += 3) {
    const [role, start, end] = [tables.role[report.spans[n]], report.spans[n + 1], report.spans[n + 2]];
    if (start < at || !["actor", "action", "target"].includes(role)) continue;
    parts.push(report.sentence.slice(at, start), el("mark", { class: role, title: role }, report.sentence.slice(start, end)));
    at = end;
  }
  parts.push(report.sentence.slice(at));
  const source = [report.outlet, report.title].filter(Boolean).join(": ") || "the article";
  return el(
    "figure",
    {},
    report.sentence ? el("blockquote", {}, parts) : null,
    el("figcaption", {}, report.url ? link(report.url, source) : source, report.date ? `, ${longDay(parseDay(report.date) ?? NEVER)}`.replace(", undated", "") : "", report.attribution ? el("span", { class: "said" }, `According to: ${report.attribution}`) : null),
  );
}

function why(i, reports) {
  const rows = [
    ["Type", `${tables.type[ev.type[i]]}${modeOf(i) ? `, ${modeOf(i)}` : ""}`],
    ["Class", `${QUADS[quadPlace[ev.quad[i]]]}, score ${raw.score[i] > 0 ? "+" : ""}${raw.score[i]}`],
    ["Predicate", tables.predicate[raw.predicate[i]]],
    ["Status", words("statuses", tables.status[ev.status[i]])],
    ["Contexts", tables.contexts[raw.contexts[i]].map((context) => context.replace(/_/g, " ")).join(", ")],
    ["Rule", [...new Set(reports.map((report) => report.rule))].join(", ")],
    ["Confidence", reports.length ? `${Math.round(100 * Math.max(...reports.map((report) => report.confidence)))}%` : ""],
    ["Outlets", outletsOf(i).join(", ")],
    ["Event", raw.id[i]],
  ];
  return el("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function overview(list) {
  const pairs = new Map();
  for (const i of list) {
    const a = nodeOf(ev.actor[i]);
    const b = nodeOf(ev.target[i]);
    if (a < 0 || b < 0 || a === b) continue;
    const key = a < b ? a * actors.id.length + b : b * actors.id.length + a;
    if (!pairs.has(key)) pairs.set(key, { a: Math.min(a, b), b: Math.max(a, b), events: [], voices: 0 });
    const pair = pairs.get(key);
    pair.events.push(i);
    pair.voices += ev.voices[i];
  }
  const top = [...pairs.values()].sort((x, y) => y.voices - x.voices || x.a - y.a || x.b - y.b).slice(0, 8);
  const tie = ({ a, b, events }) =>
    el("li", {}, el("button", { type: "button", class: "tie", on: { click: () => read([a, b]) } }, el("span", {}, `${nameOf(a)} – ${nameOf(b)}`), balance(events), el("span", { class: "n" }, events.length)));
  return [
    el("header", { class: "about" }, el("h2", {}, "The strongest ties"), el("p", { class: "sum" }, el("b", {}, plural(list.length, "event")), list.length === ev.count ? "" : ` of ${thousands(ev.count)}`, span(list) ? `, ${span(list)}` : "")),
    top.length ? el("ul", { class: "ties" }, top.map(tie)) : el("p", { class: "none" }, ev.count ? "No event passes the filters set." : "There is nothing to show yet."),
    key(),
  ];
}

function key() {
  const kinds = [...new Set(scenes[view.level].map((node) => actors.kind[node.id]))].sort((x, y) => (x === "state" ? -1 : y === "state" ? 1 : x < y ? -1 : 1));
  const first = (kind) => scenes[view.level].find((node) => actors.kind[node.id] === kind).id;
  const line = (content, text) => el("li", {}, content, el("span", {}, text));
  return el(
    "section",
    { class: "key" },
    el("h3", {}, "How to read it"),
    el("ul", { class: "kinds" }, kinds.map((kind) => line(markIcon(first(kind), 28), words("kinds", kind)))),
    el("ul", { class: "lines" }, line(stroke(0, "arrow"), "reported as fact, or past"), line(stroke(0, "vee"), "planned or hypothetical: pale, open head"), line(stroke(-1, "bar"), "denied: grey, ends in a bar"), line(widths(), "wider: more independent outlets")),
    el("p", { class: "small" }, "Choose an actor for all it did and met; choose a second for what is between the two; choose a line for its sentences. In a sentence, ", el("mark", { class: "actor" }, "who acted"), ", ", el("mark", { class: "action" }, "what was done"), " and ", el("mark", { class: "target" }, "to whom"), " are marked."),
  );
}

function stroke(quad, head) {
  const heads = { arrow: "M34 3l9 5-9 5 2.500-5z", vee: "M34 3l9 5-9 5 6-5z", bar: "M40 2h3v12h-3z" };
  return svg("svg", { viewBox: "0 0 46 16", class: quad < 0 ? "stroke denied" : `stroke q${quad}${head === "vee" ? " pale" : ""}`, "aria-hidden": "true" }, svg("path", { d: "M2 7h36v2H2z" }), svg("path", { d: heads[head] }));
}

function widths() {
  return svg("svg", { viewBox: "0 0 46 16", class: "stroke q2", "aria-hidden": "true" }, svg("path", { d: "M2 8 43 4v8z" }));
}
