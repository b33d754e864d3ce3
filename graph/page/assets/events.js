// Which events the filters let through; one pass over typed arrays, so a slider stays smooth at 100,000 events.
const NO_SECTOR = "none";

const shown = { events: new Int32Array(0), present: new Uint8Array(0), alive: new Uint8Array(0), undated: 0 };

function switches(values, off) {
  return Uint8Array.from(values, (value) => (off.has(value) ? 0 : 1));
}

function anyOn(lists, off, none) {
  if (!off.size) return new Uint8Array(lists.length).fill(1);
  return Uint8Array.from(lists, (list) => (list.length ? list.some((value) => !off.has(value)) : !off.has(none)) ? 1 : 0);
}

function sift() {
  const quadOn = switches(tables.quad, view.off.quad);
  const typeOn = switches(tables.type, view.off.type);
  const statusOn = switches(tables.status, view.off.status);
  const outletOn = anyOn(tables.outlets.map((set) => set.map((number) => tables.outlet[number])), view.off.outlet, "");
  const sectorOn = anyOn(actors.sectors, view.off.sector, NO_SECTOR);
  const timed = view.from !== null || view.to !== null;
  const from = view.from === null ? NEVER + 1 : view.from;
  const to = view.to === null ? 0x7fffffff : view.to;
  const kept = new Int32Array(ev.count);
  const before = new Int32Array(ev.count);
  const present = new Uint8Array(actors.id.length);
  const alive = new Uint8Array(actors.id.length);
  let n = 0;
  let m = 0;
  shown.undated = 0;
  for (let i = 0; i < ev.count; i += 1) {
    if (!quadOn[ev.quad[i]] || !typeOn[ev.type[i]] || !statusOn[ev.status[i]] || !outletOn[ev.outlets[i]]) continue;
    if (ev.voices[i] < view.min) continue;
    const a = ev.actor[i];
    const b = ev.target[i];
    if (!((a >= 0 && sectorOn[a]) || (b >= 0 && sectorOn[b]))) continue;
    const one = nodeOf(a);
    const other = nodeOf(b);
    if (one >= 0) present[one] = 1;
    if (other >= 0) present[other] = 1;
    before[m++] = i;
    if (timed && ev.first[i] === NEVER) {
      shown.undated += 1;
      continue;
    }
    if (timed && (ev.last[i] < from || ev.first[i] > to)) continue;
    if (one >= 0) alive[one] = 1;
    if (other >= 0) alive[other] = 1;
    kept[n++] = i;
  }
  shown.events = kept.subarray(0, n);
  shown.untimed = before.subarray(0, m);
  shown.present = present;
  shown.alive = alive;
}

// The events of what is picked: an edge, two actors, one actor, or all.
function inScope() {
  const { edge, picked } = view;
  if (!edge && !picked.length) return shown.events;
  return shown.events.filter((i) => {
    const a = nodeOf(ev.actor[i]);
    const b = nodeOf(ev.target[i]);
    if (edge) return edgeKey(i) === keyOf(edge);
    if (picked.length === 1) return a === picked[0] || b === picked[0];
    return (a === picked[0] && b === picked[1]) || (a === picked[1] && b === picked[0]);
  });
}

const newestFirst = (list) => Int32Array.from(list).sort((i, j) => ev.last[j] - ev.last[i] || ev.voices[j] - ev.voices[i] || i - j);

function quadCounts(list) {
  const counts = [0, 0, 0, 0];
  for (const i of list) counts[quadPlace[ev.quad[i]]] += 1;
  return counts;
}

function span(list) {
  let first = 0x7fffffff;
  let last = NEVER;
  for (const i of list) {
    if (ev.first[i] === NEVER) continue;
    first = Math.min(first, ev.first[i]);
    last = Math.max(last, ev.last[i]);
  }
  return last === NEVER ? "" : dayRange(first, last);
}
