// Hands the list from which a story is opened on to the story's page, which then leads to the stories beside it there.
// The links of a page stay as they are, one address a story, until somebody is about to follow one.

const LISTS = /^\/$|\/(sources|days|search|stories)\//;
const STORY = /\/stories\/\d+\/[^/]+\/$/;

for (const name of ["pointerover", "focusin", "touchstart", "click"]) {
  document.addEventListener(name, handOn, { capture: true, passive: true });
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
