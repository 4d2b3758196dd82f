// The server answers at this origin. Else Streamlit would look for it at each part of the address first, in vain.
window.__streamlit = { BACKEND_BASE_URL: location.origin };

// The address says which dossier the page is about, and the way back has one step for each page.
//
// Streamlit tells of a page and of its query apart, and makes a step back of each: going back from a dossier would
// first come to a page that names none. What belongs to the same step replaces it here.
//
// After a step back the browser is at the new address at once, and Streamlit may still be drawing another page; what it
// tells of that page would be written over the address. So Streamlit hears of a step once it has drawn what it was
// drawing; of several steps, of where they ended.
(() => {
  "use strict";
  const TOGETHER = 2000; // milliseconds: what follows within it belongs to the same turn to another page
  const BEGINS = 2000, DRAWS = 8000; // milliseconds: so long a step waits at most, for a drawing to begin and to end
  const STATE = "data-test-script-state";
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  let before = null; // the address of this page as it was, before the query of the next one was told
  let told = null; // the step Streamlit was told of and has not drawn: since when, and whether it began
  let waits = 0; // since when a step waits until it is told; 0: none does

  const dossierOf = (url) => url.searchParams.get("dossier");
  const moved = () => before && performance.now() - before.at < TOGETHER;
  const state = () => document.querySelector(`[${STATE}]`)?.getAttribute(STATE);
  const isDrawing = () => !["notRunning", "compilationError", undefined].includes(state());

  history.pushState = (state, title, to) => {
    if (waits) return; // of a page that is not at this address any more
    const now = new URL(location.href), next = new URL(to ?? "", now);
    if (next.pathname === now.pathname && !(dossierOf(now) && dossierOf(next))) {
      before = { href: now.href, at: performance.now() };
      return replace(state, title, next.href);
    }
    if (moved()) replace(state, title, before.href);
    before = null;
    push(state, title, next.href);
  };
  history.replaceState = (...how) => waits || replace(...how);

  // Who presses something turns to another page: what was told before belongs to this one.
  for (const press of ["pointerdown", "keydown"]) window.addEventListener(press, () => (before = null), true);

  window.addEventListener("popstate", (step) => {
    before = null;
    if (step === told?.step) return;
    if (!waits && !told && !isDrawing()) return tells(step);
    step.stopImmediatePropagation();
    waits ||= performance.now();
    setTimeout(look, DRAWS + 1);
  }, true);

  function tells(step) {
    told = { step, at: performance.now(), begun: false };
    waits = 0;
    setTimeout(look, BEGINS + 1);
  }

  function look() {
    const now = performance.now(), isLate = waits && now - waits >= DRAWS;
    if (told) told.begun ||= isDrawing();
    if (!isLate && (isDrawing() || (told && !told.begun && now - told.at < BEGINS))) return;
    told = null;
    if (!waits) return;
    tells(new PopStateEvent("popstate", { state: history.state }));
    window.dispatchEvent(told.step);
  }
  // Which of the links to pages is the one to where one is; and what those in a row belong to. Streamlit says neither.
  const LINK = '[data-testid="stPageLink-NavLink"]';
  const ROWS = { "st-key-mr-menu": "Menu", "st-key-mr-menu-dossier": "Dit dossier", "st-key-mr-lijn": "De route" };
  const SCROLLS = ".st-key-mr-werkblad"; // a column of its own that scrolls: by the arrows as well

  function marks() {
    for (const link of document.querySelectorAll(LINK)) {
      const { pathname } = new URL(link.getAttribute("href") || "/", location);
      if (pathname === location.pathname) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    for (const [name, said] of Object.entries(ROWS)) {
      const row = document.querySelector(`.${name}`);
      row?.setAttribute("role", "navigation");
      row?.setAttribute("aria-label", said);
    }
    for (const scrolls of document.querySelectorAll(SCROLLS)) {
      scrolls.tabIndex = 0;
      scrolls.setAttribute("role", "region");
      scrolls.setAttribute("aria-label", "Alles wat is vastgelegd");
    }
  }

  let isMarked = true;
  function drawn() {
    look();
    if (isMarked) requestAnimationFrame(() => ((isMarked = true), marks()));
    isMarked = false;
  }
  new MutationObserver(drawn).observe(document, { subtree: true, childList: true, attributeFilter: [STATE] });
})();
