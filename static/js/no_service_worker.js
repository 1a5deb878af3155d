// The service worker of a site that keeps nothing for reading without a connection: it deletes what earlier ones kept.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith("newsreader-")) await caches.delete(name);
  await registration.unregister();
}
