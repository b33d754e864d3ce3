// The graph without a mouse: arrows walk from actor to actor, in the direction that they point.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function walk([dx, dy]) {
  const places = picture.network.getPositions();
  const ids = [...picture.drawn.keys()].filter((id) => shown.alive[id]);
  if (!ids.length) return;
  if (picture.cursor === undefined || !ids.includes(picture.cursor)) {
    picture.cursor = view.picked.find((id) => ids.includes(id)) ?? ids.reduce((best, id) => (picture.drawn.get(id).size > picture.drawn.get(best).size ? id : best));
  } else {
    const here = places[picture.cursor];
    let best = null;
    for (const id of ids) {
      if (id === picture.cursor) continue;
      const [x, y] = [places[id].x - here.x, places[id].y - here.y];
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy) + Math.abs(y * dx);
      if (along <= 1) continue;
      const cost = along + 2 * across;
      if (!best || cost < best.cost) best = { id, cost };
    }
    if (best) picture.cursor = best.id;
  }
  keepInSight(places[picture.cursor]);
  const n = shown.events.reduce((sum, i) => sum + (nodeOf(ev.actor[i]) === picture.cursor || nodeOf(ev.target[i]) === picture.cursor ? 1 : 0), 0);
  say(`${nameOf(picture.cursor)}, ${words("kinds", actors.kind[picture.cursor])}, ${plural(n, "event")}`);
  picture.network.redraw();
}

function keepInSight(place) {
  const point = picture.network.canvasToDOM(place);
  const { clientWidth, clientHeight } = $("stage");
  if (point.x < 30 || point.y < 30 || point.x > clientWidth - 30 || point.y > clientHeight - 50) picture.network.moveTo({ position: place, animation: false });
}

function onStageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = {
    Enter: () => picture.cursor !== undefined && pickActor(picture.cursor),
    " ": () => picture.cursor !== undefined && pickActor(picture.cursor),
    "+": () => zoom(1.3),
    "=": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: fit,
  };
  const act = ARROWS[event.key] ? () => walk(ARROWS[event.key]) : acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function onAnyKey(event) {
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (document.body.hasAttribute("data-filters")) toggleFilters(false);
    else if (view.event >= 0) go({ event: -1 });
    else if (view.picked.length) pick([]);
    return;
  }
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    $("find").focus();
  }
}
