"""The part of a plan about tags: made, renamed, put on items, taken off, and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from .applied import made_here
from .steps import Step
from .work import TAG, Action

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..drafts import Draft
    from .steps import Why
    from .work import Work


def tags(work: Work) -> Iterator[Action]:
    """Give what is to be done about tags: first those of the board, then those on items."""
    ended = {*_ended(work)}
    renamed = {**_put_back(work), **_called_anew(work, ended)}
    ended -= {each.old for each in renamed.values()}
    tagging = [
        action
        for key, draft in work.wanted.items.items()
        for action in _on_item(work, key, draft, ended, renamed)
    ]
    attached = {title for each in tagging if each.step.do == "tag" for title in each.step.fields}
    for title in work.wanted.titles():
        if title in renamed:
            yield _renaming(work, title, renamed[title])
        elif title in work.there.tags:
            yield from _coloring(work, title)
        elif title in attached or work.recreate or title not in work.applied.tags:
            why: Why = "gone from the board" if title in work.applied.tags else "new"
            step = Step(do="create", what="tag", key=title, why=why, credits=TAG)
            yield Action(step=step, stage="tags")
    yield from tagging
    for title in sorted(ended):
        step = Step(
            do="delete", what="tag", key=title, id=work.there.tags[title].id,
            why="gone from the source", credits=TAG,
        )  # fmt: skip
        yield Action(step=step, stage="tagging")


@frozen
class _Renamed:
    """A tag that gets another title: its id, the title that it has, and what it is done for."""

    id: str
    old: str
    why: Why


def _put_back(work: Work) -> dict[str, _Renamed]:
    """Give the tags made here that somebody has renamed, by the titles that they are to have."""
    by_id = {tag.id: title for title, tag in work.there.tags.items()}
    return {
        title: _Renamed(tag_id, by_id[tag_id], "changed on the board")
        for title in work.wanted.titles()
        if title not in work.there.tags
        and (tag_id := work.applied.tags.get(title, "")) in by_id
        and by_id[tag_id] not in work.asked.titles()
    }


def _called_anew(work: Work, ended: set[str]) -> dict[str, _Renamed]:
    """Give the new titles that take over a tag that ends, where that takes fewer calls.

    Renaming saves making a tag, deleting the other, and a call for each item that has one and wants
    the other; each item that has it and wants neither costs one.
    """
    left, found, ours = sorted(ended), dict[str, _Renamed](), set(work.ids.values())
    wanting = _wanting(work)
    for title in work.wanted.titles():
        if title not in work.there.tags and title not in work.applied.tags:
            saved = {
                old: 1 + 2 * len(those & wanting[title]) - len(those)
                for old in left
                for those in [work.there.carriers[old] & ours]
            }
            old = max(left, key=lambda each: saved[each], default=None)
            if old is not None and saved[old] > 0:
                left.remove(old)
                found[title] = _Renamed(work.there.tags[old].id, old, "changed in the source")
    return found


def _wanting(work: Work) -> Mapping[str, set[str]]:
    """Give the ids of the items on the board that are to carry a tag, by its title."""
    found: dict[str, set[str]] = {title: set() for title in work.wanted.titles()}
    for key, item_id in work.ids.items():
        for title in work.wanted.items[key].tags:
            found[title].add(item_id)
    return found


def _renaming(work: Work, title: str, renamed: _Renamed) -> Action:
    tag, color = work.wanted.tags.get(title), work.there.tags[renamed.old].fill_color
    fields = ("title", "fillColor") if tag and tag.color != color else ("title",)
    step = Step(
        do="update", what="tag", key=title, id=renamed.id, fields=fields, why=renamed.why,
        says=renamed.old, credits=TAG,
    )  # fmt: skip
    return Action(step=step, stage="tags", sends={"old": renamed.old})


def _coloring(work: Work, title: str) -> Iterator[Action]:
    there, tag = work.there.tags[title], work.wanted.tags.get(title)
    if tag and work.applied.tags.get(title) == there.id and tag.color != there.fill_color:
        step = Step(
            do="update", what="tag", key=title, id=there.id, fields=("fillColor",),
            why="changed in the source", credits=TAG,
        )  # fmt: skip
        yield Action(step=step, stage="tags")


def _on_item(
    work: Work, key: str, draft: Draft, ended: set[str], renamed: Mapping[str, _Renamed]
) -> Iterator[Action]:
    item_id, known = work.ids.get(key), work.applied.items.get(key)
    titles = {each.old: title for title, each in renamed.items()}
    before = known.tags if known is not None and known.id == item_id else []
    before = [*dict.fromkeys(titles.get(title, title) for title in before)]
    for title in dict.fromkeys(draft.tags):
        gone = title in before and item_id is not None
        if _carries(work, item_id, title, renamed) or (gone and not work.recreate):
            continue
        why: Why = "changed on the board" if gone else "new"
        step = Step(
            do="tag", what=draft.type, key=key, id=item_id, fields=(title,), why=why, credits=TAG,
        )  # fmt: skip
        yield Action(step=step, stage="tagging")
    for title in before:
        unwanted = title not in draft.tags and title not in ended
        if unwanted and _carries(work, item_id, title, renamed):
            step = Step(
                do="untag", what=draft.type, key=key, id=item_id, fields=(title,),
                why="gone from the source", credits=TAG,
            )  # fmt: skip
            yield Action(step=step, stage="tagging")


def _carries(work: Work, item_id: str | None, title: str, renamed: Mapping[str, _Renamed]) -> bool:
    """Tell whether an item will carry a tag when those that get another title have it."""
    now = renamed[title].old if title in renamed else title
    return item_id is not None and item_id in work.there.carriers.get(now, ())


def _ended(work: Work) -> Iterator[str]:
    """Give the tags made here that nothing wants any more, and that nobody else has made use of."""
    if not work.delete:
        return
    wanted = {*work.asked.titles()}
    for title, tag_id in work.applied.tags.items():
        there = work.there.tags.get(title)
        if there is not None and there.id == tag_id and title not in wanted:
            ours = {
                known.id
                for key, known in work.applied.items.items()
                if title in known.tags and made_here(key, known)
            }
            if work.there.carriers[title] <= ours:
                yield title
