// Around textual.js, which brings the terminal and talks to the server.
"use strict";

// The token is in a cookie by now: it need not be seen over a shoulder, nor be bookmarked.
history.replaceState(null, "", location.pathname);

// The address that the page names is relative; and the end may say why.
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(address) {
    super(new URL(address, location.href).href.replace(/^http/, "ws"));
    this.addEventListener("message", focusTerminal, { once: true });
    this.addEventListener("close", (end) => {
      const why = end.wasClean
        ? end.reason || "Pilotage has ended here. What you wrote is saved."
        : "The connection is lost. What the header called saved is safe.";
      document.getElementById("why").textContent = why;
      setTimeout(() => document.getElementById("again").focus());
    });
  }
};

function focusTerminal() {
  document.querySelector(".xterm-helper-textarea")?.focus();
}

// A download needs no window of its own, which a browser may forbid; a link gets one, if it is one.
const open = window.open.bind(window);
window.open = (address) => {
  const found = new URL(address, location.href);
  const [, key] = found.pathname.match(/^\/download\/(\w+)$/) || [];
  if (key && found.origin === location.origin) {
    const link = document.createElement("a");
    link.href = `download/${key}`;
    link.download = "";
    link.click();
  } else if (["http:", "https:", "mailto:"].includes(found.protocol)) {
    open(found.href, "_blank", "noopener");
  }
  return null;
};

// The terminal measures its letters when it starts: not before they are there.
const start = window.onload;
window.onload = async (event) => {
  document.getElementById("again").addEventListener("click", () => location.reload());
  const letters = ["16px", "bold 16px", "italic 16px"].map((each) =>
    document.fonts.load(`${each} "Roboto Mono"`),
  );
  const patience = new Promise((done) => setTimeout(done, 3000));
  await Promise.race([Promise.allSettled(letters), patience]);
  start(event);
};
