"""Looking for secrets in all that an error has with it."""

from __future__ import annotations

import traceback
from pathlib import Path

TESTS = str(Path(__file__).parents[2])


def texts_of(error):
    """Give all texts of an error: also of those it came from, and of the locals in its traceback.

    Without those of the tests' own frames, which have the secrets at hand.
    """
    return list(_texts(error, set()))


def _texts(error, seen):
    if id(error) in seen:
        return
    seen.add(id(error))
    yield "".join(traceback.format_exception(error))
    yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if not frame.f_code.co_filename.startswith(TESTS):
            for name, value in list(frame.f_locals.items()):
                yield f"{name} = {value!r} = {_attributes(value)}"
                if isinstance(value, BaseException):
                    yield from _texts(value, seen)
    for other in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
        if other is not None:
            yield from _texts(other, seen)


def _attributes(value):
    slots = {name: getattr(value, name, None) for name in getattr(type(value), "__slots__", ())}
    return repr(slots or getattr(value, "__dict__", {}))
