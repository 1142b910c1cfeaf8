// <meeting-timer minutes="5" elapsed="40">: counts the time box of a point down, and on below nought. Without it the minutes stand there.
customElements.define(
  "meeting-timer",
  class extends HTMLElement {
    connectedCallback() {
      const box = 60 * Number(this.getAttribute("minutes"));
      // Counted from what the server says has passed: its clock and this one may differ.
      const begun = performance.now() - 1000 * Number(this.getAttribute("elapsed"));
      const shown = this.querySelector("output");
      const words = this.querySelector("span");
      const tick = () => {
        const left = Math.round(box - (performance.now() - begun) / 1000);
        const rest = Math.abs(left);
        shown.textContent = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
        words.textContent = left < 0 ? `over the ${box / 60} min` : `left of ${box / 60} min`;
        this.classList.toggle("over", left < 0);
      };
      tick();
      this.ticking = setInterval(tick, 1000);
    }

    disconnectedCallback() {
      clearInterval(this.ticking);
    }
  },
);
