// After a refused form the reader starts at what has to be mended; its links put the cursor into the field.
customElements.define(
  "error-summary",
  class extends HTMLElement {
    connectedCallback() {
      this.querySelector("[tabindex]")?.focus();
      this.addEventListener("click", (event) => {
        const field = document.getElementById(event.target.closest?.("a")?.hash.slice(1));
        if (!field) return;
        event.preventDefault();
        field.focus();
        field.scrollIntoView({ block: "center" });
      });
    }
  },
);
