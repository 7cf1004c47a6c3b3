"""A Markdown outline turned into frames and sticky notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, TypeGuard, cast

from attrs import Factory, define

from ...drawing.sizes import size_of
from ...errors import InvalidArgumentError
from ...geometry import Point
from ..drafts import Drafts
from .reading import GAP, MOST_LETTERS, Keys, Problem, Reading, good_tags, lines_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...models.enums import StickyNoteColor
    from ..drafts import At, Draft

_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")
_ENTRY = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?")
_TAG = re.compile(r"(?:(?<![ \t])[ \t]+)?(?<!\S)#([^\W\d_][\w/-]*)")
_KEY = re.compile(r"(?:(?<=\s)|^)\^([\w-]+)[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_FENCE = re.compile(r"[ \t]*(`{3,}+(?!.*`)|~{3,})")
_NESTED = ("connect", "group", "indent")
_PADDING, _SPACE = 40.0, 20.0
_TITLE_SIZE = 48.0


@define(eq=False)
class _Entry:
    """An entry of a list, or a paragraph: what becomes a sticky note."""

    line: int
    lines: list[str]
    depth: int
    above: _Entry | None = None
    draft: Draft | None = None
    below: list[_Entry] = Factory(list["_Entry"])
    code: set[int] = Factory(set[int])

    def add(self, line: str, *, code: bool) -> None:
        """Add a line; one of code is left as it is."""
        if code:
            self.code.add(len(self.lines))
        self.lines.append(line)

    def without_tags(self, whole: str, titles: list[str]) -> str:
        """Give the text without its tags, and these in `titles`."""
        lines = whole.split("\n")
        for place, line in enumerate(lines):
            if place not in self.code:
                titles += _TAG.findall(line)
                lines[place] = _TAG.sub("", line)
        return "\n".join(lines).strip()


@define(eq=False)
class _Section:
    """A heading with what is below it."""

    title: str
    entries: list[_Entry] = Factory(list[_Entry])


def read_outline(  # noqa: PLR0913 - each by keyword
    source: str | bytes,
    *,
    nested: Literal["connect", "group", "indent"] = "connect",
    color: StickyNoteColor | None = None,
    width: float = 199.0,
    indent: float = 120.0,
    encoding: str | None = None,
    at: At = (0.0, 0.0),
) -> Reading:
    r"""Turn a Markdown outline into drafts: frames of headings, sticky notes of entries.

        reading = read_outline("# Retro\n## Went well\n- Demo day #team\n  - again in May\n")

    - A heading, also one that is underlined, becomes a frame with what is below it, up to the next
      heading; one with nothing of its own becomes a title, and begins a new row of frames.
    - An entry of a list becomes a sticky note, and so does a paragraph. Entries below another one
      are indented, and tied to it as `nested` says.
    - `#word` is a tag, and is taken out of the text. `^word` at the end of an entry is its key.
      Else its key comes from its text: entries may be moved, but a changed text is another entry.
    - Rules (`---`) are left out. All other Markdown is left as it is written.

    Args:
        source: The outline, in UTF-8 or with a mark that tells otherwise.
        nested: How entries below another one are tied to it: by a line, by a group (the whole
            branch), or only by their place.
        color: The color of the notes.
        width: How wide notes are.
        indent: How far to the right nested notes are, for each level.
        encoding: The encoding of bytes that are no UTF-8.
        at: The upper left corner of the whole.

    Raises:
        InvalidArgumentError: The bytes are of another encoding, or there is no such `nested`.
    """
    if nested not in _NESTED:
        raise InvalidArgumentError(f"nested is one of {', '.join(_NESTED)}, not {nested!r}")
    problems: list[Problem] = []
    sections = _sections(text_of(source, encoding))
    drafts, keys = Drafts(), Keys()
    used: set[str] = set()
    for section in sections:
        for entry in section.entries:
            _draft(drafts, entry, keys, used, problems, color=color, width=width)
    _lay_out(drafts, sections, keys, at, indent)
    for section in sections:
        _tie(drafts, section.entries, nested)
    return Reading(drafts=drafts, problems=problems)


def _sections(text: str) -> list[_Section]:
    sections = [_Section("")]
    fence, apart = "", True  # what began the block of code that this is in; whether after a gap
    for number, whole in enumerate(lines_of(text), 1):
        line = whole.rstrip("\r\n")
        section = sections[-1]
        last = section.entries[-1] if section.entries else None
        code = bool(fence)
        if found := _FENCE.match(line):
            fence = _fence_after(fence, found[1], line[found.end() :])
            code = code or bool(fence)
        heading = None if code else _HEADING.fullmatch(line)
        entry = None if code else _ENTRY.fullmatch(line)
        if heading:
            sections.append(_Section(_without_closing(heading[1].strip(" \t"))))
        elif not code and not apart and _is_paragraph(last) and _UNDERLINE.fullmatch(line):
            section.entries.pop()
            sections.append(_Section(" ".join(last.lines)))
        elif not code and (not line.strip() or _RULE.fullmatch(line)):
            apart = True
            continue
        elif entry:
            _enter(section, _Entry(number, [entry[2] or ""], _width(entry[1])))
        elif last is not None and (code or not apart or line[:1].isspace()):
            last.add(line.rstrip() if code else line.strip(), code=code)
        else:
            made = _Entry(number, [], -1)
            made.add(line.strip(), code=code)
            _enter(section, made)
        apart = bool(heading)
    return sections


def _without_closing(title: str) -> str:
    """Give a title without the number signs that may close it."""
    words = title.rstrip("#")
    return words.rstrip(" \t") if words.endswith((" ", "\t")) else title


def _fence_after(fence: str, mark: str, rest: str) -> str:
    """Give the fence that the lines after such a mark are in: only one as long ends another."""
    if not fence:
        return mark
    return "" if mark.startswith(fence) and not rest.strip() else fence


def _is_paragraph(entry: _Entry | None) -> TypeGuard[_Entry]:
    return entry is not None and entry.depth < 0 and not entry.code


def _width(blank: str) -> int:
    return len(blank.expandtabs(4))


def _enter(section: _Section, entry: _Entry) -> None:
    """Put an entry below the last one that is less indented; a paragraph below nothing."""
    above = section.entries[-1] if section.entries and entry.depth >= 0 else None
    while above is not None and above.depth >= entry.depth:
        above = above.above
    if above is not None and above.depth >= 0:
        entry.above = above
        above.below.append(entry)
    section.entries.append(entry)


def _draft(  # noqa: PLR0913 - what a note is made of
    drafts: Drafts, entry: _Entry, keys: Keys, used: set[str], problems: list[Problem],
    *, color: StickyNoteColor | None, width: float,
) -> None:  # fmt: skip
    whole = "\n".join(entry.lines).rstrip()

    def tell(reason: str, *, left_out: bool = False) -> None:
        problems.append(Problem(line=entry.line, reason=reason, content=whole, left_out=left_out))

    named = _KEY.search(whole)
    text = whole[: named.start()].rstrip() if named else whole
    found: list[str] = []
    text = entry.without_tags(text, found) or text.strip()
    titles, too_much = good_tags(found)
    if not text:
        tell("it has no text", left_out=True)
        return
    if len(text) > MOST_LETTERS:
        tell(f"it has {len(text):,} letters, and Miro takes {MOST_LETTERS:,}", left_out=True)
        return
    if too_much:
        tell(too_much)
    key = named[1] if named else keys.of("note", text)
    if key in used:
        tell(f"the key {key!r} was used before; it goes by its text")
        key = keys.of("note", text)
    used.add(key)
    entry.draft = drafts.add_sticky_note(text, color=color, width=width, tags=titles, key=key)


def _lay_out(
    drafts: Drafts, sections: Sequence[_Section], keys: Keys, at: At, indent: float
) -> None:
    """Put the notes of each section below each other into a frame, and the frames side by side."""
    x, y, lowest = at[0], at[1], at[1]
    first: dict[Draft, None] = {}
    for section in sections:
        notes = [entry for entry in section.entries if entry.draft is not None]
        if not notes:
            if section.title:
                y = lowest + (GAP if lowest > at[1] else 0.0) + _TITLE_SIZE
                first[_title(drafts, section, keys, (at[0], y))] = None
                x, y = at[0], y + _TITLE_SIZE
                lowest = y
            continue
        right, bottom = _column(notes, indent)
        center = (x + right / 2, y + bottom / 2)
        if section.title:
            key = keys.of("frame", section.title)
            frame = drafts.add_frame(section.title, at=center, width=right, height=bottom, key=key)
            first[frame] = None
            for entry in notes:
                note = cast("Draft", entry.draft)
                note.frame, note.relative_to = frame, "frame"
        else:
            _move(notes, x, y)
        x, lowest = x + right + GAP, max(lowest, y + bottom)
    drafts.items = [*first, *(draft for draft in drafts.items if draft not in first)]


def _title(drafts: Drafts, section: _Section, keys: Keys, left: tuple[float, float]) -> Draft:
    key = keys.of("title", section.title)
    width = max(400.0, len(section.title) * _TITLE_SIZE * 0.6)
    place = (left[0] + width / 2, left[1])
    return drafts.add_text(section.title, at=place, font_size=_TITLE_SIZE, width=width, key=key)


def _column(notes: Sequence[_Entry], indent: float) -> tuple[float, float]:
    """Put notes below each other, from the corner of what holds them; give how large that is."""
    right, down = 0.0, _PADDING
    for entry in notes:
        note = cast("Draft", entry.draft)
        width, height = size_of(note)
        left = _PADDING + indent * _level(entry)
        note.at = Point(left + width / 2, down + height / 2)
        down += height + _SPACE
        right = max(right, left + width)
    return right + _PADDING, down - _SPACE + _PADDING


def _level(entry: _Entry) -> int:
    level, above = 0, entry.above
    while above is not None:
        level, above = level + 1, above.above
    return level


def _move(notes: Sequence[_Entry], x: float, y: float) -> None:
    for entry in notes:
        note = cast("Any", entry.draft)
        note.at = Point(note.at.x + x, note.at.y + y)


def _tie(drafts: Drafts, entries: Sequence[_Entry], nested: str) -> None:
    for entry in entries:
        below = [each.draft for each in entry.below if each.draft is not None]
        if entry.draft is None or not below:
            continue
        if nested == "connect":
            for draft in below:
                drafts.connect(entry.draft, draft)
        elif nested == "group" and entry.above is None:
            drafts.group(_branch(entry), key=f"group:{entry.draft.key}")


def _branch(entry: _Entry) -> list[Draft]:
    found: list[Draft] = []
    waiting = [entry]
    while waiting:  # not recursive: entries may be nested as deeply as one likes
        one = waiting.pop()
        found += [one.draft] if one.draft is not None else []
        waiting += reversed(one.below)
    return found
