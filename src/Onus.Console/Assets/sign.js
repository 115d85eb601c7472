// Signs decisions with a key that was made in this browser and cannot leave it (WebCrypto, not extractable, in IndexedDB).
// The log holds the public half, entered once by enrolment.

const Store = "keys";

function base64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function bytesOf(text) {
  return Uint8Array.from(atob(text), c => c.charCodeAt(0));
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("onus-signing", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(Store, { keyPath: "public" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run(mode, work) {
  const db = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = work(db.transaction(Store, mode).objectStore(Store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    db.close();
  }
}

const find = publicKey => run("readonly", store => store.get(publicKey));

// Ed25519 where the browser has it, else ECDSA on P-256.
async function make() {
  const kinds = [["Ed25519", { name: "Ed25519" }], ["EcdsaP256", { name: "ECDSA", namedCurve: "P-256" }]];
  for (const [algorithm, parameters] of kinds) {
    try {
      const pair = await crypto.subtle.generateKey(parameters, false, ["sign", "verify"]);
      return { algorithm, public: base64(await crypto.subtle.exportKey("raw", pair.publicKey)), key: pair.privateKey };
    } catch (error) {
      if (algorithm === "EcdsaP256") throw error;
    }
  }
}

async function signWith(own, bytes) {
  const parameters = own.algorithm === "Ed25519" ? { name: "Ed25519" } : { name: "ECDSA", hash: "SHA-256" };
  return base64(await crypto.subtle.sign(parameters, own.key, bytes));
}

function enrol(form) {
  const button = form.querySelector("[data-enrol-go]");
  button.disabled = false;
  form.addEventListener("submit", async event => {
    if (form.elements.public.value) return;
    event.preventDefault();
    button.disabled = true;
    const own = await make();
    await run("readwrite", store => store.put(own));
    form.elements.algorithm.value = own.algorithm;
    form.elements.public.value = own.public;
    form.submit();
  });
}

async function markOwn() {
  for (const row of document.querySelectorAll("tr[data-public]"))
    if (await find(row.dataset.public)) row.querySelector("[data-here]").hidden = false;
}

async function prepare(form) {
  const button = form.querySelector("[data-sign-go]");
  let own = null;
  for (const item of form.querySelectorAll("[data-key]")) {
    own = await find(item.dataset.public);
    if (own) {
      form.elements.key.value = item.dataset.key;
      break;
    }
  }
  if (!own) return;
  button.hidden = button.disabled = false;
  form.querySelector("[data-sign-missing]")?.remove();
  const entry = form.elements.key.value;
  // A form that is sent by another button goes without a signature.
  form.elements.key.value = "";
  button.addEventListener("click", async event => {
    event.preventDefault();
    button.disabled = true;
    form.elements.key.value = entry;
    form.elements.signature.value = await signWith(own, bytesOf(form.dataset.sign));
    form.submit();
  });
}

export async function start() {
  for (const form of document.querySelectorAll("form[data-enrol]")) enrol(form);
  await markOwn();
  for (const form of document.querySelectorAll("form[data-sign]")) await prepare(form);
}
