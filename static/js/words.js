// What is seldom shown stands on the page of what is kept, in templates: they are taken from there when they are used.

let page = null;

export async function template(id) {
  const own = document.getElementById(id);
  if (own) return own;
  page ??= fetched(document.querySelector("a[data-reading]").href).catch((error) => {
    page = null; // asked for again at the next use
    throw error;
  });
  const found = (await page).getElementById(id);
  if (!document.querySelector("link[data-kept]")) await loaded(document.importNode((await page).querySelector("link[data-kept]")));
  return document.importNode(found, true);
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function loaded(sheet) {
  return new Promise((resolve) => {
    sheet.addEventListener("load", resolve);
    sheet.addEventListener("error", resolve);
    document.head.append(sheet);
  });
}
