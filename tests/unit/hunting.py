"""Everything that an error shows to whoever logs it, locals of its frames included."""

from __future__ import annotations

import logging
import pickle
import traceback
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from miro_async import Secret, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = str(Path(__file__).parent.parent)


def family(error: BaseException) -> Iterator[BaseException]:
    """Give an error, and all that came before it, or that it is made of."""
    seen: dict[int, BaseException] = {}
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen[id(one)] = one
        yield one
        waiting += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions


def shown(error: BaseException) -> dict[str, str]:
    """Give what is shown, by where: words, notes, attributes, pickles, and frames with locals.

    Frames of tests are left out: they know the secrets, as those of an app do.
    """
    found: dict[str, str] = {}
    for one in family(error):
        name = type(one).__name__
        found[f"{name} as text"] = str(one)
        found[f"{name} as repr"] = repr(one)
        found[f"{name} with notes"] = "".join(traceback.format_exception_only(one))
        found[f"{name}'s attributes"] = repr((one.args, getattr(one, "__dict__", {})))
        with suppress(Exception):  # those of libraries may not be made for it
            found[f"{name} pickled"] = pickle.dumps(one).decode("latin-1")
        for frame, line in traceback.walk_tb(one.__traceback__):
            code = frame.f_code
            if code.co_filename.startswith(TESTS):
                continue
            for variable, value in frame.f_locals.items():
                where = f"{name}: {code.co_filename}:{line} {code.co_qualname}, {variable}"
                found[where] = _repr(value)
    return found


def leaks(error: BaseException, *secrets: str) -> list[str]:
    """Give where an error shows any of these secrets."""
    return sorted(
        f"{where}: {text[:300]}"
        for where, text in shown(error).items()
        if any(secret in text for secret in secrets)
    )


def _repr(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # noqa: BLE001 - it may be half made
        return f"<{type(value).__name__}>"


class Hunt(logging.Handler):
    """Keeps all that is shown while it goes on: errors, and every word of every log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.secrets: set[str] = set()
        self.kept: dict[str, str] = {}
        self.errors: list[BaseException] = []

    def __enter__(self) -> Self:
        root = logging.getLogger()
        self._before = root.level
        root.setLevel(logging.DEBUG)
        root.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        root.removeHandler(self)
        root.setLevel(self._before)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what is logged."""
        where = f"log {len(self.kept)} of {record.name}"
        self.kept[where] = f"{record.getMessage()} {record.args!r} {record.exc_info!r}"
        if record.exc_info and record.exc_info[1]:
            self._keep(where, record.exc_info[1])

    def hide(self, *secrets: str | Secret | Token | None) -> None:
        """Look for these."""
        for secret in secrets:
            if isinstance(secret, Token):
                self.hide(secret.access_token, secret.refresh_token)
            elif secret is not None:
                self.secrets.add(secret.reveal() if isinstance(secret, Secret) else secret)

    @contextmanager
    def watching(self, *kinds: type[BaseException]) -> Iterator[None]:
        """Keep all that the error of a step shows, if it fails."""
        try:
            yield
        except kinds as error:
            self.errors.append(error)
            self._keep(f"error {len(self.errors)}", error)

    @contextmanager
    def failing(self, *kinds: type[BaseException]) -> Iterator[None]:
        """See a step fail, and keep all that its error shows."""
        before = len(self.errors)
        with self.watching(*kinds):
            yield
        assert len(self.errors) > before, f"{kinds} did not come"

    def found(self) -> list[str]:
        """Give where any secret was seen."""
        assert self.secrets
        assert all(len(secret) >= 8 for secret in self.secrets)
        return sorted(
            f"{where}: {_around(text, secret)}"
            for where, text in self.kept.items()
            for secret in self.secrets
            if secret in text
        )

    def _keep(self, which: str, error: BaseException) -> None:
        self.kept |= {f"{which}: {where}": text for where, text in shown(error).items()}


def _around(text: str, secret: str) -> str:
    start = text.index(secret)
    return text[max(0, start - 80) : start + min(len(secret), 20)]
