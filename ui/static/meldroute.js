// What Streamlit does not do by itself, for people who fill in a form.
//
// It sends a text area to the server on blur or Ctrl+Enter only. Whoever closes the tab after half an
// hour of typing would lose it all. So: press Ctrl+Enter for them, a second after the last keystroke, at
// least every five seconds, and when the page goes away. (Text inputs have `live="1s"` for the first two.)
(() => {
  "use strict";
  const PAUSE = 1000, AT_MOST = 5000, BLINK = 60; // milliseconds
  const LINK = '[data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"]';
  const APP = '[data-testid="stApp"]';
  const AREA = '[data-testid="stTextArea"] textarea';
  const INPUT = '[data-testid="stTextInput"] input';
  const ZONE = '[data-testid="stFileUploaderDropzone"]';
  const TYPES = "image/jpeg,image/png,application/pdf";
  const MB = 1000000, MOST = 10 * MB; // as meldcode/bestand.py has it
  const waiting = new Map(); // field -> { timer, since }
  let composing = false; // a letter in the making: ´ and then e
  let unread = null; // the field in which something was typed that the server may not have read yet

  // In a form Ctrl+Enter would hand in the form.
  const mayCommit = (field) => field.isConnected && !field.disabled && !field.closest('[data-testid="stForm"]');

  function commit(field) {
    clearTimeout(waiting.get(field)?.timer);
    waiting.delete(field);
    if (!mayCommit(field)) return;
    const ctrlKey = field.matches(AREA);
    field.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey, bubbles: true, cancelable: true }),
    );
  }

  function later(field) {
    const since = waiting.get(field)?.since ?? Date.now();
    clearTimeout(waiting.get(field)?.timer);
    const pause = composing ? PAUSE : Math.max(0, Math.min(PAUSE, since + AT_MOST - Date.now()));
    const timer = setTimeout(() => (composing ? later(field) : commit(field)), pause);
    waiting.set(field, { timer, since });
  }

  function leaving() {
    if (document.activeElement?.matches(INPUT)) commit(document.activeElement);
    [...waiting.keys()].forEach(commit);
  }

  // A browser ends a closing page within milliseconds, and what was just sent with it. Hold it a blink.
  function closing() {
    const unsent = waiting.size > 0 || document.activeElement?.matches(INPUT);
    leaving();
    for (const until = performance.now() + BLINK; unsent && performance.now() < until; );
  }

  // To another page: Streamlit then throws away what the old page had not read. So read it first, go after.
  function going(event) {
    const link = event.target.closest?.(LINK);
    if (!link || !unread) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    [...waiting.keys()].forEach(commit);
    if (unread.matches(INPUT)) commit(unread);
    unread = null;
    const since = performance.now();
    const go = () => {
      const done = document.querySelector(APP)?.dataset.testScriptState === "notRunning";
      const waited = performance.now() - since;
      if ((done && waited > BLINK) || waited > AT_MOST) link.click();
      else setTimeout(go, BLINK);
    };
    setTimeout(go, BLINK);
  }

  // Streamlit says in English that a file is too large; the size it had is said here, in Dutch.
  function arrives(event) {
    const zone = event.target.closest?.(ZONE);
    if (!zone) return;
    zone.parentElement.querySelector(".mr-too-large")?.remove();
    const file = [...((event.dataTransfer ?? event.target).files ?? [])].find((each) => each.size > MOST);
    if (!file) return;
    const said = document.createElement("p");
    said.className = "mr-too-large";
    said.setAttribute("role", "alert");
    const size = (file.size / MB).toFixed(1).replace(".0", "").replace(".", ",");
    said.textContent = `Dit bestand is te groot (${size} MB): een bijlage mag ten hoogste ${MOST / MB} MB zijn. `
      + "Maak de foto kleiner, of verdeel het document.";
    zone.parentElement.append(said);
  }

  // Telephones keep photos as HEIC; asked for these types they hand over a JPG by themselves.
  const choosing = ({ target }) => target.matches?.(`${ZONE} input`) && (target.accept = TYPES);

  document.addEventListener("change", arrives, true);
  document.addEventListener("drop", arrives, true);
  document.addEventListener("click", choosing, true);
  document.addEventListener("click", going, true);
  document.addEventListener("compositionstart", () => (composing = true), true);
  document.addEventListener("compositionend", () => (composing = false), true);
  document.addEventListener(
    "input",
    ({ target }) => {
      if (target.matches?.(AREA)) later(target);
      if (target.matches?.(`${AREA}, ${INPUT}`)) unread = target;
    },
    true,
  );
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leaving());
  // By pagehide the line is closing and half of it is lost: beforeunload comes in time. It asks nothing.
  window.addEventListener("beforeunload", closing);
  window.addEventListener("pagehide", closing);
})();

