// The keyboard: j and k walk the headlines, o opens, Esc folds, / searches, ? helps. One key, no modifier; those that are
// letters or signs can be switched off.

const dialog = document.getElementById("keys");
const button = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-keys-on]");

const actions = {
  j: () => walk(1),
  k: () => walk(-1),
  o: open,
  "/": seek,
  "?": () => dialog.showPopover(),
  Escape: fold,
};

button.hidden = false;
toggle.checked = recall() !== "off";
toggle.addEventListener("change", () => remember(toggle.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  const action = Object.hasOwn(actions, event.key) && actions[event.key];
  if (!action || (!toggle.checked && event.key !== "Escape") || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], [popover]:popover-open")) return;
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

// Storage may be refused by the browser; then the keys are on.
function recall() {
  try {
    return localStorage.getItem("keys");
  } catch {
    return null;
  }
}

function remember(value) {
  try {
    localStorage.setItem("keys", value);
  } catch {
    // nothing to keep it in
  }
}
