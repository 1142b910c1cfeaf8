// <input type="hidden" data-carries="text" disabled>: takes the value of another form's field along when its own form is sent.
addEventListener("submit", ({ target }) => {
  for (const carried of target.querySelectorAll("[data-carries]")) {
    const field = document.getElementById(carried.dataset.carries);
    carried.disabled = !field;
    carried.value = field?.value ?? "";
  }
});
