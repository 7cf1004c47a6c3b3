"""What the environment says, the same on each machine.

- `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET`, `MIRO_REDIRECT_URL`: the app as Miro knows it, which
  `Miro` reads by itself; `MIRO_BASE_URL`: another Miro, a sandbox for example.
- `DATABASE_URL`: `postgresql+asyncpg://...`: the tokens, and what became of each board.
- `REDIS_URL`: `redis://...`: the queue, and the credits that all workers count together.
- `EXPORT_USERS`: the ids of users who have authorized the app, with commas between them; `plan`
  wants them, and `login` tells them.
- `EXPORT_FOLDER`: a folder that all machines share.
- `EXPORT_NAME`: which export this is, so that there can be another one next month: `export`.
- `EXPORT_BOARDS_AT_ONCE`: of one worker: 8.
- `EXPORT_ATTEMPTS`: how often a board is tried before it counts as failed: 4.
- `EXPORT_LEASE`: after so many seconds without a sign of life, a worker's boards go to others, and
  a board that nobody has taken out of the queue is put there once more: 60.
- `EXPORT_PREFIX`: what the names in Redis begin with: `org-export:`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attrs import field, frozen

from miro_async.settings import API_URL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NUMBER = re.compile(r"\d{1,9}(\.\d+)?")


class SettingsError(Exception):
    """Something is missing in the environment, or cannot be right; the message has all of it."""


@frozen(kw_only=True)
class Settings:
    """What this example is told; times are in seconds."""

    database_url: str = field(repr=False)  # they may have passwords in them
    redis_url: str = field(repr=False)
    users: Sequence[str]
    folder: Path
    base_url: str = API_URL
    export: str = "export"
    prefix: str = "org-export:"
    boards_at_once: int = 8
    attempts: int = 4
    lease: float = 60.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read it.

        Raises:
            SettingsError: Something is missing, or cannot be right.
        """
        read = _Environment(environment)
        settings = cls(
            database_url=read.address("DATABASE_URL"),
            redis_url=read.address("REDIS_URL"),
            users=environment.get("EXPORT_USERS", "").replace(",", " ").split(),
            folder=Path(read.demanded("EXPORT_FOLDER")).absolute(),
            base_url=environment.get("MIRO_BASE_URL", API_URL),
            export=read.name("EXPORT_NAME", "export"),
            prefix=environment.get("EXPORT_PREFIX", "org-export:"),
            boards_at_once=int(read.number("EXPORT_BOARDS_AT_ONCE", 8)),
            attempts=int(read.number("EXPORT_ATTEMPTS", 4)),
            lease=read.number("EXPORT_LEASE", 60),
        )
        for variable in ("MIRO_CLIENT_ID", "MIRO_CLIENT_SECRET", "MIRO_REDIRECT_URL"):
            read.demanded(variable)
        if read.troubles:
            raise SettingsError("; ".join(read.troubles))
        return settings


@frozen
class _Environment:
    variables: Mapping[str, str] = field(repr=False)
    troubles: list[str] = field(factory=list[str])

    def demanded(self, variable: str) -> str:
        """Give a text that has to be there."""
        if not (text := self.variables.get(variable, "")):
            self.troubles.append(f"{variable} is missing")
        return text

    def address(self, variable: str) -> str:
        """Give the address of a server; what is wrong with it is told without what it says."""
        text = self.demanded(variable)
        try:
            _ = urlsplit(text).port
        except ValueError:  # a password with a slash in it, for example
            self.troubles.append(f"{variable} is no address; signs in a password have to be quoted")
        return text

    def name(self, variable: str, usual: str) -> str:
        """Give what a folder can be named."""
        text = self.variables.get(variable, usual)
        if not _FOLDER_NAME.fullmatch(text):
            self.troubles.append(f"{variable} cannot be the name of a folder")
        return text

    def number(self, variable: str, usual: float) -> float:
        """Give a number of 1 or more."""
        text = self.variables.get(variable, str(usual))
        number = float(text) if _NUMBER.fullmatch(text) else 0.0
        if number < 1:
            self.troubles.append(f"{variable} has to be a number, 1 or more")
        return number
