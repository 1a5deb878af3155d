// Addresses of paragraphs: a click in the margin, or the key c, copies that of a paragraph; and the table of contents
// marks the section that is being read.

const prose = document.querySelector(".prose");

prose.addEventListener("click", (event) => {
  if (event.target.closest("button, a, mark")) return; // a key's click on them has no place
  const paragraph = event.target.closest("[id]");
  const box = paragraph?.getBoundingClientRect();
  const isInMargin = box && (event.clientX < box.left || event.clientX > box.right);
  if (isInMargin && getSelection().isCollapsed) copy(paragraph);
});

export function copyTopmost() {
  const first = [...prose.querySelectorAll("[id]")].find((one) => one.getBoundingClientRect().bottom > 48);
  if (first) copy(first);
}

async function copy(paragraph) {
  const address = new URL(document.querySelector("link[rel=canonical]").href, location.href);
  address.hash = paragraph.id;
  history.replaceState(history.state, "", `#${paragraph.id}`);
  location.replace(`#${paragraph.id}`); // so that :target marks it
  say(prose.dataset[await copied(address)], paragraph, document.createElement("p"));
}

// "copied", or "shown" where only the address bar can have the address: browsers refuse the clipboard without https.
export async function copied(address) {
  try {
    await navigator.clipboard.writeText(address.href);
    return "copied";
  } catch {
    return "shown";
  }
}

export function say(sentence, place, notice) {
  document.querySelector(".copied")?.remove();
  notice.classList.add("copied");
  notice.setAttribute("role", "status");
  place.append(notice);
  notice.textContent = sentence;
  setTimeout(() => notice.remove(), 4000);
}

const links = new Map(
  [...document.querySelectorAll(".contents a")].map((link) => [document.getElementById(link.hash.slice(1)), link]),
);

function show(link) {
  const list = link.closest("nav");
  link.setAttribute("aria-current", "true");
  list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
}

if (links.size) {
  const follow = () => {
    const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    const current = links.get(passed.at(-1));
    for (const link of links.values()) {
      if (link === current) show(link);
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
  follow();
}
