"""One thought in one picture, for a slide or a preview: as SVG, PNG, or a GIF that repeats itself."""

import io
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

import numpy as np
from PIL import Image, ImageColor, ImageDraw, ImageFont

from latentviz.figures.palette import CONTINUE, FOREGROUND, RIGHT, SELECTED, STOP, WRONG
from latentviz.figures.wording import halt_word, is_past_halt, probability_text, step_label, story_sentence, token_text
from latentviz.records.number_use import LEAST_CHANGE
from latentviz.records.trace import ThoughtTrace

WIDTH, HEIGHT, MARGIN = 1200, 630, 48
BACKGROUND, INK, QUIET, LINE = "#FFFFFF", "#1F2430", FOREGROUND, "#D8DBE0"
LINE_HEIGHT = 1.4
TRACK_TOP, BAR_HEIGHT = 330, 90
# A longer thought is drawn around its halt.
MAX_STEPS, N_BEFORE_HALT = 16, 12
SUPERSAMPLING = 2
FRAME_MS, LAST_FRAME_MS = 900, 3500
N_CURVE_POINTS = 40
# As the page shows them: a line break of the text is a blank.
BREAKS = re.compile(r"\s")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Text:
    """Words on a line; `anchor` ("start", "middle", "end") says which end of them, or their middle, lies at `x`."""

    x: float
    y: float
    text: str
    size: float
    color: str = INK
    anchor: str = "start"
    opacity: float = 1.0


@dataclass(frozen=True)
class Box:
    """A rectangle, filled or outlined."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    outline: str | None = None
    opacity: float = 1.0


@dataclass(frozen=True)
class Dashes:
    """A dashed line from a point to the right."""

    x: float
    y: float
    width: float
    color: str
    opacity: float


@dataclass(frozen=True)
class Curve:
    """An S from a number of the question down to a step."""

    start: tuple[float, float]
    end: tuple[float, float]
    color: str
    opacity: float

    @property
    def controls(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The inner points of the cubic Bezier curve."""
        (x0, y0), (x1, y1) = self.start, self.end
        middle = (y0 + y1) / 2
        return (x0, middle), (x1, middle)


Mark = Text | Box | Dashes | Curve


def thought_svg(trace: ThoughtTrace) -> str:
    """Draw a finished thought as a stand-alone SVG of 1200 x 630 pixels."""
    shapes = "".join(_svg_of(mark) for mark in marks_of(trace))
    title = escape(story_sentence(trace))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="Helvetica, Arial, sans-serif" role="img"><title>{title}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{BACKGROUND}"/>{shapes}</svg>'
    )
    return NOT_XML.sub("\ufffd", svg)


def thought_png(trace: ThoughtTrace) -> bytes:
    """Draw a finished thought as a PNG of 1200 x 630 pixels."""
    content = io.BytesIO()
    _image_of(marks_of(trace)).save(content, "PNG", optimize=True)
    return content.getvalue()


def thought_gif(trace: ThoughtTrace) -> bytes:
    """Draw a finished thought step by step as a GIF that repeats itself."""
    rows = [-1, *(row for row in rows_of(trace) if row <= trace.halt)]
    frames = [_image_of(marks_of(trace, row)).convert("P", palette=Image.Palette.ADAPTIVE, colors=64) for row in rows]
    content = io.BytesIO()
    times = [FRAME_MS] * (len(rows) - 1) + [LAST_FRAME_MS]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], duration=times, loop=0, optimize=True)
    return content.getvalue()


PICTURES = {
    "png": ("image/png", thought_png),
    "svg": ("image/svg+xml", lambda trace: thought_svg(trace).encode()),
    "gif": ("image/gif", thought_gif),
}


