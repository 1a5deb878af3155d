// Lists the stories that the service worker keeps, saved ones first, each once and with the day on which it was kept.

const list = document.querySelector("[data-kept-pages]");
const isMissing = "missing" in document.documentElement.dataset;
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });

const [missing, found] = document.querySelectorAll("main :is([data-missing], [data-found])");
missing.hidden = !isMissing;
found.hidden = isMissing;
if (isMissing) document.title = document.title.replace(...[found, missing].map((part) => part.querySelector("h1").textContent));
document.querySelector("main [data-again]").href = location.href;

const notes = await notesOfStories().catch(() => []);
list.append(...notes.map(row));
document.querySelector("[data-none]").hidden = notes.length > 0;

async function notesOfStories() {
  const kept = await (await caches.open("newsreader-pages")).matchAll();
  const notes = kept.map(({ headers }) => JSON.parse(decodeURIComponent(headers.get("x-kept"))));
  const stories = new Map(); // by address without its language
  for (const note of notes.sort((one, other) => (one.at < other.at ? -1 : 1))) {
    const [story] = /stories\/\d+\/$/.exec(note.address) ?? [];
    if (story) stories.set(story, note);
  }
  return [...stories.values()].reverse().sort((one, other) => other.isSaved - one.isSaved);
}

function row({ href, title, at, isSaved }) {
  const item = document.createElement("li");
  item.innerHTML = '<h3 dir="auto"><a></a></h3><p class="meta"><b></b> <time></time></p>';
  const [, link, , saved, time] = item.querySelectorAll("*");
  link.href = list.dataset.front + /stories\/.*/.exec(href)[0]; // in the language of this list
  link.textContent = new DOMParser().parseFromString(title, "text/html").body.textContent; // it is HTML
  if (isSaved) saved.textContent = list.dataset.saved;
  else saved.remove();
  time.dateTime = at;
  time.textContent = day.format(new Date(at));
  return item;
}
