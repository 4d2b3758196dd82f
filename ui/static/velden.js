// What a browser or an extension does by itself with a field: keep what was typed for a next time, change it, or send
// it to its maker. What is typed here is about a child, so each field asks to be left alone. The root element asks what
// fields inherit (ui/web/browser.py); this asks what they do not, and Streamlit has no parameter for it.
(() => {
  "use strict";
  const FIELD = "input, textarea, select, [contenteditable]";
  const ASKS = {
    autocorrect: "off", // the words of a child are not changed into others (Safari, Firefox)
    "data-gramm": "false", // Grammarly
    "data-gramm_editor": "false",
    "data-enable-grammarly": "false",
    "data-lt-active": "false", // LanguageTool
  };

  // Off is for the list of what was typed before, and for what a browser keeps of a form to bring it back. A field
  // for signing in says itself what it is for: a password manager is welcome there.
  function asks(field) {
    if (!field.getAttribute("autocomplete")) field.setAttribute("autocomplete", "off");
    for (const [name, value] of Object.entries(ASKS)) field.setAttribute(name, value);
  }

  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const each of addedNodes) {
        if (each.matches?.(FIELD)) asks(each);
        each.querySelectorAll?.(FIELD).forEach(asks);
      }
    }
  }).observe(document, { childList: true, subtree: true });
  document.querySelectorAll(FIELD).forEach(asks);
})();