def marks_of(trace: ThoughtTrace, upto: int | None = None) -> list[Mark]:
    """What is drawn of a thought; with `upto` the steps to that row alone, -1 for the question alone."""
    last = trace.n_recorded if upto is None else upto
    is_whole = upto is None or upto == trace.n_latent_steps
    marks: list[Mark] = [
        Text(MARGIN, 44, "latentviz", 18, QUIET),
        Text(WIDTH - MARGIN, 44, f"a thought of {trace.checkpoint}", 18, QUIET, "end"),
    ]
    if is_whole:
        lines = wrapped(story_sentence(trace), 22, 2)
        marks += [Text(MARGIN, 84 + 30 * i, line, 22) for i, line in enumerate(lines)]
    words, places = question_marks(trace)
    columns = columns_of(trace)
    for row, (x, width) in columns.items():
        marks += _step(trace, row, x, width, is_shown=row <= last)
        if row <= min(last, trace.halt):
            marks += _curves(trace, row, places, x + width / 2)
    marks += words
    if is_whole:
        marks += _answer(trace)
    return marks


def question_marks(trace: ThoughtTrace) -> tuple[list[Mark], dict[int, tuple[float, float]]]:
    """The question word by word, and the lower middle of each of its numbers that has a place."""
    use = trace.number_use
    text = BREAKS.sub(" ", trace.question if use is None else use.text)
    spans = [] if use is None else list(zip(use.starts.tolist(), use.ends.tolist(), strict=True))
    size = next((size for size in (26, 22, 18, 15) if len(_lines(text, size)) * size * LINE_HEIGHT < 150), 13)
    marks: list[Mark] = []
    places: dict[int, tuple[float, float]] = {}
    for row, line in enumerate(_lines(text, size)[:8]):
        y = 172 + row * size * LINE_HEIGHT
        x = float(MARGIN)
        for start, word in line:
            marks.append(Text(x, y, shortened(word, WIDTH - 2 * MARGIN, size), size))
            for index, (first, end) in enumerate(spans):
                if start <= first < start + len(word):
                    left = x + text_width(word[: first - start], size)
                    width = text_width(word[first - start : end - start], size)
                    marks.insert(0, Box(left - 3, y - size, width + 6, 1.35 * size, fill=SELECTED, opacity=0.14))
                    places[index] = (left + width / 2, y + 0.38 * size)
            x += text_width(word + " ", size)
    return marks, places


def _lines(text: str, size: float) -> list[list[tuple[int, str]]]:
    """Words, each with the character that it begins at, line by line."""
    lines: list[list[tuple[int, str]]] = [[]]
    x, start = 0.0, 0
    for word in text.split(" "):
        width = text_width(word + " ", size)
        if x + width > WIDTH - 2 * MARGIN and lines[-1]:
            lines.append([])
            x = 0.0
        lines[-1].append((start, word))
        x += width
        start += len(word) + 1
    return lines


def wrapped(text: str, size: float, n_lines: int) -> list[str]:
    """A text in at most so many lines."""
    lines = [" ".join(word for _, word in line) for line in _lines(text, size)]
    return lines if len(lines) <= n_lines else [*lines[: n_lines - 1], f"{lines[n_lines - 1]} …"]


def rows_of(trace: ThoughtTrace) -> range:
    """The rows that are drawn: all, or of a long thought those around its halt."""
    n = trace.n_recorded + 1
    first = max(0, min(trace.halt - N_BEFORE_HALT, n - MAX_STEPS))
    return range(first, min(n, first + MAX_STEPS))


def columns_of(trace: ThoughtTrace) -> dict[int, tuple[float, float]]:
    """Left end and width of each row that is drawn."""
    rows = rows_of(trace)
    pitch = (WIDTH - 2 * MARGIN - 150) / len(rows)
    return {row: (MARGIN + place * pitch, pitch - 10) for place, row in enumerate(rows)}


