// The same events as a table: sortable, a page at a time, and all that is printed.
const ROWS = 50;
const PRINTED = 1000;

const by = (text) => (i, j) => {
  const [x, y] = [text(i), text(j)];
  return x < y ? -1 : x > y ? 1 : 0;
};
const COLUMNS = [
  { key: "date", name: "Date", compare: (i, j) => ev.first[i] - ev.first[j], cell: (i) => el("time", { datetime: isoDay(ev.first[i]) }, isoDay(ev.first[i]) || "undated") },
  { key: "actor", name: "Actor", compare: by((i) => (ev.actor[i] < 0 ? "\uffff" : actors.name[ev.actor[i]])), cell: (i) => party(ev.actor[i]) },
  { key: "action", name: "Action", compare: by(actionOf), cell: (i) => deed(i) },
  { key: "target", name: "Target", compare: by((i) => (ev.target[i] < 0 ? "\uffff" : actors.name[ev.target[i]])), cell: (i) => party(ev.target[i]) },
  { key: "status", name: "Status", compare: (i, j) => ev.status[i] - ev.status[j], cell: (i) => words("statuses", tables.status[ev.status[i]]) },
  { key: "outlets", name: "Outlets", compare: (i, j) => ev.voices[i] - ev.voices[j], cell: (i) => String(ev.voices[i]), number: true },
  { key: "score", name: "Score", compare: (i, j) => raw.score[i] - raw.score[j], cell: (i) => String(raw.score[i]), number: true },
];

function party(actor) {
  if (actor < 0) return el("i", {}, "nobody named");
  return el("button", { type: "button", class: "textual", on: { click: () => pick([nodeOf(actor)]) } }, actors.name[actor]);
}

function deed(i) {
  const mode = modeOf(i);
  const open = () => {
    go({ event: i });
    $("panel").focus();
  };
  return el("button", { type: "button", class: "textual", "aria-label": `Open: ${nameOf(ev.actor[i])}, ${actionOf(i)}, ${nameOf(ev.target[i])}`, on: { click: open } }, el("span", { class: `swatch q${quadPlace[ev.quad[i]]}`, "aria-hidden": "true" }), actionOf(i), mode ? ` (${mode.replace(/[-_]/g, " ")})` : "");
}

function sorted() {
  const { compare } = COLUMNS.find((column) => column.key === view.sort[0]);
  const way = view.sort[1];
  return Int32Array.from(inScope()).sort((i, j) => way * compare(i, j) || i - j);
}

function showTable(limit = ROWS) {
  const list = sorted();
  const pages = Math.max(1, Math.ceil(list.length / ROWS));
  if (view.at >= pages) view.at = pages - 1;
  const from = limit === ROWS ? view.at * ROWS : 0;
  const rows = Array.from(list.subarray(from, from + limit));
  const head = COLUMNS.map(({ key: name, name: title, number }) => {
    const here = view.sort[0] === name;
    const turn = () => {
      go({ sort: [name, here ? -view.sort[1] : name === "date" || number ? -1 : 1], at: 0 });
      $("table-view").querySelector(`[data-sort="${name}"]`).focus();
    };
    return el("th", { scope: "col", class: number ? "number" : null, "aria-sort": here ? (view.sort[1] < 0 ? "descending" : "ascending") : null }, el("button", { type: "button", "data-sort": name, on: { click: turn } }, title, el("span", { "aria-hidden": "true" }, here ? (view.sort[1] < 0 ? " ↓" : " ↑") : "")));
  });
  const body = rows.map((i) => {
    const [report] = reportsOf(i);
    return el("tr", { "data-event": raw.id[i], class: `q${quadPlace[ev.quad[i]]}` }, COLUMNS.map(({ cell, number }) => el("td", { class: number ? "number" : null }, cell(i))), el("td", { class: "sentence" }, report ? quote(report) : ""));
  });
  const whom = view.picked.map(nameOf).join(" and ");
  const turn = (to) => () => {
    const name = to > view.at ? "next" : "previous";
    go({ at: to });
    const button = $("table-view").querySelector(`[data-turn="${name}"]`);
    (button.disabled ? $("table-view").querySelector(".scroll") : button).focus();
  };
  fill(
    $("table-view"),
    el("div", { class: "row" }, el("p", {}, el("b", {}, plural(list.length, "event")), whom ? ` of ${whom}` : "", limit !== ROWS && list.length > limit ? `, the first ${thousands(limit)} printed` : ""), whom ? el("button", { type: "button", class: "textual", on: { click: () => pick([]) } }, "Show all") : null, el("span", { class: "gap" }), pages > 1 ? el("nav", { "aria-label": "Pages of the table" }, el("button", { type: "button", class: "plain", "data-turn": "previous", disabled: view.at === 0, on: { click: turn(view.at - 1) } }, "Previous"), el("span", {}, `Page ${thousands(view.at + 1)} of ${thousands(pages)}`), el("button", { type: "button", class: "plain", "data-turn": "next", disabled: view.at >= pages - 1, on: { click: turn(view.at + 1) } }, "Next")) : null),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Events" }, el("table", {}, el("caption", { class: "unseen" }, "Events, with the sentence that tells of each"), el("thead", {}, el("tr", {}, head, el("th", { scope: "col" }, "Sentence"))), el("tbody", {}, body))),
  );
}

window.addEventListener("beforeprint", () => {
  $("table-view").hidden = false;
  showTable(PRINTED);
});
window.addEventListener("afterprint", () => refresh());
