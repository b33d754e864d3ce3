// A reviewer's marks: each event may be called right, in need of a fix (with a note), or wrong; they leave as a small JSON file.
const MARKS = { accept: "Right", fix: "Needs a fix", reject: "Wrong" };
const review = new Map();

function reviewRow(i) {
  const id = raw.id[i];
  const note = el("input", { type: "text", class: "note", maxlength: 500, placeholder: "What should it be?", "aria-label": "What should it be?", on: { input: () => review.set(id, { mark: "fix", note: note.value }) } });
  const buttons = Object.entries(MARKS).map(([mark, text]) => el("button", { type: "button", "data-mark": mark, on: { click: () => toggle(mark) } }, text));
  const show = () => {
    const kept = review.get(id) || {};
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.mark === kept.mark));
    note.hidden = kept.mark !== "fix";
    note.value = kept.note || "";
  };
  const toggle = (mark) => {
    if ((review.get(id) || {}).mark === mark) review.delete(id);
    else review.set(id, { mark, note: "" });
    show();
    say(`${plural(review.size, "event")} marked`);
    if (mark === "fix" && !note.hidden) note.focus();
  };
  show();
  return el("div", { class: "review", role: "group", "aria-label": "Is it coded right?" }, buttons, note);
}

function reviewFile() {
  const marks = [...review].sort((x, y) => (x[0] < y[0] ? -1 : 1)).map(([event, { mark, note }]) => ({ event, mark, note: note || null }));
  return { format: "realpolitik review 1", title: page.title, marks };
}

// A file of marks is as foreign as any text: only known events and marks are taken from it.
function takeReview(text) {
  let taken = 0;
  try {
    const known = new Set(raw.id);
    for (const { event, mark, note } of JSON.parse(text).marks) {
      if (!known.has(event) || !Object.hasOwn(MARKS, mark)) continue;
      review.set(event, { mark, note: String(note ?? "").slice(0, 500) });
      taken += 1;
    }
  } catch {
    say("This is no file of review marks");
    return 0;
  }
  say(`${plural(taken, "mark")} loaded`);
  panel.scope = "";
  refresh();
  return taken;
}

function loadReview() {
  const input = el("input", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", () => input.files[0] && input.files[0].text().then(takeReview));
  input.click();
}
