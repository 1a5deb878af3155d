// What is new since the reader was last here, and which of the headlines that they watch have arrived.

import { change, kept, numberOf } from "./kept.js";
import { template } from "./words.js";

const PAUSE = 30 * 60_000; // milliseconds without a page, after which the next one is another visit
const ASKED = 10 * 60_000; // milliseconds between two questions whether headlines have arrived, but on the front page
const MOST_ASKED = 100; // headlines
const MOST_READ = 5_000; // stories that are remembered as read

const now = Date.now();
const isFront = document.querySelector(".masthead") && !document.querySelector(".masthead [data-mute]");
const stories = isFront ? [...document.querySelectorAll(".front :is(.lead, .second, .third, .river > li, .dense > li)")] : [];
const numbers = stories.map((row) => Number(numberOf(row.querySelector("a"))));
const before = kept();

arrive();
if (isFront) sayNew();
if (isFront || now - (before.visit.asked ?? 0) > ASKED) ask();

// A visit begins with what was the newest story at the end of the one before.
function arrive() {
  const { at, seen = 0 } = before.visit;
  const isAnother = at && now - at > PAUSE;
  const next = { ...before.visit, ...(isAnother && { since: at, was: seen }), at: now, seen: Math.max(seen, ...numbers) };
  change((all) => {
    if (!(all.visit.at >= now)) all.visit = next;
    const read = Object.entries(all.read);
    if (read.length > MOST_READ) all.read = Object.fromEntries(read.sort((one, other) => other[1] - one[1]).slice(0, MOST_READ * 0.9));
  });
}

async function sayNew() {
  const { was, since } = kept().visit;
  const fresh = stories.filter((_, index) => numbers[index] > was);
  if (!was || !fresh.length) return;
  const { content } = await template("kept");
  const line = content.querySelector(".since").cloneNode(true);
  line.querySelector("time").textContent = new Date(since).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  line.querySelector("b").textContent = fresh.length === stories.length ? `${fresh.length}+` : fresh.length;
  document.querySelector("main").prepend(line);
  const river = document.querySelector("#river");
  const rows = stories.filter((row) => river.contains(row) && !row.closest(".undated"));
  const first = rows[rows.findLastIndex((row) => fresh.includes(row)) + 1];
  if (first) rule(first, content.querySelector(".seen").cloneNode(true));
}

// The list is parted at the first story that was there before: what follows is a list of its own.
function rule(first, line) {
  const list = first.parentElement;
  if (!first.previousElementSibling) return list.before(line);
  const rest = list.cloneNode();
  while (first.nextSibling) rest.append(first.nextSibling);
  rest.prepend(first);
  list.after(line, rest);
}

async function ask() {
  const waiting = Object.entries(before.watched).filter(([, { arrived }]) => !arrived);
  const asked = waiting.slice(0, MOST_ASKED).map(([number]) => number);
  if (asked.length) await look(asked).catch(() => {}); // asked again on the next page
  for (const [number, { arrived, told }] of Object.entries(kept().watched)) if (arrived && !told) tell(number, arrived);
}

async function look(numbers) {
  const { dataset } = await template("kept");
  const answer = await fetch(`${dataset.arrived}?n=${numbers}`, { cache: "no-cache" });
  const arrived = await answer.json();
  change(({ watched, visit }) => {
    visit.asked = Math.max(visit.asked ?? 0, now);
    for (const number in arrived) if (number in watched) watched[number].arrived = arrived[number];
  });
}

async function tell(number, { href, headline }) {
  const { content } = await template("kept");
  const line = content.querySelector(".arrived").cloneNode(true);
  Object.assign(line.querySelector("a"), { href, textContent: headline });
  document.querySelector("main").prepend(line);
  change(({ watched }) => {
    if (watched[number]) watched[number].told ??= now;
  });
}
