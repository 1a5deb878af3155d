// Keeps pages for reading without a connection: stories that were opened or saved, the newest front page, /saved/ and
// /offline/, each together with the scripts and styles that it names. The site's values, SITE, stand before this text.

const PAGES = "newsreader-pages";
const ASSETS = "newsreader-assets";
const MOST_OPENED = 50; // stories; those opened first go first
const MOST_SAVED = 500; // stories
const MOST_BYTES = 40e6; // of the pages, as text
const FRESH = 30 * 60e3; // milliseconds for which a kept page isn't asked for again
const PATIENCE = 5e3; // milliseconds until a page that is kept stands in for the network
const PAGE = /^\/([a-z]{2}(-[a-z]+)?\/)?((stories\/\d+\/)(?!revisions\/|cite\/)(?:[^/]+\/)?|saved\/|offline\/)?$/;
const LANGUAGE = /^\/((?:[a-z]{2}(?:-[a-z]+)?\/)?)/;
const EXTENT = ["until", "open", "related"]; // parameters of how much of a page is shown
const NAME = /["'(]([^"'()\s]+\.[\da-f]{12}\.(?:css|js|png|svg|woff2))["')]/g;
const ANY = { ignoreVary: true };

let queue = Promise.resolve(); // one page is kept after the other, or an asset might be deleted that is just needed

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith(SITE.assets)) event.respondWith(assetOf(event.request));
  else if (mode === "navigate" && pathname.endsWith("/") && !pathname.startsWith(SITE.panel)) event.respondWith(pageOf(event));
  else if (pathname.endsWith("/saved/")) event.respondWith(templatesOf(event.request));
});

// {type: "opened", hrefs} of a page that was opened; {type: "keep", href} of a saved story, {type: "forget", href} of one
// that is saved no more; {type: "clear"} when the reader forgets everything. Who asks by a port is told what went wrong.
addEventListener("message", (event) => {
  const { type, href, hrefs = [href] } = event.data;
  const [port] = event.ports;
  const updates = Promise.allSettled(hrefs.map((one) => inTurn(() => update(one, type))));
  event.waitUntil(updates.then((all) => all.some(({ reason }) => reason) && port?.postMessage("unkept")));
});

async function assetOf(request) {
  return whole((await (await caches.open(ASSETS)).match(request, ANY)) ?? (await fetch(request)));
}

// Other pages take the controls of what a reader keeps from /saved/.
async function templatesOf(request) {
  const page = await fetch(request).catch(() => find(request.url));
  return page ? whole(page) : Response.error();
}

// Firefox may end a worker that has answered, as when another version takes over. A body that was not read by then comes
// to the page empty, and no module runs that needs an empty one.
async function whole(response) {
  return new Response(await response.arrayBuffer(), response);
}

