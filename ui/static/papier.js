// A paper is made while somebody waits: beside its link stands that it is being made, that it is there, or why it is not.
(() => {
  "use strict";
  const LINK = "a[download]", SAID = "mr-gemaakt", KEPT = 60_000; // milliseconds in which a browser takes it over
  const NAMED = /filename="([^"]+)"/, PLAIN = /^text\/plain\b/;
  const MAKING = "Wordt gemaakt …", THERE = "Staat bij uw downloads.";
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

  async function make(link) {
    link.setAttribute("aria-busy", "true");
    say(link, MAKING);
    try {
      const answer = await fetch(link.href, { cache: "no-store" });
      if (answer.redirected) return void location.assign(link.href); // signed out: the page to sign in
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
