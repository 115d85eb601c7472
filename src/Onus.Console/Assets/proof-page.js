// The page Proof: checks in this browser what somebody pastes or drops, says what was proven and what was not; compares the
// log with what the browser saw before; and reads the log's tiles.

import { ProofError, fromBase64, leafHash, parseCheckpoint, parseProof, parseVerifierKey, text, toHex, verifyProof, verifySignature } from "./proof.js";
import { verifyLedgerProof } from "./ledger-proof.js";
import { forget, look, remembered } from "./history.js";
import { Tiles, tilePath, tileWidth } from "./tiles.js";

const page = document.querySelector("[data-proof]");
const words = JSON.parse(page.dataset.words);
const log = page.dataset.log;
const say = (key, ...values) => (words[key] ?? key).replace(/\{(\d)\}/g, (_, i) => String(values[i]));
const number = value => BigInt(value).toLocaleString("en-US");
const when = milliseconds => new Date(Number(milliseconds)).toISOString().replace("T", " ").slice(0, 19) + " UTC";
const clip = bytes => toHex(bytes).slice(0, 16) + "…";

function make(name, content, type) {
  const element = document.createElement(name);
  if (type) element.className = type;
  element.append(...[content ?? ""].flat());
  return element;
}

// ---- findings: what holds, what rests on somebody's word, what is wrong

class Findings {
  constructor(place) {
    this.place = place;
    this.list = make("ul", [], "findings");
  }

  add(kind, key, ...values) {
    this.list.append(make("li", [make("span", say(`mark.${kind}`), "finding-mark"), make("span", say(key, ...values))], `finding finding-${kind}`));
    this.list.lastChild.dataset.finding = kind;
  }

  show(title) {
    const bad = this.list.querySelector(".finding-bad");
    this.place.replaceChildren(make("h3", bad ? say("verdict.bad") : title), this.list);
    this.place.dataset.verdict = bad ? "bad" : "good";
  }
}

const keysGiven = async () => Promise.all(
  page.querySelector("[name=keys]").value.split("\n").map(line => line.trim()).filter(line => line !== "" && !line.startsWith("#")).map(parseVerifierKey));

// What stands under a checkpoint: the log's own signature, and whose cosignatures.
async function signatures(findings, checkpoint) {
  const keys = await keysGiven();
  let signed = false;
  let witnesses = 0;
  for (const key of keys) {
    const found = await verifySignature(checkpoint, key);
    if (!found) continue;
    if (key.type === 1 && key.name === checkpoint.origin) signed = true;
    if (key.type === 4) {
      witnesses++;
      findings.add("good", "found.witness", key.name, when(Number(found.time) * 1000));
    }
  }
  if (signed) findings.add("good", "found.signed", checkpoint.origin, number(checkpoint.size));
  else if (keys.length > 0) findings.add("bad", "found.not-signed", checkpoint.origin);
  else findings.add("word", "found.no-key");
  if (signed && witnesses === 0) findings.add("word", "found.no-witness");
}

// ---- the kinds of evidence

async function proof(findings, given, entry) {
  const parsed = parseProof(given);
  await signatures(findings, parsed.checkpoint);
  if (!entry) {
    findings.add("word", "found.no-entry", number(parsed.index));
    return say("verdict.signatures");
  }
  await verifyProof(entry, parsed);
  findings.add("good", "found.included", number(parsed.index), number(parsed.checkpoint.size), number(entry.length));
  findings.add("note", "found.leaf", toHex(await leafHash(entry)));
  findings.add("word", "found.true");
  return say("verdict.included", number(parsed.index));
}

async function checkpointNote(findings, note) {
  const checkpoint = parseCheckpoint(note);
  await signatures(findings, checkpoint);
  findings.add("note", "found.root", number(checkpoint.size), toHex(checkpoint.root));
  return say("verdict.checkpoint", number(checkpoint.size));
}

