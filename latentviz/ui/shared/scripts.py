"""The page's scripts: what must happen in the browser, at once or without a copy on the server."""

ON_LOAD = """() => {
  document.documentElement.lang = "en";
  document.querySelector(".first-look")?.remove();
  const embedded = new URLSearchParams(location.search).has("embed");
  document.body.classList.toggle("embedded", embedded);
  const plot = (name) => document.querySelector(`#${name}-plot .js-plotly-plot`);
  // Gradio draws a changed figure where the last one stands, and then again in a fresh place, which alone is seen: the
  // first of the two waits, and is left out where its place has gone.
  const drawnOnce = (plotly) => {
    const draw = plotly.react;
    plotly.react = (place, ...figure) => {
      if (!place.data) return draw(place, ...figure);
      requestAnimationFrame(() => { if (place.isConnected) draw(place, ...figure); });
    };
    return plotly;
  };
  let plotly = window.Plotly && drawnOnce(window.Plotly);
  const kept = { get: () => plotly, set: (loaded) => { plotly = drawnOnce(loaded); }, configurable: true };
  Object.defineProperty(window, "Plotly", kept);
  window.latentviz = {
    select(step) {
      for (const figure of ["map", "tokens", "what-if", "grid"].map(plot)) {
        const changes = {};
        figure?.layout?.shapes?.forEach((shape, index) => {
          if (!shape.name?.startsWith("step ")) return;
          const opacity = Number(shape.name === `step ${step}`);
          if (shape.opacity !== opacity) changes[`shapes[${index}].opacity`] = opacity;
        });
        if (Object.keys(changes).length) window.Plotly.relayout(figure, changes);
        const ring = figure?.layout?.meta?.rings?.[step];
        if (!ring) continue;
        const index = figure.data.findIndex((trace) => trace.name === "selected step");
        window.Plotly.restyle(figure, { x: [ring.x], y: [ring.y], z: [ring.z] }, [index]);
      }
    },
    // Draws the path on the flat map from START on; animations leave what the figure shows without them.
    play() {
      const figure = plot("map");
      const groups = [...(figure?.querySelectorAll(".scatterlayer .trace") ?? [])];
      const parts = (name, part) =>
        [...(groups.find((group) => group.__data__[0].trace.name === name)?.querySelectorAll(part) ?? [])];
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const [pace, draw] = [900, still ? 1 : 600];
      const run = (element, frames, at, duration) =>
        element.animate(frames, { delay: at * pace, duration, easing: "ease-in-out", fill: "backwards" });
      const appear = (elements, at) =>
        elements.forEach((element) => run(element, { opacity: [0, getComputedStyle(element).opacity] }, at, 150));
      const lines = parts("this thought", "path.js-line");
      const arrival = (step) => (step ? step - 1 + draw / pace : 0);
      lines.forEach((line, step) => {
        const length = line.getTotalLength();
        const dashes = { strokeDasharray: [`${length}`, `${length}`], strokeDashoffset: [length, 0] };
        run(line, dashes, step, draw);
      });
      parts("direction", ".point").forEach((head, step) => appear([head], arrival(step + 1)));
      for (const part of [".point", "text"]) {
        parts("steps", part).forEach((mark, step) => appear([mark], arrival(step)));
      }
      figure?.layout.annotations?.forEach((annotation, index) => {
        const step = /^step ([0-9]+)$/.exec(annotation.name ?? "")?.[1];
        if (step) appear([figure.querySelector(`.annotation[data-index="${index}"]`)], arrival(Number(step)));
      });
      const after = ["had it not stopped", "steps past the halt", "true places"];
      appear(groups.filter((group) => after.includes(group.__data__[0].trace.name)), lines.length);
      appear([...(figure?.querySelectorAll(".layer-above .shapelayer path") ?? [])], lines.length);
    },
    // Puts what is made of the run's address onto the clipboard, and says so for a while on the button that asked.
    copy(name, made) {
      const link = document.querySelector("#link a.run-link");
      if (!link) {
        alert("There is no run yet. Run a question first.");
        return;
      }
      const [text, button] = [made(link.href), document.querySelector(`#${name}`)];
      const copied = () => {
        button.dataset.words ??= button.textContent;
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = button.dataset.words; }, 2000);
      };
      (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(copied, () => prompt("Copy this:", text));
    },
    save(payload) {
      const file = JSON.parse(payload || "{}");
      if (file.error) alert(file.error);
      if (!file.base64) return;
      const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("#question")) {
      event.preventDefault();
      document.querySelector("#run").click();
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-export]");
    const figure = button && plot(button.dataset.export);
    if (!figure) return;
    const { clientWidth: width, clientHeight: height } = figure;
    const options = { format: button.dataset.format, filename: `latentviz-${button.dataset.export}`, width, height };
    window.Plotly.downloadImage(figure, options);
  });
}"""
PLAY = "() => { window.latentviz.play(); }"
TOGGLE_DARK = "() => { document.body.classList.toggle('dark'); }"
READ_QUERY = "(query, ...others) => [window.location.search, ...others]"
SAVE = "(payload) => { window.latentviz.save(payload); }"
COPY_LINK = "() => { window.latentviz.copy('copy-link', (address) => address); }"
COPY_EMBED = """() => window.latentviz.copy("copy-embed", (address) => {
  const frame = document.createElement("iframe");
  frame.src = `${address}&embed=1`;
  frame.title = "A thought, step by step";
  frame.width = "100%";
  frame.height = "540";
  frame.loading = "lazy";
  return frame.outerHTML;
})"""
ON_TAB = """() => {
  const tabs = document.querySelector("#tabs");
  if (tabs.getBoundingClientRect().top < 0) tabs.scrollIntoView();
  requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
}"""
