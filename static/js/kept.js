// What a reader keeps, in this browser: docs/kept.md. kept() reads it; change(mutate) lets `mutate` set values in it, and
// is false if the browser refuses them. After each change, of another tab too, the document gets the event "kept".

const NAME = "newsreader";
const EMPTY = '{"version":1,"settings":{},"read":{},"saved":{},"highlights":{},"places":{},"watched":{},"muted":{},"visit":{}}';

// The texts that an entry must have; those with "?" may be missing.
const TEXTS = {
  saved: "href headline lang? source? date?",
  highlights: "story href headline lang? block quote before after note",
  places: "block start",
  watched: "href headline lang?",
  muted: "",
};
const OWN = /^\/(?![/\\])/; // an address of this site

let unsure = []; // changes that the storage may not hold

const isText = (value) => typeof value === "string";
const isNumber = (value) => typeof value === "number";
const VALUES = {
  settings: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
  read: isNumber,
  visit: isNumber,
};
export const KINDS = [...Object.keys(VALUES), ...Object.keys(TEXTS)];

const typeOf = (value) => Object.prototype.toString.call(value);
export const numberOf = (link) => /\/stories\/(\d+)\/(?!(?:cite|revisions)\/)/.exec(link?.pathname)?.[1];
export const whenSeen = new Promise((resolve) => {
  const look = () => document.visibilityState === "visible" && resolve();
  document.addEventListener("visibilitychange", look);
  look();
});

export function kept() {
  const all = JSON.parse(EMPTY);
  const found = stored();
  for (const kind in found) if (!Object.hasOwn(all, kind) || typeOf(found[kind]) === typeOf(all[kind])) all[kind] = found[kind];
  // what we have not written might break all lists
  for (const kind in all) for (const id in all[kind]) if (!isSound(kind, all[kind][id])) delete all[kind][id];
  for (const mutate of unsure) mutate(all);
  return all;
}

export function change(mutate) {
  unsure.push(mutate);
  const isKept = write();
  document.dispatchEvent(new Event("kept"));
  return isKept;
}

// Whether a value of a kind is whole; those of kinds that nothing knows are.
export function isSound(kind, value) {
  if (Object.hasOwn(VALUES, kind)) return VALUES[kind](value);
  return !Object.hasOwn(TEXTS, kind) || isEntry(value, TEXTS[kind]);
}

function isEntry(one, texts) {
  if (!isNumber(one?.at)) return false;
  const has = (name) => isText(one[name.replace("?", "")]) || (name.endsWith("?") && !(name.slice(0, -1) in one));
  const { href = "/", arrived } = one;
  return texts.split(" ").filter(Boolean).every(has) && OWN.test(href) && (!arrived || isLink(arrived));
}

function isLink({ href, headline }) {
  return isText(href) && isText(headline) && OWN.test(href);
}

function stored() {
  try {
    const text = localStorage.getItem(NAME);
    return text ? JSON.parse(text) : { settings: { keys: localStorage.getItem("keys") } };
  } catch {
    return null;
  }
}

function write() {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept()));
  } catch {
    return false;
  }
  // for a while, as another tab may write what it has read before
  const written = [...unsure];
  setTimeout(() => (unsure = unsure.filter((one) => !written.includes(one))), 1000);
  return true;
}

addEventListener("storage", ({ key, newValue }) => {
  if (key && key !== NAME) return;
  if (unsure.length && JSON.stringify(kept()) !== newValue) write();
  document.dispatchEvent(new Event("kept"));
});
