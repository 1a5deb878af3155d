// Reading without a connection: tells the service worker which page was opened, and the reader when a page is a kept one.

const { worker, pages } = document.querySelector("[data-worker]").dataset;
const { kept } = document.documentElement.dataset;

if (kept) {
  const line = document.querySelector("[data-kept-line]");
  const time = line.querySelector("time");
  time.dateTime = kept;
  time.textContent = new Date(kept).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  line.hidden = false;
}

// A private window may refuse it; then nothing is kept.
if (navigator.serviceWorker) addEventListener("load", () => tell().catch(() => {}));

async function tell() {
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => post(serviceWorker.controller)); // another version has taken over
  await serviceWorker.register(worker, { updateViaCache: "none" });
  post((await serviceWorker.ready).active);
}

function post(worker) {
  const others = navigator.connection?.saveData ? [] : pages.split(" ");
  worker?.postMessage({ type: "opened", hrefs: [location.href, ...others].map((href) => new URL(href, location.href).href) });
}
