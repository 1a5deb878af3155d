// The reader's place: the address says which rows are open and loaded, and where on the page the reader is, so that
// Reload, Back and a shared address show the same. Each change replaces the address; none adds a step to the history.

const OPENED = ["open", "related", "until"]; // the parameters that say what the reader has opened
const PAUSE = 150; // milliseconds without scrolling; Safari allows a hundred changes of the address in 30 seconds
const PLACE = /^#(?<id>.+)\+(?<below>\d+)$/; // an element's id, and how many pixels of it are above the window

const search = document.querySelector("form.ask");

let timer = 0;
let submitted = location.href; // the search that was not only typed

goToPlace();
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.requestConfig && keepOpened(detail.requestConfig.elt));
addEventListener("scroll", keepPlaceSoon, { passive: true });
addEventListener("hashchange", goToPlace);
document.addEventListener("htmx:pushedIntoHistory", () => (submitted = location.href));
// The address as the form would make it, so that submitting what was typed adds no step.
document.addEventListener("htmx:replacedInHistory", () => {
  history.replaceState(history.state, "", `?${new URLSearchParams(location.search)}`);
});
search?.addEventListener("submit", submitSearch);

function keepOpened(control) {
  const address = new URL(location.href);
  const { searchParams } = address;
  const isRest = control.matches("[hx-get='?related=rest']");
  if (control.matches("a.more")) {
    const asked = new URL(control.href).searchParams;
    searchParams.set("until", asked.get("after") ?? asked.get("page"));
  } else if (control.matches(".fold") || isRest) {
    const isAll = isRest || searchParams.get("related") === "all";
    searchParams.delete("open");
    searchParams.delete("related");
    for (const row of document.querySelectorAll("#related .rel:has(> .peek)")) {
      searchParams.append("open", row.id.slice(1));
    }
    if (isAll) searchParams.append("related", "all");
  } else return;
  if (!isOpened(address)) address.hash = "";
  replace(address);
  keepPlaceSoon();
}

function keepPlaceSoon() {
  clearTimeout(timer);
  timer = setTimeout(keepPlace, PAUSE);
}

// Only in an address that says what is open: the address of a story or of the front page stays as it is.
function keepPlace() {
  const address = new URL(location.href);
  if (!isOpened(address)) return;
  const above = [...document.querySelectorAll("main [id]:not(a, aside *)")].filter(isAbove).at(-1);
  address.hash = above ? `${above.id}+${Math.round(-above.getBoundingClientRect().top)}` : "";
  replace(address);
}

function isOpened({ searchParams }) {
  return OPENED.some((name) => searchParams.has(name));
}

function isAbove(element) {
  return element.getClientRects().length > 0 && element.getBoundingClientRect().top <= 0;
}

// When it reloads a page or goes back, the browser finds the place by itself.
function goToPlace() {
  const { id, below } = PLACE.exec(location.hash.replace("%2B", "+"))?.groups ?? {};
  const element = id && document.getElementById(id);
  if (element) scrollBy({ top: element.getBoundingClientRect().top + Number(below), behavior: "instant" });
}

// Typing has replaced the address. Words that are submitted after a search get a step of their own, and that search gets
// its step back; the first ones do not, so that one step back leaves the page.
function submitSearch(event) {
  event.preventDefault();
  const address = new URL(search.action);
  address.search = new URLSearchParams(new FormData(search));
  if (new URL(submitted).searchParams.get("q")) {
    history.replaceState(history.state, "", submitted);
    location.assign(address);
  } else if (address.href === location.href) search.elements.q.blur(); // the page answers them already
  else location.replace(address);
}

function replace(address) {
  const text = address.href.replaceAll("%3A", ":").replaceAll("%7E", "~"); // as the links on the page have them
  if (text !== location.href) history.replaceState(history.state, "", text);
}
