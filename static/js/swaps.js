// What htmx does not do: move the focus after a swap, and show a notice when a request fails.
// A control's data-focus is the selector of what gets the focus. On the control or an element around it, data-failed is
// the sentence that the notice shows there, and data-answer the selector of what is hidden because it answers an earlier
// request.

const settled = new WeakSet();
const loaded = new WeakMap(); // of a request for more rows, the number of headlines before them
let notice = null;
let outdated = [];
let unfolded = [];
let focused = "";

if (matchMedia("(prefers-reduced-motion)").matches) htmx.config.globalViewTransitions = false;

// At the end of an import htmx reloads the page, and a reload does not move the focus to the address's fragment.
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
}

// What was changed before htmx was there has told it nothing, nor has what the browser fills in again after a reload.
document.addEventListener(
  "htmx:load",
  () => {
    for (const form of document.querySelectorAll("form[hx-trigger^=change]")) {
      const changed = [...form.elements].filter(isChanged);
      for (const field of changed) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
  { once: true },
);

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!isPoll(detail)) removeNotice();
  detail.elt.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) removeNotice();
  detail.elt.removeAttribute("aria-busy");
});

document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, xhr } }) => {
  const { elt } = requestConfig;
  if (!elt.matches("a.more")) return;
  const before = headlines(elt).filter((link) => link.compareDocumentPosition(elt) & Node.DOCUMENT_POSITION_FOLLOWING);
  loaded.set(xhr, before.length);
});

// An answer that brings the facets again leaves them open, and the focus where it was in them.
document.addEventListener("htmx:beforeSwap", () => {
  unfolded = [...document.querySelectorAll("details[open][id]")].map(({ id }) => id);
  focused = document.activeElement.id;
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const control = detail.requestConfig?.elt;
  const wanted = control?.dataset.focus;
  if (!wanted || settled.has(detail.xhr)) return;
  settled.add(detail.xhr);
  const target =
    headlines(control)[loaded.get(detail.xhr)] ?? detail.elt.querySelector(wanted) ?? document.querySelector(wanted);
  target?.focus({ preventScroll: true });
  if (target && isOutside(target.getBoundingClientRect())) target.scrollIntoView({ block: "nearest" });
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    const isShown = isPoll(detail) && notice?.isConnected; // a new one would be read aloud every second
    if (!isShown) showNotice(detail);
  });
}

// After the control, or at the top of the target if the control is outside it.
function showNotice(detail) {
  removeNotice();
  const { elt, target } = detail;
  notice = document.getElementById("failed").content.firstElementChild.cloneNode(true);
  const { failed, answer } = elt.closest("[data-failed]")?.dataset ?? {};
  if (failed) notice.querySelector("[data-failure]").textContent = failed;
  notice.querySelector(navigator.onLine ? "[data-offline]" : "[data-unanswered]").remove();
  const again = notice.querySelector("[data-again]");
  if (isPoll(detail)) again.parentElement.remove();
  again.addEventListener("click", () => repeat(detail));
  if (answer) outdated = [...document.querySelectorAll(answer)];
  for (const element of outdated) element.hidden = true;
  if (target.contains(elt)) elt.after(notice);
  else target.prepend(notice);
}

function removeNotice() {
  notice?.remove();
  for (const element of outdated) element.hidden = false;
  outdated = [];
}

// The focus goes back to the control, since the notice with the button will be removed.
function repeat({ elt, target, pathInfo }) {
  elt.focus({ preventScroll: true });
  htmx.ajax("GET", pathInfo.requestPath, { source: elt, target });
}

// A request that htmx repeats by itself has no triggering event.
function isPoll({ requestConfig }) {
  return !requestConfig.triggeringEvent && !requestConfig.elt.matches("a, form, input");
}

function isChanged(field) {
  if (field.matches("select")) {
    const first = [...field.options].findLast((option) => option.defaultSelected) ?? field.options[0];
    return first !== field.selectedOptions[0];
  }
  if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
  return field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;
}

function headlines(control) {
  return [...document.querySelectorAll(`main ${control.dataset.focus}`)];
}

function isOutside({ top, bottom }) {
  return bottom <= 0 || top >= innerHeight;
}
