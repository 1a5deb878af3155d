// The page of what is kept: its lists, and the files in which it leaves and comes back.

import { kept } from "./kept.js";
import { wire } from "./reading.js";
import { keep, say, tellWorker } from "./page.js";
import { asMarkdown, here, sound } from "./files.js";

const MOST_OFFLINE = 500; // saved stories, as many as the service worker keeps
const DAY = { day: "numeric", month: "short", year: "numeric" };
const lists = document.querySelector("[data-page]");
const main = document.querySelector("main");
const page = lists.dataset;
const book = document.querySelector("form[data-epub]");
const newest = (entries) => Object.entries(entries).sort((one, other) => other[1].at - one[1].at);

lists.hidden = false;
document.querySelector("[data-scriptless]").hidden = true;
show();
wire(document.querySelector("main form[data-settings]"));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && show());
main.addEventListener("click", ({ target }) => {
  const { dataset } = target;
  if (dataset.file === "json") download(JSON.stringify(kept(), null, 1), "application/json", "json");
  if (dataset.file === "markdown") download(asMarkdown(kept(), page), "text/markdown", "md");
  if (dataset.drop) drop(target);
  if (dataset.forget) {
    forget([dataset.forget]);
    main.focus({ preventScroll: true }); // the button is gone
  } else if ("forget" in dataset && confirm(page.sure)) forgetAll();
});
document.querySelector("[data-take]").addEventListener("change", take);
book?.addEventListener("submit", (event) => {
  event.preventDefault();
  book.elements.n.value = newest(kept().saved).map(([number]) => number).join();
  takeBook().catch(() => say("lost"));
});

function show() {
  const all = kept();
  const { saved, highlights, watched } = all;
  for (const line of document.querySelectorAll("[data-of]")) {
    const number = Object.keys(all[line.dataset.of]).length;
    line.hidden = !number;
    line.querySelector("b").textContent = number;
  }
  if (book) book.hidden = !Object.keys(saved).length;
  fill("saved", newest(saved), (row, [, story]) => lead(row, story, story.href));
  fill("highlights", newest(highlights), (row, [id, one]) => {
    lead(row, one, `${one.href}#${one.block}`);
    Object.assign(row.querySelector("blockquote"), { textContent: one.quote, lang: one.lang });
    row.querySelector("[data-own]").textContent = one.note;
    row.querySelector("[data-lost]").hidden = !one.isLost;
    row.querySelector("[data-drop]").dataset.drop = id;
  });
  fill("watched", newest(watched), (row, [, { arrived, ...headline }]) => {
    lead(row, headline, headline.href);
    row.querySelector("[data-arrived]").hidden = !arrived;
    if (arrived) row.querySelector("[data-arrived] a").href = here(arrived.href);
  });
  document.dispatchEvent(new Event("kept"));
}

function fill(kind, entries, write) {
  const section = document.querySelector(`[data-kept=${kind}]`);
  const rows = entries.map((entry) => {
    const row = section.querySelector("template").content.firstElementChild.cloneNode(true);
    write(row, entry);
    return row;
  });
  section.querySelector("ul").replaceChildren(...rows);
  section.querySelector("[data-none]").hidden = rows.length > 0;
}

function lead(row, { headline, lang, source, date }, href) {
  Object.assign(row.querySelector("a"), { textContent: headline, href: here(href), lang: lang ?? "", dir: "auto" });
  const [name, time] = row.querySelectorAll(".meta > *");
  if (source) name.textContent = source;
  if (date) Object.assign(time, { dateTime: date, textContent: new Date(date).toLocaleDateString(document.documentElement.lang, DAY) });
}

// The focus goes on to the next highlight.
function drop(button) {
  const list = button.closest("ul");
  const place = [...list.children].indexOf(button.closest("li"));
  keep(({ highlights }) => delete highlights[button.dataset.drop]);
  show();
  const next = list.children[place] ?? list.lastElementChild;
  (next?.querySelector("button") ?? main).focus({ preventScroll: true });
}

function forget(kinds) {
  keep((all) => kinds.forEach((kind) => kind !== "version" && (all[kind] = {})));
  show();
}

function forgetAll() {
  forget(Object.keys(kept()));
  tellWorker({ type: "clear" });
}

async function takeBook() {
  const answer = await fetch(book.action, { method: "POST", body: new FormData(book) });
  if (answer.ok) return download(await answer.blob(), "application/epub+zip", "epub");
  HTMLFormElement.prototype.submit.call(book); // the server's own page says why
}

function download(content, type, ending) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  const day = new Date().toISOString().slice(0, 10);
  Object.assign(document.createElement("a"), { href, download: `newsreader-${day}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

// What a file holds is added to what is here; of two things with one name, the later stays.
async function take({ target }) {
  const read = sound(await target.files[0].text().catch(() => ""));
  target.value = "";
  if (!read) return say("unsound");
  const { found, numbers } = read;
  keep((all) => {
    for (const kind in found) for (const name in found[kind]) if (!(all[kind][name]?.at > found[kind][name]?.at)) all[kind][name] = found[kind][name];
  }, "taken", numbers);
  tellWorker({ type: "keep", hrefs: newest(found.saved).slice(0, MOST_OFFLINE).map(([, { href }]) => href) });
  show();
}