def _step(trace: ThoughtTrace, row: int, x: float, width: float, is_shown: bool) -> list[Mark]:
    halts, opacity = row == trace.n_latent_steps, 0.35 if is_past_halt(trace, row) else 1.0
    color = STOP if halts else CONTINUE
    middle, bottom = x + width / 2, TRACK_TOP + 40 + BAR_HEIGHT
    frame = Box(x, TRACK_TOP, width, 238, outline=color if halts and is_shown else LINE)
    marks: list[Mark] = [frame, Text(middle, TRACK_TOP + 26, step_label(row), 18, QUIET, "middle", opacity)]
    if not is_shown:
        return marks
    p = float(trace.p_stop[row])
    answer = trace.answers[row] or "nothing"
    said = f"would say {answer}"
    if text_width(said, 14) > width:
        said = f"→ {answer}"
    marks += [
        Box(middle - 9, bottom - p * BAR_HEIGHT, 18, max(p * BAR_HEIGHT, 2), fill=color, opacity=opacity),
        Text(middle + 16, bottom, unescape(probability_text(p)), 15, INK, "start", opacity),
        Text(
            middle,
            bottom + 46,
            shortened(unescape(token_text(trace.nearest_tokens[row][0])), width, 28),
            28,
            INK,
            "middle",
            opacity,
        ),
        Text(middle, bottom + 84, shortened(said, width, 14), 14, QUIET, "middle", opacity),
    ]
    if halts:
        marks.append(Text(middle, TRACK_TOP + 262, halt_word(trace), 18, STOP, "middle"))
    threshold_y = bottom - trace.threshold * BAR_HEIGHT
    marks.append(Dashes(x + 6, threshold_y, width - 12, QUIET, opacity))
    return marks


def _curves(trace: ThoughtTrace, row: int, places: dict[int, tuple[float, float]], x: float) -> list[Curve]:
    """From the numbers that a step looks at to the step, whose middle lies at `x`."""
    use = trace.number_use
    changes = [] if use is None else [(place, float(use.change[row, index])) for index, place in places.items()]
    return [Curve(place, (x, TRACK_TOP), SELECTED, change) for place, change in changes if change >= LEAST_CHANGE]


def _answer(trace: ThoughtTrace) -> list[Mark]:
    x = WIDTH - MARGIN
    verdict = {True: ("right", RIGHT), False: ("wrong", WRONG), None: ("", INK)}[trace.right]
    return [
        Text(x, TRACK_TOP + 26, "answer", 18, QUIET, "end"),
        Text(x, TRACK_TOP + 92, shortened(trace.answer_text or "nothing", 140, 48), 48, INK, "end"),
        Text(x, TRACK_TOP + 126, verdict[0], 20, verdict[1], "end"),
        Text(MARGIN, HEIGHT - 14, shortened(caption(trace), WIDTH - 2 * MARGIN, 14), 14, QUIET),
    ]


def caption(trace: ThoughtTrace) -> str:
    """What the picture shows, in one line."""
    rows = rows_of(trace)
    shown = "Bars: how sure it was to stop. Below: what each latent step reads like."
    if len(rows) <= trace.n_recorded:
        shown = f"{step_label(rows[0])} to {step_label(rows[-1])} of {step_label(trace.n_recorded)}. {shown}"
    use = trace.number_use
    if use is None or not use.n_control_words:
        return shown
    of_words = float(use.control[: trace.halt + 1].max())
    return f"{shown} Curves: numbers without which it reads differently (other words: {of_words:.2f} of 1 at most)."


def shortened(text: str, width: float, size: float) -> str:
    """A text that fits into a width, in pixels; cut texts end in an ellipsis."""
    # No letter is narrower than a pixel.
    if len(text) <= width and text_width(text, size) <= width:
        return text
    n_letters = bisect_right(range(1, int(width)), width, key=lambda n: text_width(f"{text[:n]}…", size))
    return f"{text[:n_letters]}…"


@lru_cache(maxsize=32)
def font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The typeface of the PNG, which comes with pillow; the SVG's is stretched to its widths."""
    return ImageFont.load_default(size)


