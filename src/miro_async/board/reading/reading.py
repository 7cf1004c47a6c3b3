"""What comes of reading a source, and what all sources have in common."""

from __future__ import annotations

from hashlib import blake2b
from io import StringIO
from typing import TYPE_CHECKING

from attrs import field, frozen

from ...drawing.sizes import size_of
from ...errors import InvalidArgumentError
from ..layout import grid, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..drafts import At, Draft, Drafts

MOST_LETTERS = 6000
_MOST_TAGS, _LONGEST_TAG = 8, 120
GAP = 100.0
"""The room between two frames."""

_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@frozen(kw_only=True)
class Problem:
    """Something in a source that did not become what it was to become.

    Attributes:
        line: The line where it begins, counted from 1.
        reason: What is wrong with it.
        content: What stands there, so that nothing is lost.
        left_out: Whether nothing was made of it; else only a part is missing, as `reason` says.
    """

    line: int
    reason: str
    content: str = field(repr=False)
    left_out: bool

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@frozen(kw_only=True)
class Reading:
    """What was read: drafts with keys, and what there is to say about them."""

    drafts: Drafts
    problems: Sequence[Problem] = ()


def text_of(source: str | bytes, encoding: str | None) -> str:
    """Give the text of a source: UTF-8 with or without a mark, or UTF-16 with one.

    Raises:
        InvalidArgumentError: It is of another encoding, which has to be named.
    """
    text = source if isinstance(source, str) else _decoded(source, encoding)
    if "\0" in text:
        # In UTF-16 and UTF-32 every other byte is one, or more.
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidArgumentError(
            f"line {line} is no text: name the encoding, encoding='utf-16-le' for example"
        )
    return text.removeprefix("\ufeff")


def _decoded(source: bytes, encoding: str | None) -> str:
    name = encoding or _WIDE.get(source[:2], "utf-8")
    try:
        return source.decode(name)
    except LookupError as error:
        raise InvalidArgumentError(f"there is no encoding {name!r}") from error
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise InvalidArgumentError(
            f"line {line} is no {name}: name the encoding, encoding='cp1252' for example"
        ) from None


def lines_of(text: str) -> Sequence[str]:
    """Give the lines of a text with their ends: other than `splitlines`, at line breaks alone."""
    return [*StringIO(text, newline="")]


def good_tags(titles: Iterable[str]) -> tuple[Sequence[str], str | None]:
    """Give the titles that an item can have as tags, and what to tell of the rest."""
    wanted = [*dict.fromkeys(titles)]
    good = [title for title in wanted if len(title) <= _LONGEST_TAG][:_MOST_TAGS]
    left = ", ".join(title for title in wanted if title not in good)
    most = f"Miro takes {_MOST_TAGS} tags of {_LONGEST_TAG} letters"
    return good, f"{most}; left out: {left}" if left else None


class Keys:
    """Gives keys to things that have none: by what they say, wherever they stand.

    What says the same gets a number behind it, in the order in which it is met.
    """

    def __init__(self) -> None:
        self._met: dict[str, int] = {}

    def of(self, kind: str, text: str) -> str:
        """Give the key of a thing of a kind that says this."""
        words = " ".join(text.split()).encode("utf-8", "replace")
        key = f"{kind}:{blake2b(words, digest_size=6).hexdigest()}"
        count = self._met[key] = self._met.get(key, 0) + 1
        return key if count == 1 else f"{key}-{count}"


def place_in_frames(
    drafts: Drafts, frames: Mapping[str, Sequence[Draft]], *, columns: int, at: At, keys: Keys
) -> None:
    """Put drafts into a new frame for each title: a grid in each, the frames side by side."""
    layouts = {
        title: grid([size_of(draft) for draft in inside], columns=columns)
        for title, inside in frames.items()
    }
    height = max((layout.height for layout in layouts.values()), default=0.0)
    lined = row([(layout.width, height) for layout in layouts.values()], gap=GAP, padding=0.0)
    made: dict[Draft, None] = {}
    for (title, layout), center in zip(layouts.items(), lined.centers, strict=True):
        place = (at[0] + center.x, at[1] + center.y)
        key = keys.of("frame", title)
        frame = drafts.add_frame(title, at=place, width=layout.width, height=height, key=key)
        made[frame] = None
        for draft, spot in zip(frames[title], layout.centers, strict=True):
            draft.frame, draft.at, draft.relative_to = frame, spot, "frame"
    drafts.items = [*made, *(draft for draft in drafts.items if draft not in made)]
