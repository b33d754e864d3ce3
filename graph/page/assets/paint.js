// Marks, labels and the pointer's note: all that is drawn over the edges.
function paint(context) {
  const network = picture.network;
  const scale = network.getScale();
  const transform = context.getTransform();
  const places = network.getPositions();
  const near = picture.near;
  const order = [...picture.drawn.values()].filter((node) => places[node.id] && shown.present[node.id]);
  order.sort((x, y) => x.size - y.size || y.id - x.id);
  for (const node of order) {
    const { x, y } = places[node.id];
    if (!shown.alive[node.id] && !view.picked.includes(node.id)) {
      context.globalAlpha = 0.35;
      context.fillStyle = ink.faint;
      context.beginPath();
      context.arc(x, y, 3.5, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
      continue;
    }
    const hovered = picture.hover && (picture.hover.node === node.id || node.id === picture.cursor);
    drawMark(context, node.id, x, y, node.size, { alpha: near && !near.has(node.id) ? 0.16 : 1, picked: view.picked.includes(node.id), hovered, transform });
    if (node.id === picture.cursor && document.activeElement === $("stage")) ringCursor(context, x, y, node.size, scale);
  }
  paintLabels(context, order.reverse(), places, scale);
  if (!picture.ready) {
    picture.ready = true;
    window.realpolitik.ready = true;
    window.realpolitik.drawnAt = performance.now();
  }
}

function ringCursor(context, x, y, r, scale) {
  context.save();
  context.setLineDash([4 / scale, 3 / scale]);
  context.lineWidth = 2 / scale;
  context.strokeStyle = ink.ink;
  context.beginPath();
  context.arc(x, y, r + 8, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

// As on a map: the heavier name wins, and no two overlap at any zoom.
function paintLabels(context, order, places, scale) {
  const first = (node) => (view.picked.includes(node.id) || (picture.hover && picture.hover.node === node.id) || node.id === picture.cursor ? 0 : 1);
  const near = picture.near;
  const taken = order.filter((node) => shown.alive[node.id] && (!near || near.has(node.id))).map(({ id, size: r }) => Object.assign([places[id].x - r, places[id].y - r, places[id].x + r, places[id].y + r], { id }));
  const stage = $("stage");
  const [low, high] = [picture.network.DOMtoCanvas({ x: 2, y: 2 }), picture.network.DOMtoCanvas({ x: stage.clientWidth - 2, y: stage.clientHeight - 2 })];
  const sight = [low.x, low.y, high.x, high.y];
  const size = Math.max(10.5, Math.min(15, 13 * Math.sqrt(scale))) / scale;
  context.save();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const node of [...order].sort((x, y) => first(x) - first(y))) {
    if (!shown.alive[node.id] && first(node)) continue;
    if (near && !near.has(node.id) && first(node)) continue;
    const { x, y } = places[node.id];
    const state = actors.kind[node.id] === "state";
    context.font = `${state ? 650 : 450} ${size.toFixed(2)}px ${ink.sans}`;
    node.wide = node.wide && node.atSize === size ? node.wide : context.measureText(node.label).width;
    node.atSize = size;
    const [half, gap] = [node.wide / 2, 3 + 1 / scale];
    const spots = [
      [x, y + node.size + gap],
      [x, y - node.size - gap - size],
      [x + node.size + gap + half, y - size / 2],
      [x - node.size - gap - half, y - size / 2],
    ];
    // below, unless a line runs there and elsewhere none does
    const busy = picture.sides.get(node.id) || [0, 0, 0, 0];
    const rank = spots.map((_, side) => side).sort((p, q) => (busy[p] > 0) - (busy[q] > 0) || p - q);
    const frame = ([cx, top]) => [cx - half - 2 / scale, top, cx + half + 2 / scale, top + size * 1.15];
    const free = rank.map((side) => spots[side]).find((spot) => {
      const box = frame(spot);
      if (box[0] < sight[0] || box[2] > sight[2] || box[1] < sight[1] || box[3] > sight[3]) return false;
      return !taken.some((other) => other.id !== node.id && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    });
    if (!free && first(node)) continue;
    const spot = free || spots[0];
    taken.push(frame(spot));
    context.strokeStyle = ink.paper;
    context.lineWidth = 4 / scale;
    context.strokeText(node.label, ...spot);
    context.fillStyle = state ? ink.ink : ink.soft;
    context.fillText(node.label, ...spot);
  }
  context.restore();
}

// What the pointer is on, in one line beside it.
function hover(what, event) {
  picture.hover = what;
  const tip = $("tip");
  tip.hidden = !what;
  $("stage").style.cursor = what ? "pointer" : "";
  if (!what) return;
  if (what.node !== undefined) {
    const n = shown.events.reduce((sum, i) => sum + (nodeOf(ev.actor[i]) === what.node || nodeOf(ev.target[i]) === what.node ? 1 : 0), 0);
    fill(tip, el("b", {}, nameOf(what.node)), el("span", {}, `${words("kinds", actors.kind[what.node])}, ${plural(n, "event")}`));
    picture.network.redraw();
  } else {
    const edge = picture.byKey.get(what.edge);
    if (!edge) return void (tip.hidden = true);
    fill(tip, el("b", {}, `${nameOf(edge.a)} ${edge.way ? "↔" : "→"} ${nameOf(edge.b)}`), el("span", {}, `${words("quads", QUADS[edge.quad]).toLowerCase()}, ${plural(edge.count, "event")}, ${plural(edge.voices, "outlet")}`));
  }
  const frame = $("graph-view").getBoundingClientRect();
  const x = (event.clientX || 0) - frame.left;
  const y = (event.clientY || 0) - frame.top;
  tip.style.left = `${Math.max(8, Math.min(x + 14, frame.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(y + 16, frame.height - tip.offsetHeight - 8))}px`;
}
