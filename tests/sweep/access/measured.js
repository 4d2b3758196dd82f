// What axe-core does not look at, measured on this page as it is rendered. The verdicts are in Python.
() => {
  const main = document.querySelector('[data-testid="stMain"]') ?? document.body;
  const isSeen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const inWindow = (r) => r.width > 1 && r.height > 1 && r.right > 0 && r.left < innerWidth;
  const seen = (selector, within = document) => [...within.querySelectorAll(selector)].filter((e) => isSeen(e) && inWindow(e.getBoundingClientRect()));
  const wordsOf = (e) => e.nodeType === Node.TEXT_NODE ? e.data : e.matches('[aria-hidden="true"], template, style') ? "" : [...e.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE || each.nodeType === Node.ELEMENT_NODE).map(wordsOf).join("");
  const byOthers = (e) => (e.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean).map((each) => each.getAttribute("aria-label") ?? wordsOf(each)).join(" ");
  const nameOf = (e) => (byOthers(e) || e.getAttribute("aria-label") || wordsOf(e)).trim().replace(/\s+/g, " ");

  // Colours as they come to stand: what is see-through takes from what is behind it.
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const read = new Map();
  function rgba(colour) {
    if (!read.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      read.set(colour, [r, g, b, a / 255]);
    }
    return read.get(colour);
  }
  const over = ([r, g, b, a], under) => [r, g, b].map((each, i) => each * a + under[i] * (1 - a));
  const grounds = new Map();
  function ground(e) {
    if (!e) return rgba(getComputedStyle(document.documentElement).colorScheme === "dark" ? "#000" : "#fff").slice(0, 3);
    if (!grounds.has(e)) grounds.set(e, over(rgba(getComputedStyle(e).backgroundColor), ground(e.parentElement)));
    return grounds.get(e);
  }
  const opacities = new Map();
  function opacity(e) {
    if (!e) return 1;
    if (!opacities.has(e)) opacities.set(e, Number(getComputedStyle(e).opacity) * opacity(e.parentElement));
    return opacities.get(e);
  }
  const light = (colour) => colour.map((each) => each / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  // Grey is text without a colour of its own that stands out less than three quarters of what plain text does here.
  function greyShare() {
    const plain = contrast(over(rgba(getComputedStyle(main).color), ground(main)), ground(main));
    const count = { grey: 0, all: 0 };
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement, long = node.data.trim().length;
      if (!long || holder.closest("script, style, svg") || !isSeen(holder)) continue;
      const box = holder.getBoundingClientRect();
      if (box.width <= 2 || box.height <= 2) continue; // for screen readers only
      const [r, g, b, a] = rgba(getComputedStyle(holder).color);
      const shown = over([r, g, b, a * opacity(holder)], ground(holder));
      count.all += long;
      const isPale = contrast(shown, ground(holder)) < 0.75 * plain && Math.max(...shown) - Math.min(...shown) < 40;
      if (isPale && light(ground(holder)) > 0.5 === light(ground(main)) > 0.5) count.grey += long;
    }
    return count;
  }

  // Buttons by name; what is chosen from within a group is told by its group.
  const isChoice = (e) => e.matches('[role="radio"], [role="tab"], [role="option"]') || e.closest('[role="radiogroup"], [role="toolbar"], .js-plotly-plot, .mr-begrip');
  const buttons = seen('button, [role="button"], summary').filter((e) => !isChoice(e));
  const named = new Map();
  for (const each of buttons) named.set(nameOf(each), (named.get(nameOf(each)) ?? 0) + 1);

  // What a finger presses. A link within a sentence is as high as its line (WCAG 2.5.5), a file chosen elsewhere.
  const FIELD = '[data-testid="stTextInputRootElement"], [data-testid="stNumberInputContainer"], .react-aria-ComboBox > [role="group"]';
  const isInSentence = (e) => e.closest(".mr-begrip") || e.matches("a") && e.closest("p, li") && e.closest("p, li").textContent.trim() !== e.textContent.trim();
  const pressed = (e) => (e.matches('input[type="radio"], input[type="checkbox"], [role="radio"]:not(button)') ? e.closest("label") ?? e : e);
  const targets = seen('button, a[href], summary, [role="tab"], [role="radio"], input:not([type="file"]):not([type="hidden"]), textarea, select');
  const small = innerWidth > 500 ? [] : [...new Set(targets.filter((e) => !isInSentence(e)).map(pressed))]
    .filter((e) => inWindow(e.getBoundingClientRect()) && !e.closest(".js-plotly-plot, [data-testid=stDataFrame]"))
    .map((e) => [e, e.getBoundingClientRect(), e.parentElement.closest(FIELD)?.getBoundingClientRect().height ?? 0])
    .filter(([e, box, around]) => Math.max(box.height, e.matches("input, textarea") ? around : 0) < 43.5 || (box.width < 43.5 && !e.matches("input")))
    .map(([e, box]) => `${e.tagName.toLowerCase()} “${nameOf(e).slice(0, 40)}” is ${Math.round(box.width)} × ${Math.round(box.height)}`);

  // The edge of what is filled in, against what is around it.
  function edgeOf(e) {
    const { borderTopWidth, borderTopColor, boxShadow } = getComputedStyle(e), outside = ground(e.parentElement);
    const drawn = [parseFloat(borderTopWidth) > 0 ? borderTopColor : "", boxShadow.startsWith("rgb") ? boxShadow.slice(0, boxShadow.indexOf(")") + 1) : ""];
    return Math.max(0, ...drawn.filter(Boolean).map((each) => contrast(over(rgba(each), outside), outside)));
  }
  function edge(e) {
    for (let each = e; each && each !== main; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (parseFloat(style.borderTopWidth) > 0 && rgba(style.borderTopColor)[3] > 0) {
        const outside = ground(each.parentElement);
        return [contrast(over(rgba(style.borderTopColor), outside), outside), contrast(ground(each), outside)];
      }
    }
    return [0, contrast(ground(e), ground(main))];
  }
  const pale = seen('button:not([kind="tertiary"])', main).filter((e) => parseFloat(getComputedStyle(e).borderTopWidth) > 0 && rgba(getComputedStyle(e).borderTopColor)[3] > 0)
    .map((e) => [e, Math.max(edgeOf(e), contrast(ground(e), ground(e.parentElement)))]).filter(([, found]) => found < 3)
    .map(([e, found]) => `the edge of the button “${nameOf(e).slice(0, 40)}” is ${found.toFixed(2)} : 1`);
  const faint = seen('input:not([type="file"]):not([type="radio"]):not([type="checkbox"]):not([type="hidden"]), textarea', main)
    .map((e) => [e, Math.max(...edge(e))]).filter(([, found]) => found < 3)
    .map(([e, found]) => `the edge of “${nameOf(e).slice(0, 40) || e.placeholder}” is ${found.toFixed(2)} : 1`);

  // What shows whether an answer is chosen: some part of the label without words. One that has none looks like a link.
  const signs = (label) => [...label.querySelectorAll("div, span")].filter((each) => !each.textContent.trim() && isSeen(each) && each.clientWidth > 5);
  const marks = seen('label:has(input[type="radio"], input[type="checkbox"])', main)
    .filter((e) => signs(e).length)
    .map((e) => [e, Math.max(...signs(e).map((each) => Math.max(edgeOf(each), contrast(ground(each), ground(e)))))])
    .filter(([, found]) => found < 3).map(([e, found]) => `the mark of “${nameOf(e).slice(0, 40)}” is ${found.toFixed(2)} : 1`);

  const begins = seen('input:not([type="hidden"]), textarea, [role="radio"], [role="combobox"], [class*="st-key-mr-weeg-"], [data-testid="stButtonGroup"] button, button[kind="primary"], button[kind="primaryFormSubmit"]', main)
    .map((e) => e.getBoundingClientRect().top + main.scrollTop);
  const count = greyShare();
  return {
    doubles: [...named].filter(([, times]) => times > 1).map(([name, times]) => `${times} buttons are named “${name}”`),
    small, faint: [...faint, ...pale, ...marks],
    begins: begins.length ? Math.round(Math.min(...begins)) : null,
    // A page of few words counts as one of 1200 characters: else the head of a dossier alone is most of it.
    grey: count.grey / Math.max(count.all, 1200),
    screens: main.scrollHeight / innerHeight,
  };
}
