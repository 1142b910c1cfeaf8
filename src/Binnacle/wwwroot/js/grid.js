// An opened cell keeps its row in sight: beside the grid the evidence follows the window, so the row can be where it was.
const cell = document.querySelector("table.grid a[aria-current]");
if (cell && matchMedia("(min-width: 1200px)").matches && location.hash === "#evidence") {
  addEventListener("load", () => cell.scrollIntoView({ block: "center", inline: "nearest" }));
}
