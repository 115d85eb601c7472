// The editor of a product's text: line numbers, colours and marks behind a plain text field, and the node's own checker
// as one types. Without script the same form checks by its button.
//   <form data-editor> … <div class="editor"><textarea name="source"> … <div data-checked> what the node says </div>

const Delay = 350;

const Sections = new Set(("product perimeter rule policy party authority facts stake evidence account legal funds state step appeal "
  + "request cap keep shadow score link example").split(" "));

// One pass over a line: what is coloured, everything else is plain.
const Token = /(--.*$)|("(?:[^"]|"")*"?)|\b([A-Z]{3} [0-9][0-9,.]*|[0-9][0-9,.:-]*%?)|\b([a-z][a-z0-9-]*)/g;

function* tokens(line) {
  for (const match of line.matchAll(Token)) {
    const [text, comment, quoted, number, word] = match;
    const kind = comment ? "comment" : quoted ? "quoted" : number ? "number" : null;
    if (kind) yield { at: match.index, length: text.length, kind };
    else if (word && Sections.has(word) && match.index === 0) yield { at: 0, length: word.length, kind: "section" };
    else if (word && match.index > 0 && line.slice(0, match.index).trim() === "") yield { at: match.index, length: word.length, kind: "clause" };
  }
}

// The line as spans; a mark (from a message) may lie across tokens.
function paint(line, marks) {
  const cuts = new Set([0, line.length]);
  const parts = [...tokens(line)];
  for (const { at, length } of [...parts, ...marks]) cuts.add(at).add(Math.min(line.length, at + length));
  const places = [...cuts].sort((a, b) => a - b);
  const row = document.createElement("span");
  row.className = "editor-line";
  const inside = (list, at) => list.find(part => part.at <= at && at < part.at + part.length);
  for (let i = 0; i + 1 < places.length; i++) {
    const span = document.createElement("span");
    const [token, mark] = [inside(parts, places[i]), inside(marks, places[i])];
    span.className = [token && `tok-${token.kind}`, mark && `mark-${mark.severity}`].filter(Boolean).join(" ");
    span.textContent = line.slice(places[i], places[i + 1]);
    row.append(span);
  }
  row.append("\n");
  return row;
}

function start(form) {
  const field = form.querySelector("textarea[name=source]");
  const frame = field.closest(".editor");
  const behind = document.createElement("pre");
  behind.className = "editor-paint";
  behind.setAttribute("aria-hidden", "true");
  frame.prepend(behind);
  frame.classList.add("editor-live");
  let marks = new Map();

  const repaint = () => {
    behind.replaceChildren(...field.value.split("\n").map((line, i) => paint(line, marks.get(i + 1) ?? [])));
    // The field grows with its text, so that the page scrolls and not a box within it.
    field.rows = field.value.split("\n").length + 1;
  };
  const readMarks = () => {
    marks = new Map();
    for (const item of form.querySelectorAll("[data-line]")) {
      const line = Number(item.dataset.line);
      const mark = { at: Number(item.dataset.column) - 1, length: Math.max(1, Number(item.dataset.length)), severity: item.dataset.severity };
      marks.set(line, [...(marks.get(line) ?? []), mark]);
    }
  };

  let asked = 0;
  let timer = 0;
  const check = async () => {
    const mine = ++asked;
    const place = form.querySelector("[data-checked]");
    place.setAttribute("aria-busy", "true");
    const body = new FormData(form);
    body.set("do", "check");
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    // Of two checks under way only the later one counts.
    if (mine !== asked || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-checked]");
    if (!fresh) return;
    place.replaceWith(document.adoptNode(fresh));
    readMarks();
    repaint();
  };

  field.addEventListener("input", () => {
    repaint();
    clearTimeout(timer);
    timer = setTimeout(() => check().catch(error => console.error(error)), Delay);
  });
  form.addEventListener("click", event => {
    const item = event.target.closest("[data-line]");
    if (!item) return;
    event.preventDefault();
    goTo(field, Number(item.dataset.line), Number(item.dataset.column), Number(item.dataset.length));
  });
  readMarks();
  repaint();
  form.dataset.ready = "yes";
}

function goTo(field, line, column, length) {
  const before = field.value.split("\n").slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  field.focus();
  field.setSelectionRange(before + column - 1, before + column - 1 + Math.max(1, length));
  const height = parseFloat(getComputedStyle(field).lineHeight);
  window.scrollTo({ top: field.getBoundingClientRect().top + scrollY + (line - 1) * height - innerHeight / 3 });
}

for (const form of document.querySelectorAll("form[data-editor]")) start(form);
