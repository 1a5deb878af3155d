// Stories as their reader wants them: read ones paler, saved and watched ones marked, muted ones hidden. And what the
// buttons and keys for that do.

import { kept, numberOf, whenSeen } from "./kept.js";
import { LINKS, ROW, headlineAt, keep, sourceOf, storyAt, tellWorker } from "./page.js";
import { template } from "./words.js";

let isRevealed = false; // the reader has asked for what is hidden on this page

show();
document.addEventListener("kept", show);
document.addEventListener("htmx:afterSettle", show);
whenSeen.then(() => import("./visit.js"));

export function act(control) {
  if (control.matches("[data-save]")) return save(control);
  if (control.matches("[data-watch]")) return watch(control);
  toggle("muted", { number: control.dataset.mute });
}

export const save = (element) => toggle("saved", storyAt(element));
export const watch = (element) => toggle("watched", headlineAt(element));

function toggle(kind, thing) {
  if (!thing) return;
  const { number, ...rest } = thing;
  const isNew = !Object.hasOwn(kept()[kind], number);
  const entry = { ...rest, at: Date.now() };
  keep(({ [kind]: list }) => {
    if (isNew) list[number] = entry;
    else delete list[number];
  }, (kind === "muted" ? ["shown", "hidden"] : ["off", "on"])[Number(isNew)]);
  if (kind === "saved") tellWorker({ type: isNew ? "keep" : "forget", href: rest.href });
}

function show() {
  const all = kept();
  const hidden = new Map(); // the first row of each story
  for (const link of document.querySelectorAll(LINKS)) {
    const number = !link.hash && numberOf(link);
    if (!number) continue;
    link.classList.toggle("read", number in all.read);
    link.classList.toggle("kept", number in all.saved);
    const row = link.closest(ROW);
    if (!row || row.closest("[data-kept]")) continue; // not in a list, or the list of what is kept
    row.hidden = !isRevealed && !wants(all, row, link.closest("[lang]").lang);
    if (row.hidden && !hidden.has(number)) hidden.set(number, row);
    const entry = row.matches(".piece") && document.querySelector(`.contents-list a[href="#${row.id}"]`);
    if (entry) entry.parentElement.hidden = row.hidden;
  }
  for (const row of document.querySelectorAll("main :is(.rel.waiting, .count):not(:has(> [data-watch]))")) {
    row.append(document.getElementById("watch").content.cloneNode(true));
    row.querySelector("[data-watch] .vh").append(headlineAt(row).headline);
  }
  press("[data-watch]", (button) => headlineAt(button)?.number in all.watched);
  press("[data-save]", (button) => storyAt(button)?.number in all.saved);
  press("[data-mute]", (button) => button.dataset.mute in all.muted);
  sayHidden([...hidden.values()]);
  const number = document.querySelector(".story .prose") && numberOf(location);
  if (number in all.places) import("./reading_place.js");
  if (Object.values(all.highlights).some(({ story }) => story === number)) import("./highlights.js");
}

function press(buttons, isPressed) {
  for (const button of document.querySelectorAll(buttons)) {
    const { save, done } = button.dataset;
    const isDone = isPressed(button);
    button.setAttribute("aria-pressed", isDone);
    if (done) button.textContent = isDone ? done : save;
  }
}

// On the page of a source, its stories are there though it is muted.
function wants({ muted, settings: { languages } }, row, lang) {
  const isSpoken = !lang || !languages?.length || languages.includes(lang.split("-")[0]);
  return isSpoken && (document.querySelector(".masthead [data-mute]") || !(sourceOf(row) in muted));
}

// A story that stands twice on a page counts once.
async function sayHidden(rows) {
  if (!rows.length) return document.querySelector(".hiding")?.remove();
  const { content } = await template("kept");
  document.querySelector(".hiding")?.remove();
  const line = content.querySelector(".hiding").cloneNode(true);
  line.querySelector("b").textContent = rows.length;
  line.querySelector("button").addEventListener("click", () => {
    isRevealed = true;
    show();
  });
  (rows[0].closest("#related .in > :last-child") ?? document.querySelector("main")).prepend(line);
}
