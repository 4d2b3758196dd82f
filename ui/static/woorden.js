// Streamlit's own words, in Dutch: what stands on the screen and what a screen reader says. And when the line is gone, a
// calm line of ours instead of a window about a terminal.
(() => {
  "use strict";
  // One table for all of it. A test holds each key against the installed bundle, and looks for others there.
  const WORDS = {
    "Skip to main content": "Naar de inhoud",
    "Sidebar": "Menu",
    "App pages": "Pagina’s",
    "Collapse sidebar": "Menu sluiten",
    "Expand sidebar": "Menu openen",
    "View less": "Minder tonen",
    "view less": "minder tonen",
    "view more": "meer tonen",
    "Main menu": "Instellingen",
    "Notifications": "Meldingen",
    "Theme": "Kleuren",
    "Light": "Licht",
    "Dark": "Donker",
    "System": "Zoals het apparaat",
    "Print": "Afdrukken",
    "Rerun": "Opnieuw tekenen",
    "Auto rerun": "Vanzelf opnieuw tekenen",
    "Running...": "Bezig",
    "Stop": "Stoppen",
    "Stopping...": "Stopt",
    "Connecting": "Verbinden",
    "Connecting to Streamlit server": "Er wordt opnieuw verbinding gemaakt",
    "Unable to connect to Streamlit server": "Er is geen verbinding",
    "Error": "Geen verbinding",
    "App Logo": "Meldroute",
    "Close": "Sluiten",
    "Dismiss": "Sluiten",
    "Cancel": "Annuleren",
    "Copy": "Kopiëren",
    "Copied": "Gekopieerd",
    "Copy to clipboard": "Kopiëren",
    "Help": "Uitleg",
    "Loading": "Bezig",
    "Link to heading": "Link naar deze kop",
    "Show password": "Wachtwoord tonen",
    "Hide password": "Wachtwoord verbergen",
    "Clear entry": "Leegmaken",
    "Clear value": "Leegmaken",
    "Clear all": "Alles wissen",
    "Select all": "Alles kiezen",
    "Selected values": "Gekozen",
    "Selectbox": "Keuze",
    "Selectbox options": "Keuzen",
    "Multiselect": "Keuzen",
    "Multiselect options": "Keuzen",
    "Open": "Openen",
    "No results": "Niets gevonden",
    "No options to select": "Er valt niets te kiezen",
    "Choose an option": "Kies",
    "Choose options": "Kies",
    "Increment": "Een meer",
    "Decrement": "Een minder",
    "Scroll tabs left": "Tabbladen naar links",
    "Scroll tabs right": "Tabbladen naar rechts",
    "file upload": "Bestand kiezen",
    "Upload": "Bestand kiezen",
    "Add files": "Ander bestand kiezen",
    "Click to retry upload": "Opnieuw proberen",
    "Fullscreen": "Groot tonen",
    "Close fullscreen": "Weer klein tonen",
    "Show/hide columns": "Kolommen tonen of verbergen",
    "Download as CSV": "Downloaden als CSV",
    "Search": "Zoeken",
    "Close Search": "Zoeken sluiten",
    "Next Result": "Volgende",
    "Previous Result": "Vorige",
    "Clear selection": "Keuze wissen",
    "Scrollable table": "Tabel die u kunt verschuiven",
    "Dataframe column menu": "Wat u met deze kolom kunt doen",
    "Sort ascending": "Oplopend sorteren",
    "Sort descending": "Aflopend sorteren",
    "Autosize": "Passende breedte",
    "Pin column": "Kolom vastzetten",
    "Unpin column": "Kolom losmaken",
    "Hide column": "Kolom verbergen",
    "Copy column name": "Naam van de kolom kopiëren",
    "Format": "Notatie",
    "Statistics": "In cijfers",
    "No data": "Geen gegevens",
    "No content": "Leeg",
    "Based on sample": "Op grond van een deel",
    "Page not found": "Deze pagina bestaat niet",
    "Connection error": "De verbinding is even weg",
    "Script execution error": "Er ging iets mis",
  };
  const PATTERNS = [
    [/^Help for (.+)$/s, "Uitleg bij: $1"],
    [/^View (\d+) more$/, "Nog $1 tonen"],
    [/^Add: (.*)$/s, "Nieuw: $1"],
    [/^Remove (.+)$/s, "Weghalen: $1"],
    [/^(?:You have requested page .+|The page that you have requested does not seem to exist)\. Running the app's main page\.$/s,
      "Het adres klopt niet, of niet meer. U ziet nu de beginpagina. Kies in het menu waar u heen wilt."],
  ];
  const ICON = /^\w+ icon$/; // the name of a picture, in English: the words stand beside it
  const SPOKEN = ["aria-label", "title", "placeholder", "alt"];
  // What people wrote or chose stays as it is, also when it happens to be one of these words. Where there is nothing to
  // choose from, Streamlit says so in an option of its own.
  const THEIRS = '[data-testid="stText"], [data-testid="stMarkdownContainer"], [data-testid="stHtml"], [data-testid="stCode"], '
    + '[data-testid="stTable"], [role="option"]:not([data-empty] > *), [role="gridcell"], textarea, script, style';

  function dutch(text) {
    const bare = text.trim();
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, () => WORDS[bare]);
    const found = PATTERNS.find(([pattern]) => pattern.test(bare));
    return found ? bare.replace(...found) : null;
  }

  // The name of a toggle or a field is its label as it was written down: with the marks that keep typed text text
  // (ui/text.py), which the label itself does not show. Read aloud is what was typed.
  const MARK = /:color\[\\(.)\]|:color\[&#10;\]|&#(\d+);|\\([^\sa-zA-Z0-9])|(\d)\\(?=[.)])/gs;

  const names = new WeakMap();

  function typed(name) {
    return name.replace(MARK, (_all, apart, blank, sign, number) =>
      apart ?? sign ?? number ?? (blank ? String.fromCharCode(blank) : "\n"));
  }

  function speak(element) {
    for (const name of SPOKEN) {
      let said = element.getAttribute(name);
      if (!said) continue;
      if (name === "aria-label" && said !== names.get(element) && typed(said) !== said) {
        said = typed(said);
        names.set(element, said); // what was typed may look like a mark itself: once is enough
        element.setAttribute(name, said);
      }
      if (name === "aria-label" && ICON.test(said)) {
        element.removeAttribute(name);
        element.setAttribute("aria-hidden", "true");
        continue;
      }
      const better = ofField(element, name, dutch(said) ?? said);
      if (better !== said) element.setAttribute(name, better);
    }
  }

  // Beside each field the same button: who only hears its name must hear which field it is of.
  const BESIDE = ["Openen", "Alles wissen", "Leegmaken", "Wachtwoord tonen", "Wachtwoord verbergen", "Een meer", "Een minder"];
  const WIDGET = '[data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stTextInput"], [data-testid="stNumberInput"]';

  function ofField(element, name, said) {
    if (name !== "aria-label" || !BESIDE.includes(said) || !element.matches("button")) return said;
    const field = element.closest(WIDGET)?.querySelector("input[aria-label]")?.getAttribute("aria-label");
    return field ? `${said}: ${typed(field)}` : said;
  }

  function read(node) {
    const better = node.data.trim() ? dutch(node.data) : null;
    if (better === null || better === node.data) return;
    const here = node.parentElement;
    if (here && (here.closest('[role="dialog"]') || !here.closest(THEIRS))) node.data = better;
  }

  // The words on this button come from the style sheet: what reads a page aloud need not see them there.
  const CHOOSE = '[data-testid="stFileUploaderDropzone"] > span button';

  function all(root) {
    if (root.nodeType === Node.TEXT_NODE) return read(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    speak(root);
    for (const each of [root, ...root.querySelectorAll(CHOOSE)]) {
      if (each.matches(CHOOSE)) each.setAttribute("aria-label", "Bestand kiezen");
    }
    root.querySelectorAll(SPOKEN.map((name) => `[${name}]`).join()).forEach(speak);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) read(texts.currentNode);
  }

  // The line. Streamlit says on its own element how it stands; it tries again by itself.
  const APP = '[data-testid="stApp"]', STATE = "data-test-connection-state", CALM = 2000; // milliseconds
  const GONE = "De verbinding is even weg. Wat u typte, blijft staan. Laat dit venster open: Meldroute probeert het "
    + "vanzelf opnieuw, en dan kunt u verder. Is er acuut gevaar, bel dan: de nummers staan in het menu.";
  let since = 0, timer = 0, wasThere = false, line = null;

  function look() {
    const state = document.querySelector(APP)?.getAttribute(STATE);
    const isThere = !state || state === "CONNECTED" || (!wasThere && state === "INITIAL");
    wasThere ||= state === "CONNECTED";
    if (isThere) {
      since = 0;
      clearTimeout(timer);
      line?.remove();
      line = null;
      return;
    }
    since ||= Date.now();
    clearTimeout(timer);
    const left = since + CALM - Date.now();
    if (left > 0) timer = setTimeout(look, left);
    else show();
    closeTheirs();
  }

  function show() {
    if (line) return;
    line = document.createElement("p");
    line.className = "mr-verbinding";
    line.setAttribute("role", "status");
    line.textContent = GONE;
    document.body.append(line);
  }

  // Their window lies over what is being typed; what it says is said by the line.
  function closeTheirs() {
    for (const dialog of document.querySelectorAll('[role="dialog"]')) {
      if (!/^(Connection error|De verbinding is even weg)/.test(dialog.textContent.trim())) continue;
      dialog.querySelector('button[aria-label="Sluiten"], button[aria-label="Close"]')?.click();
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(all);
      else if (type === "characterData") read(target);
      else if (target.isConnected) speak(target);
    }
    look();
  }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: [...SPOKEN, STATE] });
  all(document.documentElement);
})();
