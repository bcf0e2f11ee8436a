"""Structured logs: one JSON object a line on standard error, and never what a visitor typed."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class EventFormatter(logging.Formatter):
    """A record as JSON: time, level, event, and the `values` that the caller passed in `extra`.

    Of an exception it names the class and the places in the code. Its message is left out: it may quote a question.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.msg,
            **getattr(record, "values", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            values["error"] = type(error).__name__
            values["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(values)


def log_events() -> None:
    """Write the events of this package to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(EventFormatter())
    logger = logging.getLogger("latentviz")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
