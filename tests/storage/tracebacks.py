"""What tracebacks with locals show of an error, as error reporters write them down."""

from __future__ import annotations

import traceback


def told(error, *, but_not_of):
    """Give all of it, but the frames of the test, which knows the secrets."""
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    parts = [shown]
    while parts:
        part = parts.pop()
        part.stack[:] = [frame for frame in part.stack if frame.filename != but_not_of]
        parts += [one for one in (part.__cause__, part.__context__) if one]
    return "".join(shown.format())
