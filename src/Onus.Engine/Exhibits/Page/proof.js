// Verifies the proofs of a transparency log with nothing but WebCrypto: signed notes and checkpoints (C2SP signed-note,
// tlog-checkpoint, tlog-cosignature), inclusion and consistency (RFC 9162), and proof files (C2SP tlog-proof).
// An ES module without imports. Bytes are Uint8Array; sizes and indices are BigInt. What does not hold throws ProofError.

export class ProofError extends Error {}

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const bytesOf = (text) => utf8.encode(text);

export function fromHex(text) {
  const hex = text.replace(/\s+/g, "");
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) throw new ProofError("not hexadecimal");
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.substr(2 * i, 2), 16));
}

export const toHex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

// RFC 4648 section 4, strictly: one text for each value.
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) throw new ProofError("not base64");
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new ProofError("not strict base64");
  return bytes;
}

export function toBase64(bytes) {
  let text = "";
  for (const b of bytes) text += String.fromCharCode(b);
  return btoa(text);
}

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

export const leafHash = (entry) => sha256(Uint8Array.of(0), entry);
export const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

// The root to which an inclusion proof leads (RFC 9162 section 2.1.3.2).
export async function rootFromInclusion(index, size, leaf, path) {
  if (index < 0n || index >= size) throw new ProofError(`entry ${index} is not among ${size}`);
  let [node, last, root] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) throw new ProofError("the proof has too many hashes");
    if (node & 1n || node === last) {
      root = await nodeHash(sibling, root);
      while (!(node & 1n) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      root = await nodeHash(root, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new ProofError("the proof has too few hashes");
  return root;
}

export async function verifyInclusion(index, size, leaf, path, root) {
  if (!same(await rootFromInclusion(index, size, leaf, path), root)) throw new ProofError("the proof does not lead to the root");
}

// That the larger tree only appended to the smaller one (RFC 9162 section 2.1.4.2).
export async function verifyConsistency(size1, root1, size2, root2, path) {
  if (size1 > size2) throw new ProofError("the first size is larger than the second");
  if (size1 === size2 || size1 === 0n) {
    if (path.length !== 0) throw new ProofError("the proof has too many hashes");
    if (size1 === size2 && !same(root1, root2)) throw new ProofError("two roots for one size");
    return;
  }
  const hashes = [...path];
  let [node, last] = [size1 - 1n, size2 - 1n];
  while (node & 1n) [node, last] = [node >> 1n, last >> 1n];
  if (node !== 0n && hashes.length === 0) throw new ProofError("the proof has too few hashes");
  let old = node === 0n ? root1 : hashes.shift();
  let current = old;
  for (const hash of hashes) {
    if (last === 0n) throw new ProofError("the proof has too many hashes");
    if (node & 1n || node === last) {
      old = await nodeHash(hash, old);
      current = await nodeHash(hash, current);
      while (!(node & 1n) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      current = await nodeHash(current, hash);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new ProofError("the proof has too few hashes");
  if (!same(old, root1) || !same(current, root2)) throw new ProofError("the proof does not lead to both roots");
}

const isDecimal = (text) => /^(0|[1-9][0-9]{0,19})$/.test(text) && BigInt(text) < 1n << 64n;

// A signed note: its text, and its signature lines as {name, id, signature}.
export function parseNote(note) {
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.endsWith("\n")) throw new ProofError("not a signed note");
  const split = note.lastIndexOf("\n\n");
  if (split < 0) throw new ProofError("the note has no signatures");
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > 100) throw new ProofError("more than 100 signatures");
  const signatures = lines.map((line) => {
    const parts = /^\u2014 ([^ +]+) (\S+)$/.exec(line);
    if (!parts) throw new ProofError("a line that is no signature");
    const bytes = fromBase64(parts[2]);
    if (bytes.length < 5) throw new ProofError("a signature that is too short");
    return { name: parts[1], id: toHex(bytes.slice(0, 4)), signature: bytes.slice(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

// A signed checkpoint: origin, size, root, and the note it stands in.
export function parseCheckpoint(note) {
  const parsed = parseNote(note);
  const [origin, size, root] = parsed.text.split("\n");
  if (!origin || !isDecimal(size ?? "")) throw new ProofError("not a checkpoint");
  const hash = fromBase64(root ?? "");
  if (hash.length !== 32) throw new ProofError("the root has not 32 bytes");
  return { ...parsed, origin, size: BigInt(size), root: hash };
}

// A verifier key: name+id+base64(algorithm, public key); the id must belong to name and key.
export async function parseVerifierKey(vkey) {
  const parts = /^([^ +]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim());
  if (!parts) throw new ProofError("not a verifier key: name+id+base64");
  const data = fromBase64(parts[3]);
  const id = toHex((await sha256(bytesOf(parts[1] + "\n"), data)).slice(0, 4));
  if (id !== parts[2]) throw new ProofError("the id of this verifier key does not belong to it");
  if ((data[0] !== 1 && data[0] !== 4) || data.length !== 33) throw new ProofError("only Ed25519 keys can be checked here");
  return { name: parts[1], id, type: data[0], publicKey: data.slice(1) };
}

async function verifyEd25519(publicKey, signature, message) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  } catch {
    throw new ProofError("this browser cannot check Ed25519 signatures: use a newer one, onus-verify or verify.sh");
  }
  return crypto.subtle.verify("Ed25519", key, signature, message);
}

// Checks every signature of the key in a note. Answers null where there is none, else {time}: of a cosignature its Unix time.
export async function verifySignature(note, key) {
  let found = null;
  for (const line of note.signatures.filter((s) => s.name === key.name && s.id === key.id)) {
    let [message, signature, time] = [bytesOf(note.text), line.signature, null];
    if (key.type === 4) {
      if (signature.length !== 72) throw new ProofError(`the cosignature of ${key.name} has not 72 bytes`);
      time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
      message = bytesOf(`cosignature/v1\ntime ${time}\n${note.text}`);
      signature = signature.slice(8);
    }
    if (signature.length !== 64 || !(await verifyEd25519(key.publicKey, signature, message)))
      throw new ProofError(`the signature of ${key.name} is not genuine`);
    found = { time };
  }
  return found;
}

// A tlog-proof file: the entry's index, the path, and the checkpoint it leads to.
export function parseProof(text) {
  const lines = text.split("\n");
  if (lines[0] !== "c2sp.org/tlog-proof@v1") throw new ProofError("not a tlog-proof");
  let at = lines[1]?.startsWith("extra ") ? 2 : 1;
  const index = /^index (\S+)$/.exec(lines[at++] ?? "");
  if (!index || !isDecimal(index[1])) throw new ProofError("the proof names no index");
  const path = [];
  for (; at < lines.length && lines[at] !== ""; at++) {
    const hash = fromBase64(lines[at]);
    if (hash.length !== 32 || path.length === 63) throw new ProofError("the path of the proof is malformed");
    path.push(hash);
  }
  const note = lines.slice(at + 1).join("\n");
  return { index: BigInt(index[1]), path, note, checkpoint: parseCheckpoint(note) };
}

// That the log of the proof's checkpoint holds the entry. Whose checkpoint it is, its signatures say.
export async function verifyProof(entry, proof) {
  await verifyInclusion(proof.index, proof.checkpoint.size, await leafHash(entry), proof.path, proof.checkpoint.root);
  const own = indexOf(entry);
  if (own !== null && own !== proof.index) throw new ProofError(`the entry says itself that it is entry ${own}`);
}

// The index that an entry says of itself: fixed layouts at byte 2, CBOR entries (an array of eight) second; null for neither.
export function indexOf(entry) {
  const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
  if (entry[0] !== 0x88) return entry.length >= 18 && entry[0] > 0 && entry[0] < 16 ? view.getBigUint64(2) : null;
  const cbor = new Cbor(entry, 1);
  cbor.skip();
  return cbor.head().value;
}

// Reads deterministic CBOR, as far as entries need it.
export class Cbor {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  // The head of the next item: its major type, and its value or length.
  head() {
    const first = this.bytes[this.at++];
    if (first === undefined) throw new ProofError("the bytes end too early");
    const [major, short] = [first >> 5, first & 31];
    if (short < 24) return { major, value: BigInt(short) };
    if (short > 27) throw new ProofError("not deterministic CBOR");
    let value = 0n;
    for (let i = 0; i < 1 << (short - 24); i++) value = (value << 8n) | BigInt(this.bytes[this.at++] ?? 0);
    if (this.at > this.bytes.length) throw new ProofError("the bytes end too early");
    return { major, value };
  }

  expect(major) {
    const head = this.head();
    if (head.major !== major) throw new ProofError("the bytes have another form");
    return head.value;
  }

  array() {
    return Number(this.expect(4));
  }

  number() {
    return this.expect(0);
  }

  // A byte string.
  string() {
    const length = Number(this.expect(2));
    if (this.at + length > this.bytes.length) throw new ProofError("the bytes end too early");
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  // A byte string, or null.
  maybeString() {
    if (this.bytes[this.at] !== 0xf6) return this.string();
    this.at++;
    return null;
  }

  // A byte string of hashes, 32 bytes each.
  hashes() {
    const bytes = this.string();
    if (bytes.length % 32 !== 0) throw new ProofError("a path that is no list of hashes");
    return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.slice(32 * i, 32 * (i + 1)));
  }

  skip(depth = 0) {
    if (depth > 64) throw new ProofError("nested too deeply");
    const { major, value } = this.head();
    if (major === 2 || major === 3) this.at += Number(value);
    else if (major === 4) for (let i = 0n; i < value; i++) this.skip(depth + 1);
    else if (major === 5) for (let i = 0n; i < 2n * value; i++) this.skip(depth + 1);
    else if (major === 6) this.skip(depth + 1);
    if (this.at > this.bytes.length) throw new ProofError("the bytes end too early");
  }
}

// The lineage of a CBOR entry: for each of its subjects {subject, previous, ordinal}.
export function lineageOf(entry) {
  const cbor = new Cbor(entry);
  if (cbor.array() !== 8) throw new ProofError("not an entry of Onus");
  for (let i = 0; i < 6; i++) cbor.skip();
  return Array.from({ length: cbor.array() }, () => {
    if (cbor.array() !== 3) throw new ProofError("a link that is none");
    return { subject: cbor.number(), previous: cbor.number(), ordinal: cbor.number() };
  });
}

export const text = (bytes) => strictUtf8.decode(bytes);
