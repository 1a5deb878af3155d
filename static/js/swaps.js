// What htmx does not do: move the focus after a swap, and show a notice when a request fails.
// A control's data-focus is the selector of what gets the focus; data-failed, on the control or an element around it,
// is the sentence that the notice shows in that place.

const settled = new WeakSet();
let notice = null;

// At the end of an import htmx reloads the page, and a reload does not move the focus to the address's fragment.
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!isPoll(detail)) removeNotice();
  detail.elt.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) removeNotice();
  detail.elt.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const wanted = detail.requestConfig?.elt.dataset.focus;
  if (!wanted || settled.has(detail.xhr)) return;
  settled.add(detail.xhr);
  const target = detail.elt.querySelector(wanted) ?? document.querySelector(wanted);
  target?.focus({ preventScroll: true });
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    const isShown = isPoll(detail) && notice?.isConnected; // a new one would be read aloud every second
    if (!isShown) showNotice(detail);
  });
}

// After the control, or at the top of the target if the control is outside it.
function showNotice({ elt, target }) {
  removeNotice();
  notice = document.getElementById("failed").content.firstElementChild.cloneNode(true);
  const sentence = elt.closest("[data-failed]")?.dataset.failed;
  if (sentence) notice.lastElementChild.textContent = sentence;
  if (target.contains(elt)) elt.after(notice);
  else target.prepend(notice);
}

function removeNotice() {
  notice?.remove();
}

// A request that htmx repeats by itself has no triggering event.
function isPoll({ requestConfig }) {
  return !requestConfig.triggeringEvent;
}
