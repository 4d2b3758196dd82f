// Acute danger, in seconds. The menu of a telephone goes away once something in it is pressed; who was called is ticked
// by the press that calls. A page that stands open says within a minute that somebody sounded the alarm.
(() => {
  "use strict";
  const NARROW = 768; // Streamlit lays the menu over the page below this
  const REMEMBERED = 120000, SECOND = 1000; // milliseconds
  const called = new Map(); // the numbers that were called and are not ticked yet, since when
  const IN_MENU = '[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]';
  const ACUTE = ".st-key-mr-acuut a";
  const CLOSE = '[data-testid="stSidebarCollapseButton"] button';
  const CALLED = ".mr-bel, [data-belt]"; // a number that has no choice of its own ticks the one it names
  const DRAWN = '[data-test-script-state="notRunning"] .st-key-mr-acuut', MARK = "(!) ";
  const known = new Set(); // the alarms that a drawing of this page showed
  let rings = null, box = null; // the last alarm nobody here said to have seen; what says so over the page
  const PILLS = ':is([class*="AcuutGevaar-gebeld"], [class*="AcuutBegin-gebeld"]) button';

  const isOpen = () => document.querySelector('[data-testid="stSidebar"]')?.getAttribute("data-collapsed") === "false";

  function closing({ target }) {
    if (window.innerWidth >= NARROW || !target.closest?.(`${IN_MENU}, ${ACUTE}`) || !isOpen()) return;
    setTimeout(() => isOpen() && document.querySelector(CLOSE)?.click()); // after the press itself was heard
  }

  // The number as it is written behind "tel:", against the digits in the words of the choice. Whoever is quick calls
  // before the form is there, or from the menu of another page: it is ticked once it is.
  function ticking({ target }) {
    const link = target.closest?.(CALLED);
    if (!link) return;
    called.set((link.dataset.belt || link.getAttribute("href")).replace(/\D/g, ""), performance.now());
    tick();
  }

  function tick() {
    for (const [number, at] of called) {
      const pills = [...document.querySelectorAll(PILLS)];
      const pill = pills.find((each) => each.textContent.replace(/\D/g, "").endsWith(number));
      if (pill || performance.now() - at > REMEMBERED) called.delete(number);
      const isOn = ["aria-checked", "aria-pressed", "aria-selected"].some((name) => pill?.getAttribute(name) === "true");
      if (pill && !isOn) pill.click();
    }
  }

  // The server draws an alarm at the top of every page; this is for a page that is drawn by nobody.
  function ring() {
    if (rings && document.querySelector(`.${CSS.escape(`st-key-mr-alarm-${rings.id}`)}`)) known.add(rings.id);
    if (!rings || known.has(rings.id)) return void quiet();
    if (!box && document.querySelector(DRAWN)) document.body.append((box = saying(rings.said)));
    if (box && !document.title.startsWith(MARK)) document.title = MARK + document.title;
  }

  function quiet() {
    box?.remove();
    box = null;
    if (document.title.startsWith(MARK)) document.title = document.title.slice(MARK.length);
  }

  function saying(words) {
    const made = document.createElement("div"), said = document.createElement("p"), look = document.createElement("button");
    made.className = "mr-luidt";
    made.setAttribute("role", "alert");
    said.textContent = words;
    look.textContent = "Bekijken";
    look.addEventListener("click", () => location.reload()); // it then stands on top; what was typed is kept
    made.append(said, look);
    return made;
  }

  document.addEventListener("meldroute:alarm", ({ detail }) => {
    if (box && detail?.id !== rings?.id) quiet();
    rings = detail;
    ring();
  });
  setInterval(ring, SECOND);
  new MutationObserver(() => called.size && tick()).observe(document, { childList: true, subtree: true });
  document.addEventListener("click", closing);
  document.addEventListener("click", ticking);
})();
