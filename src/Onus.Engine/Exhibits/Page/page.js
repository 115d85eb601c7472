// The check of the page: recomputes everything from the bytes that the page shows, with the functions above.

const said = (name) => document.querySelector(`[data-said="${name}"]`);
const shown = new Map(
  Array.from(document.querySelectorAll("[data-member]"), (pre) => [
    pre.dataset.member,
    pre.dataset.form === "hex" ? fromHex(pre.textContent) : bytesOf(pre.textContent),
  ]),
);
const listed = new Map(
  document.getElementById("manifest").textContent.trim().split("\n").map((line) => [line.slice(66), line.slice(0, 64)]),
);

function member(path) {
  const bytes = shown.get(path);
  if (!bytes) throw new ProofError(`${path} is not on this page`);
  return bytes;
}

async function checkMembers() {
  for (const [path, bytes] of shown) {
    if (listed.get(path) !== toHex(await sha256(bytes))) throw new ProofError(`${path} was altered: its SHA-256 is not the listed one`);
  }
  return `${shown.size} of ${listed.size} files are shown on this page, and each has the listed SHA-256.`;
}

async function checkEntries() {
  let count = 0;
  for (const [path, entry] of shown) {
    if (!path.endsWith(".entry")) continue;
    const proof = parseProof(text(member(path.replace(/\.entry$/, ".tlog-proof"))));
    if (!same(bytesOf(proof.note), member("checkpoint"))) throw new ProofError(`the proof of ${path} is under another checkpoint`);
    if (path !== `entries/${proof.index}.entry`) throw new ProofError(`${path} has the proof of entry ${proof.index}`);
    try {
      await verifyProof(entry, proof);
    } catch (error) {
      throw new ProofError(`${path}: ${error.message}`);
    }
    count++;
  }
  return `${count} entries lead to the root of the checkpoint, each from where it says it is.`;
}

// One entry of a case proof: shown with its bytes, or withheld with its index and leaf hash.
async function readThreadEntry(cbor, checkpoint) {
  let entry = null, index, leaf;
  if (cbor.array() === 2) {
    entry = cbor.string();
    [index, leaf] = [indexOf(entry), await leafHash(entry)];
  } else {
    [index, leaf] = [cbor.number(), cbor.string()];
  }
  await verifyInclusion(index, checkpoint.size, leaf, cbor.hashes(), checkpoint.root);
  return { entry, index };
}

async function checkCase() {
  const checkpoint = parseCheckpoint(text(member("checkpoint")));
  const cbor = new Cbor(member("case.case-proof"));
  if (cbor.array() !== 7 || cbor.number() !== 1n || !same(cbor.string(), member("checkpoint")))
    throw new ProofError("the case proof is of another form, or under another checkpoint");
  const root = await readThreadEntry(cbor, checkpoint);
  const leafBytes = cbor.string();
  const [place, path] = [cbor.number(), cbor.hashes()];

  const state = new Cbor(root.entry);
  state.array();
  if (state.number() !== 39n) throw new ProofError("the case proof carries no state root");
  for (let i = 0; i < 6; i++) state.skip();
  state.array();
  const asOf = state.number();
  state.skip();
  state.skip();
  await verifyInclusion(place, state.number(), await leafHash(leafBytes), path, state.maybeString() ?? new Uint8Array());

  const leaf = new Cbor(leafBytes);
  leaf.array();
  const [opened, , , last, ordinal] = Array.from({ length: 5 }, () => leaf.number());
  const count = cbor.array();
  let [before, withheld] = [null, 0];
  for (let i = 0; i < count; i++) {
    const { entry, index } = await readThreadEntry(cbor, checkpoint);
    if (entry === null) {
      withheld++;
    } else {
      if (!same(entry, member(`entries/${index}.entry`))) throw new ProofError(`entry ${index} is not the one of the case proof`);
      const link = lineageOf(entry).find((one) => one.subject === opened);
      if (!link || link.ordinal !== BigInt(i) || link.previous !== (before ?? opened))
        throw new ProofError(`before entry ${index} of the case an entry is missing or out of order`);
    }
    before = index;
  }
  if (before !== last || BigInt(count - 1) !== ordinal || last >= asOf) throw new ProofError("the case does not end where the state root says it does");
  return `The case has ${count} entries, and none is missing up to the state root${withheld ? `; ${withheld} of them are withheld from you` : ""}.`;
}

// The products' sources: an enacting entry (kind 70) commits to the hash of each.
async function checkProducts() {
  let count = 0;
  for (const [path, bytes] of shown) {
    const index = /^products\/(\d+)\.onus$/.exec(path)?.[1];
    if (!index) continue;
    const cbor = new Cbor(member(`entries/${index}.entry`));
    cbor.array();
    for (let i = 0; i < 7; i++) cbor.skip();
    cbor.array();
    cbor.skip();
    cbor.skip();
    if (!same(cbor.string(), await sha256(bytes))) throw new ProofError(`${path} is not the source that entry ${index} enacts`);
    count++;
  }
  return `${count === 1 ? "The product’s source is" : `The ${count} products’ sources are`} what the log enacted.`;
}

