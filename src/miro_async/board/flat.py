"""From the flat arguments that people give to the fields that Miro has, and back."""

from __future__ import annotations

import html as markup
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import InvalidArgumentError
from ..geometry import Point
from ..null import NULL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..null import Null
    from ..uploads import FileSource, Upload
    from .drafts import At, Ref, RelativeTo

T = TypeVar("T")


def place(at: At, name: str = "at") -> Point:
    """Give a place, or how far across and down something is.

    Raises:
        InvalidArgumentError: It is none: two finite numbers are.
    """
    try:
        x, y = at
        if math.isfinite(x) and math.isfinite(y):
            return Point(float(x), float(y))
    except (TypeError, ValueError):
        pass
    raise InvalidArgumentError(f"{name} is two numbers, across and down, not {at!r}")


def given(fields: Mapping[str, object]) -> dict[str, object]:
    """Give the fields that are said: without those at `None`, and null where `NULL` was given."""
    return {
        name: None if value is NULL else value
        for name, value in fields.items()
        if value is not None
    }


def parts(**fields: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Give the parts of a body in which something is said."""
    said = {name: given(part) for name, part in fields.items()}
    return {name: part for name, part in said.items() if part}


def written(text: object, html: str | None, *, name: str = "text") -> str | None:
    """Give HTML for what is given as plain text or as HTML.

    Raises:
        InvalidArgumentError: Both are given, or it is no text.
    """
    if text is None:
        return html
    if html is not None:
        other = "html" if name == "text" else f"{name}_html"
        raise InvalidArgumentError(f"give {name} or {other}, not both")
    if not isinstance(text, str):
        raise InvalidArgumentError(f"{name} is a str, not {text!r}")
    return markup.escape(text, quote=False).replace("\r\n", "\n").replace("\n", "<br>")


def implied(value: float | None, usual: float, *others: object) -> float | None:
    """Give the usual value where nothing is said, but something that it goes with."""
    return usual if value is None and any(other is not None for other in others) else value


def demanded(value: T | None, names: str) -> T:
    """Give what must be there.

    Raises:
        InvalidArgumentError: It is not.
    """
    if value is None:
        raise InvalidArgumentError(f"give {names}")
    return value


def digits(value: float | Null | None) -> str | Null | None:
    """Give a number as Miro has those of styles: in a string.

    Raises:
        InvalidArgumentError: It is not finite.
    """
    if value is None or value is NULL:
        return value
    if not math.isfinite(value):
        raise InvalidArgumentError(f"{value} is no number that Miro takes")
    return str(int(value) if value == int(value) else float(value))


def moment(value: object) -> str | Null | None:
    """Give a time as Miro has it.

    Raises:
        InvalidArgumentError: It is no time, or has no time zone.
    """
    from ..codec.values import wire_instant

    if value is None or value is NULL:
        return value
    if not isinstance(value, datetime):
        raise InvalidArgumentError(f"{value!r} is no datetime: datetime.now(UTC) is one")
    return wire_instant(value)


def objects(values: Sequence[object] | Null | None) -> Any:
    """Give objects as Miro has them: as plain JSON."""
    from ..codec.codec import Codec

    if values is None or values is NULL:
        return values
    codec = Codec()
    return codec.loads(codec.to_json(list(values)))


def one_side(width: float | None, height: float | None) -> None:
    """Refuse two sides for an item whose ratio is fixed.

    Raises:
        InvalidArgumentError: Both are given.
    """
    if width is not None and height is not None:
        raise InvalidArgumentError(
            "the ratio of its sides is fixed: give width or height, not both"
        )


def one_source(
    file: FileSource | Upload | None, url: str | None, **with_file: str | None
) -> FileSource | Upload | None:
    """Give the file that an image or a document is made of, unless that is on the web.

    Raises:
        InvalidArgumentError: Both are given or none, or what goes with a file without one.
    """
    if (file is None) is (url is None):
        raise InvalidArgumentError("give a file or a url: one of them")
    if isinstance(file, str) and file.lower().startswith(("http://", "https://")):
        raise InvalidArgumentError("that is the address of a file, not its path: give it as url=")
    for name, value in with_file.items():
        if value is not None and file is None:
            raise InvalidArgumentError(f"Miro takes {name} with a file only, not with a url")
    return file


def is_symbol(shape: object) -> bool:
    """Tell whether a shape is a symbol of flowcharts, which have calls of their own."""
    named = isinstance(shape, str) and shape.startswith("flow_chart_")
    return named and shape != "flow_chart_predefined_process"


def plain(html: str | None) -> str:
    """Give the text that a piece of HTML shows."""
    from ..drawing.text import plain as shown

    return shown(html)


def number(value: str | None) -> float | None:
    """Give the number in a string of Miro's, `None` where there is none."""
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def counted_from(relative_to: RelativeTo | None, frame: Ref | None) -> RelativeTo:
    """Give from where a place counts, which is the frame's corner where there is a frame.

    Raises:
        InvalidArgumentError: It counts from a frame, and there is none; or from anything else.
    """
    if relative_to not in {None, "board", "frame"}:
        raise InvalidArgumentError(f"relative_to is 'board' or 'frame', not {relative_to!r}")
    if relative_to is None:
        return "board" if frame is None else "frame"
    if relative_to == "frame" and frame is None:
        raise InvalidArgumentError('relative_to="frame" needs a frame')
    return relative_to
