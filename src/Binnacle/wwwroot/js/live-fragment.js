// <live-fragment src="/jobs/12/progress" every="2">: asks for its own content again until the answer carries data-done.
// An unreachable server is asked less often, and what was shown stays.
customElements.define(
  "live-fragment",
  class extends HTMLElement {
    connectedCallback() {
      this.pause = 1000 * (Number(this.getAttribute("every")) || 2);
      this.later(this.pause);
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
    }

    later(pause) {
      this.timer = setTimeout(() => this.refresh(), pause);
    }

    async refresh() {
      if (document.hidden) return this.later(this.pause);
      try {
        const response = await fetch(this.getAttribute("src"), { headers: { Accept: "text/html" } });
        if (!response.ok) throw new Error(response.statusText);
        const html = await response.text();
        const page = new DOMParser().parseFromString(html, "text/html");
        const content = page.querySelector("live-fragment") ?? page.body;
        if (content.innerHTML !== this.innerHTML) this.replaceChildren(...content.childNodes);
        if (!this.querySelector("[data-done]")) return this.later(this.pause);
        if (this.hasAttribute("reload")) location.reload();
      } catch {
        this.later(this.pause * 5);
      }
    }
  },
);