// A page that is left alone: a warning, and then its content goes. The server ends the session by itself; this makes
// sure that nobody reads on. It also notices within a minute that a session was ended elsewhere.
(() => {
  "use strict";
  const SESSION = "/sessie", EVERY = 60_000, SOON = 5_000; // milliseconds
  let ends = Infinity, warning = 0, askAgain = 0, saidSo = 0, asking = false, box = null;

  function lock() {
    const back = location.pathname + location.search;
    document.body.replaceChildren();
    ends = askAgain = Infinity;
    location.replace(`/inloggen?naar=${encodeURIComponent(back)}`);
  }

  async function ask(method) {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(SESSION, { method, cache: "no-store" });
      if (answer.status === 401) return lock();
      if (!answer.ok) throw new Error(answer.status);
      const { left, warning: before } = await answer.json();
      ends = Date.now() + left * 1000;
      warning = before * 1000;
      askAgain = Date.now() + Math.min(EVERY, warning);
    } catch {
      if (Date.now() > ends) return lock();
      askAgain = Date.now() + SOON;
    } finally {
      asking = false;
    }
    show();
  }

  function show() {
    const left = ends - Date.now();
    if (left > warning) {
      box?.remove();
      box = null;
      return;
    }
    if (!box) {
      box = document.createElement("div");
      box.className = "mr-idle";
      box.setAttribute("role", "alertdialog");
      box.setAttribute("aria-label", "Er gebeurt al een tijd niets");
      const said = document.createElement("p");
      const stay = document.createElement("button");
      stay.textContent = "Ik ben er nog";
      stay.addEventListener("click", () => ask("POST"));
      box.append(said, stay);
      document.body.append(box);
      stay.focus();
    }
    const seconds = Math.max(0, Math.ceil(left / 1000));
    box.firstChild.textContent = `Er gebeurt al een tijd niets. Over ${seconds} seconden wordt dit scherm vergrendeld. `
      + "Wat u typte, is bewaard.";
  }

  function tick() {
    const now = Date.now();
    if (now >= ends || now >= askAgain) ask("GET");
    else show();
  }

  // Somebody reads and scrolls: that is being there, though no button is pressed.
  function isThere() {
    if (!box && Date.now() < saidSo + Math.min(EVERY, warning || EVERY)) return;
    saidSo = Date.now();
    ask("POST");
  }

  for (const kind of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    document.addEventListener(kind, (event) => event.isTrusted && isThere(), { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tick());
  setInterval(tick, 1000);
  ask("GET");
})();

// The leerlingbespreking: the shared screen opens in a window of its own, and Escape here hides what it shows as well.
(() => {
  "use strict";
  const SCREEN = "/leerlingbespreking/scherm", LINK = `a.mr-scherm[href="${SCREEN}"]`;

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(LINK)) return;
    event.preventDefault();
    window.open(SCREEN, "meldroute-scherm", "popup,width=1280,height=720");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.querySelector(LINK)) return;
    fetch(`${SCREEN}/stuur`, { method: "POST", keepalive: true, body: new URLSearchParams({ doe: "verberg" }) });
  });
})();
