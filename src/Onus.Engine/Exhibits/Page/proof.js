// Checks what a log signed, with nothing but the browser's own cryptography: signed notes and checkpoints (C2SP), inclusion
// and consistency (RFC 9162), tlog-proofs. The exhibit's page and the console carry this same file.
// Whatever is wrong is an Error whose message says what; sizes and indexes are BigInt.

const utf8 = new TextEncoder();

export function fail(what) {
  throw new Error(what);
}

// ---- bytes

export function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const toHex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");

export function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

// Each value has one form: padded, no white space, no stray bits (RFC 4648 §3.5).
export function fromBase64(text) {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) fail("this is no base64");
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  if (toBase64(bytes) !== text) fail("this base64 has stray bits");
  return bytes;
}

export function u64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

const readU64 = (bytes, at) => new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(at);

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

function decimal(text, what) {
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(text)) fail(`${what} is no decimal number`);
  const value = BigInt(text);
  if (value >= 1n << 64n) fail(`${what} is too large`);
  return value;
}

// ---- keys and signed notes

const Ed25519 = 0x01;
const Cosignature = 0x04;

// "<name>+<8 hexadecimal digits>+<base64 of algorithm and key>"
export async function parseKey(vkey) {
  const match = /^([^+\s]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey.trim());
  if (!match) fail("this is no verifier key: it reads name+id+key");
  const [, name, id, rest] = match;
  const bytes = fromBase64(rest);
  const computed = await sha256(utf8.encode(`${name}\n`), bytes);
  if (toHex(computed.subarray(0, 4)) !== id) fail(`the id of the verifier key of ${name} does not belong to it`);
  return { name, id, type: bytes[0], key: bytes.subarray(1), text: vkey.trim() };
}

export function parseNote(note) {
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note)) fail("the note has control characters");
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) fail("this is no signed note: no empty line before the signatures");
  const text = note.slice(0, split + 1);
  const signatures = note.slice(split + 2, -1).split("\n").map(line => {
    const match = /^— ([^+\s]{1,255}) ([A-Za-z0-9+/=]+)$/.exec(line);
    if (!match) fail("a signature line of the note is malformed");
    const bytes = fromBase64(match[2]);
    if (bytes.length < 5) fail("a signature of the note is too short");
    return { name: match[1], id: toHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
  });
  if (signatures.length > 100) fail("the note has more than 100 signatures");
  return { text, signatures };
}

async function verifyEd25519(key, signature, message) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") fail("this browser has no Ed25519: use a newer one, or onus-verify");
    throw error;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

async function verifySignature(key, signature, text) {
  const message = utf8.encode(text);
  if (key.type === Ed25519) {
    return signature.bytes.length === 64 && await verifyEd25519(key.key, signature.bytes, message) ? { name: key.name } : null;
  }
  if (signature.bytes.length !== 72) return null;
  const time = readU64(signature.bytes, 0);
  const signed = concat(utf8.encode(`cosignature/v1\ntime ${time}\n`), message);
  return await verifyEd25519(key.key, signature.bytes.subarray(8), signed) ? { name: key.name, time: Number(time) } : null;
}

// Checks a note against keys from outside. A known signature that is not genuine condemns the note; unknown ones are told.
export async function verifyNote(note, keys) {
  const { text, signatures } = parseNote(note);
  const verified = [];
  const unknown = [];
  for (const signature of signatures) {
    const key = keys.find(k => k.name === signature.name && k.id === signature.id);
    if (!key || (key.type !== Ed25519 && key.type !== Cosignature)) {
      unknown.push(signature.name);
      continue;
    }
    const found = await verifySignature(key, signature, text);
    if (!found) fail(`the signature of ${signature.name} is not genuine`);
    verified.push({ ...found, type: key.type });
  }
  return { text, verified, unknown };
}

// ---- checkpoints

export function parseCheckpoint(text) {
  const [origin, size, root] = text.split("\n");
  if (!origin || size === undefined || root === undefined) fail("this is no checkpoint: it has origin, size and root");
  const bytes = fromBase64(root);
  if (bytes.length !== 32) fail("the root of the checkpoint is not 32 bytes");
  return { origin, size: decimal(size, "the size of the checkpoint"), root: bytes };
}

// Checks a checkpoint. Without keys nothing is verified and `signedByLog` is false: it is consistent with itself only.
export async function verifyCheckpoint(note, keys = []) {
  const { text, verified, unknown } = await verifyNote(note, keys);
  const checkpoint = parseCheckpoint(text);
  const signedByLog = verified.some(v => v.type === Ed25519 && v.name === checkpoint.origin);
  if (keys.length > 0 && !signedByLog) fail(`none of the given keys is that of the log ${checkpoint.origin}, or it did not sign`);
  return { ...checkpoint, signedByLog, witnesses: verified.filter(v => v.type === Cosignature), unknown, note };
}

