/* On every page: "/" leads to the search box, and a link into a closed part opens it. Opened from a folder (file:), links to folders lead to their page. */
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("input[type=search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
/* What a link leads to may lie in a part that is closed: not every browser opens it by itself. */
function reveal() {
  const target = document.querySelector(":target");
  const closed = target && target.closest("details:not([open])");
  if (!closed) return;
  closed.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
addEventListener("load", reveal);
if (location.protocol === "file:") {
  const page = (address) => address.replace(/\/([?#]|$)/, "/index.html$1");
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = page(link.href);
  }, true);
  document.addEventListener("submit", (event) => { event.target.action = page(event.target.action); }, true);
}
