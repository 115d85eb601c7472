// Keeps the parts of a page that are marked data-live fresh: when the log has grown, the page is fetched again and the
// parts that differ are put in place of the old ones. Times left are counted down by the node's clock.

const Quiet = 1500;
const offset = Number(document.documentElement.dataset.now) - Date.now();

const units = document.documentElement.lang.startsWith("zh")
  ? { d: " 天", h: " 小时", m: " 分", s: " 秒", in: span => `还剩 ${span}`, ago: span => `${span}前` }
  : { d: " d", h: " h", m: " min", s: " s", in: span => `in ${span}`, ago: span => `${span} ago` };

// A span in its two largest units, as the server says it.
export function span(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (d > 0) return `${d}${units.d} ${h}${units.h}`;
  if (h > 0) return `${h}${units.h} ${m}${units.m}`;
  if (m > 0) return `${m}${units.m} ${s}${units.s}`;
  return `${s}${units.s}`;
}

function urgency(left) {
  if (left <= 0) return "past";
  return left < 3600e3 ? "hour" : left < 86400e3 ? "day" : left < 604800e3 ? "week" : "later";
}

function tick() {
  const now = Date.now() + offset;
  for (const time of document.querySelectorAll("time[data-countdown]")) {
    const left = Date.parse(time.dateTime) - now;
    const text = left >= 0 ? units.in(span(left)) : units.ago(span(left));
    if (time.textContent !== text) time.textContent = text;
    if (!time.classList.contains("plain")) time.className = `remaining ${urgency(left)}`;
  }
}

export function countDown() {
  if (document.querySelector("time[data-countdown], [data-live]")) setInterval(tick, 1000);
}

// A part in which somebody is typing, or has opened something, is left alone.
function isBusy(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")
    || part.querySelector("details[open]") !== null;
}

// What a part says, its countdowns left out.
function gist(part) {
  const copy = part.cloneNode(true);
  for (const time of copy.querySelectorAll("time[data-countdown]")) time.textContent = "";
  return copy.textContent;
}

async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live][id]")) {
    const next = page.getElementById(part.id);
    if (!next || isBusy(part) || gist(next) === gist(part)) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    part.replaceChildren(...next.childNodes);
    if (focused) part.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    mark(part);
  }
  tick();
}

function mark(part) {
  part.classList.remove("fresh");
  void part.offsetWidth;
  part.classList.add("fresh");
}

export function follow() {
  let waiting = null;
  const events = new EventSource("/console/live");
  const grown = () => {
    waiting ??= setTimeout(async () => {
      try {
        if (!document.hidden) await refresh();
      } finally {
        waiting = null;
      }
    }, Quiet);
  };
  events.addEventListener("message", grown);
  events.addEventListener("entry", grown);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) grown(); });
  addEventListener("pagehide", () => events.close());
}
