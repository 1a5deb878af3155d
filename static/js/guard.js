// Forms of the desk are sent only while the user is logged in, so that what they hold is never lost at a login.

import { Cancelled, refresh, token } from "./session.js";

const asking = new WeakSet();
const allowed = new WeakSet();

document.addEventListener("submit", async (event) => {
  const { submitter, target: form } = event;
  if (form.method !== "post" || !form.matches(".desk form:not([data-upload])") || allowed.delete(form)) return;
  event.preventDefault();
  if (asking.has(form)) return;
  asking.add(form);
  const isLoggedIn = await isOrBecomesLoggedIn();
  asking.delete(form);
  if (!isLoggedIn) return;
  allowed.add(form);
  form.requestSubmit(submitter);
});

// What htmx sends from a form waits for the login too.
document.addEventListener("htmx:confirm", async (event) => {
  const { detail } = event;
  if (detail.verb === "get") return;
  event.preventDefault();
  if (await isOrBecomesLoggedIn()) detail.issueRequest(true);
});

async function isOrBecomesLoggedIn() {
  try {
    refresh(await token());
  } catch (error) {
    return !(error instanceof Cancelled); // else the library does not answer: the browser or htmx says so
  }
  return true;
}
