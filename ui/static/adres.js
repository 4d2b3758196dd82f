// The address says which dossier the page is about, and the way back has one step for each page.
//
// Streamlit tells of a page and of its query apart, and makes a step back of each: going back from a dossier would
// first come to a page that names none. What belongs to the same step replaces it here.
(() => {
  "use strict";
  const TOGETHER = 2000; // milliseconds: what follows within it belongs to the same turn to another page
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  let before = null; // the address of this page as it was, before the query of the next one was told

  const dossierOf = (url) => url.searchParams.get("dossier");
  const moved = () => before && performance.now() - before.at < TOGETHER;

  history.pushState = (state, title, to) => {
    const now = new URL(location.href), next = new URL(to ?? "", now);
    if (next.pathname === now.pathname && !(dossierOf(now) && dossierOf(next))) {
      before = { href: now.href, at: performance.now() };
      return replace(state, title, next.href);
    }
    if (moved()) replace(state, title, before.href);
    before = null;
    push(state, title, next.href);
  };
  window.addEventListener("popstate", () => (before = null), true);
})();
