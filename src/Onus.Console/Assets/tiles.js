// Reads a log through its tiles (C2SP tlog-tiles): any proof can be computed from them, without asking anybody for a proof.
// A source answers a tile's bytes for its path below the log's address.

import { ProofError, nodeHash, same } from "./proof.js";

const Height = 8n;
const Width = 256n;

// The number in groups of three digits, all but the last with an x: 1234067 is x001/x234/067.
export function tilePath(level, number, width = Width) {
  const digits = number.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g);
  const path = groups.map((group, i) => (i + 1 < groups.length ? `x${group}` : group)).join("/");
  return `tile/${level}/${path}${width < Width ? `.p/${width}` : ""}`;
}

// How many hashes a tile has in a log of a size.
export function tileWidth(level, number, size) {
  const all = size >> (Height * level);
  const width = all - number * Width;
  return width < 0n ? 0n : width > Width ? Width : width;
}

const largestPowerBelow = n => {
  let power = 1n;
  while (power * 2n < n) power *= 2n;
  return power;
};

export class Tiles {
  constructor(size, read) {
    this.size = size;
    this.read = read;
    this.kept = new Map();
  }

  // The hashes of a tile.
  async tile(level, number) {
    const width = tileWidth(level, number, this.size);
    if (width === 0n) throw new ProofError(`the log has no tile ${number} at level ${level}`);
    const path = tilePath(level, number, width);
    if (!this.kept.has(path)) this.kept.set(path, await this.read(path));
    const bytes = this.kept.get(path);
    if (bytes.length !== Number(width) * 32) throw new ProofError(`the tile ${path} has not ${width} hashes`);
    return Array.from({ length: Number(width) }, (_, i) => bytes.subarray(i * 32, i * 32 + 32));
  }

  // The hash over the entries from start up to end.
  async range(start, end) {
    const length = end - start;
    const whole = (length & (length - 1n)) === 0n && start % length === 0n;
    if (!whole) {
      const middle = start + largestPowerBelow(length);
      return nodeHash(await this.range(start, middle), await this.range(middle, end));
    }
    let height = 0n;
    while (1n << height < length) height++;
    const level = height / Height;
    const first = start >> (Height * level);
    const count = 1n << (height - Height * level);
    const tile = await this.tile(level, first / Width);
    const hashes = tile.slice(Number(first % Width), Number(first % Width + count));
    return this.#join(hashes);
  }

  async #join(hashes) {
    if (hashes.length === 1) return hashes[0];
    const half = hashes.length / 2;
    return nodeHash(await this.#join(hashes.slice(0, half)), await this.#join(hashes.slice(half)));
  }

  // The inclusion path of an entry, the leaf's sibling first.
  async path(index, start = 0n, end = this.size) {
    if (end - start === 1n) return [];
    const middle = start + largestPowerBelow(end - start);
    return index < middle
      ? [...await this.path(index, start, middle), await this.range(middle, end)]
      : [...await this.path(index, middle, end), await this.range(start, middle)];
  }

  // The path by which this log only appended to what it was at a smaller size (RFC 9162 §2.1.4.1).
  async consistency(from, start = 0n, end = this.size, whole = true) {
    if (from === end) return whole ? [] : [await this.range(start, end)];
    const middle = start + largestPowerBelow(end - start);
    return from <= middle
      ? [...await this.consistency(from, start, middle, whole), await this.range(middle, end)]
      : [...await this.consistency(from, middle, end, false), await this.range(start, middle)];
  }

  // That the tiles lead to the signed root.
  async verifyRoot(root) {
    if (this.size > 0n && !same(await this.range(0n, this.size), root)) throw new ProofError("the tiles do not lead to the signed root");
  }
}

// The entries of a bundle: each behind its length in two bytes.
export function bundleEntries(bytes) {
  const entries = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) throw new ProofError("the bundle ends too early");
    const length = (bytes[at] << 8) | bytes[at + 1];
    if (at + 2 + length > bytes.length) throw new ProofError("the bundle ends too early");
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
