// The settings of reading: in a dialog, or on the page of what is kept.

import { kept } from "./kept.js";
import { keep } from "./page.js";
import { template } from "./words.js";

const NAMES = ["theme", "size", "width"];
const offered = new Set(navigator.languages);
let dialog = null;
let notice = null;

export async function act(link) {
  const own = document.querySelector("main form[data-settings]");
  if (own) return own.querySelector("input").focus();
  notice?.remove();
  if (!dialog) {
    const found = await template("settings").catch(() => null);
    if (!found) return sayLost(link);
    dialog = found.content.querySelector("dialog");
    document.body.append(dialog);
    wire(dialog.querySelector("form"));
  }
  dialog.showModal();
}

function sayLost(link) {
  notice = document.getElementById("failed").content.firstElementChild.cloneNode(true);
  notice.querySelector(navigator.onLine ? "[data-offline]" : "[data-unanswered]").remove();
  notice.querySelector("[data-again]").addEventListener("click", () => act(link));
  link.parentElement.after(notice);
}

// A language that is chosen no more stays, so that it can be chosen again.
export function wire(form) {
  const names = new Intl.DisplayNames(document.documentElement.lang, { type: "language" });
  for (const { lang } of document.querySelectorAll("main [lang]")) offered.add(lang);
  for (const language of kept().settings.languages ?? []) offered.add(language);
  const codes = [...new Set([...offered].map((tag) => tag.split("-")[0]))].filter((code) => /^[a-z]{2,3}$/.test(code));
  list(form.querySelector("[data-languages]"), codes, (row, code) => {
    row.querySelector("input").value = code;
    row.querySelector("span").textContent = names.of(code);
  });
  fill(form);
  document.addEventListener("kept", () => fill(form));
  form.addEventListener("change", () => {
    const data = new FormData(form);
    keep(({ settings }) => {
      for (const name of NAMES) settings[name] = data.get(name);
      settings.languages = data.getAll("language");
    });
  });
}

function fill(form) {
  const { settings, muted } = kept();
  for (const input of form.elements) {
    if (input.type === "radio") input.checked = input.value === (settings[input.name] ?? "");
    if (input.type === "checkbox") input.checked = Boolean(settings.languages?.includes(input.value));
  }
  list(form.querySelector("[data-muted]"), Object.keys(muted), (row, name) => {
    row.querySelector("span").textContent = row.querySelector("button").dataset.mute = name;
  });
}

// The focus goes on to the next thing when its own is gone.
function list(section, things, write) {
  const place = [...section.querySelectorAll("li")].findIndex((row) => row.contains(document.activeElement));
  section.hidden = !things.length;
  const rows = things.map((thing) => {
    const row = section.querySelector("template").content.firstElementChild.cloneNode(true);
    write(row, thing);
    return row;
  });
  section.querySelector("ul").replaceChildren(...rows);
  if (place < 0) return;
  (rows[place] ?? rows.at(-1) ?? section.closest("form")).querySelector("button, input").focus({ preventScroll: true });
}
