// The keyboard: / search, g and a letter to go, j and k through rows, Enter to open, c to claim, ? for help.

let going = false;

function rows() {
  return [...document.querySelectorAll("[data-rows] tbody tr, [data-row]")].filter(row => row.querySelector("a"));
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(row => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next.querySelector("a").focus();
  next.scrollIntoView({ block: "nearest" });
}

function go(letter) {
  going = false;
  document.body.classList.remove("going");
  document.querySelector(`[data-go="${CSS.escape(letter)}"]`)?.click();
}

function startGoing() {
  going = true;
  document.body.classList.add("going");
  setTimeout(() => {
    going = false;
    document.body.classList.remove("going");
  }, 1500);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (going && /^[a-z]$/.test(event.key)) {
    event.preventDefault();
    return go(event.key);
  }
  const act = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    "g": startGoing,
    "j": () => move(1),
    "k": () => move(-1),
    "c": () => document.activeElement.closest("tr, [data-row]")?.querySelector("[data-claim]")?.click(),
    "?": () => document.getElementById("keys-help")?.showModal(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

export function listen() {
  document.addEventListener("keydown", onKey);
}
