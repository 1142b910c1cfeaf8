// Says beside a text with a limit of words how many there are; the server counts again.
for (const text of document.querySelectorAll("textarea[data-words]")) {
  const limit = Number(text.dataset.words);
  const hint = document.getElementById(`${text.id}-hint`);
  const count = () => {
    const words = (text.value.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? []).length;
    hint.textContent = `Markdown, at most ${limit} words; now ${words}${words > limit ? `, ${words - limit} too many` : ""}.`;
  };
  text.addEventListener("input", count);
  count();
}
