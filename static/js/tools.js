// The story's tools: Listen is shown where the browser has a voice of the story's language; what a tool does is loaded
// when it is used.

const speech = globalThis.speechSynthesis;
const listen = document.querySelector("[data-listen]");
const language = document.querySelector(".story").lang.split("-")[0];

let chosen = null; // the paragraph with the selection, which a press of a button may undo

document.addEventListener("pointerdown", choose, { capture: true });
document.addEventListener("click", async ({ target }) => {
  if (target.closest("[data-listen]")) (await import("./listen.js")).listen();
  else if (target.closest("[data-share]")) (await import("./share.js")).share(target.closest("[data-share]"), chosen ?? selected());
  else if (target.closest("[data-print]")) print();
});

if (speech && language) {
  speech.addEventListener?.("voiceschanged", showListen);
  showListen();
}

function showListen() {
  listen.hidden = !speech.getVoices().some(({ lang }) => lang.split(/[-_]/)[0] === language);
  if (listen.hidden || location.hash !== "#listen") return; // which stands in the player's link to the next story
  history.replaceState(history.state, "", location.pathname + location.search);
  listen.click();
}

function choose() {
  chosen = selected();
}

function selected() {
  const { isCollapsed, anchorNode } = getSelection();
  return isCollapsed ? null : (anchorNode.closest ? anchorNode : anchorNode.parentElement).closest(".prose [id]");
}
