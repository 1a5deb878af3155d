// Buttons that copy a text: their own (data-copy), or those of all such buttons in an element (data-copies). They stay
// hidden where a browser has no clipboard to write to, as without https.

const BACK = 3000; // milliseconds until the button says again what it does

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy], [data-copies]")) button.hidden = false;
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy], [data-copies]");
  if (!button) return;
  await navigator.clipboard.writeText(textOf(button));
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "ok";
  button.after(said);
  said.textContent = button.dataset.copied;
  setTimeout(() => said.remove(), BACK);
});

function textOf({ dataset }) {
  if (dataset.copy !== undefined) return dataset.copy;
  const buttons = document.querySelectorAll(`${dataset.copies} [data-copy]`);
  return [...buttons].map((button) => button.dataset.copy).join("\n");
}
