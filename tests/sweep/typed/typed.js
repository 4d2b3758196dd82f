// What the browser made of each text on a page of `elements.py`. Waits until all of it is drawn, and says so if it is not.
async ([where, count, kind]) => {
  const PATIENCE = 60000;
  const began = performance.now();
  const places = () => (count ? [...Array(count).keys()].map((number) => document.querySelector(`.st-key-tekst-${kind}-${number}`)) : [document.body]);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const seen = (e) => (e instanceof HTMLInputElement ? e.value || e.getAttribute("aria-label") : e.textContent);
  const waits = () => [
    ...(document.querySelector(`.st-key-klaar-${kind}`) ? [] : ["the end of the page"]),
    ...[...document.querySelectorAll('[data-testid="stSkeleton"]')].map(() => "an element"),
    ...places().filter((place) => !place?.querySelector(where)).map(() => "a text"),
  ];
  while (waits().length) {
    if (performance.now() - began > PATIENCE) throw new Error(`${kind}: still waits for ${waits().slice(0, 3)}`);
    await frame();
  }
  const found = [];
  for (const place of places()) {
    const nodes = [...place.querySelectorAll(where)];
    const within = nodes.flatMap((node) => [...node.querySelectorAll("*")]);
    const selection = getSelection();
    const copied = nodes.filter((node) => !(node instanceof HTMLInputElement)).map((node) => {
      selection.selectAllChildren(node);
      return selection.toString();
    });
    found.push({
      texts: nodes.map(seen),
      copied,
      // Whatever became something: anything in the text but pieces of text, and anything to be pressed around it.
      became: within.filter((e) => e.tagName !== "SPAN" || e.attributes.length).map((e) => e.outerHTML.slice(0, 120)),
      leads: [...place.querySelectorAll("a")].map((a) => a.getAttribute("href")).filter((to) => !to.startsWith("#")),
      pictures: place.querySelectorAll("img, video, audio, iframe, .katex, script").length,
    });
  }
  return found;
}
