"""Settings of a picture folder, from the environment, a `.env` file and a command line."""

from __future__ import annotations

import os
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, cast, get_args

from attrs import define, field, frozen

from ..errors import ConfigurationError
from ..secret import Secret, fault_of
from ..settings import API_URL, checked_url
from .confirming import Depth
from .env_file import read_env_file
from .planning import Deleted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..board.board import Board
    from ..clock import Clock
    from .events import OnEvent
    from .folder import PictureFolder

    Given: TypeAlias = Mapping[str, object]

T = TypeVar("T")

LogFormat: TypeAlias = Literal["human", "json"]

VARIABLES: Mapping[str, str] = {
    "access_token": "MIRO_ACCESS_TOKEN",
    "base_url": "MIRO_BASE_URL",
    "board_id": "MIRO_BOARD_ID",
    "frame_id": "MIRO_FRAME_ID",
    "folder": "MIRO_PICTURES_FOLDER",
    "columns": "MIRO_PICTURES_COLUMNS",
    "cell": "MIRO_PICTURES_CELL",
    "gap": "MIRO_PICTURES_GAP",
    "deleted": "MIRO_PICTURES_DELETED",
    "confirm": "MIRO_PICTURES_CONFIRM",
    "subfolders": "MIRO_PICTURES_SUBFOLDERS",
    "ledger": "MIRO_PICTURES_LEDGER",
    "polling": "MIRO_PICTURES_POLLING",
    "log": "MIRO_PICTURES_LOG",
}
"""The variables of the environment, by what they are called here."""

_YES, _NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


@frozen(kw_only=True)
class PictureSettings:
    """All that is needed to keep a folder on a board, checked.

    `access_token` is `None` if it comes from elsewhere. The others are the arguments of
    `PictureFolder`, and the format of the log.
    """

    access_token: Secret | None
    base_url: str
    board_id: str
    folder: Path
    frame_id: str | None
    columns: int
    cell: float
    gap: float
    deleted: Deleted
    confirm: Depth
    subfolders: bool
    ledger: Path | None
    polling: bool | None
    log: LogFormat

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str],
        *,
        env_file: str | os.PathLike[str] | None = None,
        signed_in: bool = False,
        given: Given | None = None,
    ) -> PictureSettings:
        """Give the settings of `os.environ` or its like, or tell of all that is wrong with them.

        Args:
            environment: The variables, such as `MIRO_BOARD_ID`; `VARIABLES` has them all.
            env_file: A file of further ones; the environment wins. It need not be there. Its
                `MIRO_BASE_URL` is only for a token of the file.
            signed_in: Whether there is a token already, so that `MIRO_ACCESS_TOKEN` is not needed.
            given: What a command line says, by the names of the attributes; it wins over both.
                `None` is not given.

        Raises:
            ConfigurationError: Values are missing or wrong: a line on each of them.
        """
        values = _Values.of(environment, Path(env_file) if env_file else None, given or {})
        settings = values.settings(signed_in=signed_in)
        if settings is None:
            lines = "\n".join(f"- {problem}" for problem in values.problems)
            raise ConfigurationError(f"the settings cannot be used as they are:\n{lines}")
        return settings

    def picture_folder(
        self, board: Board, *, on_event: OnEvent | None = None, clock: Clock | None = None
    ) -> PictureFolder:
        """Give the folder, to be kept on this board."""
        from .folder import PictureFolder

        return PictureFolder(
            board,
            self.folder,
            frame=self.frame_id,
            columns=self.columns,
            cell=self.cell,
            gap=self.gap,
            deleted=self.deleted,
            confirm=self.confirm,
            subfolders=self.subfolders,
            ledger=self.ledger,
            polling=self.polling,
            on_event=on_event,
            clock=clock,
        )


