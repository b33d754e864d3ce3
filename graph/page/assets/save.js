// What is shown, to take along: a picture, a spreadsheet, an address.
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `${fold(page.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "graph"}.${ending}`;

// A text that a spreadsheet would run as a formula begins with one of these, in any of their Unicode forms, white space
// and unseen characters before it or not; numbers stay numbers.
function isObeyed(text) {
  if (/^[=+\-@\t\r\n']/.test(text)) return true;
  const seen = [...text.slice(0, 64)].filter((sign) => !/\p{Cf}|\p{Cc}/u.test(sign)).join("").trimStart();
  const first = seen.slice(0, 1).normalize("NFKC").replace(/[\u2212\u2010-\u2015]/, "-");
  return /^[=+\-@']/.test(first);
}

function cell(value) {
  let text = String(value ?? "");
  if (typeof value !== "number" && isObeyed(text)) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function csvOfShown() {
  const head = ["id", "first", "last", "actor_id", "actor", "type", "mode", "quad", "score", "target_id", "target", "reciprocal", "status", "place", "outlets", "n_outlets", "n_articles", "sentence", "attribution", "url", "rule", "confidence"];
  const lines = [head.join(",")];
  for (const i of newestFirst(inScope())) {
    const [report = {}] = reportsOf(i);
    const who = (actor) => (actor < 0 ? ["", ""] : [actors.id[actor], actors.name[actor]]);
    lines.push([raw.id[i], isoDay(ev.first[i]), isoDay(ev.last[i]), ...who(ev.actor[i]), tables.type[ev.type[i]], modeOf(i), tables.quad[ev.quad[i]], raw.score[i], ...who(ev.target[i]), ev.mutual[i] ? "yes" : "", tables.status[ev.status[i]], tables.place[raw.place[i]], outletsOf(i).join("; "), ev.voices[i], raw.articles[i], report.sentence, report.attribution, report.url, report.rule, report.confidence].map(cell).join(","));
  }
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function pictureOfShown() {
  picture.network.redraw();
  const source = $("stage").querySelector("canvas");
  const ratio = source.width / $("stage").clientWidth;
  const [head, foot] = [Math.round(74 * ratio), Math.round(44 * ratio)];
  const canvas = el("canvas", { width: source.width, height: source.height + head + foot });
  const context = canvas.getContext("2d");
  context.fillStyle = ink.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, head);
  context.scale(ratio, ratio);
  const serif = getComputedStyle(document.querySelector("h1")).fontFamily;
  context.fillStyle = ink.ink;
  context.font = `700 24px ${serif}`;
  context.fillText(page.title, 20, 38, canvas.width / ratio - 40);
  context.fillStyle = ink.soft;
  context.font = `13px ${ink.sans}`;
  context.fillText([$("when") && $("when").textContent ? $("when").firstChild.textContent : page.window, plural(shown.events.length, "event"), $("shown").textContent].filter(Boolean).join("  ·  "), 20, 60, canvas.width / ratio - 40);
  let x = 20;
  const y = (canvas.height - foot) / ratio + 24;
  QUADS.forEach((quad, place) => {
    context.fillStyle = ink.quads[place];
    context.fillRect(x, y - 5, 18, 5);
    context.fillStyle = ink.soft;
    context.fillText(quad, x + 24, y);
    x += 42 + context.measureText(quad).width;
  });
  return canvas;
}

const SAVES = {
  review: () => download(new Blob([`${JSON.stringify(reviewFile(), null, 1)}\n`], { type: "application/json" }), fileName("review.json")),
  load: loadReview,
  png: () => pictureOfShown().toBlob((blob) => download(blob, fileName("png")), "image/png"),
  csv: () => download(new Blob([csvOfShown()], { type: "text/csv;charset=utf-8" }), fileName("csv")),
  print: () => window.print(),
  link: () => {
    const done = () => say("Link copied");
    if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => say("Copy the address of this page instead"));
    else say("Copy the address of this page instead");
  },
};
