// The legend is the filter: what it names can be ticked away.
const filters = { boxes: new Map(), built: false };

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function buildFilters() {
  const types = new Map();
  for (let i = 0; i < ev.count; i += 1) {
    const name = tables.type[ev.type[i]];
    if (!types.has(name)) types.set(name, { name, quad: [0, 0, 0, 0], n: 0 });
    types.get(name).quad[quadPlace[ev.quad[i]]] += 1;
    types.get(name).n += 1;
  }
  const quads = tally(Array.from(ev.quad, (quad) => tables.quad[quad]));
  const statuses = tally(Array.from(ev.status, (status) => tables.status[status]));
  const outlets = new Map();
  const sectors = new Map();
  const add = (map, name) => map.set(name, (map.get(name) || 0) + 1);
  for (let i = 0; i < ev.count; i += 1) {
    for (const number of tables.outlets[ev.outlets[i]]) add(outlets, tables.outlet[number]);
    const both = new Set();
    for (const actor of [ev.actor[i], ev.target[i]]) {
      if (actor < 0) continue;
      if (actors.sectors[actor].length) actors.sectors[actor].forEach((sector) => both.add(sector));
      else both.add(NO_SECTOR);
    }
    for (const sector of both) add(sectors, sector);
  }
  const byQuad = QUADS.map((quad, place) => ({ quad, types: [...types.values()].filter((type) => type.quad.indexOf(Math.max(...type.quad)) === place).sort((x, y) => y.n - x.n || (x.name < y.name ? -1 : 1)) }));
  const ranked = (map) => [...map].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
  const most = Math.max(1, ...ev.voices);
  fill(
    $("filters"),
    el("div", { class: "row" }, el("h2", {}, "Filters"), el("button", { type: "button", class: "textual", id: "reset", on: { click: resetFilters } }, "Reset"), el("button", { type: "button", class: "close only-narrow", "aria-label": "Close the filters", on: { click: () => toggleFilters(false) } }, "×")),
    el(
      "fieldset",
      {},
      el("legend", {}, "What was done"),
      byQuad
        .filter(({ quad }) => quads.has(quad))
        .map(({ quad, types: below }, place) => [
          box("quad", quad, words("quads", quad), quads.get(quad), el("span", { class: `swatch q${QUADS.indexOf(quad)}`, "aria-hidden": "true" })),
          el("div", { class: "below" }, below.map((type) => box("type", type.name, words("types", type.name), type.n))),
        ]),
    ),
    el(
      "fieldset",
      {},
      el("legend", {}, "How it is told"),
      page.statusOrder.filter((status) => statuses.has(status)).map((status) => box("status", status, words("statuses", status), statuses.get(status))),
    ),
    most > 1 ? el("fieldset", {}, el("legend", {}, el("label", { for: "min-outlets" }, "Told by at least")), el("div", { class: "range" }, el("input", { id: "min-outlets", type: "range", min: 1, max: Math.min(most, 20), step: 1, value: view.min, on: { input: (event) => go({ min: Number(event.target.value), at: 0 }) } }), el("output", { id: "min-said", for: "min-outlets" }))) : null,
    fold_away("sector", "Sectors", ranked(sectors).map(([code, n]) => box("sector", code, code === NO_SECTOR ? "no sector" : words("sectors", code), n))),
    fold_away("outlet", "Outlets", ranked(outlets).slice(0, 200).map(([name, n]) => box("outlet", name, name, n))),
  );
  filters.built = true;
}

function fold_away(name, title, boxes) {
  if (boxes.length < 2) return null;
  return el("details", {}, el("summary", {}, title, el("span", { class: "n" }, boxes.length)), el("fieldset", {}, el("legend", { class: "unseen" }, title), el("div", { class: "row quick" }, el("button", { type: "button", class: "textual", on: { click: () => setAll(name, true) } }, "all"), el("button", { type: "button", class: "textual", on: { click: () => setAll(name, false) } }, "none")), boxes));
}

function box(group, value, text, n, swatch) {
  const input = el("input", { type: "checkbox", "data-group": group, "data-value": value, on: { change: () => flip(group, value, input.checked) } });
  filters.boxes.set(`${group}|${value}`, { input, group, value });
  return el("label", { class: "box" }, input, swatch || null, el("span", {}, text), el("span", { class: "n" }, thousands(n)));
}

function flip(group, value, on) {
  const off = new Set(view.off[group]);
  if (on) off.delete(value);
  else off.add(value);
  go({ off: { ...view.off, [group]: off }, at: 0 });
}

function setAll(group, on) {
  const values = [...filters.boxes.values()].filter((item) => item.group === group).map((item) => item.value);
  go({ off: { ...view.off, [group]: on ? new Set() : new Set(values) }, at: 0 });
}

function resetFilters() {
  const { off, min, from, to } = freshView();
  go({ off, min, from, to, at: 0 });
}

function showFilters() {
  if (!filters.built) buildFilters();
  for (const { input, group, value } of filters.boxes.values()) input.checked = !view.off[group].has(value);
  const range = $("min-outlets");
  if (range) {
    range.value = view.min;
    $("min-said").textContent = plural(view.min, "outlet");
  }
  const set = OFF.some((name) => view.off[name].size) || view.min > 1 || view.from !== null || view.to !== null;
  $("reset").disabled = !set;
  $("show-filters").textContent = set ? "Filters •" : "Filters";
}

function toggleFilters(open) {
  document.body.toggleAttribute("data-filters", open);
  $("show-filters").setAttribute("aria-expanded", String(open));
  if (open) $("filters").querySelector("input, button").focus();
  else $("show-filters").focus();
}
