// A page that is left alone: a warning, and then its content goes. The server ends the session by itself; this makes
// sure that nobody reads on. It also notices within a minute that a session was ended elsewhere.
(() => {
  "use strict";
  const SESSION = "/sessie", SIGN_OUT = "/uitloggen", EVERY = 60_000, SOON = 5_000, PATIENCE = 20_000; // milliseconds
  let ends = Infinity, warning = 0, askAgain = 0, saidSo = 0, asking = false, box = null, leaves = 0;

  function lock() {
    const back = location.pathname + location.search;
    document.body.replaceChildren();
    ends = askAgain = Infinity;
    setTimeout(() => location.replace(`/inloggen?naar=${encodeURIComponent(back)}`), Math.max(0, leaves - Date.now()));
  }

  // Who signs out is on the way already. Another way would break off that one, and say that their session ended.
  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("action") === SIGN_OUT) leaves = Date.now() + PATIENCE;
  });

  async function ask(method) {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(SESSION, { method, cache: "no-store" });
      if (answer.status === 401) return lock();
      if (!answer.ok) throw new Error(answer.status);
      const { left, warning: before, alarm } = await answer.json();
      document.dispatchEvent(new CustomEvent("meldroute:alarm", { detail: alarm })); // acuut.js says so
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
  // Who comes back to this tab finds at once that the session was ended in the meantime.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask("GET"));
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
