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
    sources,
    steps,
    tokens,
    training,
    what_if,
)
from latentviz.figures import map as map_module

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
COLOURS = ("CONTINUE", "STOP", "RIGHT", "WRONG", "SELECTED", "ON_STOP")
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
    **dict.fromkeys(("compare-flips", "compare-flip-steps"), disagreements.HEIGHT),
    **dict.fromkeys(("histogram", "operations", "accuracy"), steps.HEIGHT),
    "calibration": reliability.HEIGHT,
    "front": pareto.HEIGHT,
    "sources": sources.HEIGHT,
    **dict.fromkeys(
        ("losses", "training-accuracy", "mean-steps", "by-operations", "halts", "kl", "reward"), training.HEIGHT
    ),
    **dict.fromkeys(("probe", "probe-path"), snapshots.HEIGHT),
    "advantages": rewards.HEIGHT,
}
INK, SUBDUED = ("#1B2129", "#E4E7EB"), ("*body_text_color_subdued", "*body_text_color_subdued")
PANEL, LINE = ("#FFFFFF", "#121826"), ("#DDE1E6", "#2A3140")
ACCENT, NONE = (palette.CONTINUE, palette.CONTINUE), ("transparent", "transparent")
# Of the theme's variables, by day and by night.
BY_MODE = {
    "body_background_fill": ("#F4F6F9", "#0B0F19"),
    "background_fill_primary": PANEL,
    "body_text_color": INK,
    "body_text_color_subdued": ("#565E68", "#A2AAB5"),
    "border_color_primary": LINE,
    "block_background_fill": NONE,
    "block_border_width": ("0px", "0px"),
    "block_label_text_color": SUBDUED,
    "block_title_text_color": SUBDUED,
    "input_background_fill": PANEL,
    "input_border_width": ("1px", "1px"),
    "input_border_color": ("#B9C1CA", "#465062"),
    "input_border_color_focus": ACCENT,
    "input_placeholder_color": SUBDUED,
    "slider_color": ACCENT,
    "button_primary_background_fill": ACCENT,
    "button_primary_background_fill_hover": ("#36608A", "#36608A"),
    "button_primary_text_color": (palette.ON_CONTINUE, palette.ON_CONTINUE),
    "button_secondary_background_fill": PANEL,
    "button_secondary_background_fill_hover": ("#EEF3F8", "#182234"),
    "button_secondary_border_color": LINE,
    "button_secondary_text_color": INK,
    "checkbox_label_background_fill": PANEL,
}


def theme() -> gr.themes.Base:
    """System fonts, panels on a quiet page, one accent."""
    base = gr.themes.Base(radius_size="sm", font=SANS, font_mono=MONO)
    return base.set(
        **{name: day for name, (day, _) in BY_MODE.items()},
        **{f"{name}_dark": night for name, (_, night) in BY_MODE.items()},
        block_shadow="none",
        block_padding="0",
        color_accent=palette.CONTINUE,
        button_border_width="1px",
    )


def css() -> str:
    """The style sheet, after the palette as custom properties and the figures' heights."""
    colours = "".join(f"--{name.lower().replace('_', '-')}: {getattr(palette, name)}; " for name in COLOURS)
    reserved = "\n".join(
        f"#{name}-plot, #{name}-plot .js-plotly-plot {{ height: {height}px; }}" for name, height in HEIGHTS.items()
    )
    sheet = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    return f":root {{ {colours}}}\n{figure_text()}\n{reserved}\n{sheet}"


def figure_text() -> str:
    """Give what the figures write in their in-between grey the text colour of the theme, which they cannot know."""
    red, green, blue = (int(palette.FOREGROUND[start : start + 2], 16) for start in (1, 3, 5))
    written = f'text[style*="fill: rgb({red}, {green}, {blue})"]'
    return (
        f".js-plotly-plot :not(.textpoint, .heatmap-label) > {written} {{ fill: var(--body-text-color) !important; }}"
    )
