// The shared screen. It asks the server what to show, a few times a second, and holds nothing else: what is hidden
// leaves the page in the same frame, and the server is told after. A word that came late is not drawn.
(() => {
  "use strict";
  const HERE = "/leerlingbespreking/scherm";
  const EVERY = 300, SOON = 500, TOUCH = 5000, PATIENCE = 3000, SHORT = 160, LONG = 450; // milliseconds; characters
  const DAYS = ["zo", "ma", "di", "wo", "do", "vr", "za"];
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
  const stage = document.getElementById("beeld"), bar = document.getElementById("knoppen");
  let sign = ""; // of what is drawn now
  let turn = 0; // rises with everything that is done here: an answer to what was asked before it comes too late
  let holding = false; // hidden here, and the server does not know yet
  let least = 0, meeting = ""; // nothing older than this is drawn, within one meeting
  let words = "", agreed = ""; // what is drawn now, so that a touch does not draw it again and lose the place in a text
  let gone = -1; // the number of the card that counted down to the end here
  let ends = Infinity, until = Infinity, heard = performance.now(), touched = -Infinity;

  const make = (tag, name, text, ...inside) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };

  function clear() {
    stage.replaceChildren();
    bar.replaceChildren();
    sign = words = agreed = "";
    ends = until = Infinity;
  }

  function button(label, what, number, name) {
    const made = make("button", name, label);
    made.type = "button";
    made.addEventListener("click", () => (what === "verberg" ? hide() : send(what, number)));
    return made;
  }

  const inWords = (iso) => {
    const day = new Date(`${iso}T12:00:00`);
    return `${DAYS[day.getDay()]} ${day.getDate()} ${MONTHS[day.getMonth()]}`;
  };

  function agenda(shown) {
    const list = make("ol", "agenda");
    for (const each of shown.agenda) {
      list.append(make("li", "", "", button(each.label + (each.klaar ? " – besproken" : ""), "punt", each.nummer)));
    }
    stage.replaceChildren(make("h1", "", "Leerlingbespreking"), list);
    bar.replaceChildren(hides());
  }

  const hides = () => {
    const made = button("Verberg", "verberg", -1, "hoofd");
    made.append(make("span", "", " Esc"));
    return made;
  };

  // Which case, what the team is asked, and how far the meeting is.
  function heading(shown) {
    const [name, ...rest] = shown.label.split(", ");
    const title = make("h1", "", name, ...(rest.length ? [make("span", "", `, ${rest.join(", ")}`)] : []));
    const where = make("div", "waar soft", "", make("p", "", shown.hoever), make("p", "", shown.erbij));
    return make("header", "", "", make("div", "", "", title, make("p", "vraag", shown.vraag)), where);
  }

  // Who does what, by when; what is being said comes last, in the words in which it is typed.
  function agreement(shown) {
    const rows = shown.afgesproken.map(({ wie, wat, wanneer, nog }) => {
      if (nog && !wie && !wat && !wanneer) return make("li", "wacht", "wie · wat · wanneer …");
      const row = make("li", nog ? "nog" : "", "", make("b", "", wie || "wie …"), ` ${wat || "wat …"}`);
      row.append(make("span", "", wanneer ? `uiterlijk ${wanneer}` : "wanneer …"));
      return row;
    });
    if (shown.besluit) rows.push(make("li", "", shown.besluit));
    return make("section", "afspraken", "", make("h2", "", "Afgesproken"), make("ul", "", "", ...rows));
  }

  // One card at a time: the next can be shown once this one is put away.
  function buttons(shown) {
    const isUp = shown.soort === "kaart", groups = new Map();
    for (const each of isUp ? [] : shown.kaarten) {
      const made = button(`${each.label}${each.gevoelig ? " (telt af)" : ""}`, "kaart", each.nummer);
      made.setAttribute("aria-label", `Toon: ${made.textContent} ${each.van}`);
      if (!groups.has(each.van)) groups.set(each.van, make("div", "groep", "", make("span", "", each.van)));
      groups.get(each.van).append(made);
    }
    const back = isUp ? [button("Leg weg", "terug", -1)] : [];
    const said = make("p", "soft", "Wat hier niet staat, is niet naar dit scherm gestuurd.");
    bar.replaceChildren(hides(), ...back, button("Agenda", "agenda", -1), said, ...groups.values());
  }

  // The case in one picture: a row for each kind, a dot for each thing that happened.
  function picture(shown) {
    const at = shown.punten.map(([, day]) => Date.parse(day)), first = Math.min(...at), last = Math.max(...at);
    const drawn = make("div", "beeld");
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", shown.tekst);
    for (const row of shown.rijen) {
      const mine = shown.punten.filter(([kind]) => kind === row), line = make("div", "lijn");
      for (const [, day] of mine) {
        const dot = make("span", "stip");
        dot.style.left = `${last === first ? 50 : 2 + (96 * (Date.parse(day) - first)) / (last - first)}%`;
        line.append(dot);
      }
      drawn.append(make("span", "", `${row} ${mine.length}`), line);
    }
    const days = at.length ? [...new Set([first, last])].map((each) => make("span", "soft", inWords(new Date(each).toISOString().slice(0, 10)))) : [];
    drawn.append(make("span"), make("div", "dagen", "", ...days));
    return drawn;
  }

  function zaak(shown) {
    const earlier = make("ul", "eerder", "", ...shown.eerder.map((each) => make("li", "", each)));
    const before = shown.eerder.length ? [make("h2", "", "Eerder afgesproken"), earlier] : [];
    drawn(shown, make("section", "", "", ...before, make("h2", "", "Wat er was"), picture(shown)));
  }

  function kaart(shown) {
    const size = shown.tekst.length > LONG ? "lang" : shown.tekst.length < SHORT ? "kort" : "";
    const box = make("section", "kaart", "", make("p", "", shown.titel), make("p", "soft", shown.bij), make("p", `tekst ${size}`, shown.tekst));
    if (shown.over !== null) box.append(make("p", "nog-in-beeld", "", "Nog ", make("span", "tel"), " seconden in beeld"));
    drawn(shown, box);
  }

  function drawn(shown, left) {
    stage.replaceChildren(heading(shown), make("div", "kolommen", "", left, agreement(shown)));
    buttons(shown);
  }

  function leeg() {
    clear();
    bar.replaceChildren(button("Toon weer", "agenda", -1));
  }

  function geen() {
    clear();
    stage.append(make("p", "", "Er is nu geen leerlingbespreking begonnen."));
  }

  const DRAW = { agenda, zaak, kaart, leeg, geen };

  function draw(shown) {
    if (shown.zitting !== meeting) [meeting, least, gone] = [shown.zitting, 0, -1];
    if (holding || shown.nummer < least || (shown.soort === "kaart" && shown.nummer === gone)) return;
    least = shown.nummer;
    const { beeld, stil, over, afgesproken, besluit, ...rest } = shown, these = JSON.stringify(rest), said = JSON.stringify([afgesproken, besluit]);
    if (these !== words) DRAW[shown.soort](shown);
    else if (said !== agreed) stage.querySelector(".afspraken").replaceWith(agreement(shown));
    [words, agreed] = [these, said];
    const now = performance.now(), shows = shown.soort !== "leeg" && shown.soort !== "geen";
    until = shows ? now + stil * 1000 : Infinity;
    ends = shown.soort === "kaart" && over !== null ? now + over * 1000 : Infinity;
    sign = beeld;
    tick();
  }

  async function asked(path, options) {
    const mine = turn;
    const answer = await fetch(HERE + path, { cache: "no-store", ...options });
    if (answer.status === 401 || answer.status === 403) leeg();
    if (!answer.ok) throw new Error(answer.status);
    heard = performance.now();
    return answer.status === 204 || mine !== turn ? null : answer.json();
  }

  const post = (what, number) => ({
    method: "POST", keepalive: true, body: new URLSearchParams({ doe: what, nummer: String(number), zitting: meeting }),
  });

  async function send(what, number) {
    turn += 1;
    try {
      const shown = await asked("/stuur", post(what, number));
      if (shown) draw(shown);
    } catch {
      sign = ""; // the next look draws what there is
    }
  }

  // Blank first, in this frame; then say so, until it is heard.
  function hide() {
    clear();
    holding = true;
    told();
  }

  async function told() {
    const mine = (turn += 1);
    try {
      const shown = await asked("/stuur", post("verberg", -1));
      if (mine !== turn) return;
      holding = false;
      if (shown) draw(shown);
    } catch {
      setTimeout(() => mine === turn && told(), SOON);
    }
  }

  async function look() {
    if (!holding) {
      try {
        const shown = await asked(`/nu?beeld=${encodeURIComponent(sign)}`);
        if (shown) draw(shown);
      } catch {
        if (performance.now() > heard + PATIENCE) clear(); // nobody says any more that this may be read
      }
    }
    setTimeout(look, EVERY);
  }

  function tick() {
    const now = performance.now();
    if (now >= until) {
      turn += 1;
      leeg();
    } else if (now >= ends) {
      gone = least;
      turn += 1;
      clear();
    }
    const count = stage.querySelector(".tel");
    if (count) count.textContent = `${Math.max(0, Math.ceil((ends - now) / 1000))}`;
  }

  function touch() {
    if (!sign || holding || performance.now() < touched + TOUCH) return;
    touched = performance.now();
    send("raak", -1);
  }

  function key(event) {
    if (event.key !== "Escape") return touch();
    event.preventDefault();
    hide();
  }

  addEventListener("keydown", key, true);
  for (const kind of ["pointerdown", "pointermove", "wheel", "touchmove"]) addEventListener(kind, touch, { passive: true });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && hide());
  addEventListener("pagehide", hide);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  setInterval(tick, 100);
  // Back, forward and reload show nothing before somebody says so.
  const came = performance.getEntriesByType("navigation")[0];
  if (came && came.type !== "navigate") hide();
  look();
})();
