// Events gathered into edges: one for each direction and quad of a pair; where both act alike, one with two arrowheads.
const keyOf = (edge) => `${edge.a}>${edge.b}:${edge.way}:${edge.quad}`;

// `way` is 1 where both sides act alike; such an edge always runs from the lower number.
function edgeKey(i) {
  const a = nodeOf(ev.actor[i]);
  const b = nodeOf(ev.target[i]);
  const swap = ev.mutual[i] && a > b;
  return `${swap ? b : a}>${swap ? a : b}:${ev.mutual[i]}:${quadPlace[ev.quad[i]]}`;
}

const SETTLED = 1; // asserted or historical
const OPEN = 2; // planned or hypothetical
const DENIED = 4;
const standing = tables.status.map((status) => (status === "negated" ? DENIED : status === "planned" || status === "hypothetical" ? OPEN : SETTLED));

function gather(drawn) {
  const edges = new Map();
  for (const i of shown.events) {
    let a = nodeOf(ev.actor[i]);
    let b = nodeOf(ev.target[i]);
    if (a < 0 || b < 0 || a === b || !drawn.has(a) || !drawn.has(b)) continue;
    const way = ev.mutual[i];
    if (way && a > b) [a, b] = [b, a];
    const quad = quadPlace[ev.quad[i]];
    const id = ((a * actors.id.length + b) * 2 + way) * 4 + quad;
    let edge = edges.get(id);
    if (!edge) {
      edge = { a, b, way, quad, count: 0, voices: 0, sum: 0, standing: 0, outlets: new Set() };
      edges.set(id, edge);
    }
    edge.count += 1;
    edge.standing |= standing[ev.status[i]];
    edge.voices = Math.max(edge.voices, ev.voices[i]);
    edge.sum += ev.voices[i];
    for (const outlet of tables.outlets[ev.outlets[i]]) edge.outlets.add(outlet);
  }
  const list = [...edges.values()];
  for (const edge of list) {
    // copies of one report are one voice, and one outlet that tells it twice is too
    edge.voices = Math.max(edge.voices, Math.min(edge.outlets.size, edge.sum));
    edge.standing = edge.standing & SETTLED ? SETTLED : edge.standing & OPEN ? OPEN : DENIED;
    edge.key = keyOf(edge);
  }
  return list;
}

// Spread the edges of a pair over slots, so that none hides another. A bend is to the right of the edge's own direction.
function bend(edges) {
  const pairs = new Map();
  for (const edge of edges) {
    const pair = edge.a < edge.b ? `${edge.a}|${edge.b}` : `${edge.b}|${edge.a}`;
    if (!pairs.has(pair)) pairs.set(pair, { out: [], back: [], both: [] });
    pairs.get(pair)[edge.way ? "both" : edge.a < edge.b ? "out" : "back"].push(edge);
  }
  for (const { out, back, both } of pairs.values()) {
    for (const side of [out, back, both]) side.sort((x, y) => x.quad - y.quad);
    const alone = out.length + back.length + both.length === 1;
    const middle = both.length === 1 || (!both.length && (!out.length || !back.length));
    for (const side of [out, back]) {
      const lone = !both.length && middle;
      side.forEach((edge, i) => {
        edge.bend = alone ? 0 : lone ? [0, 0.16, -0.16, 0.32][i] : 0.13 + 0.13 * i;
      });
    }
    both.forEach((edge, i) => {
      edge.bend = alone || both.length === 1 ? 0 : [0.06, -0.06, 0.5, -0.5][i];
    });
  }
  return edges;
}
