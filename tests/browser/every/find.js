// Finding what a person means by its visible name, in any browser; the last lines of a script that is sent along.
const isSeen = (each) => {
  const box = each.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(each).visibility === "visible";
};
const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const nameOf = (each) => {
  const by = (each.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const told = each.getAttribute("aria-label") ?? by.map((id) => document.getElementById(id)?.innerText).join(" ");
  const words = each.querySelector('[data-testid="stMarkdownContainer"]') ?? each; // without its icon
  return plain(told || each.labels?.[0]?.innerText || words.innerText);
};
const within = (css, around = document) => [...around.querySelectorAll(css)].filter(isSeen);
const TYPED = 'input[type="text"], input[type="password"], input[type="email"], textarea';
const field = (name) =>
  within(`${TYPED}, [role="radiogroup"], [role="group"], [role="toolbar"]`).find((each) => nameOf(each).startsWith(name));
const pressed = (name) => within('button, a, [role="button"]').find((each) => nameOf(each) === name);
const begins = (name) => within('button, a, [role="button"]').find((each) => nameOf(each).startsWith(name));
const choice = (group, name) => {
  const all = [...(field(group)?.querySelectorAll("label, button, p") ?? [])];
  return all.find((each) => plain(each.innerText) === name);
};
const inView = (each) => {
  const box = each.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return each.contains(there) || Boolean(there?.contains(each));
};
const text = () => plain(document.body.innerText);
const isDrawn = () => {
  if (!document.getElementById("root")) return document.readyState === "complete"; // no page of Streamlit
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.dataset.testScriptState === "notRunning" && !app.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
};
const hears = (each) => {
  window.heard = false;
  addEventListener("click", ({ target }) => (window.heard ||= each.contains(target)), { capture: true });
};
const watch = () => {
  if (window.trouble) return;
  window.trouble = [];
  addEventListener("error", (event) => window.trouble.push(event.message || `not loaded: ${event.target?.src}`), true);
  addEventListener("unhandledrejection", (event) => window.trouble.push(String(event.reason)));
  document.addEventListener("securitypolicyviolation", (event) => window.trouble.push(`refused: ${event.violatedDirective}`));
};