async function ledgerProof(findings, bytes) {
  const found = await verifyLedgerProof(bytes);
  await signatures(findings, found.checkpoint);
  findings.add("good", "found.state-root", number(found.root.index), number(found.root.asOf), when(found.root.time / 1000000n));
  findings.add("good", "found.book", number(found.book.book), number(found.book.accounts), number(found.book.sums[0]));
  if (found.kind === "balance") {
    const [debits, credits, debitsPending, creditsPending] = found.sums;
    findings.add("good", "found.balance", number(found.account), number(credits), number(debits), number(credits - debits));
    if (debitsPending + creditsPending > 0n) findings.add("note", "found.pending", number(creditsPending), number(debitsPending));
    findings.add("note", "found.head", number(found.head), number(found.ordinal));
  }
  findings.add("word", "found.operator");
  return say(`verdict.${found.kind}`);
}

async function json(findings, given) {
  const receipt = JSON.parse(given);
  const entry = typeof receipt.entry === "string" ? fromBase64(receipt.entry) : null;
  if (typeof receipt.proof !== "string") throw new ProofError(say("fault.json"));
  return proof(findings, receipt.proof, entry);
}

const isText = bytes => !bytes.subarray(0, 64).some(byte => byte < 9);

async function check(bytes) {
  const findings = new Findings(page.querySelector("[data-findings]"));
  let title = "";
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw new ProofError(say("fault.exhibit"));
    if (bytes[0] === 0x85 && bytes[1] === 0x01) title = await ledgerProof(findings, bytes);
    else if (bytes[0] === 0xd2) throw new ProofError(say("fault.cose"));
    else if (!isText(bytes)) throw new ProofError(say("fault.unknown"));
    else title = await checkText(findings, text(bytes));
  } catch (error) {
    if (!(error instanceof ProofError) && !(error instanceof SyntaxError)) throw error;
    findings.add("bad", "found.fault", error.message);
  }
  findings.show(title);
}

async function checkText(findings, given) {
  const start = given.trimStart();
  if (start.startsWith("{")) return json(findings, start);
  if (start.startsWith("c2sp.org/tlog-proof@v1")) {
    const entry = page.querySelector("[name=entry]").value.trim();
    return proof(findings, start, entry === "" ? null : fromBase64(entry.replace(/\s+/g, "")));
  }
  if (start.includes("\n\n\u2014 ")) return checkpointNote(findings, start.endsWith("\n") ? start : start + "\n");
  const packed = start.replace(/\s+/g, "");
  if (packed.length % 4 === 0 && /^[A-Za-z0-9+/]+=*$/.test(packed)) return ledgerProof(findings, fromBase64(packed));
  throw new ProofError(say("fault.unknown"));
}

function listen() {
  const form = page.querySelector("form[data-check]");
  const field = form.querySelector("[name=evidence]");
  const run = bytes => check(bytes).catch(error => console.error(error));
  form.addEventListener("submit", event => {
    event.preventDefault();
    run(new TextEncoder().encode(field.value));
  });
  const take = async file => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (isText(bytes)) field.value = new TextDecoder().decode(bytes);
    else field.value = "";
    form.querySelector("[data-file-name]").textContent = file.name;
    run(bytes);
  };
  form.querySelector("input[type=file]").addEventListener("change", event => event.target.files[0] && take(event.target.files[0]));
  form.addEventListener("dragover", event => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", event => {
    event.preventDefault();
    form.classList.remove("dropping");
    if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
  });
  if (page.dataset.fetch) {
    fetch(page.dataset.fetch, { credentials: "same-origin" }).then(async answer => {
      if (answer.ok) run(new Uint8Array(await answer.arrayBuffer()));
    });
  }
}

// ---- what this browser saw before

