// The picture: vis-network holds places, edges, pointers and zoom; marks and labels are drawn over it.
const GAP = 3;
const picture = { network: null, nodes: null, edges: null, drawn: new Map(), guests: new Map(), list: [], byKey: new Map(), sides: new Map(), hover: null, level: null, left: 0 };

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
  // where much must fit, marks are drawn larger than the ground that the layout gave them, or they would be dots
  const { scale } = frameOf([...drawn.values()]);
  const boost = scale < 0.9 ? Math.min(1.45, (0.9 / scale) ** 0.5) : 1;
  for (const node of drawn.values()) node.size *= boost;
  picture.boost = boost;
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
  picture.sides = sidesOf(edges, drawn);
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

// How many lines leave every actor downwards, upwards, to the right and to the left, where its name might stand.
function sidesOf(edges, drawn) {
  const sides = new Map([...drawn.keys()].map((id) => [id, [0, 0, 0, 0]]));
  for (const { a, b } of edges) {
    const [x, y] = [drawn.get(b).x - drawn.get(a).x, drawn.get(b).y - drawn.get(a).y];
    const side = Math.abs(y) > Math.abs(x) * 0.8 ? (y > 0 ? 0 : 1) : x > 0 ? 2 : 3;
    sides.get(a)[side] += 1;
    sides.get(b)[side ^ 1] += 1;
  }
  return sides;
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
    width: picture.boost * Math.min(9, 1.6 + 1.6 * Math.log2(Math.max(1, edge.voices))),
    color: { color: edge.standing === DENIED ? ink.faint : ink.quads[edge.quad], opacity: near ? strength : 0.07, inherit: false },
    arrows: { to: head, from: { ...head, enabled: edge.way === 1 } },
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
  };
}

function fit() {
  const places = [...picture.drawn.values()].filter((node) => shown.present[node.id]);
  if (places.length && $("stage").clientWidth) picture.network.moveTo({ ...frameOf(places), animation: false });
}

// The middle and the scale that show all of some nodes.
function frameOf(places) {
  const stage = $("stage");
  if (!places.length) return { position: { x: 0, y: 0 }, scale: 1 };
  const pad = (node) => Math.max(node.size, 40, Math.min(node.label.length, 18) * 3.5);
  const left = Math.min(...places.map((node) => node.x - pad(node)));
  const right = Math.max(...places.map((node) => node.x + pad(node)));
  const top = Math.min(...places.map((node) => node.y - node.size));
  const bottom = Math.max(...places.map((node) => node.y + node.size + 24));
  const scale = Math.min((stage.clientWidth - 48) / (right - left), (stage.clientHeight - 84) / (bottom - top), 1.6);
  // the buttons keep their strip at the top
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 - 18 / scale }, scale: Math.max(scale, 0.02) };
}

function zoom(factor) {
  picture.network.moveTo({ scale: Math.max(0.03, Math.min(6, picture.network.getScale() * factor)), animation: false });
}

// The point of the screen at the middle of an edge, for those who test or point at it.
function middleOf(key) {
  const edge = picture.network.body.edges[key];
  const point = picture.network.canvasToDOM(edge.edgeType.getPoint(0.5));
  const box = $("stage").getBoundingClientRect();
  return { x: box.left + point.x, y: box.top + point.y };
}
