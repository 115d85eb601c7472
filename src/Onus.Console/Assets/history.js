// Remembers what the log signed when this browser last looked, and checks that the log has only grown since. The memory is
// the browser's own: neither the node nor the console can rewrite it without this browser noticing.

import { ProofError, fromHex, parseCheckpoint, parseVerifierKey, same, verifyConsistency, verifySignature } from "./proof.js";

const Place = "onus.log";

// By origin: the key that was believed first, the first and the last checkpoint seen, and an alarm if there ever was one.
export function remembered() {
  try {
    return JSON.parse(localStorage.getItem(Place)) ?? {};
  } catch {
    return {};
  }
}

const keep = memory => localStorage.setItem(Place, JSON.stringify(memory));

export const forget = () => localStorage.removeItem(Place);

async function text(address) {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.text();
}

async function consistency(log, from, to) {
  return JSON.parse(await text(`${log}/proof/consistency?from=${from}&to=${to}`)).proof.map(fromHex);
}

export async function checkSigned(note, vkey) {
  const checkpoint = parseCheckpoint(note);
  const key = await parseVerifierKey(vkey);
  if (key.type !== 1 || key.name !== checkpoint.origin) throw new ProofError(`the key is not that of the log ${checkpoint.origin}`);
  if (!await verifySignature(checkpoint, key)) throw new ProofError(`the key did not sign this checkpoint of ${checkpoint.origin}`);
  return checkpoint;
}

// Looks at the log, compares with the memory, and remembers. Answers {state, size, since, checkpoint}: first, same or grown.
// What contradicts the memory is a ProofError and stays remembered.
export async function look(log, vkey) {
  const note = await text(`${log}/checkpoint`);
  const origin = parseCheckpoint(note).origin;
  const memory = remembered();
  const known = memory[origin];
  if (!known) {
    const others = Object.keys(memory);
    const checkpoint = await checkSigned(note, vkey);
    const visit = { note, at: Date.now() };
    keep({ ...memory, [origin]: { vkey, first: visit, last: visit } });
    return { state: "first", size: checkpoint.size, since: null, checkpoint, others };
  }
  try {
    const checkpoint = await checkSigned(note, known.vkey);
    const before = parseCheckpoint(known.last.note);
    if (checkpoint.size === before.size && same(checkpoint.root, before.root)) {
      return { state: "same", size: checkpoint.size, since: known.last.at, before: before.size, checkpoint, known };
    }
    const proof = checkpoint.size > before.size ? await consistency(log, before.size, checkpoint.size) : [];
    await verifyConsistency(before.size, before.root, checkpoint.size, checkpoint.root, proof);
    keep({ ...memory, [origin]: { ...known, last: { note, at: Date.now() } } });
    return { state: "grown", size: checkpoint.size, since: known.last.at, before: before.size, checkpoint, known };
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    // Both signed checkpoints are the evidence; the good memory is not overwritten.
    keep({ ...memory, [origin]: { ...known, alarm: { note, at: Date.now(), what: error.message } } });
    throw error;
  }
}