def text_width(text: str, size: float) -> float:
    """Width in pixels."""
    return font(size).getlength(text)


def _svg_of(mark: Mark) -> str:
    if isinstance(mark, Text):
        length = f'textLength="{text_width(mark.text, mark.size):.1f}" lengthAdjust="spacingAndGlyphs"'
        return (
            f'<text x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size}" fill="{mark.color}" '
            f'text-anchor="{mark.anchor}" opacity="{mark.opacity:.2f}" {length}>{escape(mark.text)}</text>'
            if mark.text
            else ""
        )
    if isinstance(mark, Curve):
        (a, b), (c, d) = mark.controls
        (x, y), (end_x, end_y) = mark.start, mark.end
        path = f"M{x:.1f} {y:.1f} C{a:.1f} {b:.1f} {c:.1f} {d:.1f} {end_x:.1f} {end_y:.1f}"
        return f'<path d="{path}" fill="none" stroke="{mark.color}" stroke-width="2.5" opacity="{mark.opacity:.2f}"/>'
    if isinstance(mark, Dashes):
        return (
            f'<path d="M{mark.x:.1f} {mark.y:.1f} h{mark.width:.1f}" stroke="{mark.color}" stroke-width="1.5" '
            f'stroke-dasharray="5 4" opacity="{mark.opacity:.2f}"/>'
        )
    return (
        f'<rect x="{mark.x:.1f}" y="{mark.y:.1f}" width="{mark.width:.1f}" height="{mark.height:.1f}" rx="4" '
        f'fill="{mark.fill or "none"}" stroke="{mark.outline or "none"}" stroke-width="1.5" '
        f'opacity="{mark.opacity:.2f}"/>'
    )


def _image_of(marks: list[Mark]) -> Image.Image:
    scale = SUPERSAMPLING
    image = Image.new("RGB", (WIDTH * scale, HEIGHT * scale), BACKGROUND)
    draw = ImageDraw.Draw(image)
    for mark in marks:
        _draw(draw, mark, scale)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _draw(draw: ImageDraw.ImageDraw, mark: Mark, scale: int) -> None:
    if isinstance(mark, Text):
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[mark.anchor]
        color = _mixed(mark.color, mark.opacity)
        draw.text((mark.x * scale, mark.y * scale), mark.text, color, font(mark.size * scale), anchor)
    elif isinstance(mark, Curve):
        points = (scale * _points(mark)).ravel().tolist()
        draw.line(points, _mixed(mark.color, mark.opacity), round(2.5 * scale), "curve")
    elif isinstance(mark, Dashes):
        for x in range(0, int(mark.width), 9):
            ends = [((mark.x + x) * scale, mark.y * scale), ((mark.x + min(x + 5, mark.width)) * scale, mark.y * scale)]
            draw.line(ends, _mixed(mark.color, mark.opacity), scale)
    else:
        corners = [mark.x * scale, mark.y * scale, (mark.x + mark.width) * scale, (mark.y + mark.height) * scale]
        fill, outline = (color and _mixed(color, mark.opacity) for color in (mark.fill, mark.outline))
        draw.rounded_rectangle(corners, 4 * scale, fill, outline, round(1.5 * scale))


def _points(curve: Curve) -> np.ndarray:
    """Places along a curve, (N_CURVE_POINTS + 1, 2)."""
    t = np.linspace(0, 1, N_CURVE_POINTS + 1)[:, None]
    shares = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return shares @ np.array([curve.start, *curve.controls, curve.end])


def _mixed(color: str, opacity: float) -> tuple[int, ...]:
    """A colour as it looks on the background."""
    ink, paper = np.array([ImageColor.getrgb(color), ImageColor.getrgb(BACKGROUND)])
    return tuple(np.round(opacity * ink + (1 - opacity) * paper).astype(int).tolist())
