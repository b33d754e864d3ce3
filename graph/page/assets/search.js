// Finding an actor by any of its names; the ones beyond the picture's budget are found too.
const search = { index: null, found: [], at: -1 };

function buildSearch() {
  const input = $("find");
  input.addEventListener("input", () => offer(input.value));
  input.addEventListener("focus", () => input.value && offer(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(search.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && search.found.length) {
      event.preventDefault();
      take(search.found[Math.max(0, search.at)].actor);
    } else if (event.key === "Escape") {
      closeSearch();
      input.value = "";
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!$("search").contains(event.target)) closeSearch();
  });
}

function namesOf() {
  if (!search.index) {
    search.index = actors.id.map((id, actor) => [actors.name[actor], ...actors.aliases[actor], id].map((name) => ({ name, folded: fold(name) })));
  }
  return search.index;
}

function offer(text) {
  const wanted = fold(text.trim());
  search.at = -1;
  search.found = [];
  if (wanted) {
    namesOf().forEach((names, actor) => {
      if (view.level === "state" && stateOf[actor] !== actor && !names.some(({ folded }) => folded.startsWith(wanted))) return;
      let best = null;
      names.forEach(({ name, folded }, i) => {
        const at = folded.indexOf(wanted);
        if (at < 0) return;
        const start = at === 0 || !/[a-z0-9]/.test(folded[at - 1]);
        const score = (folded === wanted ? 0 : at === 0 ? 1 : start ? 2 : 3) * 10 + Math.min(i, 9);
        if (!best || score < best.score) best = { actor, score, name: i && i < names.length - 1 ? name : "" };
      });
      if (best) search.found.push(best);
    });
    const weight = weights();
    search.found.sort((x, y) => x.score - y.score || weight[y.actor] - weight[x.actor] || x.actor - y.actor);
    search.found = search.found.slice(0, 12);
  }
  showFound(wanted);
}

function weights() {
  if (!search.weight) {
    search.weight = new Int32Array(actors.id.length);
    for (let i = 0; i < ev.count; i += 1) for (const actor of [ev.actor[i], ev.target[i]]) if (actor >= 0) search.weight[actor] += 1;
  }
  return search.weight;
}

function showFound(wanted) {
  const list = $("found");
  list.hidden = !wanted;
  $("find").setAttribute("aria-expanded", String(!list.hidden));
  $("find").removeAttribute("aria-activedescendant");
  const rows = search.found.map(({ actor, name }, i) =>
    el("li", { role: "option", id: `found-${i}`, "aria-selected": "false", on: { pointerdown: (event) => event.preventDefault(), click: () => take(actor) } }, markIcon(actor, 24), el("span", {}, actors.name[actor], name ? el("span", { class: "as" }, name) : null), el("span", { class: "n" }, thousands(weights()[actor]))),
  );
  fill(list, rows.length ? rows : el("li", { role: "option", class: "none", "aria-selected": "false", "aria-disabled": "true" }, "No actor of that name"));
  if (wanted) say(`${plural(rows.length, "actor")} found`);
}

function mark(to) {
  const n = search.found.length;
  if (!n) return;
  search.at = (to + n) % n;
  [...$("found").children].forEach((row, i) => row.setAttribute("aria-selected", String(i === search.at)));
  $("find").setAttribute("aria-activedescendant", `found-${search.at}`);
  $("found").children[search.at].scrollIntoView({ block: "nearest" });
}

function take(actor) {
  closeSearch();
  $("find").value = "";
  pick([view.level === "state" ? stateOf[actor] : actor]);
  centre(view.picked[0]);
  say(`${nameOf(view.picked[0])}, ${plural(inScope().length, "event")}`);
}

function closeSearch() {
  $("found").hidden = true;
  $("find").setAttribute("aria-expanded", "false");
  search.found = [];
}

function centre(actor) {
  const place = picture.network.getPositions([actor])[actor];
  if (place && view.tab === "graph") picture.network.moveTo({ position: place, scale: Math.max(picture.network.getScale(), 0.7), animation: false });
}
