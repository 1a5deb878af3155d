// Highlights: a quote of the story's text with the words around it, so that it is found again when the text has changed.
// Spaces do not count, nor which dashes and quotation marks the page sets.

import { change, kept, numberOf } from "./kept.js";
import { keep, storyAt } from "./page.js";
import { template } from "./words.js";

const AROUND = 40; // characters that are kept of what is before and after
const ENDS = 16; // characters at the beginning and the end of a changed quote by which it is found
const SURE = 8; // characters around a short quote that are there still
const PAUSE = 300; // milliseconds without a change of the selection

const story = numberOf(location);
const prose = document.querySelector(".story .prose");
const signs = new Map();
let drawn = "[]";
let timer = 0;
let bar, dialog, button;

draw();
document.addEventListener("kept", draw);
template("highlighting").then(({ content }) => {
  [bar, dialog, button] = content.children;
  document.querySelector("main").append(bar, dialog);
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would end
  bar.querySelector("[data-mark]").addEventListener("click", () => highlight());
  bar.querySelector("[data-note]").addEventListener("click", () => edit(highlight()));
  dialog.addEventListener("close", () => close(dialog));
  prose.addEventListener("click", ({ target }) => {
    const marked = !target.closest("a") && getSelection().isCollapsed && target.closest("[data-highlight]");
    if (marked) edit(marked.dataset.highlight);
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE);
  });
  offer();
  drawn = "";
  draw();
});

// What is selected in the text.
function chosen() {
  const selection = getSelection();
  const range = !selection.isCollapsed && selection.getRangeAt(0);
  return range && prose.contains(range.commonAncestorContainer) ? range : null;
}

// The paragraph at the top.
function topmost() {
  const range = document.createRange();
  const paragraphs = [...prose.querySelectorAll("[id]")];
  range.selectNodeContents(paragraphs.find((one) => one.getBoundingClientRect().bottom > 48) ?? paragraphs.at(-1));
  return range;
}

// Highlights what is selected, or else the paragraph at the top; the id of the highlight.
export function highlight() {
  const range = chosen() ?? topmost();
  const { text, at } = letters();
  const inside = at.map(({ node, offset }) => range.comparePoint(node, offset) === 0 && !(node === range.endContainer && offset === range.endOffset));
  const [first, last] = [inside.indexOf(true), inside.lastIndexOf(true)];
  if (first < 0) return;
  const words = range.cloneContents();
  for (const sign of words.querySelectorAll("button, .vh")) sign.remove();
  for (const block of words.querySelectorAll("[id], br")) block.before(" ");
  const quote = words.textContent.trim().replace(/\s+/g, " ");
  const same = Object.entries(kept().highlights).find(([, one]) => one.story === story && one.quote === quote);
  if (same) return edit(same[0]);
  const { headline, href, lang } = storyAt(document.body);
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${first}`;
  const entry = {
    ...{ story, href, headline, lang, block: blockOf(at[first].node), quote },
    ...{ before: text.slice(Math.max(0, first - AROUND), first), after: text.slice(last + 1, last + 1 + AROUND), note: "", at: Date.now() },
  };
  getSelection().removeAllRanges();
  if (bar) bar.hidden = true;
  keep(({ highlights }) => (highlights[id] = entry), "on");
  return id;
}

function offer() {
  const range = chosen();
  bar.hidden = !range;
  if (!range) return;
  const box = range.getBoundingClientRect();
  bar.style.top = `${box.bottom + scrollY + 8}px`;
  bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8))}px`;
}

function edit(id) {
  const entry = kept().highlights[id];
  if (!entry || !dialog) return;
  dialog.dataset.id = id;
  Object.assign(dialog.querySelector("blockquote"), { textContent: entry.quote, lang: entry.lang });
  dialog.querySelector("textarea").value = entry.note;
  dialog.returnValue = "";
  dialog.showModal();
}

function close({ dataset: { id }, returnValue }) {
  const note = dialog.querySelector("textarea").value.trim();
  keep(({ highlights }) => {
    if (returnValue === "drop") delete highlights[id];
    else if (highlights[id]) highlights[id].note = note;
  });
  prose.querySelector(`button[data-highlight="${id}"]`)?.focus();
}

