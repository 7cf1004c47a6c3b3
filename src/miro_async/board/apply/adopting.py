"""Finding again what an interrupted run has made, of which the id was never written down.

People work on the board meanwhile, so only what is all that was sent is taken for ours: its kind,
place, frame, text, size and color. What is doubtful is left alone: a second note of ours is
better than one of somebody else's that is written over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from ...geometry import Point
from ..fields import connector_fields, parent_of, said
from .alike import are_close, item_marks, line_sent, line_text, sent_of, sent_text
from .applied import Begun, Known
from .keyed import OTHER_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...models import Connector
    from ..drafts import Draft
    from ..fields import Fields
    from .alike import Mark
    from .applied import Applied
    from .keyed import Keyed
    from .present import Present
    from .work import Work

Candidate: TypeAlias = "tuple[str, Fields]"
"""Something new on the board: its id, and its fields."""


def begun_of(work: Work) -> list[Begun]:
    """Give what is about to be made, to be written down before it is sent."""
    begun: list[Begun] = []
    for action in [*work.of("tags"), *work.of("create")]:
        key, do = action.step.key, action.step.do
        if do == "create" and action.stage == "tags":
            tag = work.wanted.tags.get(key)
            color: dict[str, object] = {} if tag is None else {"fillColor": tag.color}
            begun.append(Begun(key=key, type="tag", sent=color))
        elif do == "create":
            begun.append(_begun_item(work, key, work.wanted.items[key]))
        elif do == "connect":
            line = work.wanted.connectors[key]
            start, end = (work.wanted.target(ref).written() for ref in (line.start, line.end))
            text, sent = line_text(line.fields), line_sent(line.fields)
            begun.append(Begun(key=key, type="connector", ends=(start, end), text=text, sent=sent))
    return begun


def _begun_item(work: Work, key: str, draft: Draft) -> Begun:
    named = work.names[key]
    place = named.get("position")
    kind = OTHER_NAMES.get(draft.type, draft.type)
    return Begun(
        key=key,
        type=kind,
        text=sent_text(kind, named),
        place=place if isinstance(place, Point) else None,
        frame=None if draft.frame is None else work.wanted.target(draft.frame).written(),
        sent=sent_of(kind, named),
    )


def adopt(wanted: Keyed, applied: Applied, there: Present) -> None:
    """Take up what an interrupted run has made: what is new since it began, and as it was sent."""
    ours = {known.id for known in _all_known(applied)}
    _adopt_items(applied, there, ours)
    _adopt_lines(applied, there, ours)
    _adopt_tags(wanted, applied, there)
    _adopt_groups(wanted, applied, there)


def _all_known(applied: Applied) -> Iterator[Known]:
    yield from applied.items.values()
    yield from applied.connectors.values()


def _adopt_items(applied: Applied, there: Present, ours: set[str]) -> None:
    found: dict[Mark, list[Candidate]] = {}
    for each in there.new(applied.newest):
        item = there.items.get(each)
        if item is not None and each not in ours:
            for mark, fields in item_marks(item):
                found.setdefault(mark, []).append((each, fields))
    waiting = [
        begun
        for begun in applied.begun
        if begun.type not in {"tag", "connector"} and not _is_there(applied, begun.key, there)
    ]
    while waiting:  # frames first: what is in them is known by the id of its frame
        later = {f"key {begun.key}" for begun in waiting}
        level = [begun for begun in waiting if begun.frame not in later]
        if not level:
            return
        waiting = [begun for begun in waiting if begun.frame in later]
        marked = [(begun, mark) for begun in level for mark in _marks(begun, applied, there)]
        for begun, thing_id in _paired(marked, found, ours):
            kind = there.items[thing_id].type
            applied.items[begun.key] = Known(id=thing_id, type=kind)


def _is_there(applied: Applied, key: str, there: Present) -> bool:
    known = applied.items.get(key)
    return known is not None and known.id in there.items


def _marks(begun: Begun, applied: Applied, there: Present) -> Iterator[Mark]:
    """Give what an item would be known by; a frame in a frame is made on the board first."""
    frame_id = _meant(begun.frame, applied)
    if begun.frame is not None and frame_id not in there.items:
        return
    text = None if begun.text is None or begun.type == "doc_format" else said(begun.text)
    x, y = begun.place or (0.0, 0.0)  # where Miro puts what has no place
    yield begun.type, frame_id, round(x, 2), round(y, 2), text
    if begun.type == "frame" and frame_id is not None:
        if begun.place is not None:
            x, y = _on_board(there, frame_id, x, y)
        yield begun.type, None, round(x, 2), round(y, 2), text


def _on_board(there: Present, frame_id: str, x: float, y: float) -> tuple[float, float]:
    """Give a place that counts from a frame's corner as one on the board."""
    above: str | None = frame_id
    while above is not None:
        frame = there.items[above]
        width, height = (getattr(frame.geometry, side, None) or 0.0 for side in ("width", "height"))
        left, top = (getattr(frame.position, name, None) or 0.0 for name in ("x", "y"))
        x, y = x + left - width / 2, y + top - height / 2
        above = parent_of(frame)
    return x, y


