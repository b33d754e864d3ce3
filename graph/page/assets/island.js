// The data island: columns become typed arrays at once, texts are looked up only when somebody opens an event.
const given = JSON.parse($("island").textContent);
const page = given.page;
const actors = page.actors;
const tables = page.tables;
const raw = page.events;
const NEVER = -0x80000000;

const ev = {
  count: raw.id.length,
  actor: Int32Array.from(raw.actor),
  target: Int32Array.from(raw.target),
  type: Uint16Array.from(raw.type),
  quad: Uint8Array.from(raw.quad),
  status: Uint8Array.from(raw.status),
  mutual: Uint8Array.from(raw.reciprocal),
  first: Int32Array.from(raw.first, (day) => (day === null ? NEVER : day)),
  last: Int32Array.from(raw.last, (day) => (day === null ? NEVER : day)),
  outlets: Int32Array.from(raw.outlets),
  voices: Int32Array.from(raw.voices),
  reports: Int32Array.from(raw.reports),
};
const stateOf = Int32Array.from(actors.up);

// The first level's nodes come from the model as they are; a second level's come as rows.
const scenes = {};
scenes[page.levels[0]] = given.nodes.map((n) => ({ id: n.id, label: String(n.label), size: n.size, x: n.x, y: n.y }));
for (const [level, rows] of Object.entries(page.scenes)) {
  scenes[level] = rows.map(([id, label, size, x, y]) => ({ id, label, size, x, y }));
}

const QUADS = ["material cooperation", "verbal cooperation", "verbal conflict", "material conflict"];
const QUAD_VARS = ["--coop-2", "--coop-1", "--conf-1", "--conf-2"];
const quadPlace = tables.quad.map((quad) => Math.max(0, QUADS.indexOf(quad)));

const words = (kind, code) => own(page.words[kind] || {}, code) || code.replace(/_/g, " ").toLowerCase();
const nodeOf = (actor) => (actor < 0 ? -1 : view.level === "state" ? stateOf[actor] : actor);
const nameOf = (actor) => (actor < 0 ? "nobody named" : actors.name[actor]);

const MONTHS = "January February March April May June July August September October November December".split(" ");
const isoDay = (day) => (day === NEVER ? "" : new Date(day * 864e5).toISOString().slice(0, 10));
function longDay(day, year = true) {
  if (day === NEVER) return "undated";
  const date = new Date(day * 864e5);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year ? ` ${date.getUTCFullYear()}` : ""}`;
}
function dayRange(first, last) {
  if (first === last || last === NEVER) return longDay(first);
  const [a, b] = [isoDay(first), isoDay(last)];
  if (a.slice(0, 7) === b.slice(0, 7)) return `${Number(a.slice(8))}–${longDay(last)}`;
  return `${longDay(first, a.slice(0, 4) !== b.slice(0, 4))} – ${longDay(last)}`;
}
const parseDay = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text || "") ? Math.round(Date.parse(text) / 864e5) : null);

function reportsOf(event) {
  const end = event + 1 < ev.count ? ev.reports[event + 1] : page.reports.sentence.length;
  const reports = [];
  for (let i = ev.reports[event]; i < end; i += 1) {
    const article = page.reports.article[i];
    reports.push({
      sentence: tables.sentence[page.reports.sentence[i]],
      spans: page.reports.spans[i],
      attribution: tables.attribution[page.reports.attribution[i]],
      rule: tables.rule[page.reports.rule[i]],
      confidence: page.reports.confidence[i],
      title: page.articles.title[article],
      outlet: page.articles.outlet[article],
      url: page.articles.url[article],
      date: page.articles.date[article],
    });
  }
  return reports;
}

const actionOf = (event) => words("types", tables.type[ev.type[event]]);
const modeOf = (event) => tables.mode[raw.mode[event]];
const outletsOf = (event) => tables.outlets[ev.outlets[event]].map((number) => tables.outlet[number]);
const arrowOf = (event) => (ev.mutual[event] ? "↔" : "→");
