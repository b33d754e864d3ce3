// When: events by day, cooperation above the line and conflict below; two handles, a drag over it, and play.
const BARS = 96;
const time = { first: 0, last: 0, step: 1, bins: 0, timer: 0, drag: null };

function buildTimeline() {
  let first = 0x7fffffff;
  let last = NEVER;
  for (let i = 0; i < ev.count; i += 1) {
    if (ev.first[i] === NEVER) continue;
    first = Math.min(first, ev.first[i]);
    last = Math.max(last, ev.last[i]);
  }
  if (last === NEVER || first === last) {
    $("timeline").hidden = true;
    return;
  }
  [time.start, time.end] = [first, last];
  // a few events of long ago would squeeze all others into a corner: they stand at the edge instead
  const sorted = ev.first.filter((day) => day !== NEVER).sort();
  const [low, high] = [sorted[Math.floor(sorted.length * 0.03)], sorted[Math.ceil(sorted.length * 0.97) - 1]];
  if (low - first > 0.3 * (last - first)) first = low;
  if (last - high > 0.3 * (last - first) && high > first) last = high;
  const days = last - first + 1;
  time.first = first;
  time.last = last;
  time.step = Math.max(1, Math.ceil(days / BARS));
  time.bins = Math.ceil(days / time.step);
  const handle = (name, label) => el("input", { type: "range", id: name, min: 0, max: time.bins - 1, step: 1, "aria-label": label, on: { input: () => slide(name) } });
  fill(
    $("timeline"),
    el("button", { type: "button", id: "play", class: "plain icon", "aria-label": "Play through time", on: { click: play } }, svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: "M7 4.500v15L20 12z", fill: "currentColor" }))),
    el("div", { class: "track" }, svg("svg", { id: "bars", preserveAspectRatio: "none", viewBox: `0 0 ${time.bins} 100`, "aria-hidden": "true" }), el("div", { class: "handles" }, handle("since", "First day shown"), handle("until", "Last day shown"))),
    el("p", { id: "when" }),
  );
  const bars = $("bars");
  const at = (event) => {
    const box = bars.getBoundingClientRect();
    return Math.max(0, Math.min(time.bins - 1, Math.floor(((event.clientX - box.left) / box.width) * time.bins)));
  };
  bars.addEventListener("pointerdown", (event) => {
    time.drag = at(event);
    bars.setPointerCapture(event.pointerId);
  });
  bars.addEventListener("pointermove", (event) => {
    if (time.drag === null) return;
    const here = at(event);
    if (here !== time.drag) setBins(Math.min(time.drag, here), Math.max(time.drag, here));
  });
  bars.addEventListener("pointerup", () => (time.drag = null));
  bars.addEventListener("pointercancel", () => (time.drag = null));
  bars.addEventListener("dblclick", () => setBins(0, time.bins - 1));
}

const binOf = (day) => Math.max(0, Math.min(time.bins - 1, Math.floor((day - time.first) / time.step)));
const binDay = (bin) => time.first + bin * time.step;

function setBins(from, to) {
  go({ from: from <= 0 ? null : binDay(from), to: to >= time.bins - 1 ? null : binDay(to + 1) - 1, at: 0 });
}

function slide(name) {
  stop();
  let [from, to] = [Number($("since").value), Number($("until").value)];
  if (from > to) [from, to] = name === "since" ? [to, to] : [from, from];
  setBins(from, to);
}

function showTimeline() {
  if ($("timeline").hidden) return;
  const up = [new Float64Array(time.bins), new Float64Array(time.bins)];
  const down = [new Float64Array(time.bins), new Float64Array(time.bins)];
  for (const i of shown.untimed) {
    if (ev.first[i] === NEVER) continue;
    const quad = quadPlace[ev.quad[i]];
    (quad < 2 ? up[1 - quad] : down[quad - 2])[binOf(ev.first[i])] += 1;
  }
  const most = Math.max(1, ...up[0].map((n, bin) => n + up[1][bin]), ...down[0].map((n, bin) => n + down[1][bin]));
  const bars = $("bars");
  const from = view.from === null ? 0 : binOf(view.from);
  const to = view.to === null ? time.bins - 1 : binOf(view.to);
  const parts = [];
  if (from > 0 || to < time.bins - 1) parts.push(svg("rect", { class: "brush", x: from, width: to - from + 1, y: 0, height: 100 }));
  for (let bin = 0; bin < time.bins; bin += 1) {
    const out = bin < from || bin > to ? " out" : "";
    let top = 49;
    for (const [quad, n] of [[1, up[0][bin]], [0, up[1][bin]]]) {
      if (!n) continue;
      const high = (n / most) * 48;
      top -= high;
      parts.push(svg("rect", { class: `q${quad}${out}`, x: bin + 0.1, width: 0.8, y: top, height: high }));
    }
    let bottom = 51;
    for (const [quad, n] of [[2, down[0][bin]], [3, down[1][bin]]]) {
      if (!n) continue;
      const high = (n / most) * 48;
      parts.push(svg("rect", { class: `q${quad}${out}`, x: bin + 0.1, width: 0.8, y: bottom, height: high }));
      bottom += high;
    }
  }
  parts.push(svg("rect", { class: "axis", x: 0, width: time.bins, y: 49.4, height: 1.2 }));
  bars.replaceChildren(...parts);
  $("since").value = from;
  $("until").value = to;
  const a = view.from === null ? time.start : view.from;
  const b = view.to === null ? time.end : Math.min(view.to, time.end);
  $("since").setAttribute("aria-valuetext", longDay(a));
  $("until").setAttribute("aria-valuetext", longDay(b));
  fill($("when"), el("b", {}, dayRange(a, b)), el("span", {}, `${plural(shown.events.length, "event")}${shown.undated ? `, ${thousands(shown.undated)} undated left out` : ""}`));
}

// A window slides from the first day to the last, then all is shown again.
function play() {
  if (time.timer) return stop();
  const whole = view.from === null && view.to === null;
  const width = whole ? Math.max(1, Math.ceil(time.bins / 10)) : binOf(view.to ?? time.end) - binOf(view.from ?? time.first) + 1;
  let at = whole || binOf(view.to ?? time.end) >= time.bins - 1 ? 0 : binOf(view.from ?? time.first) + 1;
  const step = () => {
    if (at + width > time.bins) {
      stop();
      go({ from: null, to: null });
      return;
    }
    go({ from: binDay(at), to: binDay(at + width) - 1, at: 0 });
    at += 1;
  };
  time.timer = setInterval(step, Math.max(120, Math.min(700, 12000 / time.bins)));
  $("play").setAttribute("aria-pressed", "true");
  step();
}

function stop() {
  clearInterval(time.timer);
  time.timer = 0;
  $("play").setAttribute("aria-pressed", "false");
}
