// What is kept as files: one of ours is read with care, and Markdown is written for other programs.

import { KINDS, isSound } from "./kept.js";

// What a file holds that was taken out of this page or another one like it; null when it is no such file.
export function sound(text) {
  let all;
  try {
    all = JSON.parse(text);
  } catch {}
  if (all?.version !== 1) return null;
  const found = {};
  const numbers = { taken: 0, refused: 0 };
  for (const kind of KINDS) {
    const entries = Object.entries({ ...all[kind] });
    const whole = entries.filter(([, value]) => isSound(kind, value));
    numbers.taken += whole.length;
    numbers.refused += entries.length - whole.length;
    found[kind] = Object.fromEntries(whole);
  }
  if (!Array.isArray(found.settings.languages)) delete found.settings.languages;
  return { found, numbers };
}

// An address in the language of this page, whichever it was kept in.
export function here(href) {
  const own = document.querySelector("a[data-reading]").pathname.replace(/\/saved\/$/, "");
  return href.replace(/^(?:.*?)(?=\/(?:stories|headlines)\/)/, own);
}

export function asMarkdown({ saved, highlights }, { stories, quotes }) {
  const lines = [`# ${stories}`, ""];
  for (const story of Object.values(saved)) lines.push(`- ${[linked(story), plain(story.source), story.date?.slice(0, 10)].filter(Boolean).join(", ")}`);
  lines.push("", `# ${quotes}`);
  for (const one of Object.values(highlights)) lines.push("", linked(one, `#${one.block}`), "", `> ${plain(one.quote)}`, "", plain(one.note));
  return lines.join("\n");
}

function linked({ headline, href }, hash = "") {
  return `[${plain(headline)}](${location.origin}${here(href)}${hash})`;
}

function plain(text = "") {
  return text.replace(/[\\`*_[\]<>#]/g, "\\$&");
}
