/* On every page: "/" leads to the search box. Opened from a folder (file:), links to folders lead to their page. */
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
if (location.protocol === "file:") {
  const page = (address) => address.replace(/\/([?#]|$)/, "/index.html$1");
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "file:") link.href = page(link.href);
  }, true);
  document.addEventListener("submit", (event) => { event.target.action = page(event.target.action); }, true);
}
