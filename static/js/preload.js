// A page is fetched when the reader is about to follow its link: the pointer rests on it, or a finger touches it.
// Not where the browser is asked to save data.

const REST = 80; // milliseconds over a link, after which most readers follow it
const LINKS = ":is(main, .bar) a[href]:not([hx-get], [href*='/admin/'])";
const asked = new Set([location.href]);

let timer = 0;

if (!navigator.connection?.saveData && document.createElement("link").relList.supports("prefetch")) {
  document.addEventListener("pointerover", ({ target }) => {
    clearTimeout(timer);
    const link = target.closest(LINKS);
    if (link) timer = setTimeout(preload, REST, link);
  });
  document.addEventListener("touchstart", ({ target }) => preload(target.closest(LINKS)), { passive: true });
}

function preload(link) {
  const address = link?.href.split("#", 1)[0];
  if (!address || asked.has(address) || link.origin !== location.origin) return;
  asked.add(address);
  document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: address }));
}
