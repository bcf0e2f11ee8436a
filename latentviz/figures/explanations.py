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
        "this thought from START (S) to the octagon where it halts; faint steps would have followed, and rings mark "
        "the selected step and its nearest known states."
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

WHAT_IF = Explanation(
    how_to_read=(
        "Each bar is the answer that the model would have written after that many latent steps, as high as it was sure "
        "of it; hatched means wrong, and the marks above show where the trained stop head and the rules without "
        "training would have halted."
    ),
    cannot_tell=(
        "That an answer stays the same does not show that the steps in between did nothing, and one problem says "
        "little about which stop rule is better: compare them over many problems."
    ),
)

LENS = Explanation(
    how_to_read=(
        "Each row is a layer of the model, the input at the bottom and the output on top, each column a latent step; a "
        "cell names the token that this layer would predict, and its colour shows the chosen measure."
    ),
    cannot_tell=(
        "Early layers were never trained to be read this way, so their tokens are often noise, and even a clean token "
        "shows what could be read there, not what the next layer uses."
    ),
)

CONTROL = Explanation(
    how_to_read=(
        "This is the same lens where nothing of your problem can be found: on latents of other problems, or on a twin "
        "of the model that was never trained."
    ),
    cannot_tell=(
        "If a number shows up here as well, then seeing it above is no evidence, but a number that shows up above only "
        "is still a resemblance and not a proof that the model computes with it."
    ),
)

SELECTED_STEP = Explanation(
    how_to_read=(
        "The lists show what the selected state is nearest to: the token that it would predict, the words whose "
        "embedding it points at, and the same for what the recurrent filter makes of it before the next step."
    ),
    cannot_tell=(
        "A filtered state is not a word, and its nearest word can be far away: read the cosine beside it, which is 1 "
        "only for the word itself."
    ),
)

COST = Explanation(
    how_to_read=(
        "Both columns answer the same question with the same weights: left after latent steps, right after a chain of "
        "thought written out in words; time is measured on this machine and operations are counted by formula."
    ),
    cannot_tell=(
        "One measured time varies with what else the machine does, and fewer steps are worth nothing where the answer "
        "is wrong."
    ),
)
