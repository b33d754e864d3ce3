// From the address to the picture, and again at each change.
function refresh() {
  sift();
  document.body.dataset.tab = view.tab;
  for (const button of $("levels").children) button.setAttribute("aria-pressed", String(button.dataset.level === view.level));
  for (const button of $("tabs").children) button.setAttribute("aria-pressed", String(button.dataset.tab === view.tab));
  $("graph-view").hidden = view.tab !== "graph";
  $("table-view").hidden = view.tab !== "table";
  showFilters();
  if (view.tab === "graph") showPicture();
  else showTable();
  showTimeline();
  showPanel();
  showCount();
  keepAddress();
  const selection = JSON.stringify([view.picked, view.edge, view.event]);
  if (selection !== refresh.selection) {
    refresh.selection = selection;
    const chosen = view.event >= 0 ? [view.event] : view.picked.length ? inScope() : [];
    const detail = { actors: view.picked.map((actor) => actors.id[actor]), events: Array.from(chosen, (i) => raw.id[i]) };
    document.dispatchEvent(new CustomEvent("realpolitik:select", { detail }));
    keepClear();
  }
  document.dispatchEvent(new CustomEvent("realpolitik:view", { detail: { events: shown.events.length, edges: picture.list.length } }));
}

// Honest about size: what is not drawn is said, and search and table reach it.
function showCount() {
  let there = 0;
  for (let i = 0; i < shown.alive.length; i += 1) there += shown.alive[i];
  const drawn = [...picture.drawn.keys()].filter((id) => shown.alive[id]).length;
  const parts = [];
  if (drawn < there) parts.push(`showing ${thousands(drawn)} of ${thousands(there)} actors`);
  if (picture.left) parts.push(`${thousands(picture.list.length)} of ${thousands(picture.list.length + picture.left)} lines`);
  const text = parts.join(", ");
  $("shown").textContent = text && `${text[0].toUpperCase()}${text.slice(1)}. Search and table reach the rest.`;
  $("shown").hidden = !text;
}

function setTheme(theme) {
  view.theme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  readInk();
}

const darkNow = () => (view.theme ? view.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

function setMoving(moving) {
  view.moving = moving;
  picture.network.setOptions({ physics: { enabled: moving } });
  document.querySelector("[data-zoom=move]").setAttribute("aria-pressed", String(moving));
}

function setLevel(level) {
  if (level === view.level) return;
  const picked = level === "state" ? [...new Set(view.picked.map((actor) => stateOf[actor]))] : view.picked;
  picture.cursor = undefined;
  go({ level, picked, edge: null, event: -1, at: 0 });
}

function wire() {
  const onPress = (parent, act) => parent.addEventListener("click", (event) => event.target.closest("button") && act(event.target.closest("button").dataset));
  onPress($("levels"), ({ level }) => setLevel(level));
  onPress($("tabs"), ({ tab }) => go({ tab }));
  onPress($("save"), ({ save }) => {
    $("save").open = false;
    SAVES[save]();
  });
  onPress(document.querySelector(".zoom"), ({ zoom: what }) => {
    if (what === "fit") fit();
    else if (what === "move") setMoving(!view.moving), keepAddress();
    else zoom(what === "in" ? 1.3 : 1 / 1.3);
  });
  $("theme").addEventListener("click", () => {
    setTheme(darkNow() ? "light" : "dark");
    refresh();
  });
  $("show-filters").addEventListener("click", () => toggleFilters(!document.body.hasAttribute("data-filters")));
  $("stage").addEventListener("keydown", onStageKey);
  for (const name of ["focus", "blur"]) $("stage").addEventListener(name, () => picture.network.redraw());
  document.addEventListener("keydown", onAnyKey);
  document.addEventListener("pointerdown", (event) => {
    if (!$("save").contains(event.target)) $("save").open = false;
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readInk();
    refresh();
  });
  window.addEventListener("hashchange", () => {
    if (location.hash.replace(/^#/, "") === written) return;
    Object.assign(view, readAddress(location.hash));
    setTheme(view.theme);
    setMoving(view.moving);
    refresh();
  });
  let width = $("stage").clientWidth;
  new ResizeObserver(() => {
    if (view.tab !== "graph" || Math.abs($("stage").clientWidth - width) < 2) return;
    width = $("stage").clientWidth;
    if (picture.turned !== tall()) showPicture();
    else fit();
  }).observe($("stage"));
}

function start() {
  document.documentElement.classList.add("scripted");
  window.realpolitik = {
    ready: false,
    state: writeAddress,
    pick: (...ids) => pick(ids.map((id) => actors.id.indexOf(id)).filter((actor) => actor >= 0)),
    open: (id) => go({ event: raw.id.indexOf(id) }),
    clear: () => pick([]),
    edges: () => picture.list.map(({ key: id, a, b, way, quad, count, voices }) => ({ key: id, from: actors.id[a], to: actors.id[b], mutual: way === 1, quad: QUADS[quad], events: count, outlets: voices, ...middleOf(id) })),
    nodes: () => [...picture.drawn.keys()].filter((id) => shown.present[id]).map((id) => ({ id: actors.id[id], alive: shown.alive[id] === 1, ...placeOf(id) })),
    csv: csvOfShown,
    review: reviewFile,
    takeReview,
    png: () => pictureOfShown().toDataURL("image/png"),
    get network() {
      return picture.network;
    },
  };
  Object.assign(view, readAddress(location.hash));
  if (page.levels.length < 2) $("levels").hidden = true;
  setTheme(view.theme);
  buildTimeline();
  buildSearch();
  startPicture();
  wire();
  refresh();
  setMoving(view.moving);
  if (view.tab === "table") window.realpolitik.ready = true;
  if (view.picked.length && page.focus !== null) centre(view.picked[0]);
}

function placeOf(id) {
  const place = picture.network.getPositions([id])[id];
  const point = picture.network.canvasToDOM(place);
  const box = $("stage").getBoundingClientRect();
  return { x: box.left + point.x, y: box.top + point.y };
}

start();
