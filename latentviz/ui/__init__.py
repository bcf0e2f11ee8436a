"""The page: the only part that knows gradio, beside `app.py`."""

from collections.abc import Iterator
from functools import partial

import gradio as gr

from latentviz.serving.blocks import Page
from latentviz.serving.catalog import CheckpointCatalog
from latentviz.serving.checkpoint_pages import FROM_FIRST
from latentviz.serving.engine import NO_MODEL, Engine, ModelUnavailable
from latentviz.ui.compare.events import wire_compare
from latentviz.ui.compare.layout import build_compare
from latentviz.ui.dataset.events import wire_dataset
from latentviz.ui.dataset.layout import build_dataset
from latentviz.ui.endpoints import add_endpoints
from latentviz.ui.explore.events import wire_explore
from latentviz.ui.explore.layout import build_explore
from latentviz.ui.lab.events import wire_lab
from latentviz.ui.lab.layout import build_lab
from latentviz.ui.picker import build_picker, wire_picker
from latentviz.ui.shared import components, scripts
from latentviz.ui.shared.tabs import ABOUT, COMPARE, DATASET, EXPLORE, LAB, TRAINING
from latentviz.ui.tour import build_tour, wire_tour
from latentviz.ui.training.events import wire_training
from latentviz.ui.training.layout import build_training

UPLOADS_KEPT_S = 3600


def build(catalog: CheckpointCatalog, base: str = FROM_FIRST) -> gr.Blocks:
    """Lay out the page and wire it to the engine of a catalog; nothing is served yet.

    `theme()` and `css()` of `latentviz.ui.shared.theme` go to `launch`.

    Parameters
    ----------
    catalog : CheckpointCatalog
        The page's own checkpoint, and those that can be chosen.
    base : str
        Where the pages of other checkpoints lie, seen from this one, see `latentviz.serving.checkpoint_pages`.
    """
    engine = catalog.engine
    with Page(title="latentviz", analytics_enabled=False, delete_cache=(UPLOADS_KEPT_S, UPLOADS_KEPT_S)) as page:
        with gr.Row(elem_id="header"):
            gr.HTML(components.masthead(), elem_id="masthead")
            status = gr.HTML(components.model_status(engine.name, "loading"), elem_id="model-status")
            choose = gr.Button(
                "Change model", size="sm", scale=0, min_width=120, visible=engine.has_model, elem_id="model-choose"
            )
            tour_start = gr.Button("Tour, 90 s", size="sm", scale=0, min_width=90, elem_id="tour-start")
            dark = gr.Button("Light / dark", size="sm", scale=0, min_width=110, elem_id="dark-toggle")
        picker = build_picker(choose, catalog) if engine.has_model else None
        tour = build_tour(tour_start)
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as tabs:
            with gr.Tab(EXPLORE, id=EXPLORE):
                explore = build_explore(engine, tabs)
            with gr.Tab(LAB, id=LAB) as lab_tab:
                lab = build_lab(engine)
            with gr.Tab(COMPARE, id=COMPARE) as compare_tab:
                compare = build_compare(catalog)
            with gr.Tab(DATASET, id=DATASET):
                dataset = build_dataset(engine)
            with gr.Tab(TRAINING, id=TRAINING) as training_tab:
                training = build_training(engine)
            with gr.Tab(ABOUT, id=ABOUT):
                gr.HTML(components.about(engine.limits), elem_id="about")
        tabs.change(None, js=scripts.ON_TAB, api_visibility="private")
        wire_explore(page, explore, engine)
        wire_lab(lab_tab, lab, engine, explore)
        wire_compare(compare_tab, compare, catalog, explore)
        wire_dataset(dataset, engine, explore)
        wire_training(training_tab, training, engine, explore)
        wire_tour(tour, explore, engine)
        if picker is not None:
            wire_picker(picker, explore, catalog, base)
        add_endpoints(engine)
        dark.click(None, js=scripts.TOGGLE_DARK, api_visibility="private")
        page.load(None, js=scripts.ON_LOAD, api_visibility="private")
        page.load(
            partial(announce, engine),
            outputs=[status, explore["message"]],
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
