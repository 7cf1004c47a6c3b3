"""Files that become items of a board: tables, outlines, snapshots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import click
from attrs import frozen

from .asking import interruptible
from .exits import demand_whole
from .words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ..board.drafts import Draft, Drafts
    from ..board.reading import Reading
    from ..board.snapshots.redrafting import LeftOut

Kind: TypeAlias = Literal["csv", "outline", "snapshot"]

KINDS: tuple[Kind, ...] = ("csv", "outline", "snapshot")
ROLES = ("text", "key", "group", "tags", "color", "description", "leads_to")
"""What a column of a table can be for."""
_ENDINGS: Mapping[str, Kind] = {
    ".csv": "csv",
    ".tsv": "csv",
    ".md": "outline",
    ".markdown": "outline",
    ".txt": "outline",
    ".json": "snapshot",
}


@frozen(kw_only=True)
class Source:
    """What was read of a file.

    Attributes:
        wanted: What a board is brought in step with: also what has no file here, as that may be
            on the board, or be fetched.
        drafts: What can be made.
        problems: What did not become what it was to become, a line on each.
        left_out: What of `wanted` is not in `drafts`.
    """

    wanted: Drafts
    drafts: Drafts
    problems: Sequence[str]
    left_out: Sequence[LeftOut] = ()


def told(left_out: Iterable[LeftOut]) -> list[str]:
    """Give a line on each."""
    return [f"{one.type} {one.id}: {one.reason}" for one in left_out]


def demand_all(problems: Collection[str]) -> None:
    """End with a code of its own if something was left out.

    Raises:
        Refusal: It was.
    """
    demand_whole(problems, f"left out: {counted(len(problems), 'thing')}")


@frozen(kw_only=True)
class How:
    """How a file is to be read, as far as that was typed."""

    kind: Kind | None = None
    columns: Mapping[str, str]
    make: Literal["sticky_note", "card"] = "sticky_note"
    at: tuple[float, float] | None = None
    encoding: str | None = None


def read(path: Path, how: How) -> Source:
    """Read a file.

    Raises:
        UsageError: It cannot be read.
        InvalidArgumentError: It is not what it should be.
    """
    try:
        with interruptible():  # a pipe may be waited for
            content = path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}") from error
    kind = how.kind or _kind(path, content)
    if kind == "snapshot":
        return _snapshot(path, content)
    reading = _table(content, how) if kind == "csv" else _outline(content, how)
    problems = [str(problem) for problem in reading.problems]
    return Source(wanted=reading.drafts, drafts=reading.drafts, problems=problems)


def _kind(path: Path, content: bytes) -> Kind:
    """Tell what a file is: by its ending, or by how it begins."""
    if found := _ENDINGS.get(path.suffix.casefold()):
        return found
    beginning = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"{"):
        return "snapshot"
    return "outline" if beginning.startswith((b"#", b"- ", b"* ")) else "csv"


def _table(content: bytes, how: How) -> Reading:
    from ..board.reading import read_csv

    if unknown := set(how.columns) - set(ROLES):
        raise click.UsageError(f"columns are for {', '.join(ROLES)}, not for {', '.join(unknown)}")
    read = cast("Callable[..., Reading]", read_csv)
    return read(
        content, make=how.make, encoding=how.encoding, at=how.at or (0.0, 0.0), **how.columns
    )


def _outline(content: bytes, how: How) -> Reading:
    from ..board.reading import read_outline

    return read_outline(content, encoding=how.encoding, at=how.at or (0.0, 0.0))


def _snapshot(path: Path, content: bytes) -> Source:
    from ..board.snapshots.snapshot import Snapshot

    snapshot = Snapshot.from_json(content)
    files = _files_beside(path)
    drafts = snapshot.drafts(files=files)
    wanted = snapshot.drafts(files=files, missing_files="draft")
    return Source(wanted=wanted, drafts=drafts, problems=(), left_out=drafts.left_out)


def _files_beside(path: Path) -> dict[str, Path]:
    """Give the files that an export has put beside a snapshot, by the ids of their items."""
    folder = path.parent / "files"
    try:
        lines = (folder / "files.jsonl").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    found: dict[str, Path] = {}
    for line in lines:
        item_id, name = _note(line)
        # A name from a file of somebody else's leads to no other folder.
        if item_id and name and Path(name).name == name and "\\" not in name:
            file = folder / name
            if file.is_file() and not file.is_symlink():
                found[item_id] = file
    return found


def _note(line: str) -> tuple[str | None, str | None]:
    try:
        note: Any = json.loads(line)
        item_id, name = note["item"], note["name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, None
    return (item_id, name) if isinstance(item_id, str) and isinstance(name, str) else (None, None)


def words_of(draft: Draft) -> str:
    """Give what a draft says, as people read it."""
    from .words import plain

    for name in ("content", "title", "url"):
        text = draft.data.get(name)
        if isinstance(text, str) and text:
            return plain(text)
    return ""
