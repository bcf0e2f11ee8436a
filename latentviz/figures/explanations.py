"""What each figure shows and what it cannot tell, in one sentence each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """Two sentences below a figure."""

    how_to_read: str
    cannot_tell: str


STOP = Explanation(
    how_to_read=(
        "Each bar is how sure the model was, after that latent step, that it had thought enough; it halts at the first "
        "bar that reaches the dashed threshold (striped), and the faint bars are what would have followed."
    ),
    cannot_tell=(
        "A high bar is a habit learned in training, not knowledge of being right: look at what it would have answered "
        "at each step, and force other lengths, to see whether halting there cost anything."
    ),
)

MAP = Explanation(
    how_to_read=(
        "Each grey dot is a hidden state of another problem, close dots were similar states, and the numbered path is "
        "this thought from START (S) to the octagon where it halts; faint steps would have followed."
    ),
    cannot_tell=(
        "Distances between far groups, directions and the length of an arrow mean little on a map that squeezes "
        "hundreds of dimensions into two or three, and a pretty path explains nothing by itself: read the true cosine "
        "and the distance percentile in the hover, and compare with the PCA view."
    ),
)

TOKENS = Explanation(
    how_to_read=(
        "Each column lists the tokens that the hidden state of that latent step would be read as, most probable on "
        "top, the darker the more probable; the outlined column is where the thought halts."
    ),
    cannot_tell=(
        "The model never wrote these tokens and need not use them: a readable token is a resemblance to an output, "
        "and only changing the state and watching the answer shows whether it matters."
    ),
)
