"""A sandbox as a JSON file: all that it remembers, by the types of its classes.

Nothing here knows what the classes are: whatever `State` leads to is written and read back.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import field, frozen
from cattrs import BaseValidationError, Converter, transform_error

from ..errors import ConfigurationError
from .clock import Clock
from .limits import Limits  # noqa: TC001 - what is read back is found by its type
from .state import State  # noqa: TC001 - as above

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

FORMAT = "miro-async sandbox"
VERSION = 1
_MOST_TOLD = 3


@frozen(kw_only=True)
class Time:
    """Where a clock was."""

    stands_at: float | None
    ahead: float


@frozen(kw_only=True)
class Saved:
    """All that a sandbox remembers."""

    token: str = field(repr=False)
    state: State
    limits: Limits
    scim_limits: Limits


def dump(saved: Saved, clock: Clock) -> str:
    """Give what a sandbox remembers as JSON."""
    made = _converter(clock)
    time = Time(stands_at=clock.stands_at, ahead=clock.ahead)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "clock": made.unstructure(time),
        "sandbox": made.unstructure(saved),
    }
    return json.dumps(content, indent=1)


def write(path: str | os.PathLike[str], text: str) -> None:
    """Write a file that only its owner can read, as a whole or not at all.

    Raises:
        ConfigurationError: It cannot be written.
    """
    target = Path(path)
    try:
        with NamedTemporaryFile(
            "w", dir=target.parent, prefix=f"{target.name}.", delete=False
        ) as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).replace(target)
    except OSError as error:
        raise ConfigurationError(f"{target} cannot be written: {error.strerror}") from error


def read(path: str | os.PathLike[str], clock: Clock | None) -> tuple[Saved, Clock]:
    """Give what a sandbox remembered, and its clock, or the one that is given.

    Raises:
        ConfigurationError: The file cannot be read, or is not what `write` has written.
    """
    try:
        content = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"{path} is no JSON: {error}") from None
    try:
        return _understood(content, clock)
    except ValueError as error:
        raise ConfigurationError(f"{path} is no state of a sandbox: {error}") from None


def _understood(content: Any, clock: Clock | None) -> tuple[Saved, Clock]:
    if not isinstance(content, dict) or "format" not in content or content["format"] != FORMAT:
        raise ValueError(f"it does not say that its format is {FORMAT!r}")
    parts = cast("dict[str, Any]", content)
    if parts.get("version") != VERSION:
        raise ValueError(f"its version is {parts.get('version')!r}, and not {VERSION}")
    if not clock:
        time = _read(Time, parts, "clock", _converter(Clock()))
        clock = Clock()
        clock.stands_at, clock.ahead = time.stands_at, time.ahead
    return _read(Saved, parts, "sandbox", _converter(clock)), clock


def _read(kind: type[T], parts: dict[str, Any], name: str, converter: Converter) -> T:
    if not isinstance(parts.get(name), dict):
        raise ValueError(f"its part {name!r} is missing")  # noqa: TRY004 - of the file
    try:
        return converter.structure(parts[name], kind)
    except BaseValidationError as error:
        told = transform_error(error, path=name, format_exception=_told)
    raise ValueError("; ".join(told[:_MOST_TOLD]))


def _told(error: BaseException, _: object) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return "it is no object" if isinstance(error, AttributeError) else str(error)


def _converter(clock: Clock) -> Converter:
    made = Converter(forbid_extra_keys=True)
    made.register_unstructure_hook(bytes, lambda value: b64encode(value).decode())
    made.register_structure_hook(bytes, lambda value, _: b64decode(value, validate=True))
    made.register_unstructure_hook(Clock, lambda _: None)
    made.register_structure_hook(Clock, lambda _, __: clock)
    for kind in (str, bool, int):
        made.register_structure_hook(kind, _exactly(kind))
    made.register_structure_hook(float, _exactly(float, int))
    return made


def _exactly(*kinds: type) -> Callable[[Any, Any], Any]:
    """Give what takes a value of one of these types, and makes none of another."""

    def taken(value: Any, _: Any) -> Any:
        if type(value) not in kinds:
            raise TypeError(f"it is {type(value).__name__}, and not {kinds[0].__name__}")
        return value

    return taken
