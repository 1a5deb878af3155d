// The keyboard: j and k walk the headlines, o opens, Esc folds, / searches, ? helps. One key, no modifier; those that are
// letters or signs can be switched off.

import { change, kept } from "./kept.js";
import { highlights, rows } from "./own.js";

const dialog = document.getElementById("keys");
const button = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-keys-on]");

const actions = {
  j: () => walk(1),
  k: () => walk(-1),
  o: open,
  s: () => rows().then(({ save }) => save(document.activeElement)),
  w: () => rows().then(({ watch }) => watch(document.activeElement)),
  c: () => document.querySelector(".story .prose") && import("./paragraphs.js").then(({ copyTopmost }) => copyTopmost()),
  h: () => document.querySelector(".story .prose") && highlights().then(({ highlight }) => highlight()),
  "/": seek,
  "?": () => dialog.showPopover(),
  Escape: fold,
};

button.hidden = false;
toggle.checked = kept().settings.keys !== "off";
toggle.addEventListener("change", () => change(({ settings }) => (settings.keys = toggle.checked ? "on" : "off")));

// What a key writes; where the layout has other letters, what it writes in a Latin one.
function signOf({ key, code, shiftKey }) {
  if (/^[ -~]+$/.test(key)) return key;
  return code === "Slash" ? (shiftKey ? "?" : "/") : code.replace(/^Key/, "").toLowerCase();
}

document.addEventListener("keydown", (event) => {
  const key = signOf(event);
  const action = Object.hasOwn(actions, key) && actions[key];
  if (!action || (!toggle.checked && key !== "Escape") || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], [popover]:popover-open")) return;
  if (document.querySelector("dialog[open]")) return;
  if (action() !== false) event.preventDefault();
});

function walk(step) {
  const headlines = [...document.querySelectorAll("main :is(h2, h3) a, main .rel > a.h, main .ranked a")].filter(
    (link) => !link.closest(".label") && link.checkVisibility(),
  );
  const current = document.activeElement;
  const order = (link) => current.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = step > 0 ? headlines.find(isAfter) : headlines.findLast(isBefore);
  next?.focus();

  function isAfter(link) {
    return current === document.body || order(link);
  }
  function isBefore(link) {
    return current !== document.body && link !== current && !order(link);
  }
}

function open() {
  const current = document.activeElement;
  const fold = current.closest(".rel")?.querySelector(":scope > .fold");
  if (fold) fold.click();
  else if (current.matches("main a")) current.click();
}

// The unfolded story that has the focus, or else the last one; false when none is unfolded.
function fold() {
  const current = document.activeElement.closest(".rel:has(> .peek)");
  const unfolded = current ?? [...document.querySelectorAll(".rel:has(> .peek)")].at(-1);
  unfolded?.querySelector(":scope > .fold").click();
  return Boolean(unfolded);
}

function seek() {
  const fields = [...document.querySelectorAll("main input[type=search], .find input")];
  const field = fields.find((input) => input.checkVisibility());
  if (field) field.focus();
  else document.querySelector(".seek").click();
}
