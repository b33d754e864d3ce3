// How an actor looks: outline by kind, flag colours on the ring, ISO code or a glyph inside.
const FLAG = {
  red: "#cf3a35", blue: "#2c5fa8", navy: "#1f3263", skyblue: "#5fa8d3", green: "#2f8a4e", yellow: "#eac03d",
  black: "#26231f", white: "#ffffff", orange: "#e08838", maroon: "#7b2737",
};

const OUTLINE = {
  state: "disc", person: "disc", people: "disc", place: "disc", igo: "hexagon", military: "diamond", "armed group": "diamond",
};

// Drawn on a 24 by 24 field; `line` glyphs are stroked, the others filled.
const GLYPHS = {
  person: "M12 4a4.2 4.2 0 1 0 .01 0zM3.8 21c0-5.2 3.6-8 8.2-8s8.2 2.8 8.2 8z",
  people: "M8 5a3.2 3.2 0 1 0 .01 0zM16 5a3.2 3.2 0 1 0 .01 0zM1.8 19c0-4.300 2.600-6.200 6.200-6.200 1.600 0 3 .4 4 1.200 1-.8 2.400-1.200 4-1.200 3.600 0 6.200 1.900 6.200 6.200z",
  military: "M3.500 11.500 12 6l8.500 5.500v4L12 10l-8.500 5.500zM3.500 18 12 12.500l8.500 5.500v3.500L12 16l-8.500 5.500z",
  "armed group": "M12 2.500 14.600 9.400 21.500 12l-6.900 2.600L12 21.500l-2.600-6.900L2.500 12l6.900-2.600z",
  government: "M12 2.500 21 7.500v2H3v-2zM5 11h2.600v7H5zM10.700 11h2.600v7h-2.600zM16.400 11H19v7h-2.600zM3 19.500h18v2H3z",
  ngo: "M12 20.500S3 14.800 3 8.900C3 5.700 5.300 4 7.600 4c2 0 3.600 1.100 4.400 2.800C12.800 5.100 14.400 4 16.400 4 18.700 4 21 5.700 21 8.900c0 5.900-9 11.600-9 11.600z",
  party: "M5 3h2.200v18.500H5zM8.500 4H20l-3.200 4.200L20 12.500H8.500z",
  organisation: "M9 3h6v6H9zM3 15h6v6H3zM15 15h6v6h-6zM11.100 9h1.800v3h5.800v3h-1.800v-1.200H7.100V15H5.300v-3h5.800z",
  media: "M3 4.500h14V17a2.500 2.500 0 0 0 .6 1.600H5.500A2.500 2.500 0 0 1 3 16.100zM5.500 7v4h9V7zM5.500 13v1.600h9V13zM5.500 15.800v1.400h9v-1.400zM18.500 8.500H21V17a1.250 1.250 0 0 1-2.500 0z",
  company: "M8.500 3.500h7v4H21V20H3V7.500h5.500zM10.500 5.500v2h3v-2z",
  place: "M12 2a7 7 0 0 1 7 7c0 5-7 13-7 13S5 14 5 9a7 7 0 0 1 7-7zM12 6.400a2.600 2.600 0 1 0 .01 0z",
  igo: "M12 3a9 9 0 1 0 .01 0zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
};
const PATHS = new Map();
function glyphOf(kind) {
  if (!PATHS.has(kind)) PATHS.set(kind, new Path2D(own(GLYPHS, kind) || GLYPHS.organisation));
  return PATHS.get(kind);
}

const ink = {};
function readInk() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "faint", "rule", "raised", "coop-2", "coop-1", "conf-1", "conf-2"]) {
    ink[name] = style.getPropertyValue(`--${name}`).trim();
  }
  ink.quads = [ink["coop-2"], ink["coop-1"], ink["conf-1"], ink["conf-2"]];
  ink.sans = style.getPropertyValue("--sans").trim();
}

function outline(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "disc") context.arc(x, y, r, 0, 2 * Math.PI);
  else if (shape === "hexagon" || shape === "diamond") {
    const corners = shape === "hexagon" ? 6 : 4;
    const turn = shape === "hexagon" ? Math.PI / 6 : 0;
    for (let i = 0; i < corners; i += 1) {
      const angle = turn + (i * 2 * Math.PI) / corners;
      context.lineTo(x + r * 1.08 * Math.cos(angle), y + r * 1.08 * Math.sin(angle));
    }
    context.closePath();
  } else context.roundRect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76, r * 0.28);
}

function drawMark(context, actor, x, y, r, look) {
  const kind = actors.kind[actor];
  const shape = own(OUTLINE, kind) || "box";
  const colours = (own(page.flags, actors.country[actor]) || "").split(" ").filter((name) => own(FLAG, name));
  context.save();
  context.globalAlpha = look.alpha;
  outline(context, shape, x, y, r);
  context.fillStyle = ink.paper;
  context.fill();
  if (kind === "state") {
    const ring = Math.max(3, r * 0.2);
    const parts = colours.length ? colours : ["black"];
    context.lineWidth = ring;
    parts.forEach((name, i) => {
      const start = -Math.PI / 2 + (i * 2 * Math.PI) / parts.length;
      context.beginPath();
      context.arc(x, y, r - ring / 2, start, start + (2 * Math.PI) / parts.length);
      context.strokeStyle = colours.length ? FLAG[name] : ink.faint;
      context.stroke();
    });
    context.lineWidth = 1;
    context.strokeStyle = ink.soft;
    context.globalAlpha = look.alpha * 0.55;
    outline(context, "disc", x, y, r);
    context.stroke();
    outline(context, "disc", x, y, r - ring);
    context.stroke();
    context.globalAlpha = look.alpha;
    context.fillStyle = ink.ink;
    context.font = `700 ${(r * 0.66).toFixed(1)}px ${ink.sans}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(actors.country[actor] || actors.id[actor].slice(0, 3), x, y + r * 0.05);
  } else {
    context.lineWidth = 1.6;
    context.strokeStyle = ink.soft;
    context.stroke();
    const size = r * (shape === "diamond" ? 0.82 : 1.02);
    const lift = colours.length ? r * 0.14 : 0;
    context.translate(x - size / 2, y - size / 2 - lift);
    context.scale(size / 24, size / 24);
    if (kind === "igo") {
      context.lineWidth = 1.7;
      context.strokeStyle = ink.ink;
      context.stroke(glyphOf(kind));
    } else {
      context.fillStyle = ink.ink;
      context.fill(glyphOf(kind), "evenodd");
    }
    context.setTransform(look.transform);
    const wide = r * (shape === "diamond" ? 0.62 : 0.9);
    colours.forEach((name, i) => {
      context.fillStyle = FLAG[name];
      context.fillRect(x - wide / 2 + (i * wide) / colours.length, y + r * 0.5, wide / colours.length, r * 0.17);
    });
    if (colours.length) {
      context.lineWidth = 0.5;
      context.strokeRect(x - wide / 2, y + r * 0.5, wide, r * 0.17);
    }
  }
  if (look.picked || look.hovered) {
    context.lineWidth = look.picked ? 2.6 : 1.6;
    context.strokeStyle = ink.ink;
    outline(context, shape, x, y, r + 4);
    context.stroke();
  }
  context.restore();
}

// A small canvas with one mark, for the key and for headings.
function markIcon(actor, size = 34) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = el("canvas", { width: size * ratio, height: size * ratio, class: "mark", "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = `${size}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  drawMark(context, actor, size / 2, size / 2, size / 2 - 3, { alpha: 1, transform: context.getTransform() });
  return canvas;
}
