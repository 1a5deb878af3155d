// What htmx leaves undone: where the focus goes after a swap, and what to say when none comes.
// A control says in data-focus what, in the answer, is to be focused.

const settled = new WeakSet();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  document.querySelector("[data-failed]")?.remove();
  detail.elt.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:afterRequest", ({ detail }) => detail.elt.removeAttribute("aria-busy"));

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const wanted = detail.requestConfig?.elt.dataset.focus;
  if (!wanted || settled.has(detail.xhr)) return;
  settled.add(detail.xhr);
  const target = detail.elt.querySelector(wanted) ?? document.querySelector(wanted);
  target?.focus({ preventScroll: true });
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail }) => {
    const notice = document.getElementById("failed").content.firstElementChild.cloneNode(true);
    notice.dataset.failed = "";
    if (detail.elt.matches(".fold")) detail.elt.closest("li").append(notice);
    else if (detail.elt.matches("a")) detail.elt.after(notice);
    else document.querySelector("#results").prepend(notice);
  });
}
