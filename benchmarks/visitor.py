"""One visitor of a server under load: asks its own questions, and checks that the answers belong to them."""

import random
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass

from gradio_client import Client
from gradio_client.utils import QueueError

from benchmarks.expected import agrees
from latentviz.records.run_file import Run

OPEN_PAGE = "open the page"
ENDPOINTS = ("/trace", "/what_if_stopped", "/nearest_tokens", "/place_on_map")
ACTIONS = (OPEN_PAGE, *ENDPOINTS)
WEIGHTS = (1, 4, 2, 2, 2)
LOOK_EVERY_S = 0.1
PATIENCE_S = 300.0


@dataclass(frozen=True)
class Answered:
    """One action and what came of it.

    Attributes
    ----------
    action : str
    elapsed_s : float
        Until it was answered, waiting included.
    longest_queue : int
        Largest queue that the visitor was told of while waiting; -1 where it was told none.
    is_own : bool
        Whether the answer is the one to the visitor's own question.
    error : str
        Empty where there was none.
    refused : bool
        Whether the queue was full.
    """

    action: str
    elapsed_s: float
    longest_queue: int = -1
    is_own: bool = True
    error: str = ""
    refused: bool = False


class Visitor:
    """A client with questions of its own.

    Parameters
    ----------
    url : str
    expected : sequence of Run
        Its questions, as the library answers them.
    """

    def __init__(self, url: str, expected: Sequence[Run]):
        self.url = url
        self.expected = expected
        self.client = Client(url, verbose=False)

    def warm_up(self) -> None:
        """Ask each endpoint once, so that the model is there and all that is made once has been made.

        Raises
        ------
        RuntimeError
            If an endpoint does not answer.
        """
        for action in ENDPOINTS:
            answered = self.act(action, random.Random(0))
            if answered.error:
                raise RuntimeError(f"{action} answered a first visitor with {answered.error}")

    def stay(self, until: float, pause_s: float, seed: int) -> list[Answered]:
        """Act until a time of the monotonic clock, with pauses of a mean length between two actions."""
        rng, answered = random.Random(seed), []
        while True:
            time.sleep(rng.expovariate(1 / pause_s) if pause_s else 0)
            if time.monotonic() >= until:
                return answered
            (action,) = rng.choices(ACTIONS, WEIGHTS)
            answered.append(self.act(action, rng))

    def act(self, action: str, rng: random.Random) -> Answered:
        """Do one thing; an error is part of the result."""
        started, queue = time.monotonic(), [-1]
        try:
            outcome = {"is_own": self.open_page() if action == OPEN_PAGE else self.ask(action, rng, queue)}
        except QueueError as error:
            outcome = {"error": str(error), "refused": True}
        except Exception as error:
            outcome = {"error": f"{type(error).__name__}: {error}"[:300]}
        return Answered(action, time.monotonic() - started, max(queue), **outcome)

    def open_page(self) -> bool:
        """Load the page itself."""
        with urllib.request.urlopen(self.url, timeout=PATIENCE_S) as response:
            return b"latentviz" in response.read()

    def ask(self, action: str, rng: random.Random, queue: list[int]) -> bool:
        """Ask one of its questions, note in `queue` what it is told while waiting, and check the answer."""
        known = rng.choice(self.expected)
        options = {"step": rng.randrange(len(known.trace.p_stop)), "n": 5} if action == "/nearest_tokens" else {}
        job = self.client.submit(known.trace.question, **options, api_name=action)
        deadline = time.monotonic() + PATIENCE_S
        while not job.done() and time.monotonic() < deadline:
            queue.append(-1 if (size := job.status().queue_size) is None else size)
            time.sleep(LOOK_EVERY_S)
        return agrees(known, action, job.result(timeout=max(1.0, deadline - time.monotonic())))
