// The answer to a press is where the person is: in view and focused. A page that is turned to begins at its heading.
//
// ui/elements/answer.py draws each answer in a box with a name it has once. The page is drawn bit by bit, and what comes later
// moves what stands: so a new box is brought into view at once, and again when the page is done.
(() => {
  "use strict";
  const STATE = "data-test-script-state", SOON = 40, LATEST = 8000; // milliseconds
  const BOX = '[class*="st-key-mr-antwoord-"], [class*="st-key-mr-wijs-"], [class*="st-key-mr-naar-"]';
  const TO_FIELD = /^st-key-mr-naar-[0-9a-f]+-(.+)$/; // a title with the slot of the field that is to be in view
  const FIELD = '[class*="st-key-vraag-"]', OBJECTION = '[class*="-bezwaar"] [data-testid="stAlert"]';
  const HINT = ':scope > [data-testid="stElementContainer"] :is([data-testid="stCaptionContainer"], .mr-hint)';
  const TYPED = 'textarea, input:not([type="radio"]):not([type="file"])';
  const CHOSEN = '[role="radiogroup"], [role="toolbar"]';
  const known = new Set(); // the boxes that were ever there: who returns to a page reads it from its heading
  let bringing = null; // the box, or the heading, that is to be in view: its selector and since when
  let here = place(), timer = 0;

  function place() {
    return location.pathname + (new URLSearchParams(location.search).get("dossier") ?? "");
  }
  const nameOf = (element) => [...element.classList].find((name) => name.startsWith("st-key-"));
  const isDone = () => !document.querySelector(`[${STATE}="running"]`);

  function reach(element, block) {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block, behavior: "instant" });
  }

  function look() {
    timer = 0;
    const boxes = [...document.querySelectorAll(BOX)];
    const fresh = boxes.filter((each) => !known.has(nameOf(each)));
    boxes.forEach((each) => known.add(nameOf(each)));
    const turned = place() !== here;
    here = place();
    const slot = fresh.length && nameOf(fresh[0]).match(TO_FIELD);
    if (fresh.length) begin(`.${CSS.escape(slot ? `st-key-${slot[1]}` : nameOf(fresh[0]))}`);
    else if (turned && !bringing) begin("h1");
    bring();
    describe();
  }

  function begin(what) {
    bringing = { what, since: performance.now(), reached: null };
  }

  function bring() {
    if (!bringing) return;
    const within = bringing.what === "h1" ? '[data-testid="stMain"] ' : ""; // a box may stand in a popover
    const element = document.querySelector(`${within}${bringing.what}`);
    const isElsewhere = bringing.reached && document.activeElement !== document.body
      && !bringing.reached.contains(document.activeElement);
    if (isElsewhere || performance.now() - bringing.since > LATEST) return void (bringing = null);
    const done = isDone();
    if (element && (done || element !== bringing.reached)) {
      if (bringing.what === "h1") document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
      if (element.matches(FIELD)) enter(element);
      else reach(element, bringing.what === "h1" ? "nearest" : "start");
      bringing.reached = element;
    }
    if (element && done) bringing = null;
    else soon();
  }

  const soon = () => (timer ||= setTimeout(look, SOON));

  // What the wording, the hint and the objection above a field are to who does not see them.
  function describe() {
    for (const field of document.querySelectorAll(FIELD)) {
      const name = nameOf(field), said = field.querySelector(OBJECTION);
      const about = [said, ...field.querySelectorAll(HINT)].filter(Boolean).map((each, number) => {
        put(each, "id", `${name}-over-${number}`);
        return each.id;
      });
      for (const control of controls(field)) {
        // A toolbar (several answers) cannot be required: its hint says so.
        const isNeeded = name.endsWith("-nodig") && !control.matches('[role="toolbar"], [type="checkbox"], button');
        put(control, "aria-required", isNeeded ? "true" : null);
        put(control, "aria-invalid", said ? "true" : null);
        put(control, "aria-describedby", about.join(" ") || null);
      }
    }
  }

  function controls(field) {
    const groups = [...field.querySelectorAll(CHOSEN)];
    if (groups.length) return groups;
    const typed = [...field.querySelectorAll(TYPED)];
    if (typed[0]?.type === "checkbox") return typed;
    return typed.length ? typed.slice(0, 1) : [...field.querySelectorAll('[data-testid="stFileUploader"] button')].slice(0, 1);
  }

  function put(element, name, value) {
    if (value === null) element.hasAttribute(name) && element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // From the summary to the field, whatever part of the page it is in; nothing is loaded for it.
  document.addEventListener(
    "click",
    (event) => {
      const to = event.target.closest?.('a[href*="#vraag-"], a[href*="#mr-formulier-"]');
      if (!to) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const field = document.querySelector(`.${CSS.escape(`st-key-${to.hash.slice(1)}`)}`);
      if (!field) return;
      bringing = null;
      enter(field);
    },
    true,
  );

  function enter(field) {
    field.scrollIntoView({ block: "start", behavior: "instant" });
    for (const each of field.querySelectorAll("textarea, input, button")) {
      each.focus({ preventScroll: true });
      if (document.activeElement === each) return;
    }
    reach(field, "start");
  }

  new MutationObserver(soon).observe(document, { attributeFilter: [STATE], childList: true, subtree: true });
})();
