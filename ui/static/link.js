// The code of a one-time link stands behind the #: into the form with it, and out of the address bar and history.
(() => {
  "use strict";
  const field = document.getElementById("code");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!field || !code) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.getElementById("password")?.focus();
})();