async function pageOf(event) {
  const loading = load(event).catch(() => null);
  const kept = await find(event.request.url);
  const late = new Promise((resolve) => kept && setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([loading, late]);
  if (answer && (answer.status < 500 || !kept)) return answer;
  return kept ? marked(kept, `data-kept="${noteOf(kept).at}"`) : missing(event.request.url);
}

async function load(event) {
  const response = await fetch(event.request);
  if (addressOf(response.url)) {
    const copy = response.clone();
    event.waitUntil(inTurn(() => keep(copy)).catch(() => {}));
  }
  return response;
}

async function missing(url) {
  const [, language] = LANGUAGE.exec(new URL(url).pathname);
  const page = await find(`/${language}offline/`);
  return page ? marked(page, "data-missing", 503) : Response.error();
}

// The page says by an attribute that it was kept.
async function marked(response, attribute, status = 200) {
  const html = await response.text();
  return new Response(html.replace("<html", `<html ${attribute}`), { status, headers: response.headers });
}

// The kept page, in another language if not in that of the address; the front page whatever more of it was shown.
async function find(url) {
  const shown = new URL(url, location.href);
  for (const name of EXTENT) shown.searchParams.delete(name);
  const [address] = await copiesOf(addressOf(shown));
  return address && (await caches.open(PAGES)).match(address, ANY);
}

// The addresses at which a page is kept: that in the language of the address first, then what was kept last.
async function copiesOf(address) {
  const inAnyLanguage = (path) => path.replace(LANGUAGE, "/");
  const paths = (await (await caches.open(PAGES)).keys()).map(({ url }) => new URL(url).pathname).reverse();
  const copies = paths.filter((path) => inAnyLanguage(path) === inAnyLanguage(address));
  return copies.sort((one, other) => (other === address) - (one === address));
}

// The address under which a page is kept: a story's without its headline and query. "" of a page that isn't kept.
function addressOf(url) {
  const { origin, pathname, search } = new URL(url, location.href);
  const [isPage, language = "", , page = "", story] = PAGE.exec(pathname) ?? [];
  return origin === location.origin && isPage && (page || !search) ? `/${language}${story ?? page}` : "";
}

async function update(url, type) {
  if (type === "clear") return clear();
  const isSaved = type === "keep";
  const address = addressOf(url);
  const pages = await caches.open(PAGES);
  const copies = await copiesOf(address);
  if (type === "opened") {
    const { at, version } = copies[0] === address ? noteOf(await pages.match(address, ANY)) : {};
    if (version === SITE.version && Date.now() - Date.parse(at) < FRESH) return;
  } else {
    for (const copy of copies) {
      const kept = await pages.match(copy, ANY);
      await put(await kept.text(), kept.headers, { ...noteOf(kept), isSaved });
    }
    if (copies.length || !isSaved) return;
  }
  if (address) await keep(await fetch(url), isSaved || undefined);
  if (isSaved && !(await copiesOf(address)).length) throw new Error(url);
}

// Which stories are kept tells what was read.
async function clear() {
  const pages = await caches.open(PAGES);
  for (const request of await pages.keys()) if (request.url.includes("/stories/")) await pages.delete(request, ANY);
  await tidy();
}

// A page that the server calls public is kept once all its assets are; one that is gone there goes here.
async function keep(response, isSaved) {
  const { headers, status, url } = response;
  const address = addressOf(url);
  const pages = await caches.open(PAGES);
  if (status === 404) for (const copy of await copiesOf(address)) await pages.delete(copy, ANY);
  const isPage = headers.get("content-type")?.startsWith("text/html") && headers.get("cache-control")?.startsWith("public");
  if (!address || status !== 200 || !isPage) return;
  const html = await response.text();
  const before = await find(url);
  await put(html, headers, {
    address,
    at: new Date().toISOString(),
    assets: await keepAssets(html, url),
    href: new URL(url).pathname,
    isSaved: isSaved ?? Boolean(before && noteOf(before).isSaved),
    size: new Blob([html]).size,
    title: /<h1[^>]*>([^]*?)<\/h1>/.exec(html)?.[1].trim(),
    version: SITE.version,
  });
  await tidy();
}

async function put(html, headers, note) {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length"]) kept.delete(name);
  kept.set("x-kept", encodeURIComponent(JSON.stringify(note)));
  await (await caches.open(PAGES)).put(note.address, new Response(html, { headers: kept }));
}

function noteOf(response) {
  return JSON.parse(decodeURIComponent(response.headers.get("x-kept")));
}

// Their names hold digests, so that none is ever another version. Scripts and styles name further ones.
async function keepAssets(html, url) {
  const assets = await caches.open(ASSETS);
  const found = new Set(namedIn(html, url));
  for (const asset of found) {
    let kept = await assets.match(asset, ANY);
    if (!kept) {
      kept = await fetch(asset);
      if (!kept.ok) throw new Error(asset);
      await assets.put(asset, kept.clone());
    }
    if (/(css|js)$/.test(asset)) for (const inner of namedIn(await kept.text(), asset)) found.add(inner);
  }
  return [...found];
}

function namedIn(text, base) {
  const named = [...text.matchAll(NAME)].map(([, name]) => new URL(name, base));
  return named.filter(({ pathname }) => pathname.startsWith(SITE.assets)).map(({ href }) => href);
}

// Within the bounds, the pages that are kept longest are deleted, saved ones last; then what no page names any more.
async function tidy() {
  const pages = await caches.open(PAGES);
  const assets = await caches.open(ASSETS);
  const notes = (await pages.matchAll()).map(noteOf).sort((one, other) => rank(other) - rank(one) || (one.at < other.at ? 1 : -1));
  const room = [MOST_OPENED, MOST_SAVED, Infinity];
  const needed = new Set();
  let bytes = 0;
  for (const note of notes) {
    bytes += note.size;
    if (room[rank(note)]-- > 0 && bytes <= MOST_BYTES) note.assets.forEach(needed.add, needed);
    else await pages.delete(note.address, ANY);
  }
  for (const request of await assets.keys()) if (!needed.has(request.url)) await assets.delete(request, ANY);
}

function rank({ address, isSaved }) {
  return address.includes("/stories/") ? Number(isSaved) : 2;
}

function inTurn(work) {
  const done = queue.then(work);
  queue = done.catch(() => {}); // a full disk, a lost connection: then the page isn't kept
  return done;
}