async function history() {
  const place = page.querySelector("[data-history]");
  const findings = new Findings(place);
  let seen = null;
  try {
    seen = await look(log, page.dataset.vkey);
    if (seen.state === "first") findings.add("word", "history.first", number(seen.size));
    else if (seen.state === "same") findings.add("good", "history.same", number(seen.size), when(seen.since));
    else findings.add("good", "history.grown", number(seen.before), when(seen.since), number(seen.size));
    if (seen.others?.length > 0) findings.add("word", "history.other", seen.others.join(", "));
    if (seen.known?.alarm) findings.add("bad", "history.alarm", when(seen.known.alarm.at), seen.known.alarm.what);
  } catch (error) {
    findings.add("bad", "found.fault", error.message);
  }
  findings.show(seen ? say(`history.title.${seen.state}`) : "");
  if (seen) await explorer(seen.checkpoint);
}

// ---- the tiles

async function explorer(checkpoint) {
  const place = page.querySelector("[data-tiles]");
  const form = place.querySelector("form");
  const read = async path => {
    const answer = await fetch(`${log}/${path}`, { credentials: "same-origin" });
    if (!answer.ok) throw new ProofError(say("tiles.missing", path, answer.status));
    return new Uint8Array(await answer.arrayBuffer());
  };
  const tiles = new Tiles(checkpoint.size, read);
  const show = async index => {
    const out = place.querySelector("[data-tile]");
    const findings = new Findings(place.querySelector("[data-tile-findings]"));
    try {
      if (index < 0n || index >= checkpoint.size) throw new ProofError(say("tiles.range", number(checkpoint.size)));
      await showTile(tiles, checkpoint, index, out, findings);
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      findings.add("bad", "found.fault", error.message);
    }
    findings.show(say("tiles.title", number(index)));
  };
  form.addEventListener("submit", event => {
    event.preventDefault();
    const value = form.querySelector("[name=index]").value.trim();
    if (/^[0-9]{1,19}$/.test(value)) show(BigInt(value));
  });
  if (checkpoint.size > 0n) {
    form.querySelector("[name=index]").value = String(checkpoint.size - 1n);
    await show(checkpoint.size - 1n);
  }
}

async function showTile(tiles, checkpoint, index, out, findings) {
  const tile = index / 256n;
  const hashes = await tiles.tile(0n, tile);
  const path = await tiles.path(index);
  await tiles.verifyRoot(checkpoint.root);
  const grid = make("ol", [], "tile-grid");
  hashes.forEach((hash, i) => {
    const entry = tile * 256n + BigInt(i);
    const cell = make("li", "", entry === index ? "tile-cell tile-here" : "tile-cell");
    // The first bytes of a hash choose among the classes: the same tile always looks the same.
    cell.dataset.tone = String(hash[0] >> 5);
    cell.title = `${entry}: ${toHex(hash)}`;
    grid.append(cell);
  });
  const facts = make("dl", [], "facts");
  const fact = (key, value) => facts.append(make("dt", say(key)), make("dd", value));
  fact("tiles.path", make("code", tilePath(0n, tile, tileWidth(0n, tile, checkpoint.size))));
  fact("tiles.leaf", make("code", toHex(hashes[Number(index % 256n)])));
  fact("tiles.siblings", make("ol", path.map(hash => make("li", make("code", clip(hash)))), "hash-path"));
  fact("tiles.root", make("code", toHex(checkpoint.root)));
  out.replaceChildren(grid, facts);
  findings.add("good", "tiles.proven", number(index), number(checkpoint.size), path.length);
}

async function start() {
  // A key that was believed before weighs more than the one that the node names now.
  const origin = page.dataset.origin;
  const known = remembered()[origin]?.vkey;
  const keys = page.querySelector("[name=keys]");
  if (keys.value.trim() === "") keys.value = (known ?? page.dataset.vkey) + "\n";
  if (known && known !== page.dataset.vkey) {
    const findings = new Findings(page.querySelector("[data-findings]"));
    findings.add("bad", "history.key", origin);
    findings.show("");
  }
  listen();
  page.querySelector("[data-forget]").addEventListener("click", () => {
    forget();
    location.reload();
  });
  await history();
  page.dataset.ready = "yes";
}

start().catch(error => console.error(error));
