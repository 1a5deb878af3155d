// Reads the story aloud, sentence by sentence, and marks the sentence. Pausing stops the voice, and the sentence begins
// again after it: the pause of some browsers never ends.

const LONGEST = 220; // letters; some voices fall silent within longer sentences
const PACE = 15; // letters a second at speed 1, until the voice has shown its own
const SILENCE = 10; // seconds beyond three times what a sentence should take, after which a voice has stopped
const TEXT = ":scope > header :is(h1, .standfirst), .prose :is(p, h2, li, footer)";

const story = document.querySelector(".story");
const speech = speechSynthesis;
const marks = globalThis.Highlight && CSS.highlights ? new Highlight() : null;

let player = null;
let sentences = [];
let current = 0;
let utterance = null; // that is spoken; null while paused
let asked = 0; // milliseconds, when it was given to the voice
let since = 0; // milliseconds, when it began
let pace = PACE;
let timer = 0;

export function listen() {
  if (!player) open();
  play();
}

function open() {
  player = document.getElementById("player").content.firstElementChild.cloneNode(true);
  sentences = [...story.querySelectorAll(TEXT)].flatMap(sentencesOf);
  marks && CSS.highlights.set("heard", marks);
  part("play").addEventListener("click", () => (utterance ? pause() : play()));
  part("close").addEventListener("click", close);
  player.querySelector("select").addEventListener("change", () => utterance && play());
  const next = document.querySelector(".onward a, .turn [rel=next], #related .rel:not(.waiting) > .h");
  if (next) part("following").href = `${next.href}#listen`;
  else part("following").remove();
  document.body.append(player);
  part("play").focus();
  addEventListener("pagehide", pause);
}

function close() {
  pause();
  mark(null);
  player.remove();
  player = null;
  current = 0;
  removeEventListener("pagehide", pause);
  document.querySelector("[data-listen]").focus();
}

function play() {
  stop();
  if (current >= sentences.length) current = 0;
  const sentence = sentences[current];
  const spoken = (utterance = new SpeechSynthesisUtterance(sentence.text));
  spoken.voice = voice();
  spoken.lang = spoken.voice?.lang ?? story.lang;
  spoken.rate = speed();
  spoken.onstart = () => (since = performance.now());
  spoken.onend = () => spoken === utterance && goOn(sentence);
  spoken.onerror = () => spoken === utterance && fail();
  asked = performance.now();
  since = 0;
  mark(sentence);
  speech.speak(spoken);
  clearInterval(timer);
  timer = setInterval(look, 500);
  player.querySelector("[role=status]").hidden = true;
  show();
}

function goOn(sentence) {
  const seconds = (performance.now() - since) / 1000;
  if (since && seconds > 0.5) pace = 0.8 * pace + (0.2 * sentence.text.length) / seconds / speed();
  current += 1;
  if (current < sentences.length) play();
  else end();
}

function end() {
  pause();
  mark(null);
  part("following")?.focus();
}

function pause() {
  stop();
  clearInterval(timer);
  show();
}

function stop() {
  utterance = null; // so that its end is not taken for the sentence's
  speech.cancel();
}

function fail() {
  pause();
  player.querySelector("[role=status]").hidden = false;
}

// Some voices never say that they have begun, ended or failed.
function look() {
  const longest = SILENCE + (3 * sentences[current].text.length) / pace / speed();
  if ((performance.now() - asked) / 1000 > longest) fail();
  else show();
}

function show() {
  const [start, stop] = part("play").children;
  start.hidden = Boolean(utterance);
  stop.hidden = !utterance;
  const length = (list) => list.reduce((sum, { text }) => sum + text.length, 0);
  const perSecond = pace * speed();
  const within = utterance && since ? ((performance.now() - since) / 1000) * perSecond : 0;
  const heard = length(sentences.slice(0, current)) + Math.min(within, sentences[current]?.text.length ?? 0);
  part("elapsed").textContent = clock(heard / perSecond);
  part("total").textContent = clock(length(sentences) / perSecond);
}

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

// Follows the text, unless the reader has scrolled away from the sentence before.
function mark(sentence) {
  const before = document.querySelector(".heard");
  const box = before?.getBoundingClientRect();
  before?.classList.remove("heard", "whole");
  marks?.clear();
  if (!sentence) return;
  sentence.element.classList.add("heard");
  if (marks) marks.add(sentence.range);
  else sentence.element.classList.add("whole");
  const isFollowed = !box || (box.bottom > 0 && box.top < innerHeight);
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (isFollowed && (top < 0 || bottom > innerHeight - player.offsetHeight)) sentence.element.scrollIntoView({ block: "center" });
}

function sentencesOf(element) {
  const parts = new Intl.Segmenter(element.closest("[lang]").lang, { granularity: "sentence" }).segment(element.textContent);
  return [...parts].flatMap(({ segment, index }) => pieces(segment, index)).map(([text, start]) => {
    return { element, text, range: rangeOf(element, start, start + text.length) };
  });
}

// A long sentence in pieces, after a comma or between words.
function pieces(text, start) {
  if (!/[\p{L}\p{N}]/u.test(text)) return [];
  if (text.length <= LONGEST) return [[text.trimEnd(), start]];
  const head = text.slice(0, LONGEST);
  const cut = Math.max(head.search(/[,;:،、，]\s?[^,;:،、，]*$/) + 1, 0) || head.lastIndexOf(" ") + 1 || LONGEST;
  return [[text.slice(0, cut), start], ...pieces(text.slice(cut), start + cut)];
}

function rangeOf(element, start, end) {
  const range = new Range();
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let passed = 0; texts.nextNode(); passed += texts.currentNode.length) {
    const { currentNode, currentNode: { length } } = texts;
    if (start >= passed && start < passed + length) range.setStart(currentNode, start - passed);
    if (end > passed && end <= passed + length) range.setEnd(currentNode, end - passed);
  }
  return range;
}

// Of the voices of the story's language, one as the reader speaks it, and one that needs no connection.
function voice() {
  const language = story.lang.split("-")[0];
  const fit = (one) => 4 * navigator.languages.includes(tag(one)) + 2 * one.localService + one.default;
  const tag = ({ lang }) => lang.replace("_", "-");
  const voices = speech.getVoices().filter((one) => tag(one).split("-")[0] === language);
  return voices.sort((one, other) => fit(other) - fit(one))[0] ?? null;
}

function speed() {
  return Number(player.querySelector("select").value);
}

function part(name) {
  return player.querySelector(`[data-${name}]`);
}
