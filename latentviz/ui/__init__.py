"""The page: the only part that knows gradio, beside `app.py`."""

from collections.abc import Iterator
from functools import partial

import gradio as gr

from latentviz.ui import components
from latentviz.ui.engine import Engine, ModelUnavailable
from latentviz.ui.explore import build_explore, map_of, wire_explore

TOGGLE_DARK = "() => { document.body.classList.toggle('dark'); }"
RUN_ON_CTRL_ENTER = """() => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest("#question")) {
      event.preventDefault();
      document.querySelector("#run").click();
    }
  });
}"""


def build(engine: Engine) -> gr.Blocks:
    """Lay out the page and wire it to an engine; nothing is served yet.

    `theme()` and `css()` of `latentviz.ui.theme` go to `launch`.
    """
    with gr.Blocks(title="latentviz", analytics_enabled=False) as page:
        with gr.Row(elem_id="header"):
            gr.HTML(components.masthead(), elem_id="masthead")
            status = gr.HTML(components.model_status(engine.name, "loading"), elem_id="model-status")
            dark = gr.Button("Light / dark", size="sm", scale=0, min_width=110, elem_id="dark-toggle")
        tab = build_explore(engine)
        gr.HTML(components.about(engine.limits), elem_id="about")
        wire_explore(tab, engine)
        dark.click(None, js=TOGGLE_DARK, api_visibility="private")
        page.load(None, js=RUN_ON_CTRL_ENTER, api_visibility="private")
        page.load(
            partial(announce, engine),
            outputs=[status, tab.message, tab.map_plot],
            concurrency_limit=None,
            show_progress="hidden",
            api_visibility="private",
        )
    return page


def announce(engine: Engine) -> Iterator[tuple]:
    """Say whether the model is ready, wait until it is, then show the map that is still without a thought."""
    yield components.model_status(engine.name, "loading"), gr.skip(), gr.skip()
    try:
        engine.wait()
    except ModelUnavailable as error:
        yield components.model_status(engine.name, "failed"), components.error_card(str(error)), gr.skip()
        return
    yield components.model_status(engine.name, "ready"), gr.skip(), map_of(engine, None)
