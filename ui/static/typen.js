// What Streamlit does not do by itself, for people who fill in a form.
//
// It sends a field to the server on blur, Enter or Ctrl+Enter only. Whoever closes the tab after half an hour
// of typing would lose it all. So: press it for them, a second after the last keystroke, at least every five
// seconds, and when the page goes away.
(() => {
  "use strict";
  const PAUSE = 1000, AT_MOST = 5000, NO_RUN = 2000, NEXT_RUN = 500, BLINK = 60, HOLD = 250; // milliseconds
  const LAST_WORDS = "/getypt"; // as ui/forms/last_words.py has it
  const LINK = '[data-testid="stPageLink-NavLink"]';
  const STATE = "data-test-script-state"; // of the run of the page, on the server
  const LINE = "data-test-connection-state"; // with the server
  const AREA = '[data-testid="stTextArea"] textarea';
  const INPUT = '[data-testid="stTextInput"] input';
  const KEYED = '[class*="st-key-"]';
  const ZONE = '[data-testid="stFileUploaderDropzone"]';
  // As meldcode/vragen/bestand.py has it. Windows knows a HEIC and an AVIF by the end of the name only.
  const TYPES = "image/jpeg,image/png,image/heic,image/heif,image/avif,application/pdf,.heic,.heif,.avif";
  const MB = 1048576, MOST_MB = 10, MOST_PHOTO_MB = 50;
  // Files of rows, which have many endings: as ui/beheer/agenda_bestand.py and ui/stap/leerlingen_bestand.py have them.
  const ROWS = {
    ".st-key-vrij-bestand": [5, "een agenda mag ten hoogste 5 MB zijn. Exporteer één schooljaar, of typ de dagen in."],
    '[class*="st-key-leerlingen-bestand-"]': [5, "een lijst van leerlingen mag ten hoogste 5 MB zijn."],
  };
  const ofRows = (element) => Object.entries(ROWS).find(([where]) => element.closest(where))?.[1];
  const waiting = new Map(); // field -> { timer, since }
  let composing = false; // a letter in the making: ´ and then e
  let unread = null; // the field in which something was typed that the server may not have read yet
  let unsent = null; // what was typed last, in which field and under which key, as long as it was not sent
  const before = new WeakMap(); // field -> its text before what was typed and not sent
  let goal = null; // the link that was clicked while the page is still being read
  const run = { going: false, begun: 0, changed: 0 }; // the page's own run: is there one, how many began, since when
  let sent = null; // how the run stood when the last was sent
  let told = null; // what was sent last, and may not have been read yet
  let sending = false; // something that was typed goes to the server in this turn of the browser

  // In a form Ctrl+Enter would hand in the form.
  const mayCommit = (field) => field.isConnected && !field.disabled && !field.closest('[data-testid="stForm"]');

  // While the line is gone Streamlit lets nobody type.
  const isCutOff = (field) => field.isConnected && field.disabled;

  function commit(field) {
    clearTimeout(waiting.get(field)?.timer);
    waiting.delete(field);
    if (!mayCommit(field)) return;
    leaves(field);
    sends();
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

  const leaving = () => [...waiting.keys()].forEach(commit);

  const words = ({ field, key, text }) => ({ veld: key, was: before.get(field) ?? "", tekst: text });

  // A browser ends a closing page within milliseconds, and its line with all that is still on it; and of a page that one
  // leaves, Streamlit throws away what it had not read. This request is finished all the same. The server knows that the
  // same may come by both ways.
  function lastWords() {
    const last = unsent ? words(unsent) : sent && run.begun <= sent.begun ? told : null;
    if (!last || !document.body.childElementCount) return;
    fetch(LAST_WORDS, { method: "POST", body: new URLSearchParams(last), keepalive: true }).catch(() => {});
  }

  // The other answers go with what is sent over the line: hold the page for a moment.
  // What cannot be sent now would be lost: then the browser asks first whether one really wants to leave. An emptied
  // page, of somebody who is not signed in any more, asks nothing.
  function closing(event) {
    const hold = waiting.size > 0;
    lastWords();
    leaving();
    if (unsent && document.body.childElementCount && event.type === "beforeunload") event.preventDefault();
    for (const until = performance.now() + HOLD; hold && performance.now() < until; );
  }

  function leaves(field) {
    if (field !== unsent?.field || isCutOff(field)) return;
    told = words(unsent);
    unsent = null;
    sent = { ...run, at: performance.now() };
  }

  // Read is what was sent before a run that is over. One that was under way may have been too early for it.
  function isRead() {
    if (run.going || !sent) return !sent;
    const now = performance.now();
    if (run.begun > sent.begun) return true;
    return sent.going ? now - run.changed > NEXT_RUN : now - sent.at > NO_RUN;
  }

  // What changes in one turn of the browser, Streamlit sends as one message about one part of the page. A button that
  // is pressed in the turn in which a field was left is in no part: nobody would hear of it. So it waits a turn.
  function sends() {
    sending = true;
    setTimeout(() => setTimeout(() => (sending = false))); // Streamlit's own timer, set after ours, comes in between
  }

  function pressing(event) {
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.target.closest("button, a, label, input") ?? event.target;
    const press = () => (sending ? setTimeout(press) : pressed.click?.());
    setTimeout(press);
  }

  // To another page: Streamlit then throws away what the old page had not read. So read it first, go after.
  function going(event) {
    const link = event.target.closest?.(LINK);
    if (!link || !unread) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isWaiting = goal !== null;
    goal = link;
    if (isWaiting) return;
    onceRead(() => {
      const there = goal;
      goal = null;
      there.click();
    });
  }

  // The same on the way back or forward: the address has changed by then, and Streamlit hears of it after this.
  function turning(event) {
    if (!unread || !event.isTrusted) return;
    event.stopImmediatePropagation();
    onceRead(() => window.dispatchEvent(new PopStateEvent("popstate", { state: history.state })));
  }

  function onceRead(go) {
    let since = performance.now();
    const wait = () => {
      leaving();
      const isStuck = unsent && isCutOff(unsent.field);
      if (isStuck) since = performance.now(); // without a line one gets nowhere anyway
      if (isStuck || (!isRead() && performance.now() - since < AT_MOST)) return setTimeout(wait, BLINK);
      lastWords();
      unread = null;
      go();
    };
    wait();
  }

  // A field may be made anew, or away for a while, as the page is drawn: it gets back what was typed and not sent.
  // Its key names the dossier, so it never goes to another one.
  function bringBack() {
    if (!unsent || unsent.field.isConnected) return;
    const field = document.querySelector(`.${CSS.escape(unsent.key)} :is(textarea, input)`);
    if (!field) return;
    const { text } = unsent;
    unsent = null;
    if (field.value === text) return;
    if (document.activeElement === document.body) field.focus();
    types(field, text);
  }

  function types(field, text) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The line is there again, perhaps to a server that was started anew. What was sent last may never have been read, and
  // Streamlit says nothing by itself, nor for an answer that is as it was. So a blank is typed at the end of what was
  // typed last, sent, and taken away again: all else that the page holds goes with it.
  function isBack(field) {
    if (!field?.isConnected) return;
    if (field.disabled) return setTimeout(() => isBack(field), BLINK);
    const { value, selectionStart, selectionEnd } = field;
    const restore = () => {
      if (field.value !== `${value} `) return; // somebody types already
      types(field, value);
      if (field === document.activeElement) field.setSelectionRange(selectionStart, selectionEnd);
    };
    types(field, `${value} `);
    setTimeout(() => {
      commit(field);
      setTimeout(restore);
    });
  }

  const keyOf = (field) => [...(field.closest(KEYED)?.classList ?? [])].find((name) => name.startsWith("st-key-"));

  // Streamlit says in English that a file is too large; the size it had is said here, in Dutch.
  function arrives(event) {
    const zone = event.target.closest?.(ZONE);
    if (!zone) return;
    zone.parentElement.querySelector(".mr-too-large")?.remove();
    const [most, may] = ofRows(zone) ?? [MOST_PHOTO_MB,
      `een foto mag ten hoogste ${MOST_PHOTO_MB} MB zijn, een document ${MOST_MB} MB. Maak de foto kleiner, of verdeel het document.`];
    const file = [...((event.dataTransfer ?? event.target).files ?? [])].find((each) => each.size > most * MB);
    if (!file) return;
    const said = document.createElement("p");
    said.className = "mr-too-large";
    said.setAttribute("role", "alert");
    // With two decimals where one would say that it is no larger than it may be.
    const short = (file.size / MB).toFixed(1).replace(".0", "");
    const size = short === `${most}` ? (Math.ceil((file.size * 100) / MB) / 100).toFixed(2) : short;
    said.textContent = `Dit bestand is te groot (${size.replace(".", ",")} MB): ${may}`;
    zone.parentElement.append(said);
  }

  // The breaks of Word and of Unicode are no breaks to a field, which shows a box or nothing: pasted they become newlines,
  // as the server makes of them in any case (meldcode/vragen/tekst.py).
  const FOREIGN = /[\v\f\x0e\x85\u2028\u2029]/, BREAK = /\r\n|[\v\f\x0e\x85\u2028\u2029]/g;
  function pastes(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!FOREIGN.test(text) || !event.target.matches?.(AREA)) return;
    event.preventDefault();
    const { target } = event, lines = text.replace(BREAK, "\n");
    // Not execCommand, which can be undone: it takes a minute for a hundred thousand characters.
    target.setRangeText(lines, target.selectionStart, target.selectionEnd, "end");
    target.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // A window to choose from shows these; whatever else is dropped on the field is answered in words, as is any file
  // for a calendar, which has many names.
  function choosing({ target }) {
    if (target.matches?.(`${ZONE} input`)) target.accept = ofRows(target) ? "" : TYPES;
  }

  document.addEventListener("paste", pastes, true);
  document.addEventListener("change", arrives, true);
  document.addEventListener("drop", arrives, true);
  document.addEventListener("click", pressing, true);
  document.addEventListener("click", choosing, true);
  document.addEventListener("click", going, true);
  window.addEventListener("popstate", turning, true);
  document.addEventListener("focusout", ({ target }) => target.matches?.(`${AREA}, ${INPUT}`) && sends(), true);
  // Left by the person: Streamlit sends it. A field that is taken away says so as well, and then nothing is sent.
  document.addEventListener("focusout", ({ target }) => setTimeout(() => target.isConnected && leaves(target)), true);
  new MutationObserver((changes) => {
    bringBack();
    for (const { attributeName, target } of changes) {
      if (attributeName === LINE && target.getAttribute(LINE) === "CONNECTED") isBack(unread);
      if (attributeName !== STATE) continue;
      const isGoing = target.getAttribute(STATE) === "running";
      if (isGoing !== run.going) Object.assign(run, { going: isGoing, changed: performance.now() });
      if (isGoing) run.begun += 1;
    }
  }).observe(document, { attributeFilter: [STATE, LINE], childList: true, subtree: true });
  document.addEventListener(
    "beforeinput",
    ({ target }) => target !== unsent?.field && target.matches?.(`${AREA}, ${INPUT}`) && before.set(target, target.value),
    true,
  );
  document.addEventListener("compositionstart", () => (composing = true), true);
  document.addEventListener("compositionend", () => (composing = false), true);
  document.addEventListener(
    "input",
    ({ target }) => {
      if (!target.matches?.(`${AREA}, ${INPUT}`) || target.closest('[data-testid="stForm"]')) return;
      unread = target;
      const key = keyOf(target);
      unsent = key ? { field: target, key, text: target.value } : null;
      later(target);
    },
    true,
  );
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leaving());
  // By pagehide the line is closing and half of it is lost: beforeunload comes in time.
  window.addEventListener("beforeunload", closing);
  window.addEventListener("pagehide", closing);
})();
