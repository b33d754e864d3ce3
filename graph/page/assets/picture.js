// The picture: vis-network holds places, edges, pointers and zoom; marks and labels are drawn over it.
const GAP = 3;
const picture = { network: null, nodes: null, edges: null, drawn: new Map(), guests: new Map(), list: [], byKey: new Map(), hover: null, level: null, left: 0 };

const options = () => {
  const model = JSON.parse(given.options);
  model.physics.enabled = view.moving;
  return model;
};

function startPicture() {
  picture.nodes = new vis.DataSet();
  picture.edges = new vis.DataSet();
  picture.network = new vis.Network($("stage"), { nodes: picture.nodes, edges: picture.edges }, options());
  const network = picture.network;
  network.on("afterDrawing", paint);
  network.on("click", ({ pointer }) => {
    const at = network.getNodeAt(pointer.DOM);
    if (at !== undefined) return pickActor(at);
    const edge = network.getEdgeAt(pointer.DOM);
    if (edge !== undefined && picture.byKey.has(edge)) return pickEdge(picture.byKey.get(edge));
    return pick([]);
  });
  network.on("hoverNode", ({ node, event }) => hover({ node }, event));
  network.on("hoverEdge", ({ edge, event }) => hover({ edge }, event));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => hover(null));
}

// A second actor narrows to what is between the two; a third starts anew.
function pickActor(actor) {
  if (view.picked.length === 1 && view.picked[0] !== actor && !view.edge) return pick([view.picked[0], actor]);
  return pick([actor]);
}

// On a narrow screen the evidence covers the lower half, so who is picked moves into the upper one.
function keepClear() {
  if (!matchMedia("(max-width: 900px)").matches || view.tab !== "graph" || !view.picked.length) return;
  const places = picture.network.getPositions(view.picked.filter((id) => picture.drawn.has(id)));
  const [first, second = first] = Object.values(places);
  if (!first) return;
  $("graph-view").scrollIntoView({ block: "start" });
  const { clientHeight } = $("stage");
  const room = window.innerHeight * 0.46;
  const scale = picture.network.getScale();
  const middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  picture.network.moveTo({ position: { x: middle.x, y: middle.y + (clientHeight - room) / 2 / scale }, scale, animation: false });
}

const pickEdge = (edge) => go({ picked: [edge.a, edge.b], edge: { a: edge.a, b: edge.b, way: edge.way, quad: edge.quad }, event: -1, at: 0 });

const tall = () => $("stage").clientHeight > $("stage").clientWidth * 1.15;

// Everyone the layout placed, and the guests: picked actors beyond the budget, with their drawn partners around them.
function cast() {
  const turned = tall();
  const drawn = new Map();
  for (const node of scenes[view.level]) {
    drawn.set(node.id, { ...node, x: turned ? node.y : node.x, y: turned ? node.x : node.y });
  }
  for (const actor of view.picked) if (!drawn.has(actor) && actor >= 0) drawn.set(actor, seat(actor, drawn));
  return drawn;
}

function seat(actor, drawn) {
  let x = 0;
  let y = 0;
  let n = 0;
  for (let i = 0; i < ev.count; i += 1) {
    const a = nodeOf(ev.actor[i]);
    const b = nodeOf(ev.target[i]);
    const other = a === actor ? b : b === actor ? a : -1;
    const place = other >= 0 && drawn.get(other);
    if (!place) continue;
    x += place.x;
    y += place.y;
    n += 1;
  }
  if (n) [x, y] = [x / n, y / n];
  // walk outwards in a spiral to the first free ground
  const places = [...drawn.values()];
  for (let step = 0; step < 4000; step += 1) {
    const angle = step * 2.39996;
    const reach = 24 * Math.sqrt(step);
    const [px, py] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (places.every((place) => Math.abs(place.x - px) > 70 || Math.abs(place.y - py) > 60)) return { id: actor, label: actors.name[actor].slice(0, 28), size: 18, x: px, y: py, guest: true };
  }
  return { id: actor, label: actors.name[actor].slice(0, 28), size: 18, x, y, guest: true };
}

