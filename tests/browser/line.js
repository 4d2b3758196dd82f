// A browser of a test has no telephone: what it was asked to call is written down instead.
window.called = [];
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="tel:"]');
  if (!link) return;
  event.preventDefault();
  window.called.push(link.getAttribute("href"));
});

// What goes over the line between a page and Streamlit, so that a test can wait for what it caused (`line.isDrawn`),
// and can make the line slow (`line.held`).
//
// A page asks for a run (of its script, or of a part of it alone) and is told when a run begins, of what, and when it
// ends. One run may answer several that asked, and a run that was under way may be told of after the page asked anew.
// So once nothing is left to be answered, two signs of life go there and back: what was asked before them the server
// has heard by then, and a run that is to follow would have begun.
(() => {
  "use strict";
  // The fields of BackMsg, ClientState, ForwardMsg, ForwardMsgMetadata and RunIdentity. Source: streamlit/proto, 1.67.
  const ASKS = 11, OF_PART = 5, BY_ITSELF = 6, SIGN_OF_LIFE = new Uint8Array([0x88, 1, 1]);
  const BEGINS = 4, ENDS = 6, LIVES = 26, ABOUT = 2, RUN = 6, PARTS = 2, ANOTHER_FOLLOWS = 2;
  // What is left of an earlier run, and where the code that draws something is still on its way.
  const NOT_YET = '[data-stale="true"], [data-testid="stSkeleton"]';
  const ENOUGH = 2, LOOK = 20, THE_PAGE = "the page", NOTHING = new Uint8Array(); // LOOK in milliseconds
  const text = new TextDecoder();
  const line = (window.line = { asked: 0, byItself: [], held: null, isDrawn, brings }); // byItself: when, in ms
  let socket = null; // the newest
  let open, running, waiting, quiet; // what is not answered; is there a run; for a sign of life; how many came

  function reads(bytes = NOTHING) {
    const found = new Map();
    let at = 0;
    const number = () => {
      for (let value = 0, times = 1; ; times *= 128) {
        value += (bytes[at] & 127) * times;
        if (bytes[at++] < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number(), name = Math.floor(tag / 8), value = number();
      if (tag % 8 === 2) at += value;
      found.set(name, [...(found.get(name) ?? []), tag % 8 === 2 ? bytes.subarray(at - value, at) : value]);
    }
    return found;
  }

  function asks(bytes) {
    const state = reads(reads(bytes).get(ASKS)?.[0]);
    if (!state.size) return;
    if (state.has(BY_ITSELF)) return void line.byItself.push(performance.now());
    line.asked += 1;
    open.add(text.decode(state.get(OF_PART)?.[0]) || THE_PAGE);
    quiet = 0;
  }

  function hears(bytes) {
    const message = reads(bytes);
    if (message.has(BEGINS)) {
      const run = reads(reads(message.get(ABOUT)?.[0]).get(RUN)?.[0]);
      const parts = (run.get(PARTS) ?? []).map((each) => text.decode(each));
      if (parts.length && !parts.some((each) => open.has(each))) return; // a part that draws itself every so often
      if (!parts.length) open.clear();
      parts.forEach((each) => open.delete(each));
      [running, waiting, quiet] = [true, false, 0];
    } else if (message.has(ENDS)) {
      running &&= message.get(ENDS)[0] === ANOTHER_FOLLOWS;
    } else if (message.has(LIVES) && waiting) {
      waiting = false;
      if (++quiet < ENOUGH) lives();
    }
  }

  function lives() {
    if (waiting || socket.readyState !== WebSocket.OPEN) return;
    waiting = true;
    socket.send(SIGN_OF_LIFE);
  }

  // Whether all that was asked has been drawn, and something was asked since it was so many times.
  function drawn(since) {
    if (!socket || line.asked <= since || open.size || running) return false;
    if (quiet < ENOUGH) return lives(), false;
    const app = document.querySelector('[data-testid="stApp"]');
    return app?.dataset.testScriptState === "notRunning" && !app.querySelector(NOT_YET);
  }

  // Waits for that; gives nothing, or how it stands after so many milliseconds.
  async function isDrawn([since, patience]) {
    for (const end = performance.now() + patience; !drawn(since); ) {
      const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
      const stands = { since, asked: line.asked, open: [...(open ?? [])], running, quiet, state };
      if (performance.now() > end) return JSON.stringify({ ...stands, socket: socket?.readyState });
      await new Promise((later) => setTimeout(later, LOOK));
    }
  }

  // The slow line brings what it held, all at once.
  function brings() {
    const late = line.held;
    line.held = null;
    late.forEach((data) => socket.brings(data));
  }

  window.WebSocket = class extends window.WebSocket {
    constructor(...how) {
      super(...how);
      socket = this;
      line.held = null; // a new line is not slow; what the old one held is lost
      open = new Set();
      [running, waiting, quiet] = [false, false, 0];
      this.addEventListener("message", ({ data }) => this === socket && hears(new Uint8Array(data)));
    }
    send(data) {
      if (this === socket) asks(data);
      if (this === socket && line.held) line.held.push(data);
      else super.send(data);
    }
    brings(data) {
      super.send(data);
    }
  };
})();
