// Stories and headlines as a page shows them, and what is said on it of what is kept.

import { change, numberOf } from "./kept.js";
import { template } from "./words.js";

export const LINKS = "main :is(.rel > .h, :is(h2, h3) > a, li > a)";
export const ROW = "li, .piece, .lead, .second, .third";
const SHOWN = 4000; // milliseconds that a notice stays

let isRefused = false; // the reader knows that the browser keeps nothing

// Keeps what the reader asked for. What is said is the name of a sentence, or once on a page that the browser refuses.
export function keep(mutate, sentence, numbers) {
  if (change(mutate)) return sentence && say(sentence, numbers);
  if (!isRefused) say("refused");
  isRefused = true;
}

// Where a worker keeps pages, it answers if it could not keep the story.
export function tellWorker(message) {
  const { port1, port2 } = new MessageChannel();
  if (message.type === "keep" && message.href) port1.onmessage = ({ data }) => say(data);
  navigator.serviceWorker?.ready.then(({ active }) => active.postMessage(message, [port2]));
}

export async function say(sentence, numbers = {}) {
  const { dataset } = (await template("kept").catch(() => null)) ?? {};
  if (!dataset) return; // without a connection, the button says it alone
  document.querySelector(".told")?.remove();
  const notice = Object.assign(document.createElement("p"), { className: "told", role: "status" });
  document.body.append(notice);
  notice.textContent = dataset[sentence].replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  setTimeout(() => notice.remove(), SHOWN);
}

// The story of the row or the part of an edition around an element, or else of the page.
export function storyAt(element) {
  const piece = element.closest(".piece");
  const title = piece?.querySelector("h2 > a");
  if (title) return described(numberOf(title), title.pathname, title, sourceOf(piece), piece);
  const row = element.closest(ROW);
  const link = row?.querySelector(LINKS);
  if (numberOf(link)) return described(numberOf(link), link.pathname, link, sourceOf(row), row);
  const page = document.querySelector(".story:has(.prose)");
  if (!page || row?.matches(".waiting")) return null;
  return described(numberOf(location), location.pathname, page.querySelector("h1"), nameIn(page.querySelector(".facts b")), page.querySelector(".facts"));
}

export function headlineAt(element) {
  const link = element.closest("li")?.querySelector("a[href*='/headlines/']") ?? location;
  const number = /\/headlines\/(\d+)\//.exec(link.pathname)?.[1];
  const words = link.querySelector?.("[lang]") ?? (link === location ? document.querySelector("h1") : link);
  return number && described(number, link.pathname, words);
}

function described(number, href, words, source, facts) {
  const time = facts?.querySelector("time");
  return {
    ...{ number, href, headline: words.textContent.trim(), lang: words.closest("[lang]").lang },
    ...(source && { source }),
    ...(time && { date: time.dateTime }),
  };
}

// The name of a row's source. A day whose stories have one source names it beside its list.
export function sourceOf(row) {
  if (row.dataset.source) return row.dataset.source;
  return nameIn(row.querySelector(":scope > .meta b, :scope > b, :scope > .in > .facts b") ?? row.closest(".sided")?.querySelector(".of b"));
}

function nameIn(element) {
  return element?.textContent.trim();
}
