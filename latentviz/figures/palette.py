"""Colours of page and figures, told apart by colour-blind eyes; a mark or a word always says the same again.

The qualitative ones are Paul Tol's "bright" scheme (SRON/EPS/TN/09-002).
"""

from plotly.colors import make_colorscale

CONTINUE = "#4477AA"
STOP = "#EE6677"
RIGHT = "#228833"
WRONG = "#CCBB44"
CLOUD = "#BBBBBB"
SELECTED = "#AA3377"

ON_CONTINUE = "#FFFFFF"
ON_STOP = "#1A1A1A"
PAST = "#9DB2C8"
ON_PAST = "#1A1A1A"

# Plotly cannot inherit the page's text colour, so this grey must be read on white and on gradio's #0b0f19 alike. The
# two lie 19.2 : 1 apart, so no colour reaches more than sqrt(19.2) = 4.38 : 1 on both; this one has 4.37 on each.
FOREGROUND = "#747982"
GRID = "rgba(116, 121, 130, 0.25)"
TRANSPARENT = "rgba(0, 0, 0, 0)"
FAINT = 0.3

# Blue to gold with rising lightness, so that the order survives in grey too.
STEP_COLORS = ("#2A4793", "#535A90", "#786C8A", "#9A7E82", "#B99176", "#D6A565", "#F2BA49")
STEP_SCALE = make_colorscale(STEP_COLORS)

# Numbers that states read like; viridis (Smith and van der Walt, 2015) without its darkest and lightest ends.
NUMBER_COLORS = ("#482475", "#3B528B", "#2C728E", "#21918C", "#28AE80", "#5EC962", "#B5DE2B")
NUMBER_SCALE = make_colorscale(NUMBER_COLORS)

PROBABILITY_SCALE = [[0.0, "#C3D3E4"], [0.5, "#7FA5CB"], [1.0, "#1F3F66"]]
LIGHT_TO_DARK = [[0.0, "#EEF3F8"], [0.5, "#7FA5CB"], [1.0, "#1F3F66"]]
FAINT_PROBABILITY_SCALE = [[0.0, "rgba(68, 119, 170, 0.04)"], [1.0, "rgba(68, 119, 170, 0.2)"]]

# Colour, line and symbol of thoughts that are laid over this one: told apart without colour too.
OVERLAYS = (
    ("#228833", "dash", "diamond"),
    ("#AA3377", "dot", "square"),
    ("#66CCEE", "dashdot", "triangle-up"),
    ("#CCBB44", "longdash", "cross"),
    ("#EE6677", "longdashdot", "star"),
    ("#BB8866", "dash", "hexagon"),
)
GHOST = "#8A8F98"
