// What is looked at, kept in the address so that a view can be shared.
const OFF = ["quad", "type", "status", "sector", "outlet"];
const view = {};

function freshView() {
  return {
    level: page.level,
    tab: "graph",
    picked: [],
    edge: null,
    event: -1,
    off: Object.fromEntries(OFF.map((name) => [name, new Set()])),
    min: 1,
    from: null,
    to: null,
    sort: ["date", -1],
    at: 0,
    theme: "",
    moving: page.moving,
  };
}

function writeAddress() {
  const parts = [];
  const put = (name, value) => parts.push(`${name}=${encodeURIComponent(value).replace(/%20/g, "+").replace(/%2C/g, ",")}`);
  if (view.level !== page.level) put("level", view.level);
  if (view.tab !== "graph") put("view", view.tab);
  if (view.picked.length) put("actor", actors.id[view.picked[0]]);
  if (view.picked.length > 1) put("with", actors.id[view.picked[1]]);
  if (view.edge) put("edge", [actors.id[view.edge.a], actors.id[view.edge.b], view.edge.way, view.edge.quad].join("|"));
  if (view.event >= 0) put("event", raw.id[view.event]);
  for (const name of OFF) if (view.off[name].size) put(`no-${name}`, [...view.off[name]].sort().join("|"));
  if (view.min > 1) put("outlets", view.min);
  if (view.from !== null) put("since", isoDay(view.from));
  if (view.to !== null) put("until", isoDay(view.to));
  if (view.sort[0] !== "date" || view.sort[1] !== -1) put("sort", `${view.sort[1] < 0 ? "-" : ""}${view.sort[0]}`);
  if (view.at) put("page", view.at + 1);
  if (view.theme) put("theme", view.theme);
  if (view.moving !== page.moving) put("moving", view.moving ? 1 : 0);
  return parts.join("&");
}

function readAddress(text) {
  const next = freshView();
  const got = {};
  for (const part of text.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut < 1) continue;
    try {
      got[part.slice(0, cut)] = decodeURIComponent(part.slice(cut + 1).replace(/\+/g, " "));
    } catch {
      continue; // a broken address shows what it can
    }
  }
  const numberOf = (id) => (id === undefined ? -1 : actors.id.indexOf(id));
  if (page.levels.includes(got.level)) next.level = got.level;
  if (got.view === "table") next.tab = "table";
  const picked = [numberOf(got.actor), numberOf(got.with)].filter((number) => number >= 0);
  next.picked = got.actor === undefined && page.focus !== null && text.length < 2 ? [page.focus] : picked;
  if (next.level === "state") next.picked = [...new Set(next.picked.map((number) => stateOf[number]))];
  const edge = (got.edge || "").split("|");
  if (edge.length === 4 && numberOf(edge[0]) >= 0 && numberOf(edge[1]) >= 0) {
    next.edge = { a: numberOf(edge[0]), b: numberOf(edge[1]), way: Number(edge[2]) ? 1 : 0, quad: Number(edge[3]) & 3 };
  }
  if (got.event) next.event = raw.id.indexOf(got.event);
  for (const name of OFF) next.off[name] = new Set((got[`no-${name}`] || "").split("|").filter(Boolean));
  next.min = Math.max(1, parseInt(got.outlets, 10) || 1);
  next.from = parseDay(got.since);
  next.to = parseDay(got.until);
  if (got.sort && COLUMNS.some((column) => column.key === got.sort.replace(/^-/, ""))) {
    next.sort = [got.sort.replace(/^-/, ""), got.sort.startsWith("-") ? -1 : 1];
  }
  next.at = Math.max(0, (parseInt(got.page, 10) || 1) - 1);
  if (["dark", "light"].includes(got.theme)) next.theme = got.theme;
  if (got.moving !== undefined) next.moving = got.moving === "1";
  return next;
}

let written = null;
function keepAddress() {
  const text = writeAddress();
  if (text === written) return;
  written = text;
  try {
    history.replaceState(null, "", `#${text}`);
  } catch {
    // a frame without an origin keeps no address
  }
}

// Change the view and show it; `change` is merged into the view.
function go(change) {
  Object.assign(view, change);
  refresh();
}

const pick = (picked) => go({ picked, edge: null, event: -1, at: 0 });
