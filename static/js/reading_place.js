// The place in a long story: kept when the reader leaves, and offered when they come back.

import { change, kept, numberOf } from "./kept.js";
import { template } from "./words.js";

const LONG = 3; // windows; a shorter story is found again at a glance
const START = 40; // characters by which a paragraph is known when the text has changed
const MOST = 200; // stories

const story = numberOf(location);
const prose = document.querySelector(".story .prose");
const paragraphs = [...prose.querySelectorAll("[id]")];
const startOf = (paragraph) => paragraph.textContent.slice(0, START);

offer(kept().places[story]);
addEventListener("pagehide", keepPlace);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepPlace());

async function offer(place) {
  if (!place || scrollY > innerHeight || location.hash) return;
  const found = paragraphs.find((one) => startOf(one) === place.start) ?? document.getElementById(place.block);
  if (!found) return;
  const { content } = await template("kept");
  const line = content.querySelector(".goon").cloneNode(true);
  line.querySelector("a").href = `#${found.id}`;
  line.addEventListener("click", () => line.remove());
  prose.before(line);
}

function keepPlace() {
  if (prose.offsetHeight < LONG * innerHeight) return;
  const top = paragraphs.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  const isRead = prose.getBoundingClientRect().bottom < innerHeight;
  const place = top > 1 && !isRead && { block: paragraphs[top].id, start: startOf(paragraphs[top]), at: Date.now() };
  const isElsewhere = place && kept().places[story]?.block !== place.block;
  if (!isElsewhere && !isRead) return;
  change(({ places }) => {
    if (place) places[story] = place;
    else delete places[story];
    const oldest = Object.keys(places).sort((one, other) => places[one].at - places[other].at);
    for (const one of oldest.slice(0, -MOST)) delete places[one];
  });
}
