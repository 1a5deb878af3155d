// Brings files to the import desk: dropped anywhere in its box, with folders, and sent in lots while the page stays as it is.

import { listed } from "./dropped.js";
import { Cancelled, send } from "./session.js";

const PART = 1_000_000; // bytes of a file that go into one part
const LOT = 4_000_000; // bytes of one request
const LOT_PARTS = 100;
const NAMES = 8; // files that are listed by name
const PAUSES = [1000, 2000, 5000, 10000, 20000, 30000]; // milliseconds before a request that was not answered is repeated

const form = document.querySelector("form[data-upload]");
const chooser = form.querySelector("[type=file]:not([webkitdirectory])");
const folder = form.querySelector("[webkitdirectory]");
const chosen = form.querySelector("[data-chosen]");
const message = form.querySelector("[data-message]");
const bar = chosen.querySelector("[data-bar]");
const button = form.querySelector("button.main");
const says = chosen.dataset;
let files = [];
let started = null; // the addresses of the import that is under way, so that a second try goes on with it
let sent = new Set(); // the keys of the parts that have arrived

form.querySelector("[data-folder]").hidden = false;
form.querySelector("[data-plain]").hidden = true;
chooser.removeAttribute("accept"); // what a file is, its content says

for (const [input, name] of [[chooser, "name"], [folder, "webkitRelativePath"]]) {
  const take = () => input.files.length && add([...input.files].map((file) => ({ file, path: file[name] })));
  input.addEventListener("change", take);
  take(); // what was chosen before this script was here
}
chosen.querySelector("[data-clear]").addEventListener("click", clear);

// Everywhere on the page, or a file that misses the box would open in the page's place.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.querySelector("[data-drop]").classList.toggle("over", Boolean(event.target.closest?.("form[data-upload]")));
});
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  form.querySelector("[data-drop]").classList.remove("over");
  if (event.target.closest?.("form[data-upload]") && !button.disabled) add(await listed(event.dataTransfer));
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = form.elements.text.value;
  const all = [...files];
  if (text.trim()) all.push({ file: new File([text], pastedName()), path: pastedName() });
  const size = sizeOf(all);
  if (!all.length) return say(says.nothing);
  if (size > Number(form.dataset.room)) return say(fill(says.full, { size: shown(size), room: shown(Number(form.dataset.room)) }));
  say("");
  for (const field of form.querySelectorAll("[aria-invalid=true]")) mark(field, "");
  button.disabled = true;
  try {
    await sendAll(all, size);
  } catch (error) {
    if (!(error instanceof Cancelled)) say(error instanceof Refused ? error.message : says.failed);
  } finally {
    button.disabled = false;
    bar.hidden = true;
  }
});

class Refused extends Error {}

