// Shares the story, or the paragraph that is selected or pointed to: by the system's own dialog, or else by copying.

import { copied, say } from "./paragraphs.js";

export async function share(button, paragraph) {
  const address = new URL(document.querySelector("link[rel=canonical]").href, location.href);
  address.hash = paragraph ? paragraph.id : document.querySelector(".prose :target") ? location.hash : "";
  const data = { title: document.querySelector("h1").textContent, url: address.href };
  if (navigator.canShare?.(data)) await navigator.share(data).catch(() => {}); // the reader may think better of it
  else await copy(address, button);
}

async function copy(address, button) {
  const how = await copied(address);
  if (how === "shown") history.replaceState(history.state, "", address.hash || location.pathname);
  say(button.dataset[how], button.parentElement, Object.assign(document.createElement("span"), { className: "said ok" }));
}