// ---- the tree

export const leafHash = entry => sha256(Uint8Array.of(0), entry);

export const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

const trailingZeros = value => {
  let zeros = 0n;
  for (let v = value; v !== 0n && (v & 1n) === 0n; v >>= 1n) zeros++;
  return zeros;
};

// The root to which a path leads (RFC 9162 §2.1.3.2).
export async function rootFromInclusion(index, size, leaf, path) {
  if (index >= size) fail(`entry ${index} is not below the size ${size}`);
  let node = index;
  let last = size - 1n;
  let root = leaf;
  for (const hash of path) {
    if (last === 0n) fail("the path of the proof is too long");
    if ((node & 1n) === 1n || node === last) {
      root = await nodeHash(hash, root);
      const up = trailingZeros(node);
      node >>= up;
      last >>= up;
    } else {
      root = await nodeHash(root, hash);
    }
    node >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) fail("the path of the proof is too short");
  return root;
}

export async function verifyInclusion(index, size, leaf, path, root) {
  if (!same(await rootFromInclusion(index, size, leaf, path), root)) fail("the path does not lead to the checkpoint's root");
}

// That the larger tree only appended to the smaller one (RFC 9162 §2.1.4.2).
export async function verifyConsistency(size1, root1, size2, root2, path) {
  if (size1 > size2) fail(`the log had ${size1} entries and has ${size2} now`);
  if (size1 === size2) {
    if (path.length !== 0) fail("the proof of consistency is too long");
    if (!same(root1, root2)) fail(`two different histories of ${size1} entries are signed`);
    return;
  }
  if (size1 === 0n) fail("an empty tree proves nothing about a larger one");
  if (path.length === 0) fail("the proof of consistency is empty");
  const full = (size1 & (size1 - 1n)) === 0n;
  let old = full ? root1 : path[0];
  let current = old;
  const skipped = trailingZeros(size1);
  let node = (size1 - 1n) >> skipped;
  let last = (size2 - 1n) >> skipped;
  for (const hash of full ? path : path.slice(1)) {
    if (last === 0n) fail("the proof of consistency is too long");
    if ((node & 1n) === 1n || node === last) {
      old = await nodeHash(hash, old);
      current = await nodeHash(hash, current);
      const up = trailingZeros(node);
      node >>= up;
      last >>= up;
    } else {
      current = await nodeHash(current, hash);
    }
    node >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n) fail("the proof of consistency is too short");
  if (!same(old, root1)) fail("the log does not contain the history that was signed before");
  if (!same(current, root2)) fail("the proof of consistency does not lead to the checkpoint's root");
}

// ---- proofs and entries

export function parseTlogProof(text) {
  const split = text.indexOf("\n\n");
  if (split < 0) fail("this is no tlog-proof: no empty line before the checkpoint");
  const lines = text.slice(0, split).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") fail("this is no tlog-proof: it begins with c2sp.org/tlog-proof@v1");
  const extra = lines[0]?.startsWith("extra ") ? fromBase64(lines.shift().slice(6)) : null;
  const index = lines.shift();
  if (!index?.startsWith("index ")) fail("the tlog-proof names no index");
  const path = lines.map(line => fromBase64(line));
  if (path.length > 63 || path.some(hash => hash.length !== 32)) fail("a hash of the tlog-proof is not 32 bytes");
  return { index: decimal(index.slice(6), "the index of the tlog-proof"), path, extra, checkpoint: text.slice(split + 2) };
}

// What an entry says of itself: its kind, index and time in nanoseconds; null for bytes of another log.
export function entryHeader(entry) {
  if (entry.length >= 18 && entry[0] > 0 && entry[0] < 16) {
    return { kind: entry[0], index: readU64(entry, 2), time: readU64(entry, 10) };
  }
  if (entry[0] !== 0x88) return null;
  let at = 1;
  const unsigned = () => {
    const first = entry[at++];
    if (first < 24) return BigInt(first);
    if (first === undefined || first > 0x1b) return null;
    const length = 1 << (first - 24);
    let value = 0n;
    for (let i = 0; i < length; i++) value = (value << 8n) | BigInt(entry[at++] ?? 0);
    return value;
  };
  const [kind, index, time] = [unsigned(), unsigned(), unsigned()];
  return kind === null || index === null || time === null || at > entry.length ? null : { kind: Number(kind), index, time };
}

// That the log held exactly this entry where the entry says it was.
export async function verifyEntry(entry, index, path, checkpoint) {
  const header = entryHeader(entry);
  if (header !== null && header.index !== index) fail(`the proof is for entry ${index}, the entry says it is ${header.index}`);
  await verifyInclusion(index, checkpoint.size, await leafHash(entry), path, checkpoint.root);
  return header;
}
