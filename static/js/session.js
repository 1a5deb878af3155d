// Requests of the import desk that outlive the login: when it has ended, a dialog asks for it, and what was asked for goes on.

const dialog = document.getElementById("logged-out");
const { session } = document.querySelector("[data-session]").dataset; // the address that tells whether the user is logged in
const still = dialog?.querySelector("[data-still]");
let waiting = null;

export class Cancelled extends Error {}

// The token for the next form, once the user is logged in. Throws Cancelled when the user gives up.
export async function token() {
  return (await answerOf()) ?? waitForLogin();
}

// Sends a form and returns the answer.
export async function send(url, form) {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(url, {
      method: "POST",
      body: form,
      headers: { Accept: "application/json", "X-CSRFToken": tokenField().value },
      redirect: "manual",
    });
    const hasEnded = answer.type === "opaqueredirect" || answer.status === 401;
    if (!hasEnded && (answer.status !== 403 || tries)) return answer;
    refresh(await token());
  }
}

// Puts a token into all forms of the page: a login makes a new one.
export function refresh(value) {
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
}

function tokenField() {
  return document.querySelector("[name=csrfmiddlewaretoken]");
}

async function answerOf() {
  const answer = await fetch(session, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
  return answer.ok ? (await answer.json()).token : null;
}

function waitForLogin() {
  waiting ??= new Promise((resolve, reject) => {
    still.hidden = true;
    if (!dialog.open) dialog.showModal();
    const goOn = dialog.querySelector("[data-go-on]");
    const cancel = dialog.querySelector("[data-cancel]");
    const look = async () => {
      const value = await answerOf().catch(() => null);
      if (value) end(() => resolve(value));
      return value;
    };
    const press = async () => {
      still.hidden = Boolean(await look());
    };
    const giveUp = () => end(() => reject(new Cancelled()));
    const end = (settle) => {
      removeEventListener("focus", look);
      goOn.removeEventListener("click", press);
      cancel.removeEventListener("click", giveUp);
      dialog.removeEventListener("cancel", giveUp);
      if (dialog.open) dialog.close();
      waiting = null;
      settle();
    };
    addEventListener("focus", look);
    goOn.addEventListener("click", press);
    cancel.addEventListener("click", giveUp);
    dialog.addEventListener("cancel", giveUp);
  });
  return waiting;
}
