// Controls of what a reader keeps; what they do is loaded when it is used.

import { change, kept, numberOf, whenSeen } from "./kept.js";

export const rows = () => import("./rows.js");
export const highlights = () => import("./highlights.js");

const CONTROLS = "[data-save], [data-watch], [data-mute], [data-reading]";
const prose = document.querySelector(".story .prose");
const story = prose && numberOf(location);

for (const control of document.querySelectorAll(CONTROLS)) control.hidden = false;
document.addEventListener("click", (event) => {
  const control = event.target.closest?.(CONTROLS);
  if (!control || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  (control.matches("[data-reading]") ? import("./reading.js") : rows()).then(({ act }) => act(control));
});

if (!story || Object.keys({ ...kept().read, ...kept().visit }).length) rows();
if (story) {
  whenSeen.then(() => change(({ read }) => (read[story] ??= Date.now())));
  addEventListener("scroll", () => import("./reading_place.js"), { once: true, passive: true });
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && prose.contains(selection.anchorNode)) highlights();
  });
}
