// Checks what an account held, or what a book sums up to, under a state root of the log (docs/formats/ledger-proof.md and
// state-root.md). Sums are BigInt in minor units.

import { Cbor, ProofError, leafHash, parseCheckpoint, same, sha256, text, verifyInclusion, indexOf } from "./proof.js";

const SumsLength = 64;
const Limit = 1n << 128n;

function readUnsigned(bytes) {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

const sumsOf = bytes => [0, 16, 32, 48].map(at => readUnsigned(bytes.subarray(at, at + 16)));

function sumsBytes(sums) {
  const bytes = new Uint8Array(SumsLength);
  sums.forEach((sum, i) => {
    for (let at = 15, rest = sum; at >= 0; at--, rest >>= 8n) bytes[i * 16 + at] = Number(rest & 0xffn);
  });
  return bytes;
}

// The way of RFC 9162 §2.1.3.2 with another way to join two nodes.
async function climb(place, size, leaf, path, join) {
  if (place >= size) throw new ProofError(`leaf ${place} is not among ${size}`);
  let [node, last, here] = [place, size - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) throw new ProofError("the path of the state has too many nodes");
    if (node & 1n || node === last) {
      here = await join(sibling, here);
      while (!(node & 1n) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      here = await join(here, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new ProofError("the path of the state has too few nodes");
  return here;
}

async function joinSums(left, right) {
  const sums = left.sums.map((sum, i) => sum + right.sums[i]);
  // A sum that wraps could hide what is owed.
  if (sums.some(sum => sum >= Limit)) throw new ProofError("a sum of the proof is beyond 128 bits");
  const hash = await sha256(Uint8Array.of(3), left.hash, sumsBytes(left.sums), right.hash, sumsBytes(right.sums));
  return { hash, sums };
}

function slices(bytes, length) {
  if (bytes.length % length !== 0) throw new ProofError("a path of the proof is malformed");
  return Array.from({ length: bytes.length / length }, (_, i) => bytes.subarray(i * length, (i + 1) * length));
}

function readRoot(entry) {
  const cbor = new Cbor(entry);
  if (cbor.array() !== 8 || cbor.number() !== 39n) throw new ProofError("the proof names an entry that is no state root");
  const index = cbor.number();
  const time = cbor.number();
  for (let i = 0; i < 4; i++) cbor.skip();
  if (cbor.array() !== 5) throw new ProofError("the state root has another form");
  return { index, time, asOf: cbor.number(), books: cbor.number(), ledgerRoot: cbor.string() };
}

async function checkTotal(cbor) {
  if (cbor.array() !== 4) throw new ProofError("the proof of the book has another form");
  const [rootEntry, leaf, place, path] = [cbor.string(), cbor.string(), cbor.number(), cbor.hashes()];
  if (leaf.length !== 112) throw new ProofError("the leaf of the book is not 112 bytes");
  const root = readRoot(rootEntry);
  const start = await sha256(Uint8Array.of(4), leaf);
  const top = await climb(place, root.books, start, path, (left, right) => sha256(Uint8Array.of(5), left, right));
  if (!same(top, root.ledgerRoot)) throw new ProofError("the book does not lead to the state root");
  const book = {
    book: readUnsigned(leaf.subarray(0, 8)), accounts: readUnsigned(leaf.subarray(8, 16)),
    root: leaf.subarray(16, 48), sums: sumsOf(leaf.subarray(48)),
  };
  if (book.sums[0] !== book.sums[1] || book.sums[2] !== book.sums[3]) throw new ProofError("debits and credits of the book differ");
  return { root, rootEntry, book };
}

async function checkBalance(cbor) {
  if (cbor.array() !== 4) throw new ProofError("the proof of the balance has another form");
  const [total, leaf, place, path] = [await checkTotal(cbor), cbor.string(), cbor.number(), cbor.string()];
  if (leaf.length !== 88) throw new ProofError("the leaf of the account is not 88 bytes");
  const start = { hash: await sha256(Uint8Array.of(2), leaf), sums: sumsOf(leaf.subarray(24)) };
  const nodes = slices(path, 96).map(node => ({ hash: node.subarray(0, 32), sums: sumsOf(node.subarray(32)) }));
  const top = await climb(place, total.book.accounts, start, nodes, joinSums);
  if (!same(top.hash, total.book.root) || top.sums.some((sum, i) => sum !== total.book.sums[i])) {
    throw new ProofError("the account does not lead to the book's root");
  }
  return {
    ...total, account: readUnsigned(leaf.subarray(0, 8)), head: readUnsigned(leaf.subarray(8, 16)),
    ordinal: readUnsigned(leaf.subarray(16, 24)), sums: start.sums,
  };
}

// Checks a proof file. What signs its checkpoint is for the caller to see to.
export async function verifyLedgerProof(bytes) {
  const cbor = new Cbor(bytes);
  if (cbor.array() !== 5 || cbor.number() !== 1n) throw new ProofError("this is no ledger proof of version 1");
  const [kind, body, note] = [cbor.number(), cbor.string(), text(cbor.string())];
  if (kind !== 1n && kind !== 2n) throw new ProofError("a statement is checked by onus-verify statement");
  const paths = Array.from({ length: cbor.array() }, () => cbor.hashes());
  const checkpoint = parseCheckpoint(note);
  const found = kind === 1n ? await checkTotal(new Cbor(body)) : await checkBalance(new Cbor(body));
  const index = indexOf(found.rootEntry);
  if (paths.length !== 1) throw new ProofError("the proof has not one path into the log");
  await verifyInclusion(index, checkpoint.size, await leafHash(found.rootEntry), paths[0], checkpoint.root);
  return { ...found, kind: kind === 1n ? "total" : "balance", checkpoint };
}