def _paired(
    marked: Iterable[tuple[Begun, Mark]], found: Mapping[Mark, Sequence[Candidate]], ours: set[str]
) -> Iterator[tuple[Begun, str]]:
    """Give which thing is which; nothing of what there is more than can have been made."""
    alike: dict[tuple[Mark, str], list[Begun]] = {}
    for begun, mark in marked:
        alike.setdefault((mark, repr(begun.sent)), []).append(begun)
    # Those that say more of themselves choose first.
    for (mark, _), those in sorted(alike.items(), key=lambda one: -len(one[1][0].sent)):
        first = those[0]
        fitting = [
            each
            for each, fields in found.get(mark, ())
            if each not in ours and are_close(first, fields)
        ]
        if len(fitting) <= len(those):
            for begun, thing_id in zip(those, fitting, strict=False):
                ours.add(thing_id)
                yield begun, thing_id


def _meant(written: str | None, applied: Applied) -> str | None:
    """Give the id of what was written down as a key or an id."""
    kind, _, name = (written or "").partition(" ")
    if kind == "key":
        known = applied.items.get(name)
        return known.id if known is not None else None
    return name or None


def _adopt_lines(applied: Applied, there: Present, ours: set[str]) -> None:
    found: dict[Mark, list[Candidate]] = {}
    for each in there.new(applied.newest):
        line = there.connectors.get(each)
        if line is not None and each not in ours:
            found.setdefault(_line_mark(line), []).append((each, {"shape": line.shape}))
    marked: list[tuple[Begun, Mark]] = []
    for begun in applied.begun:
        known = applied.connectors.get(begun.key)
        if begun.ends is None or (known is not None and known.id in there.connectors):
            continue
        start, end = (_meant(one, applied) for one in begun.ends)
        if start is not None and end is not None:
            marked.append((begun, (start, end, 0.0, 0.0, begun.text)))
    for begun, line_id in _paired(marked, found, ours):
        applied.connectors[begun.key] = Known(id=line_id, type="connector")


def _line_mark(line: Connector) -> Mark:
    fields = connector_fields(line)
    start, end = (cast("str | None", fields[name]) for name in ("startItem", "endItem"))
    return start or "", end, 0.0, 0.0, line_text(fields)


def _adopt_tags(wanted: Keyed, applied: Applied, there: Present) -> None:
    """Take up tags of the titles that were sent, and those of ours that are called so by now."""
    titles = wanted.titles()
    now = {tag.id: title for title, tag in there.tags.items()}
    for title, tag_id in [*applied.tags.items()]:
        if title not in titles and now.get(tag_id, title) in titles:
            applied.rename_tag(title, now[tag_id], tag_id)
    for begun in applied.begun:
        tag = there.tags.get(begun.key) if begun.type == "tag" else None
        if tag is None or begun.key in applied.tags or not there.is_new(tag.id, applied.newest):
            continue
        if begun.sent.get("fillColor", "red") == tag.fill_color:
            applied.tags[begun.key] = tag.id


def _adopt_groups(wanted: Keyed, applied: Applied, there: Present) -> None:
    """Take up groups of exactly the wanted items: a change gives a group another id."""
    ids = {key: known.id for key, known in applied.items.items()}
    taken = {known.id for known in applied.groups.values()}
    for key, group in wanted.groups.items():
        known = applied.groups.get(key)
        members = frozenset(wanted.id_of(ref, ids) or "" for ref in group.items)
        if known is not None and known.id in there.groups:
            continue
        same = (each for each, items in there.groups.items() if items == members)
        found = next((each for each in same if each not in taken), None)
        if found is not None:
            applied.groups[key] = Known(id=found, type="group")
