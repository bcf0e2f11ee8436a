"""What each figure shows and what it cannot tell, in one sentence each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """Say in two sentences how to read what stands beside them, and what it cannot tell."""

    how_to_read: str
    cannot_tell: str


THOUGHT = Explanation(
    how_to_read=(
        "Each box is a latent step whose bar is how sure the model was that it had thought enough; it halts at the "
        "first bar that reaches the dashed threshold (striped), dotted boxes are what would have followed, and a "
        "number is lit, with a curve to a step, as far as the step reads differently when it cannot look at it."
    ),
    cannot_tell=(
        "A high bar is a habit learned in training, not knowledge of being right, and hiding a number from a step "
        "shows what this step looks at, not what earlier ones passed on to it; the selected step in words says how "
        "much other words, hidden as a control, change it."
    ),
)

MAP = Explanation(
    how_to_read=(
        "The ground is hidden states of other problems, coloured by the number that each reads like and named where "
        "most of a region agree, and the numbered path is this thought from START (S) to the octagon where it halts, "
        "faint beyond; rings mark the selected step and its nearest known states, and number space shows each step as "
        "high as the number that a linear probe reads from it."
    ),
    cannot_tell=(
        "Far distances, directions, and the bend and length of an arrow mean little on a map that squeezes hundreds of "
        "dimensions into two or three, and that a probe reads a number does not show that the model uses it: read the "
        "hover, compare with PCA, and see above number space how much less a probe of shuffled numbers reads."
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
        "This is the same lens where nothing of your problem can be found: on latents of other problems, or on an "
        "untrained copy of the model."
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


STEP_HISTOGRAM = Explanation(
    how_to_read="Each bar counts the problems whose thought halts after that many latent steps, shaded by difficulty.",
    cannot_tell=(
        "One tall bar means that halting hardly depends on the problem; several bars alone do not mean that it depends "
        "on the problem in a useful way, so look at steps against operations and at the accuracy too."
    ),
)
STEPS_AGAINST_OPERATIONS = Explanation(
    how_to_read="The larger a bubble, the more problems of that many operations halt after that many latent steps.",
    cannot_tell=(
        "A positive rank correlation says that harder problems get more steps, not that they need them: force fewer "
        "steps to see what they were worth."
    ),
)
ACCURACY_BY_STEPS = Explanation(
    how_to_read="Each bar is the share of right answers among the problems that halt there, with its 95 % interval.",
    cannot_tell=(
        "Problems that halt late are harder ones, so a low bar at the right does not mean that thinking longer harms; "
        "the mean number of operations stands in the hover."
    ),
)
CALIBRATION = Explanation(
    how_to_read="On the dashed diagonal a probability of 0.8 is right in 8 of 10 problems; below it is too sure.",
    cannot_tell=(
        "P(stop) was never trained to be the probability of being right, so that it may be useful without lying on the "
        "diagonal."
    ),
)
FRONT = Explanation(
    how_to_read=(
        "Up is more often right, left is cheaper, bars are 95 % intervals, and the dotted line joins our ways that no "
        "other one beats."
    ),
    cannot_tell=(
        "Published points are the authors' own counts on another model and other problems: they show where others "
        "stand, and cannot be compared with ours point by point."
    ),
)
SOURCES = Explanation(
    how_to_read=(
        "Each group of bars is a source of problems that no training saw: new ones of the generator, and texts that "
        "were held out of GSM8K, MAWPS and the like, with their own numbers. Thin bars are 95 % intervals."
    ),
    cannot_tell=(
        "Texts of the same source resemble each other, so that problems which other people write may be harder. Texts "
        "outside the model's numbers are left out."
    ),
)
FLIPS = Explanation(
    how_to_read="The bars split the same problems into those that both, only one, or none of the two ways solve.",
    cannot_tell="A difference whose interval holds 0 may be luck of the draw.",
)
FLIP_STEPS = Explanation(
    how_to_read="Each mark is a problem that only one of the two solves, at the latent steps that each took.",
    cannot_tell="A list of flips, however telling, is not a reason.",
)
HALT_GROUPS = Explanation(
    how_to_read="The columns hold the quarter of the problems with the fewest steps, that with the most, and the rest.",
    cannot_tell=(
        "Operations, words and numbers of a question rise together, so the table cannot say which of them the stop "
        "head goes by: vary one at a time."
    ),
)
TRAINING = Explanation(
    how_to_read=(
        "Lines are what the run logged; a dotted line marks where it went back after a failure, and grey is what that "
        "undid; a ridge is one validation, and the higher it stands over a number of steps, the more halted there."
    ),
    cannot_tell=(
        "A falling loss or a rising reward does not say that the model got better: look at accuracy on validation "
        "problems, and at whether halting has collapsed."
    ),
)
PROBES = Explanation(
    how_to_read="Each row is the same problem at another point of the training, with its answer at each step.",
    cannot_tell="A few tracked problems are stories, not evidence: the validation curves average over many.",
)
PROBE_PATH = Explanation(
    how_to_read="The path at the chosen point over its path at the start; the octagon is where it halts.",
    cannot_tell=(
        "Two directions of many are drawn, so that states which lie together here may lie apart, and how far a path "
        "moved says nothing about whether it is better."
    ),
)
REWARDS = Explanation(
    how_to_read=(
        "Each bar is one rollout of one problem, sorted by length; the update makes rollouts above 0 likelier and "
        "those below 0 rarer."
    ),
    cannot_tell=(
        "This is one group and one update: how far the model moves depends on the rate, the clipping and the other "
        "problems of the batch."
    ),
)
EDIT = Explanation(
    how_to_read=(
        "The lines are how sure the model was to stop, before the edit of the marked step, after it, and with noise of "
        "the same size in its place."
    ),
    cannot_tell=(
        "One changed answer proves little: “Is it the edit?” says how often this edit, and noise alone, change the "
        "answers of other problems."
    ),
)
STRESS = Explanation(
    how_to_read="Each mark is the same question with another number in it, against the line of the right answers.",
    cannot_tell="Only one number and one wording are tried: another sentence may break elsewhere.",
)
EDITED_PATH = Explanation(
    how_to_read=(
        "The numbered path is the thought before the edit, the dashed one after it, and the dotted one with noise of "
        "the same size in the edit's place, all on the same frozen map."
    ),
    cannot_tell=(
        "A path that moves far need not change the answer, and one that hardly moves can: read the answers, and the "
        "controls, before the picture."
    ),
)
EDITED_TOKENS = Explanation(
    how_to_read="Each row is a step with the token that its state resembles most, before the edit and after it.",
    cannot_tell="A token that changes shows that the state moved, not that the model reads that token from it.",
)
EDIT_CONTROLS = Explanation(
    how_to_read=(
        "The same edit is made at the same step of other problems, and noise as large as each of those edits in its "
        "place; the exact test compares the problems whose answer only one of the two changes."
    ),
    cannot_tell=(
        "A few problems leave wide intervals, a large p-value does not show that edit and noise do the same, and who "
        "tries many edits will find a small one by chance."
    ),
)
PATCH = Explanation(
    how_to_read=(
        "The twin differs in one number: where the step that holds an intermediate result is put in from it, a thought "
        "that computes with that step must answer what arithmetic then gives."
    ),
    cannot_tell=(
        "One pair that follows may be luck and one that does not may be a thought that keeps its result elsewhere: "
        "judge by the many pairs of this record."
    ),
)
TWO_PATHS = Explanation(
    how_to_read=(
        "The numbered path is the first thought and the dashed one the second, both placed on the map of the first "
        "one's checkpoint."
    ),
    cannot_tell=(
        "States of another checkpoint may mean something else at the same place, so that only two thresholds of one "
        "checkpoint, or a checkpoint and what was trained on from it, can be compared by eye."
    ),
)
DROPPED = Explanation(
    how_to_read="Each row is a step that the longer thought took and the shorter one did not, with its answer there.",
    cannot_tell=(
        "A dropped step that reads like an intermediate result was not needed for this answer, which does not show "
        "that it was idle in the longer thought."
    ),
)
SANDBOX = Explanation(
    how_to_read=(
        "One recorded thought is stopped at random, again and again, as in training, and the sliders change what each "
        "of these rollouts earns."
    ),
    cannot_tell=(
        "In training the words of the answer are drawn at random too, and the other problems of the batch pull along."
    ),
)
