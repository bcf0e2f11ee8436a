"""Theme and style sheet of the page, in the colours of the figures."""

from pathlib import Path

import gradio as gr

from latentviz.figures import (
    disagreements,
    intervention,
    lens_grid,
    number_sweep,
    palette,
    pareto,
    reliability,
    rewards,
    snapshots,
    steps,
    tokens,
    training,
    what_if,
)
from latentviz.figures import map as map_module

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
COLOURS = ("CONTINUE", "STOP", "RIGHT", "WRONG", "CLOUD", "SELECTED", "ON_CONTINUE", "ON_STOP")
# Heights in pixels, reserved for the figures by their names on the page.
HEIGHTS = {
    "map": 700,
    "tokens": tokens.HEIGHT,
    "control": tokens.HEIGHT,
    "what-if": what_if.HEIGHT,
    "grid": lens_grid.HEIGHT,
    "lab-edit": intervention.HEIGHT,
    "lab-map": map_module.HEIGHT,
    "lab-stress": number_sweep.HEIGHT,
    "compare-map": map_module.HEIGHT,
    "compare-flips": disagreements.HEIGHT,
    "compare-flip-steps": disagreements.STEPS_HEIGHT,
    **dict.fromkeys(("histogram", "operations", "accuracy"), steps.HEIGHT),
    "calibration": reliability.HEIGHT,
    "front": pareto.HEIGHT,
    **dict.fromkeys(
        ("losses", "training-accuracy", "mean-steps", "by-operations", "halts", "kl", "reward"), training.HEIGHT
    ),
    **dict.fromkeys(("probe", "probe-path"), snapshots.HEIGHT),
    "advantages": rewards.HEIGHT,
}
PAGE, PANEL, INK, SUBDUED, LINE = "#F4F6F9", "#FFFFFF", "#1B2129", "#565E68", "#DDE1E6"
PAGE_DARK, PANEL_DARK, INK_DARK, SUBDUED_DARK, LINE_DARK = "#0B0F19", "#121826", "#E4E7EB", "#A2AAB5", "#2A3140"


def theme() -> gr.themes.Base:
    """System fonts, panels on a quiet page, one accent."""
    base = gr.themes.Base(radius_size="sm", font=SANS, font_mono=MONO)
    return base.set(
        body_background_fill=PAGE,
        body_background_fill_dark=PAGE_DARK,
        background_fill_primary=PANEL,
        background_fill_primary_dark=PANEL_DARK,
        body_text_color=INK,
        body_text_color_dark=INK_DARK,
        body_text_color_subdued=SUBDUED,
        body_text_color_subdued_dark=SUBDUED_DARK,
        border_color_primary=LINE,
        border_color_primary_dark=LINE_DARK,
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_shadow="none",
        block_padding="0",
        block_label_text_color="*body_text_color_subdued",
        block_label_text_color_dark="*body_text_color_subdued",
        block_title_text_color="*body_text_color_subdued",
        block_title_text_color_dark="*body_text_color_subdued",
        input_background_fill=PANEL,
        input_background_fill_dark=PANEL_DARK,
        input_border_width="1px",
        input_border_width_dark="1px",
        input_border_color="#B9C1CA",
        input_border_color_dark="#465062",
        input_border_color_focus=palette.CONTINUE,
        input_border_color_focus_dark=palette.CONTINUE,
        input_placeholder_color="*body_text_color_subdued",
        input_placeholder_color_dark="*body_text_color_subdued",
        color_accent=palette.CONTINUE,
        slider_color=palette.CONTINUE,
        slider_color_dark=palette.CONTINUE,
        button_primary_background_fill=palette.CONTINUE,
        button_primary_background_fill_dark=palette.CONTINUE,
        button_primary_background_fill_hover="#36608A",
        button_primary_background_fill_hover_dark="#36608A",
        button_primary_text_color=palette.ON_CONTINUE,
        button_primary_text_color_dark=palette.ON_CONTINUE,
        button_secondary_background_fill=PANEL,
        button_secondary_background_fill_dark=PANEL_DARK,
        checkbox_label_background_fill=PANEL,
        checkbox_label_background_fill_dark=PANEL_DARK,
        button_secondary_background_fill_hover="#EEF3F8",
        button_secondary_background_fill_hover_dark="#182234",
        button_secondary_border_color=LINE,
        button_secondary_border_color_dark=LINE_DARK,
        button_secondary_text_color=INK,
        button_secondary_text_color_dark=INK_DARK,
        button_border_width="1px",
    )


def css() -> str:
    """The style sheet, after the palette and the figures' heights as custom properties."""
    properties = {name.lower().replace("_", "-"): getattr(palette, name) for name in COLOURS}
    heights = {f"{name}-height": f"{height}px" for name, height in HEIGHTS.items()}
    reserved = "\n".join(
        f"#{name}-plot, #{name}-plot .js-plotly-plot {{ height: var(--{name}-height); }}" for name in HEIGHTS
    )
    listed = "".join(f"--{name}: {value}; " for name, value in (properties | heights).items())
    sheet = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return f":root {{ {listed}}}\n{figure_text()}\n{reserved}\n{sheet}"


def figure_text() -> str:
    """Give what the figures write in their in-between grey the text colour of the theme, which they cannot know."""
    red, green, blue = (int(palette.FOREGROUND[start : start + 2], 16) for start in (1, 3, 5))
    written = f'text[style*="fill: rgb({red}, {green}, {blue})"]'
    return (
        f".js-plotly-plot :not(.textpoint, .heatmap-label) > {written} {{ fill: var(--body-text-color) !important; }}"
    )
