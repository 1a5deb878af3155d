// What happens when a reader is about to follow a link: it hands on the list from which a story is opened, which leads to
// the stories beside it there, and its page is fetched. Links keep one address a story until then.

const LISTS = /^\/(\w\w\/)?$|\/(sources|days|search|stories)\//;
const STORY = /\/stories\/\d+\/[^/]+\/$/;
const REST = 80; // milliseconds over a link, after which most readers follow it
const LINKS = ":is(main, .bar) a[href]:not([hx-get], [href*='/admin/'])";
const asked = new Set([location.href]);

let timer = 0;

for (const name of ["pointerover", "focusin", "touchstart", "click"]) {
  document.addEventListener(name, handOn, { capture: true, passive: true });
}

// Not where the browser is asked to save data.
if (!navigator.connection?.saveData && document.createElement("link").relList.supports("prefetch")) {
  document.addEventListener("pointerover", ({ target }) => {
    clearTimeout(timer);
    const link = target.closest(LINKS);
    if (link) timer = setTimeout(preload, REST, link);
  });
  document.addEventListener("touchstart", ({ target }) => preload(target.closest(LINKS)), { passive: true });
}

function handOn({ target }) {
  const link = target.closest?.("main a[href]");
  if (!link || link.search || link.hash || link.origin !== location.origin || link.closest(".prose, .turn, .about")) return;
  if (!STORY.test(link.pathname) || link.pathname === location.pathname) return;
  if (LISTS.test(location.pathname)) link.search = new URLSearchParams({ from: location.pathname + searched() });
}

function searched() {
  const query = new URLSearchParams(location.search);
  if (!query.has("q")) return "";
  for (const name of ["after", "page", "until"]) query.delete(name);
  return `?${query}`;
}

function preload(link) {
  const address = link?.href.split("#", 1)[0];
  if (!address || asked.has(address) || link.origin !== location.origin) return;
  asked.add(address);
  document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: address }));
}
