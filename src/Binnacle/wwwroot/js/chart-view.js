// Draws the JSON island of a <chart-view> with Apache ECharts. Without it the picture drawn by the server stays.
const token = (name) => {
  // Canvas colours cannot be light-dark(): the browser resolves the token on an element first.
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  probe.style.color = `var(${name})`;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
};

const hex = (colour) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const context = canvas.getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return `rgb(${[...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join(",")})`;
};

/** "--chart-1" anywhere in the options becomes the colour it stands for. */
const paint = (value) => {
  if (typeof value === "string") return value.startsWith("--") ? hex(token(value)) : value;
  if (Array.isArray(value)) return value.map(paint);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, paint(member)]));
  return value;
};

/** JSON carries no functions: the words of the tooltip are put together here. */
const tooltip = (unit) => (items) => {
  const day = new Date(items[0].value[0]).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const line = ({ value: [, number, state] }) => (number === null ? "unknown" : `${number}${unit}, ${state}`);
  return [day, ...items.map(line)].join("\n");
};

customElements.define(
  "chart-view",
  class extends HTMLElement {
    async connectedCallback() {
      await import(this.getAttribute("library"));
      this.options = JSON.parse(this.querySelector("script[type='application/json']").textContent);
      if (this.options.tooltip) {
        const { unit, ...rest } = this.options.tooltip;
        this.options.tooltip = { ...rest, formatter: tooltip(unit) };
      }
      this.setAttribute("drawn", "");
      this.chart = globalThis.echarts.init(this.querySelector(".canvas"), null, { renderer: "svg" });
      this.draw();
      this.resizing = new ResizeObserver(() => this.chart.resize());
      this.resizing.observe(this);
      this.scheme = matchMedia("(prefers-color-scheme: dark)");
      this.scheme.addEventListener("change", (this.redraw = () => this.draw()));
    }

    draw() {
      const font = getComputedStyle(this).fontFamily;
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.chart.setOption({ textStyle: { fontFamily: font }, animation: !still, ...paint(this.options) }, true);
    }

    disconnectedCallback() {
      this.resizing?.disconnect();
      this.scheme?.removeEventListener("change", this.redraw);
      this.chart?.dispose();
    }
  },
);
