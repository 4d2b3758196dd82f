// A paper is made while somebody waits: beside its link stands what is being done, that it is there, or why it is not.
(() => {
  "use strict";
  const LINK = "a[download]", SAID = "mr-gemaakt", KEPT = 60_000; // milliseconds in which a browser takes it over
  const NAMED = /filename="([^"]+)"/, PLAIN = /^text\/plain\b/, END = 10; // of a line
  const MEANWHILE = "application/vnd.meldroute.intussen"; // ui/web/meanwhile.py
  const MAKING = "Wordt gemaakt", THERE = "Staat bij uw downloads.";
  const GONE = "Er is nu geen verbinding. Er is niets gemaakt. Probeer het over een minuut opnieuw.";

  function say(link, words, isWrong) {
    let said = link.nextElementSibling;
    if (!said?.classList.contains(SAID)) {
      said = document.createElement("span");
      said.className = SAID;
      link.after(said);
    }
    said.setAttribute("role", isWrong ? "alert" : "status");
    said.textContent = words;
    if (isWrong) said.scrollIntoView({ block: "nearest", behavior: "instant" }); // the page may have moved meanwhile
  }

  function keep(body, name) {
    const found = document.createElement("a");
    found.href = URL.createObjectURL(body);
    found.download = name;
    found.dataset.gemaakt = "";
    document.body.append(found);
    found.click();
    found.remove();
    setTimeout(() => URL.revokeObjectURL(found.href), KEPT);
  }

  // The answer that a paper comes with. What takes long is preceded by lines: each says what is being done, the last one
  // with what the paper comes.
  async function waited(answer, tell) {
    if (answer.headers.get("Content-Type") !== MEANWHILE) return answer;
    const pieces = answer.body.getReader();
    let had = new Uint8Array();
    for (;;) {
      const end = had.indexOf(END);
      if (end < 0) {
        const { done, value } = await pieces.read();
        if (done) throw new Error();
        had = new Uint8Array(await new Blob([had, value]).arrayBuffer());
        continue;
      }
      const line = JSON.parse(new TextDecoder().decode(had.subarray(0, end)));
      had = had.slice(end + 1);
      if ("wat" in line) tell(line.wat);
      else return new Response(await whole(had, pieces, line.bytes), line);
    }
  }

  async function whole(first, pieces, bytes) {
    const had = [first];
    for (let next = await pieces.read(); !next.done; next = await pieces.read()) had.push(next.value);
    const body = new Blob(had);
    if (body.size !== bytes) throw new Error();
    return body;
  }

  async function make(link) {
    const tell = (what) => say(link, `${what} …`);
    link.setAttribute("aria-busy", "true");
    tell(MAKING);
    try {
      const asked = await fetch(link.href, { cache: "no-store", headers: { Accept: `${MEANWHILE}, */*` } });
      if (asked.redirected) return void location.assign(link.href); // signed out: the page to sign in
      const answer = await waited(asked, tell);
      if (answer.ok) {
        keep(await answer.blob(), NAMED.exec(answer.headers.get("Content-Disposition"))?.[1] || "");
        say(link, THERE);
        return;
      }
      const why = PLAIN.test(answer.headers.get("Content-Type")) ? await answer.text() : GONE;
      say(link, why, true);
    } catch {
      say(link, GONE, true);
    } finally {
      link.removeAttribute("aria-busy");
    }
  }

  // Who holds a key down wants the browser's own way with a link. A second press while it is made does nothing.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINK);
    if (!link || "gemaakt" in link.dataset || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy") !== "true") make(link);
  });
})();