@define
class _Values:
    """Values as they are written; each is read, and what is wrong with it is noted."""

    variables: Mapping[str, str] = field(repr=False)
    given: Given = field(repr=False)
    from_file: Mapping[str, str] = field(repr=False)
    problems: list[str]

    @classmethod
    def of(cls, environment: Mapping[str, str], env_file: Path | None, given: Given) -> _Values:
        """Gather them: not where errors are raised, as that frame would show the token."""
        from_file, problems = read_env_file(env_file) if env_file else ({}, [])
        return cls(
            variables={**from_file, **environment},
            given={name: value for name, value in given.items() if value is not None},
            from_file={name: from_file[name] for name in from_file.keys() - environment.keys()},
            problems=problems,
        )

    def settings(self, *, signed_in: bool) -> PictureSettings | None:
        token, board_id = self._token(signed_in), self._text("board_id", needed=True)
        folder, base_url = self._folder(), self._base_url()
        columns = self._read("columns", 5, int, "a whole number, 1 or more", lambda it: it >= 1)
        cell = self._figure("cell", 320.0, 8)
        gap = self._figure("gap", 40.0, 0)
        deleted = self._one_of("deleted", get_args(Deleted), "keep")
        confirm = self._one_of("confirm", get_args(Depth), "bytes")
        log = self._one_of("log", get_args(LogFormat), "human")
        subfolders, polling = self._truth("subfolders"), self._truth("polling")
        ledger = self._text("ledger")
        if self.problems or board_id is None or folder is None:
            return None
        return PictureSettings(
            access_token=token,
            base_url=base_url,
            board_id=board_id,
            folder=folder,
            frame_id=self._text("frame_id"),
            columns=columns,
            cell=cell,
            gap=gap,
            deleted=cast("Deleted", deleted),
            confirm=cast("Depth", confirm),
            subfolders=bool(subfolders),
            ledger=Path(ledger) if ledger else None,
            polling=polling,
            log=cast("LogFormat", log),
        )

    def _raw(self, name: str) -> str | None:
        value = self.given.get(name, self.variables.get(VARIABLES[name]))
        if isinstance(value, Secret):
            return value.reveal()
        text = None if value is None else str(value)
        return text if name == "access_token" or text is None else text.strip()

    def _wrong(self, name: str, why: str) -> None:
        self.problems.append(f"{VARIABLES[name]} ({name}) {why}")

    def _text(self, name: str, *, needed: bool = False) -> str | None:
        text = self._raw(name) or None
        if needed and text is None:
            self._wrong(name, "is missing")
        return text

    def _token(self, signed_in: bool) -> Secret | None:
        text = self._raw("access_token")
        if not text:
            if not signed_in:
                self._wrong("access_token", "is missing")
            return None
        token = Secret(text)
        if fault := fault_of(token):
            self._wrong("access_token", fault)
        return token

    def _folder(self) -> Path | None:
        text = self._text("folder", needed=True)
        if text is None:
            return None
        path = Path(text).expanduser()
        if not path.is_dir():
            self._wrong("folder", f"is no folder that is there: {path}")
        elif not os.access(path, os.R_OK | os.X_OK):
            self._wrong("folder", f"is a folder that cannot be read: {path}")
        return path

    def _base_url(self) -> str:
        text = self._text("base_url") or API_URL
        try:
            url = checked_url(text)
        except ConfigurationError as error:
            self._wrong("base_url", f"cannot be right: {error}")
            return API_URL
        # A folder of somebody else's may have a file that names who is to get the user's token.
        if url != API_URL and self._is_of_file("base_url") and not self._is_of_file("access_token"):
            self._wrong("base_url", "is that of a file, which is only for a token of the same file")
        return url

    def _is_of_file(self, name: str) -> bool:
        return name not in self.given and VARIABLES[name] in self.from_file

    def _read(
        self, name: str, default: T, kind: Callable[[str], T], what: str, fits: Callable[[T], bool]
    ) -> T:
        text = self._text(name)
        if text is None:
            return default
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not fits(value):
            self._wrong(name, f"is {text!r}, and not {what}")
            return default
        return value

    def _figure(self, name: str, default: float, least: float) -> float:
        what = f"a number of board units, {least:g} or more"
        return self._read(name, default, float, what, lambda it: isfinite(it) and it >= least)

    def _one_of(self, name: str, known: Sequence[str], default: str) -> str:
        what = f"one of {', '.join(known)}"
        return self._read(name, default, str.lower, what, lambda it: it in known)

    def _truth(self, name: str) -> bool | None:
        text = self._text(name)
        if text is None:
            return None
        if text.lower() not in _YES | _NO:
            self._wrong(name, f"is {text!r}, and not true or false")
        return text.lower() in _YES