function draw() {
  const own = Object.entries(kept().highlights).filter(([, one]) => one.story === story);
  if (drawn === JSON.stringify(own)) return;
  for (const button of prose.querySelectorAll("button[data-highlight]")) button.remove();
  for (const mark of prose.querySelectorAll("mark[data-highlight]")) mark.replaceWith(...mark.childNodes);
  prose.normalize();
  drawn = JSON.stringify(own);
  const moved = own.filter(([id, one]) => wrap(id, one) === Boolean(one.isLost));
  if (moved.length) change(({ highlights }) => moved.forEach(([id, { isLost }]) => highlights[id] && (highlights[id].isLost = !isLost)));
}

// Marks a highlight in the text; false when its words are no longer there.
function wrap(id, entry) {
  const { text, at } = letters();
  const found = find(text, entry, at);
  if (!found) return false;
  let mark;
  for (let start = found[0], end = start; start < found[1]; start = end) {
    while (end < found[1] && at[end].node === at[start].node) end++;
    const part = document.createRange();
    part.setStart(at[start].node, at[start].offset);
    part.setEnd(at[start].node, at[end - 1].offset + at[end - 1].length);
    mark = Object.assign(document.createElement("mark"), { className: "own" });
    mark.dataset.highlight = id;
    part.surroundContents(mark);
  }
  if (button) {
    const sign = button.cloneNode(true);
    sign.dataset.highlight = id;
    sign.classList.toggle("noted", Boolean(entry.note));
    mark.after(sign);
  }
  return true;
}

// Where a highlight is in the text: where its quote stands between the words that were around it; else, because it was
// changed, what stands between those words, or between its own beginning and end.
function find(text, { quote, before, after, block }, at) {
  const own = folded(quote);
  const likeness = (place) => same(text.slice(0, place), before, -1) + same(text.slice(place + own.length), after, 1);
  const isThere = (place) => blockOf(at[place].node) === block;
  const exact = places(text, own).sort((one, other) => likeness(other) - likeness(one) || isThere(other) - isThere(one))[0];
  const isSure = own.length >= ENDS || likeness(exact) >= Math.min(SURE, before.length + after.length);
  if (exact !== undefined && isSure) return [exact, exact + own.length];
  const starts = [...around(text, before, before.length), ...around(text, own.slice(0, ENDS), 0)];
  const ends = [...around(text, after, 0), ...around(text, own.slice(-ENDS), ENDS)];
  const error = ([start, end]) => Math.abs(end - start - own.length);
  const pairs = starts.flatMap((start) => ends.map((end) => [start, end]));
  return pairs.filter((pair) => error(pair) <= own.length / 2).sort((one, other) => error(one) - error(other))[0];
}

function places(text, part) {
  const found = [];
  for (let place = text.indexOf(part); part && place >= 0; place = text.indexOf(part, place + 1)) found.push(place);
  return found;
}

function around(text, part, shift) {
  return part.length < ENDS ? [] : places(text, part).map((place) => place + shift);
}

// How many characters two texts have in common at their beginnings (step 1) or ends (step -1).
function same(one, other, step) {
  let length = 0;
  const end = step > 0 ? 0 : -1;
  while (length < other.length && one.at(end + step * length) === other.at(end + step * length)) length++;
  return length;
}

// The text without spaces, and the place of each of its characters on the page.
function letters() {
  const at = [];
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.closest(".vh, .copied, button")) continue;
    let offset = 0;
    for (const character of node.data) {
      if (!signs.has(character)) signs.set(character, folded(character));
      const sign = signs.get(character);
      text += sign;
      for (let each = 0; each < sign.length; each++) at.push({ node, offset, length: character.length });
      offset += character.length;
    }
  }
  return { text, at };
}

function folded(text) {
  return text.normalize("NFKD").replace(/[\s\p{Cf}]/gu, "").replace(/\p{Pd}/gu, "-").replace(/[\p{Pi}\p{Pf}"‚„]/gu, "'");
}

function blockOf(node) {
  return node.parentElement.closest("[id]").id;
}
