"""A table (CSV) turned into sticky notes or cards."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from attrs import Factory, define, frozen

from ...drawing.sizes import size_of
from ...errors import InvalidArgumentError
from ...models import enums
from ..drafts import Drafts
from ..layout import grid
from .reading import (
    GAP,
    MOST_LETTERS,
    Keys,
    Problem,
    Reading,
    good_tags,
    lines_of,
    place_in_frames,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..drafts import At, Draft

_DELIMITERS = ",;\t|"
_LISTED = re.compile(r"[,;]")
_USUAL: Mapping[str, Sequence[str]] = {
    "text": ("text", "note", "title", "summary", "content", "name"),
    "key": ("key", "id"),
    "group": ("group", "column", "state", "status", "frame"),
    "tags": ("tags", "tag", "labels"),
    "color": ("color", "colour"),
    "description": ("description", "details"),
    "leads_to": ("leads_to", "connects_to", "links_to"),
}
_USUAL_WIDTH: Mapping[str, float] = {"sticky_note": 199.0, "card": 320.0}
_NOTE_COLORS: tuple[str, ...] = get_args(enums.StickyNoteColor)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@frozen(kw_only=True)
class _Row:
    line: int
    cells: Sequence[str]
    content: str


@define
class _Table:
    """What is made of the rows so far."""

    kind: Literal["sticky_note", "card"]
    width: float
    where: Mapping[str, int]
    drafts: Drafts = Factory(Drafts)
    problems: list[Problem] = Factory(list[Problem])
    frames: dict[str, list[Draft]] = Factory(dict[str, "list[Draft]"])
    free: list[Draft] = Factory(list["Draft"])
    keys: Keys = Factory(Keys)
    by_key: dict[str, Draft] = Factory(dict[str, "Draft"])
    leading: list[tuple[_Row, Draft, str]] = Factory(list["tuple[_Row, Draft, str]"])

    def cell(self, row: _Row, role: str) -> str:
        place = self.where.get(role, len(row.cells))
        return row.cells[place].strip() if place < len(row.cells) else ""

    def tell(self, row: _Row, reason: str, *, left_out: bool = False) -> None:
        self.problems.append(
            Problem(line=row.line, reason=reason, content=row.content, left_out=left_out)
        )


def read_csv(  # noqa: PLR0913 - which column is what, each by keyword
    source: str | bytes,
    *,
    make: Literal["sticky_note", "card"] = "sticky_note",
    text: str | None = None,
    key: str | None = None,
    group: str | None = None,
    tags: str | None = None,
    color: str | None = None,
    description: str | None = None,
    leads_to: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    columns: int = 2,
    width: float | None = None,
    at: At = (0.0, 0.0),
) -> Reading:
    r"""Turn a table into drafts: a sticky note or a card for each row, a frame for each group.

        reading = read_csv("state,title\nto do,Buy milk\n", text="title", group="state")

    The first row that is not empty has the names of the columns. A column that is not named here is
    looked for by usual names: `text`, `note`, `title`; `key`, `id`; `group`, `column`, `state`,
    `status`; `tags`, `tag`, `labels`; `color`; `description`; `leads_to`. Rows without a key get
    one from their text, so they may be put in another order, but a changed text is another row.

    Args:
        source: The table; of bytes the encoding is found out by its mark, and is UTF-8 without one.
        make: What rows become. Descriptions are for cards; cards have colors such as `#2d9bf0`.
        text: The column with the text; rows without text are left out, and told.
        key: The column with the keys by which rows are known again.
        group: The column by which rows are put into frames; without one there are no frames.
        tags: The column with titles of tags, between commas or semicolons.
        color: The column with the color.
        description: The column with the description of cards.
        leads_to: The column with the keys of rows to which a line leads.
        delimiter: What is between two cells; by default whichever of `,` `;` tab `|` fits best.
        encoding: The encoding of bytes that are no UTF-8: `"cp1252"`.
        columns: How many notes there are side by side.
        width: How wide each is.
        at: The upper left corner of the whole.

    Raises:
        InvalidArgumentError: There is no such column, no text column, or it is no table: a
            quotation mark has no end, for example.
    """
    if make not in _USUAL_WIDTH:
        raise InvalidArgumentError(f"rows become {' or '.join(_USUAL_WIDTH)}, not {make!r}")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise InvalidArgumentError(f"a delimiter is one sign, and no quotation mark: {delimiter!r}")
    lines = lines_of(text_of(source, encoding))
    rows = _rows(lines, delimiter or _delimiter(lines))
    header = next(rows, None)
    if header is None:
        raise InvalidArgumentError("the table is empty: it has no names of columns")
    named = {
        "text": text, "key": key, "group": group, "tags": tags, "color": color,
        "description": description, "leads_to": leads_to,
    }  # fmt: skip
    table = _Table(make, width or _USUAL_WIDTH[make], _columns([*header.cells], named))
    for row in rows:
        _read(table, row, len(header.cells))
    _connect(table)
    place_in_frames(table.drafts, table.frames, columns=columns, at=at, keys=table.keys)
    if table.free:
        _place_free(table, columns, at)
    return Reading(drafts=table.drafts, problems=sorted(table.problems, key=lambda one: one.line))


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[_Row]:
    """Give the rows that are not empty."""
    # Strict, or a stray quotation mark would make one text of all rows up to the next one.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                whole = "".join(lines[before : reader.line_num]).rstrip("\r\n")
                yield _Row(line=before + 1, cells=cells, content=whole)
            before = reader.line_num
    except csv.Error as error:
        raise InvalidArgumentError(
            f"line {before + 1} is no table: {error}; a quotation mark may lack its end"
        ) from error


def _delimiter(lines: Sequence[str]) -> str:
    """Give the delimiter that parts the first row into the most cells."""
    first = [line for line in lines if line.strip(f"{_DELIMITERS} \r\n")][:1]

    def cells(delimiter: str) -> int:
        return max(map(len, csv.reader(first, delimiter=delimiter)), default=0)

    return max(_DELIMITERS, key=cells)


def _columns(header: list[str], named: Mapping[str, str | None]) -> dict[str, int]:
    lower = [name.strip().casefold() for name in header]
    where: dict[str, int] = {}
    for role, name in named.items():
        if name is not None:
            if name.strip().casefold() not in lower:
                raise InvalidArgumentError(f"there is no column {name!r}: {', '.join(header)}")
            where[role] = lower.index(name.strip().casefold())
    for role, names in _USUAL.items():
        free = (lower.index(name) for name in names if name in lower)
        place = next((place for place in free if place not in where.values()), None)
        if role not in where and place is not None:
            where[role] = place
    if "text" not in where:
        raise InvalidArgumentError(f"which column has the text? There are {', '.join(header)}")
    return where


def _read(table: _Table, row: _Row, width: int) -> None:
    said = table.cell(row, "text")
    wrong = None
    if not said:
        wrong = "it has no text"
    elif len(said) > MOST_LETTERS:
        wrong = f"its text has {len(said):,} letters, and Miro takes {MOST_LETTERS:,}"
    key = table.cell(row, "key")
    if key in table.by_key:
        wrong = f"its key {key!r} was used before"
    if wrong:
        table.tell(row, wrong, left_out=True)
        return
    if len(row.cells) > width:
        extra = ", ".join(row.cells[width:])
        table.tell(row, f"it has {len(row.cells)} cells for {width} columns; left out: {extra}")
    key = key or table.keys.of(table.kind, said)
    draft = table.by_key[key] = _draft(table, row, said, key)
    group = table.cell(row, "group")
    (table.frames.setdefault(group, []) if group else table.free).append(draft)
    if leads := table.cell(row, "leads_to"):
        table.leading.append((row, draft, leads))


def _draft(table: _Table, row: _Row, said: str, key: str) -> Draft:
    tags, color = _tags(table, row), cast("Any", _color(table, row))
    if table.kind == "card":
        description = table.cell(row, "description") or None
        return table.drafts.add_card(
            said, description=description, color=color, width=table.width, tags=tags, key=key
        )
    return table.drafts.add_sticky_note(said, color=color, width=table.width, tags=tags, key=key)


def _tags(table: _Table, row: _Row) -> Sequence[str]:
    titles = (title.strip() for title in _LISTED.split(table.cell(row, "tags")))
    good, reason = good_tags(filter(None, titles))
    if reason:
        table.tell(row, reason)
    return good


def _color(table: _Table, row: _Row) -> str | None:
    color = table.cell(row, "color")
    good = _HEX.fullmatch(color) if table.kind == "card" else color in _NOTE_COLORS
    if color and not good:
        table.tell(row, f"a {table.kind} cannot have the color {color!r}; it has none")
    return color if good else None


def _connect(table: _Table) -> None:
    for row, draft, leads in table.leading:
        for key in dict.fromkeys(each.strip() for each in _LISTED.split(leads)):
            other = table.by_key.get(key)
            if other is None or other is draft:
                why = "itself" if other is draft else "no row that was read"
                table.tell(row, f"it leads to {key!r}, which is {why}; that line is left out")
            else:
                table.drafts.connect(draft, other)


def _place_free(table: _Table, columns: int, at: At) -> None:
    """Put rows without a group below the frames, in a grid of their own."""
    heights = [frame.geometry["height"] for frame in table.drafts.items if frame.type == "frame"]
    down = max(cast("list[float]", heights)) + GAP if heights else 0.0
    layout = grid([size_of(draft) for draft in table.free], columns=columns, padding=0.0)
    for draft, center in zip(table.free, layout.centers, strict=True):
        draft.at = cast("Any", (at[0] + center.x, at[1] + down + center.y))
