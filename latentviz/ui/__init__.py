"""The page: the only part that knows gradio, beside `app.py`."""

from collections.abc import Iterator
from functools import partial

import gradio as gr

from latentviz.ui import components, scripts
from latentviz.ui.dataset import build_dataset
from latentviz.ui.dataset_wiring import wire_dataset
from latentviz.ui.endpoints import add_endpoints
from latentviz.ui.engine import NO_MODEL, Engine, ModelUnavailable
from latentviz.ui.explore import build_explore
from latentviz.ui.tour import build_tour, wire_tour
from latentviz.ui.training import build_training
from latentviz.ui.training_wiring import wire_training
from latentviz.ui.wiring import wire_explore

UPLOADS_KEPT_S = 3600


def build(engine: Engine) -> gr.Blocks:
    """Lay out the page and wire it to an engine; nothing is served yet.

    `theme()` and `css()` of `latentviz.ui.theme` go to `launch`.
    """
    with gr.Blocks(title="latentviz", analytics_enabled=False, delete_cache=(UPLOADS_KEPT_S, UPLOADS_KEPT_S)) as page:
        with gr.Row(elem_id="header"):
            gr.HTML(components.masthead(), elem_id="masthead")
            status = gr.HTML(components.model_status(engine.name, "loading"), elem_id="model-status")
            tour_start = gr.Button("Tour, 90 s", size="sm", scale=0, min_width=90, elem_id="tour-start")
            dark = gr.Button("Light / dark", size="sm", scale=0, min_width=110, elem_id="dark-toggle")
        tour = build_tour(tour_start)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Explore", elem_id="explore"):
                tab = build_explore(engine)
            with gr.Tab("Dataset", elem_id="dataset"):
                dataset = build_dataset(engine)
            with gr.Tab("Training", elem_id="training") as shown:
                training = build_training(engine)
        gr.HTML(components.about(engine.limits), elem_id="about")
        wire_explore(page, tab, engine)
        wire_dataset(page, dataset, engine, tab)
        wire_training(page, training, engine, shown)
        wire_tour(tour, tab, engine)
        add_endpoints(engine)
        dark.click(None, js=scripts.TOGGLE_DARK, api_visibility="private")
        page.load(None, js=scripts.ON_LOAD, api_visibility="private")
        page.load(
            partial(announce, engine),
            outputs=[status, tab.views["message"]],
            concurrency_limit=None,
            show_progress="hidden",
            api_visibility="private",
        )
    return page


def announce(engine: Engine) -> Iterator[tuple]:
    """Say whether the model is ready, and wait until it is."""
    if not engine.has_model:
        yield components.model_status(engine.name, "absent"), components.notices((NO_MODEL,))
        return
    yield components.model_status(engine.name, "loading"), gr.skip()
    try:
        engine.wait()
    except ModelUnavailable as error:
        yield components.model_status(engine.name, "failed"), components.error_card(str(error))
        return
    yield components.model_status(engine.name, "ready"), gr.skip()
