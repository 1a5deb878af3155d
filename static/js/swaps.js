// What htmx leaves undone: where the focus goes after a swap, and what to say when none comes.
// A control names in data-focus what gets the focus in its answer; data-failed, on it or around it, says what a
// failure means in this place.

const settled = new WeakSet();
let notice = null;

// A page that an answer loads again, as at the end of an import, gets no focus from the part in its address.
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (!isPoll(detail)) takeBack();
  detail.elt.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) takeBack();
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
    const isSaid = isPoll(detail) && notice?.isConnected; // or it would be read aloud every second
    if (!isSaid) tell(detail);
  });
}

// Beside the control, or where its answer would have stood.
function tell({ elt, target }) {
  takeBack();
  notice = document.getElementById("failed").content.firstElementChild.cloneNode(true);
  const meaning = elt.closest("[data-failed]")?.dataset.failed;
  if (meaning) notice.lastElementChild.textContent = meaning;
  if (target.contains(elt)) elt.after(notice);
  else target.prepend(notice);
}

function takeBack() {
  notice?.remove();
}

// htmx asks again by itself: no event of the reader's started it.
function isPoll({ requestConfig }) {
  return !requestConfig.triggeringEvent;
}