function add(found) {
  const pages = new Set(found.map(({ path }) => path.replace(/\.x?html?$/i, "")));
  const isCompanion = ({ path }) => [...path.matchAll(/_files\//g)].some((match) => pages.has(path.slice(0, match.index)));
  const isHidden = ({ path }) => path.split("/").some((part) => part.startsWith(".")) || /(^|\/)(Thumbs\.db|desktop\.ini)$/i.test(path);
  const companions = found.filter(isCompanion).length;
  const hidden = found.filter((one) => !isCompanion(one) && isHidden(one)).length;
  files = [...files, ...found.filter((one) => !isCompanion(one) && !isHidden(one))];
  forget();
  show(companions, hidden);
}

function show(companions, hidden) {
  chosen.hidden = !files.length && !companions && !hidden;
  const size = shown(sizeOf(files));
  chosen.querySelector("[data-summary]").textContent = fill(says.size, { n: files.length, size });
  const names = files.slice(0, NAMES).map(({ path }) => path);
  if (files.length > NAMES) names.push("…");
  chosen.querySelector("[data-names]").replaceChildren(...names.map((name) => Object.assign(document.createElement("li"), { textContent: name })));
  const left = [companions && fill(says.companions, { n: companions }), hidden && fill(says.hidden, { n: hidden })];
  chosen.querySelector("[data-left]").textContent = left.filter(Boolean).join(" ");
}

function clear() {
  files = [];
  chooser.value = folder.value = "";
  forget();
  say("");
  show(0, 0);
  chooser.focus();
}

// Other files are another import.
function forget() {
  started = null;
  sent = new Set();
}

async function sendAll(all, size) {
  chosen.hidden = bar.hidden = false;
  bar.max = Math.max(size, 1);
  started ??= await answer(form.dataset.start, fields({ label: form.elements.label.value, source_name: form.elements.source_name.value }));
  progress(all, size);
  for (const lot of lots(all)) {
    const parts = lot.filter(({ key }) => !sent.has(key));
    if (parts.length) await answer(started.lots, await lotForm(parts));
    for (const { key } of parts) sent.add(key);
    progress(all, size);
  }
  const { page } = await answer(started.finish, fields({ files: all.length, size }));
  location.assign(`${page}#preview`);
}

// The parts of all files in requests of bounded size. An empty file is one empty part.
function* lots(all) {
  let lot = [];
  let size = 0;
  for (const [index, { file, path }] of all.entries()) {
    for (let start = 0, number = 1; start < Math.max(file.size, 1); start += PART, number++) {
      const content = file.slice(start, start + PART);
      if (lot.length && (size + content.size > LOT || lot.length >= LOT_PARTS)) {
        yield lot;
        [lot, size] = [[], 0];
      }
      lot.push({ key: `${index}/${number}`, position: index + 1, number, name: path, content });
      size += content.size;
    }
  }
  if (lot.length) yield lot;
}

async function lotForm(parts) {
  const data = fields({ parts: JSON.stringify(parts.map(({ position, number, name }) => ({ position, number, name }))) });
  for (const { content, name } of parts) {
    try {
      data.append("files", new Blob([await content.arrayBuffer()]), "part");
    } catch {
      throw new Refused(fill(says.unreadable, { name }));
    }
  }
  return data;
}

// The answer as JSON. A request without an answer is repeated; what the library refuses is said in its own words.
async function answer(url, data) {
  for (const pause of [...PAUSES, 0]) {
    const response = await send(url, data).catch((error) => {
      if (error instanceof Cancelled) throw error;
      return null;
    });
    if (response?.ok) {
      say("");
      return response.json();
    }
    if (response && response.status < 500) throw new Refused(await reason(response));
    if (!pause) break;
    say(says.unanswered);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(url);
}

// Why the library refused; "" when it is said of a field, beside it.
async function reason(response) {
  const body = await response.json().catch(() => ({}));
  for (const [name, sentences] of Object.entries(body.errors ?? {})) mark(form.elements[name], sentences.join(" "));
  return body.message ?? (body.errors ? "" : says.failed);
}

function mark(field, sentence) {
  const note = document.getElementById(`${field.id}_error`) ?? Object.assign(document.createElement("span"), { id: `${field.id}_error`, className: "bad" });
  note.textContent = sentence;
  field.after(note);
  field.setAttribute("aria-invalid", Boolean(sentence));
  field.setAttribute("aria-describedby", note.id);
  if (sentence) field.focus();
}

function progress(all, size) {
  const done = all.reduce((sum, { file }, index) => sum + Math.min(file.size, arrived(index, file) * PART), 0);
  bar.value = done;
  chosen.querySelector("[data-summary]").textContent = fill(says.sending, { sent: shown(done), size: shown(size) });
}

function arrived(index, file) {
  let count = 0;
  while (count * PART < file.size && sent.has(`${index}/${count + 1}`)) count++;
  return count;
}

function fields(values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.append(name, value);
  return data;
}

function sizeOf(all) {
  return all.reduce((sum, { file }) => sum + file.size, 0);
}

function shown(size) {
  if (size >= 1_000_000_000) return `${Number((size / 1_000_000_000).toFixed(1))} GB`;
  return size < 1_000_000 ? `${Math.ceil(size / 1000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function pastedName() {
  return form.elements.text.dataset.name;
}

function say(sentence) {
  message.textContent = sentence;
}