async function checkSignatures(keys) {
  const checkpoint = parseCheckpoint(text(member("checkpoint")));
  const by = [];
  let isLog = false;
  for (const line of keys) {
    const key = await parseVerifierKey(line);
    const found = await verifySignature(checkpoint, key);
    if (!found) throw new ProofError(`${key.name} has not signed this checkpoint with the key that you gave`);
    if (key.type === 1 && key.name !== checkpoint.origin) throw new ProofError(`the checkpoint is of ${checkpoint.origin}, the key of ${key.name}`);
    isLog ||= key.type === 1;
    by.push(found.time === null ? key.name : `${key.name} (cosigned ${new Date(Number(found.time) * 1000).toISOString()})`);
  }
  if (!isLog) throw new ProofError("none of the keys is the log’s own");
  return `The checkpoint of ${checkpoint.size} entries is signed by ${by.join(", ")}.`;
}

function tell(verdict, english, chinese, why, checks) {
  const box = document.querySelector("[data-verdict]");
  box.dataset.verdict = verdict;
  const title = said("verdict");
  title.textContent = english + " ";
  title.append(Object.assign(document.createElement("span"), { lang: "zh-Hans", textContent: chinese }));
  said("why").textContent = why;
  said("checks").replaceChildren(
    ...checks.map(([isGood, line]) => Object.assign(document.createElement("li"), { className: isGood ? "good" : "bad", textContent: line })),
  );
}

async function check(keys = []) {
  const checks = [];
  for (const one of [checkMembers, checkEntries, checkCase, checkProducts, ...(keys.length ? [() => checkSignatures(keys)] : [])]) {
    try {
      checks.push([true, await one()]);
    } catch (error) {
      checks.push([false, error.message]);
      tell("refuted", "Refuted", "不成立", "Something here is not what it should be. Do not rely on this exhibit.", checks);
      return;
    }
  }
  if (keys.length) tell("proven", "Proven under the keys that you gave", "在所给公钥下成立", "This page checks everything but itself: what it tells is the operator’s telling of these entries.", checks);
  else tell("consistent", "Consistent with itself only", "仅自洽", "No key was given, so whoever made this exhibit may have made up the log as well. Paste the log’s key below, from a source you trust.", checks);
}

// The members of a ZIP archive in which everything is stored as it is.
async function readArchive(bytes) {
  const members = new Map();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 30 <= bytes.length && view.getUint32(at, true) === 0x04034b50) {
    const [flags, method, size, name] = [view.getUint16(at + 6, true), view.getUint16(at + 8, true), view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    if (flags !== 0 || method !== 0 || view.getUint16(at + 28, true) !== 0) throw new ProofError("the archive is not stored as an exhibit is written");
    const start = at + 30 + name;
    members.set(text(bytes.slice(at + 30, start)), bytes.slice(start, start + size));
    at = start + size;
  }
  if (members.size === 0) throw new ProofError("this is no exhibit");
  return members;
}

async function checkArchive(file) {
  try {
    const members = await readArchive(new Uint8Array(await file.arrayBuffer()));
    for (const [path, hash] of listed) {
      if (!members.has(path)) throw new ProofError(`${path} is missing in ${file.name}`);
      if (toHex(await sha256(members.get(path))) !== hash) throw new ProofError(`${path} was altered in ${file.name}`);
    }
    for (const path of members.keys())
      if (!listed.has(path) && path !== "index.html" && path !== "manifest.sha256") throw new ProofError(`${path} in ${file.name} is not listed`);
    return [true, `All ${listed.size} files in ${file.name} have the SHA-256 listed here; this page itself is not checked.`];
  } catch (error) {
    return [false, error.message];
  }
}

document.getElementById("check").addEventListener("click", async () => {
  const keys = document.getElementById("keys").value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  await check(keys);
  document.querySelector("[data-verdict]").scrollIntoView({ block: "center" });
});
document.getElementById("archive").addEventListener("change", async (event) => {
  if (event.target.files.length === 0) return;
  const [isGood, line] = await checkArchive(event.target.files[0]);
  if (!isGood) tell("refuted", "Refuted", "不成立", "The files on your disk are not those of this exhibit.", []);
  said("checks").append(Object.assign(document.createElement("li"), { className: isGood ? "good" : "bad", textContent: line }));
  document.querySelector("[data-verdict]").scrollIntoView({ block: "center" });
});
// A link into the bytes opens them.
const open = () => {
  for (let at = document.querySelector(location.hash || "#none"); at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
};
addEventListener("hashchange", open);
open();
await check();
