"""What can be typed for an argument: boards, times, places. Each is a type for click."""

from __future__ import annotations

import math
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from stat import S_ISREG
from typing import Any, cast
from urllib.parse import unquote

import click

_BOARD_IN_ADDRESS = re.compile(r"https?://[^/]+/app/(?:board|live-embed)/([^/?#]+)")
_AGO = re.compile(r"(\d{1,6})([mhdw])", re.ASCII)
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

FILE: click.Path = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE: click.Path = click.Path(dir_okay=False, path_type=Path)
NEW_FOLDER: click.Path = click.Path(file_okay=False, path_type=Path)
FILE_OR_STDIN: click.Path = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


class _KeptFile(click.Path):
    """A file that the next run reads again; it is made if need be, and a pipe is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        try:
            if not S_ISREG(path.stat().st_mode):
                self.fail(f"{path} is no file", param, ctx)
        except FileNotFoundError:
            if not path.parent.is_dir():
                self.fail(f"there is no folder {path.parent}", param, ctx)
        except OSError as error:
            self.fail(f"{path}: {error.strerror}", param, ctx)
        return path


KEPT_FILE: click.Path = _KeptFile(dir_okay=False)


def board(text: str) -> str:
    """Give the id of a board, of which that or the address was typed."""
    text = text.strip()
    if not text:
        raise click.BadParameter("a board is named by its id or its address")
    if "://" not in text:
        return text
    found = _BOARD_IN_ADDRESS.match(text)
    if found is None:
        raise click.BadParameter(f"{text} is no address of a board")
    return unquote(found[1])


def moment(text: str) -> datetime:
    """Give a time, in UTC if it does not say; or of how long ago it was: `7d`."""
    try:
        if ago := _AGO.fullmatch(text.strip()):
            return datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        given = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        message = f"{text!r} is neither a time, such as 2026-05-01T12:00, nor 7d or 12h"
        raise click.BadParameter(message) from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


class Figure(click.FloatRange):
    """A figure in a range, that is neither without end nor none at all."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read it."""
        figure: float = super().convert(cast("float", value), param, ctx)
        if not math.isfinite(figure):
            self.fail(f"{value!r} is no figure", param, ctx)
        return figure


def place(text: str) -> tuple[float, float]:
    """Give a place: `100,-50`."""
    try:
        x, y = (float(one) for one in text.split(","))
    except ValueError:
        x = y = math.nan
    if not (math.isfinite(x) and math.isfinite(y)):
        raise click.BadParameter(f"{text!r} is no place, such as 100,-50")
    return x, y


def pair(text: str) -> tuple[str, str]:
    """Give the name and the value of `NAME=VALUE`."""
    name, equals, given = text.partition("=")
    if not name or not equals:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE")
    return name, given
