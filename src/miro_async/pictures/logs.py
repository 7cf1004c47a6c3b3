"""Formatters for logs: for people, and for programs. Nothing of this package installs them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import cast


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, tz=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _facts(record: logging.LogRecord) -> dict[str, object]:
    return cast("dict[str, object]", getattr(record, "facts", {}))


class JsonLines(logging.Formatter):
    """Writes each record as one line of JSON: time, level, logger, message, and what it is about.

    Records of pictures have `event`, and `picture`, `item_id`, `reason`, `seconds`, `waiting` and
    `under_way` where there are such.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        fields: dict[str, object] = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if event := getattr(record, "event", None):
            fields["event"] = event
        fields |= {name: value for name, value in _facts(record).items() if value is not None}
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        # Names of files may have what is no text: in ASCII, all of it can be written.
        return json.dumps(fields, ensure_ascii=True, default=str)


class PlainLines(logging.Formatter):
    """Writes a line for people: the time, the level if it is worse than `INFO`, and the message.

    While pictures are sent, it ends with how many of them are still waiting.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        level = f"{record.levelname} " if record.levelno > logging.INFO else ""
        line = f"{_moment(record)} {level}{record.getMessage()}"
        if waiting := _facts(record).get("waiting"):
            line += f" ({waiting} waiting)"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line
