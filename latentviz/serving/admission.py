"""`RequestLimiter`: all work for the model goes through it; it counts, limits, and logs without a visitor's texts."""

import hashlib
import logging
import math
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from gradio.context import LocalContext

from latentviz.serving.host_policy import HostPolicy, PolicyError, TokenBuckets

LOG = logging.getLogger(__name__)
# People behind one address share it, so that an address may ask for more than a session.
SESSIONS_AN_ADDRESS = 4
# Problems of a set are answered in batches, so that many of them cost what one explained thought does.
PROBLEMS_A_THOUGHT = 50
STOPPING = "The server is being stopped. Try again in a minute."


@dataclass(frozen=True)
class Visitor:
    """Who asks.

    Attributes
    ----------
    session : str
        Made up by the visitor's browser.
    address : str
        Of the visitor, or of the outermost proxy that is not trusted.
    """

    session: str
    address: str


class RequestLimiter:
    """Lets work for the model in.

    Parameters
    ----------
    policy : HostPolicy

    Attributes
    ----------
    closed : bool
        Whether nothing is let in any more, since the server is being stopped.
    n_running : int
        Pieces of work that are under way.
    """

    def __init__(self, policy: HostPolicy):
        self.policy = policy
        self.closed = False
        self.n_running = 0
        self._breaking = False
        self._salt = secrets.token_bytes(16)
        self._lock = threading.Lock()
        self._buckets: tuple[TokenBuckets, TokenBuckets] | None = None
        if policy.runs_per_minute is not None:
            rate, many = policy.runs_per_minute / 60, SESSIONS_AN_ADDRESS
            self._buckets = TokenBuckets(rate, policy.burst), TokenBuckets(many * rate, many * policy.burst)

    @contextmanager
    def work(self, kind: str, n_problems: int = 1) -> Iterator[None]:
        """Let one piece of work in, and log how it went when it ends.

        Parameters
        ----------
        kind : str
            What the log calls it.
        n_problems : int
            Problems that it answers.

        Raises
        ------
        PolicyError
            If the visitor asked for too much in a short time, or the server is being stopped.
        """
        who = visitor(self.policy.n_proxies)
        self._admit(kind, who, max(1, n_problems / PROBLEMS_A_THOUGHT))
        outcome, started = "done", time.perf_counter()
        with self._lock:
            self.n_running += 1
        try:
            yield
        except GeneratorExit:
            outcome = "left"
            raise
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            with self._lock:
                self.n_running -= 1
            taken_s = round(time.perf_counter() - started, 3)
            self._log("run", kind, who, n_problems=n_problems, outcome=outcome, duration_s=taken_s)

    def close(self, grace_s: float, break_s: float) -> bool:
        """Let nothing in any more, and wait until what is inside has ended.

        Parameters
        ----------
        grace_s : float
            Seconds in which it may end by itself.
        break_s : float
            Seconds after that, in which it is broken off at its next step or batch.

        Returns
        -------
        all_ended : bool
        """
        self.closed = True
        if not self._wait_until_empty(grace_s):
            self._breaking = True
            return self._wait_until_empty(break_s)
        return True

    def check_not_breaking(self) -> None:
        """Break off the work that asks.

        Raises
        ------
        PolicyError
            If the server is being stopped and the time for that has come.
        """
        if self._breaking:
            raise PolicyError(STOPPING)

    def _wait_until_empty(self, patience_s: float) -> bool:
        deadline = time.monotonic() + patience_s
        while self.n_running and time.monotonic() < deadline:
            time.sleep(0.02)
        return not self.n_running

    def _admit(self, kind: str, who: Visitor, n_tokens: float) -> None:
        if self.closed:
            raise PolicyError(STOPPING)
        if self._buckets is None:
            return
        sessions, addresses = self._buckets
        # What a session is refused does not count against its neighbours at the same address.
        wait_s = sessions.take(who.session, n_tokens) or addresses.take(who.address, n_tokens)
        if wait_s > 0:
            self._log("refused", kind, who, wait_s=round(wait_s, 1))
            seconds = math.ceil(wait_s)
            raise PolicyError(f"You asked for a lot in a short time. Please wait {seconds} s, then ask again.")

    def _log(self, event: str, kind: str, who: Visitor, **values) -> None:
        name = hashlib.sha256(self._salt + who.address.encode()).hexdigest()[:12]
        LOG.info(event, extra={"values": {"kind": kind, "client": name, "n_running": self.n_running, **values}})


def visitor(n_proxies: int) -> Visitor:
    """Who the event that runs now belongs to; work that no visitor asked for has an empty session and address.

    Parameters
    ----------
    n_proxies : int
        Of X-Forwarded-For only the entries of this many proxies are believed, from the last one on.
    """
    request = LocalContext.request.get(None)
    if request is None:
        return Visitor("", "")
    forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()]
    if n_proxies and forwarded:
        address = forwarded[-min(n_proxies, len(forwarded))]
    else:
        address = request.client.host if request.client else ""
    # Pictures are asked for without a session.
    return Visitor(request.session_hash or address, address)
