"""`HostPolicy`: what the host of a page allows its visitors, and `TokenBuckets`, which holds them to a rate."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Self

from latentviz.utils.records import QuestionLimits
from latentviz.utils.refusal import Refusal

MAX_KEYS = 10_000


class PolicyError(Refusal):
    """What the host of this page does not allow; the message says what the limit is."""


@dataclass(frozen=True)
class HostPolicy:
    """What visitors may do. The defaults are those of a page that its owner opens alone; see `public`.

    Attributes
    ----------
    max_characters : int or None
        Longest question, where that is less than the checkpoint's own limit.
    max_latent_steps : int or None
        Largest number of latent steps, where that is less than the checkpoint's own cap.
    max_problems : int
        Most problems in one run over a set.
    runs_per_minute : float or None
        Thoughts that one visitor may ask for, in the long run; None for any number.
    burst : int
        Thoughts that one visitor may ask for at once.
    uploads : bool
        Whether files may be uploaded.
    checkpoint_root : Path or None
        Only checkpoint folders inside it may be loaded, and no hub names; None allows both everywhere.
    queue_size : int or None
        Visitors that may wait at once.
    n_proxies : int
        Proxies in front of this server. Each appends the address that it was asked from to X-Forwarded-For.
    frame_ancestors : tuple of str
        Origins that may show the page in a frame, beside its own.
    """

    max_characters: int | None = None
    max_latent_steps: int | None = None
    max_problems: int = 2000
    runs_per_minute: float | None = None
    burst: int = 20
    uploads: bool = True
    checkpoint_root: Path | None = None
    queue_size: int | None = None
    n_proxies: int = 0
    frame_ancestors: tuple[str, ...] = ()

    @classmethod
    def public(cls, checkpoint_root: str | Path, **settings) -> Self:
        """The policy of a page that anybody can reach; `settings` change single fields."""
        limits = {
            "max_characters": 500,
            "max_latent_steps": 12,
            "max_problems": 200,
            "runs_per_minute": 12.0,
            "uploads": False,
            "queue_size": 64,
        }
        return cls(checkpoint_root=Path(checkpoint_root), **limits | settings)

    def limits(self, limits: QuestionLimits) -> QuestionLimits:
        """A checkpoint's limits, with the host's length of a question where that is less."""
        return replace(limits, max_characters=smaller(limits.max_characters, self.max_characters))

    def latent_cap(self, cap: int) -> int:
        """A checkpoint's cap, or the host's where that is less."""
        return smaller(cap, self.max_latent_steps)

    def check_problems(self, n: int) -> None:
        """Refuse a set that is too large.

        Raises
        ------
        PolicyError
            If n is not between 1 and `max_problems`.
        """
        if not 1 <= n <= self.max_problems:
            raise PolicyError(f"The number of problems is {n:,}; it must be between 1 and {self.max_problems:,}.")

    def allows(self, source: str | Path) -> bool:
        """Whether a visitor may load a checkpoint: with a `checkpoint_root` only a folder inside it, links followed."""
        if self.checkpoint_root is None:
            return True
        root = self.checkpoint_root.resolve()
        try:
            folder = Path(source).resolve()
            return folder != root and folder.is_relative_to(root) and folder.is_dir()
        except (OSError, ValueError, RuntimeError):
            return False

    def check_source(self, source: str | Path) -> None:
        """Refuse a checkpoint that a visitor may not load: the one point that every loader asks first.

        Parameters
        ----------
        source : str or Path
            A folder, or a name on the hub.

        Raises
        ------
        PolicyError
            If it is not allowed.
        """
        if not self.allows(source):
            raise PolicyError("This page loads only the checkpoints that its host offers, and this is none of them.")


def smaller(own: int, hosts: int | None) -> int:
    """The checkpoint's own limit, or the host's where there is one that is less."""
    return own if hosts is None else min(own, hosts)


class TokenBuckets:
    """One token bucket for each key: it holds `burst` tokens at first and at most, and gains `rate` a second.

    Parameters
    ----------
    rate : float
        Tokens a second, above 0.
    burst : float
        Size of a bucket.
    """

    def __init__(self, rate: float, burst: float):
        self.rate = rate
        self.burst = burst
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, n: float = 1.0) -> float:
        """Take n tokens, or none where there are too few; more than a bucket holds counts as a whole bucket.

        Returns
        -------
        wait_s : float
            0 where they were taken, else the seconds until there are enough.
        """
        n = min(n, self.burst)
        with self._lock:
            now = monotonic()
            tokens, then = self._buckets.pop(key, (self.burst, now))
            tokens = min(self.burst, tokens + (now - then) * self.rate)
            taken = tokens >= n
            self._buckets[key] = (tokens - n if taken else tokens, now)
            while len(self._buckets) > MAX_KEYS:
                self._buckets.popitem(last=False)
        return 0.0 if taken else (n - tokens) / self.rate