function showPicture() {
  const drawn = cast();
  const again = picture.level !== view.level || picture.turned !== tall();
  const nodes = [...drawn.values()].map((node) => ({ id: node.id, x: node.x, y: node.y, size: node.size + GAP, color: "rgba(0,0,0,0)", hidden: !shown.present[node.id] }));
  let edges = gather(drawn);
  const chosen = (edge) => (view.picked.length && isNear(edge) ? 0 : 1);
  edges.sort((x, y) => chosen(x) - chosen(y) || y.voices - x.voices || y.count - x.count || x.a - y.a || x.b - y.b || x.quad - y.quad || x.way - y.way);
  const budget = Math.max(800, 4 * scenes[view.level].length);
  picture.left = Math.max(0, edges.length - budget);
  edges = bend(edges.slice(0, budget));
  picture.list = edges;
  picture.byKey = new Map(edges.map((edge) => [edge.key, edge]));
  picture.near = nearby(edges);
  picture.crowd = Math.min(1, Math.sqrt(350 / Math.max(1, edges.length)));
  const looks = edges.map(edgeLook).reverse(); // the strongest lie on top
  if (again) {
    picture.edges = new vis.DataSet(looks);
    picture.nodes = new vis.DataSet(nodes);
    picture.drawn = drawn;
    picture.network.setData({ nodes: picture.nodes, edges: picture.edges });
    picture.level = view.level;
    picture.turned = tall();
    fit();
  } else {
    changeOnly(picture.nodes, nodes, picture.nodeSpecs);
    changeOnly(picture.edges, looks, picture.edgeSpecs);
    picture.drawn = drawn;
    picture.network.redraw();
  }
  picture.nodeSpecs = specs(nodes);
  picture.edgeSpecs = specs(looks);
}

const specs = (items) => new Map(items.map((item) => [item.id, JSON.stringify(item)]));

// vis-network redoes much at any change, so it hears only of what differs.
function changeOnly(set, items, before) {
  const now = new Set(items.map((item) => item.id));
  const gone = [...before.keys()].filter((id) => !now.has(id));
  const changed = items.filter((item) => before.get(item.id) !== JSON.stringify(item));
  if (gone.length) set.remove(gone);
  // a node that stays where it is keeps where the reader dragged it
  if (changed.length) set.update(changed.map((item) => (before.has(item.id) && "x" in item ? { ...item, x: undefined, y: undefined } : item)).map(dropUndefined));
}

const dropUndefined = (item) => Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

function nearby(edges) {
  const { picked, edge } = view;
  if (!picked.length) return null;
  const near = new Set(picked);
  if (picked.length === 1 && !edge) {
    for (const { a, b } of edges) {
      if (a === picked[0]) near.add(b);
      if (b === picked[0]) near.add(a);
    }
  }
  return near;
}

function isNear(edge) {
  const { picked } = view;
  if (!picked.length) return true;
  if (view.edge) return edge.key === keyOf(view.edge);
  if (picked.length === 1) return edge.a === picked[0] || edge.b === picked[0];
  return picked.includes(edge.a) && picked.includes(edge.b);
}

const HEADS = { [SETTLED]: "arrow", [OPEN]: "vee", [DENIED]: "bar" };

function edgeLook(edge) {
  const near = isNear(edge);
  const head = { enabled: true, type: HEADS[edge.standing], scaleFactor: edge.standing === DENIED ? 0.9 : 0.6 };
  const clear = view.picked.length || edge.voices > 3 ? 1 : picture.crowd + (1 - picture.crowd) * (edge.voices - 1) * 0.25;
  const strength = clear * { [SETTLED]: 0.88, [OPEN]: 0.5, [DENIED]: 0.5 }[edge.standing];
  return {
    id: edge.key,
    from: edge.a,
    to: edge.b,
    width: Math.min(9, 1.6 + 1.6 * Math.log2(Math.max(1, edge.voices))),
    color: { color: edge.standing === DENIED ? ink.faint : ink.quads[edge.quad], opacity: near ? strength : 0.07, inherit: false },
    arrows: { to: head, from: { ...head, enabled: edge.way === 1 } },
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
  };
}

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
    const frame = ([cx, top]) => [cx - half - 2 / scale, top, cx + half + 2 / scale, top + size * 1.15];
    const free = spots.find((spot) => {
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

function fit() {
  const stage = $("stage");
  const places = [...picture.drawn.values()].filter((node) => shown.present[node.id]);
  if (!places.length || !stage.clientWidth) return;
  const pad = (node) => Math.max(node.size, 40, Math.min(node.label.length, 18) * 3.5);
  const left = Math.min(...places.map((node) => node.x - pad(node)));
  const right = Math.max(...places.map((node) => node.x + pad(node)));
  const top = Math.min(...places.map((node) => node.y - node.size));
  const bottom = Math.max(...places.map((node) => node.y + node.size + 24));
  const scale = Math.min((stage.clientWidth - 48) / (right - left), (stage.clientHeight - 56) / (bottom - top), 1.6);
  picture.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

function zoom(factor) {
  picture.network.moveTo({ scale: Math.max(0.03, Math.min(6, picture.network.getScale() * factor)), animation: false });
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

// The point of the screen at the middle of an edge, for those who test or point at it.
function middleOf(key) {
  const edge = picture.network.body.edges[key];
  const point = picture.network.canvasToDOM(edge.edgeType.getPoint(0.5));
  const box = $("stage").getBoundingClientRect();
  return { x: box.left + point.x, y: box.top + point.y };
}
