// What a person would see of this page at this moment, measured. The verdicts are in Python.
// Unless the whole is asked for, only what says whether it has all been drawn: that is asked again and again.
(isWhole) => {
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const byId = (id) => document.querySelector(`[data-testid="${id}"]`);
  const isSeen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const words = (e) => e.innerText.trim().replace(/\s+/g, " ");
  const icons = (e) => [...e.querySelectorAll('[data-testid="stIconMaterial"]')].filter(isSeen); // drawn from a name
  const wordsAlone = (e) => icons(e).reduce((text, icon) => text.replace(icon.innerText, ""), e.innerText).trim().replace(/\s+/g, " ");
  const rounded = (r) => [r.left, r.top, r.right, r.bottom].map(Math.round);

  // Each piece of text where it really stands: a text that runs out of its box is not in the rectangle of the box.
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!node.data.trim() || parent.closest("script, style, noscript, svg, .js-plotly-plot") || !isSeen(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const place = range.getBoundingClientRect();
      if (place.width > 2 && place.right > 0) yield [node.data.trim().slice(0, 60), parent, place];
    }
  }

  const HIDES = ["hidden", "clip"], SCROLLS = ["auto", "scroll"], SLACK = 1.5;
  const TIGHT = 4; // a line of text is higher than its letters

  // Many texts stand in the same boxes: each box is measured once.
  const boxes = new Map();
  function measured(e) {
    if (!boxes.has(e)) {
      const { overflowX, overflowY } = getComputedStyle(e);
      boxes.set(e, { style: { overflowX, overflowY }, box: e.getBoundingClientRect() });
    }
    return boxes.get(e);
  }

  // What cuts this text off: something around it that hides what sticks out, before anything that can be scrolled.
  function cutBy(parent, place) {
    let sideways = true, down = true;
    for (let around = parent; around && around !== root && (sideways || down); around = around.parentElement) {
      const { style, box } = measured(around);
      if (box.width <= 2 || box.height <= 2) return null; // for screen readers only
      if (SCROLLS.includes(style.overflowX)) sideways = false;
      if (SCROLLS.includes(style.overflowY)) down = false;
      if (sideways && HIDES.includes(style.overflowX) && place.right > box.right + SLACK) return around;
      if (down && HIDES.includes(style.overflowY) && place.bottom > box.bottom + TIGHT) return around;
    }
    return null;
  }

  // For screen readers only: it stands in a point, of which nobody sees where it is.
  function isForReaders(parent) {
    for (let around = parent; around && around !== root; around = around.parentElement) {
      const { style, box } = measured(around);
      if (box.width <= 2 && box.height <= 2 && HIDES.includes(style.overflowX)) return true;
    }
    return false;
  }

  function canBeScrolled(parent) {
    for (let around = parent; around && around !== root; around = around.parentElement) {
      if (SCROLLS.includes(measured(around).style.overflowX) && around.scrollWidth > around.clientWidth + 1) {
        return around.dataset.testid !== "stMain";
      }
    }
    return false;
  }

  const cut = [], outside = [], covered = [];
  for (const [text, parent, place] of isWhole ? texts() : []) {
    const by = cutBy(parent, place);
    if (by) cut.push(`“${text}” by ${by.dataset.testid ?? by.className ?? by.tagName}`);
    if (place.right > innerWidth + SLACK && !isForReaders(parent) && !canBeScrolled(parent)) outside.push(`“${text}” ends at ${Math.round(place.right)}`);
  }
  // An ellipsis hides nothing by where it stands: the text is as long as ever, and so is what holds it.
  for (const each of isWhole ? all("button, a, h1, h2, h3, h4, h5, h6, label, [role=tab]").filter(isSeen) : []) {
    for (const part of [each, ...each.querySelectorAll("*")]) {
      const hides = HIDES.includes(getComputedStyle(part).overflowX);
      if (hides && part.clientWidth > 2 && part.scrollWidth > part.clientWidth + 1) cut.push(`“${words(each)}” is ${part.scrollWidth} wide in ${part.clientWidth}`);
    }
  }

  // Charts: no word beyond the edge of the picture, and no legend over what it explains.
  for (const chart of !isWhole ? [] : all(".js-plotly-plot").filter((e) => isSeen(e) && e.querySelector(".main-svg"))) {
    const box = chart.querySelector(".main-svg").getBoundingClientRect();
    for (const each of chart.querySelectorAll(".main-svg text")) {
      const at = each.getBoundingClientRect();
      const isOut = at.left < box.left - SLACK || at.right > box.right + SLACK || at.top < box.top - TIGHT || at.bottom > box.bottom + TIGHT;
      if (at.width && isOut) cut.push(`“${each.textContent}” by the edge of its chart`);
    }
    const legend = chart.querySelector(".legend")?.getBoundingClientRect();
    for (const each of legend ? chart.querySelectorAll(":is(.barlayer, .scatterlayer) .point") : []) {
      const at = each.getBoundingClientRect();
      const across = Math.min(at.right, legend.right) - Math.max(at.left, legend.left);
      if (across > 1 && Math.min(at.bottom, legend.bottom) - Math.max(at.top, legend.top) > 1) covered.push(chart.querySelector(".legend").textContent);
    }
  }

  // The pages in the menu, each by its name: without how many are new.
  const entries = all('[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]').filter(isSeen);
  function nameInMenu(e) {
    const name = e.cloneNode(true);
    name.querySelectorAll("strong, .stMarkdownColoredText").forEach((each) => each.remove());
    return name.textContent.trim();
  }

  const wide = [root, document.body, byId("stMain"), byId("stSidebarContent"), document.querySelector("main")]
    .filter((e) => e && e.getBoundingClientRect().right > 0 && e.clientWidth > 100 && e.scrollWidth > Math.min(innerWidth, e.clientWidth) + 1)
    .map((e) => `${e.dataset.testid ?? e.tagName} is ${e.scrollWidth} wide in ${e.clientWidth}`);

  const canvas = byId("stApp") ?? document.body;
  const main = byId("stMain") ?? document.body;
  const headings = [...main.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(isSeen);
  const first = headings[0]?.getBoundingClientRect();
  const top = first && document.elementFromPoint(first.left + 8, first.top + first.height / 2);
  const waits = [
    ...(byId("stApp") && byId("stApp").getAttribute("data-test-script-state") !== "notRunning" ? ["the script runs"] : []),
    ...all('[data-stale="true"]').map(() => "something is stale"),
    ...all('[data-testid="stSkeleton"], [data-testid="stSpinner"]').filter(isSeen).map((e) => e.dataset.testid),
    ...all('[data-testid="stPlotlyChart"]').filter((e) => isSeen(e) && !e.querySelector(".main-svg")).map(() => "a chart without its picture"),
    ...all('[data-testid="stDataFrame"]').filter((e) => isSeen(e) && !e.querySelector("canvas")).map(() => "a table without its cells"),
    ...all("img").filter((e) => isSeen(e) && !e.complete).map(() => "an image that is not there yet"),
    ...document.getAnimations().filter((e) => e.playState === "running" && e.effect.getComputedTiming().endTime < Infinity).map(() => "something that moves"),
    ...(document.fonts.status === "loaded" ? [] : ["the letters"]),
    ...(document.readyState === "complete" ? [] : ["the page itself"]),
  ];
  const shapes = all("svg.main-svg, canvas, h1, h2, h3, button, [data-testid=stSidebar]").map((e) => rounded(e.getBoundingClientRect()));

  return {
    waits,
    shape: JSON.stringify([document.querySelectorAll("*").length, main.scrollHeight, main.scrollWidth, shapes, words(document.body)]),
    title: headings.filter((e) => e.tagName === "H1").map(words),
    first: headings[0] ? words(headings[0]) : "",
    firstInView: Boolean(first && top && headings[0].contains(top) && first.top >= 0 && first.bottom <= innerHeight && first.right > 0),
    text: document.body.innerText,
    main: wordsAlone(main),
    exceptions: all('[data-testid="stException"], [data-testid="stExceptionTraceback"]').length,
    marked: entries.filter((e) => e.matches('[aria-current="page"]')).map(nameInMenu),
    menuInView: entries.some((e) => e.getBoundingClientRect().left >= 0),
    menuButton: Boolean(all('[data-testid="stExpandSidebarButton"]').some(isSeen)),
    width: innerWidth,
    background: getComputedStyle(canvas).backgroundColor,
    height: main.scrollHeight,
    wide, cut: [...new Set(cut)], outside: [...new Set(outside)], covered: [...new Set(covered)],
  };
}
