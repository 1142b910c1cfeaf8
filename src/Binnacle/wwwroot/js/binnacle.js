// Comforts on top of pages that work without them.
import "./keyboard.js";
import "./error-summary.js";
import "./live-fragment.js";
import "./grid.js";

// What only a script can do is hidden until there is one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Menus close by Escape and by a click elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");
addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

if (document.querySelector("chart-view")) import("./chart-view.js");
if (document.querySelector("[data-words]")) import("./word-count.js");
if (document.querySelector("[data-carries]")) import("./carried-text.js");
if (document.querySelector("meeting-timer")) import("./meeting-timer.js");
