// g then a letter goes to a page, j and k walk lists and tables, / finds, ? shows the keys. Text fields keep their letters.
let going = 0;

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  if (going) {
    clearTimeout(going);
    going = 0;
    const link = [...document.querySelectorAll("a[data-key]")].find((candidate) => candidate.dataset.key === event.key);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  const keys = { g: awaitLetter, j: () => walk(1), k: () => walk(-1), "/": search, "?": showKeys };
  if (keys[event.key]?.() !== false && event.key in keys) event.preventDefault();
});

function awaitLetter() {
  going = setTimeout(() => (going = 0), 1500);
}

/** Focus stands on the link of a row; a row without one is passed over. */
function walk(step) {
  const rows = [...document.querySelectorAll("[data-walk] tbody > tr, ol[data-walk] > li, ul[data-walk] > li")]
    .map((row) => ({ row, link: row.querySelector("a[href], button") }))
    .filter(({ link }) => link);
  if (rows.length === 0) return false;
  const opened = document.querySelector("td a[aria-current]");
  const from = rows.some(({ row }) => row.contains(document.activeElement)) ? document.activeElement : opened;
  const at = rows.findIndex(({ row }) => from && row.contains(from));
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  for (const { row } of rows) row.classList.toggle("here", row === next.row);
  // In a grid the column is kept.
  const column = from?.closest("td")?.cellIndex;
  const cell = column > 0 ? next.row.cells?.[column]?.querySelector("a") : null;
  (cell ?? next.link).focus();
}

function search() {
  const field = document.querySelector("input[type=search]");
  if (!field) return false;
  field.focus();
  field.select();
}

function showKeys() {
  let dialog = document.querySelector("dialog.keys");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.setAttribute("aria-labelledby", "keys-title");
    const list = document.createElement("dl");
    const pages = [...document.querySelectorAll("a[data-key]")].map((link) => [
      `g ${link.dataset.key}`,
      link.firstChild.textContent.trim(),
    ]);
    const always = [["j / k", "Next and previous row"], ["?", "These keys"], ["Esc", "Close"]];
    if (document.querySelector("input[type=search]")) always.unshift(["/", "Search"]);
    for (const [key, does] of [...pages, ...always]) {
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      list.append(term, Object.assign(document.createElement("dd"), { textContent: does }));
    }
    const title = Object.assign(document.createElement("h2"), { id: "keys-title", textContent: "Keys" });
    const close = Object.assign(document.createElement("button"), { textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(title, list, close);
    document.body.append(dialog);
  }
  dialog.showModal();
}
