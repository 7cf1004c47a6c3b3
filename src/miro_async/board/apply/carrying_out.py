"""Carrying out a plan: a batch for what is new, single calls for the rest.

What has become of each key is written down before anything is made, after it, and in the end,
however the run ends. What is lost in between is found again by the next run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import anyio

from ...errors import BatchError, DecodeError, MiroError, NotFoundError
from ...null import NULL
from ..drafts import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from ..fields import connector_fields, digest, item_fields
from ..side_by_side import side_by_side
from .adopting import begun_of
from .applied import Known
from .changing import changing, replacing
from .creating_drafts import creating
from .files import lost_files
from .keyed import Target
from .leaving_out import leave_out
from .plan_ties import members, named_of
from .steps import PlanProgress
from .work import written

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from ...models import Connector, Item, ItemGroup, Tag
    from ..board import Board
    from ..fields import Fields
    from ..made import Made
    from ..sending.sending import OnError, Progress
    from .steps import Plan
    from .work import Action, Stage, Work

_Tell: TypeAlias = "Callable[[PlanProgress], object]"
_Do: TypeAlias = "Callable[[Action], Coroutine[Any, Any, None]]"

_AT_ONCE = 4
_LAST_SAVE = 10  # seconds for the last save of a run that is cancelled


async def carry_out(board: Board, plan: Plan, progress: _Tell | None) -> None:
    """Do all steps of a plan, once."""
    plan.work.carried_out = True
    run = _Run(board, plan.work, progress)
    try:
        await run.all()
    finally:
        with anyio.move_on_after(_LAST_SAVE, shield=True):
            await run.save()


class _Run:
    def __init__(self, board: Board, work: Work, progress: _Tell | None) -> None:
        self.board = board
        self.work = work
        self.api = board.api
        self.saved: str | None = work.stored
        self.progress = progress
        self.done = 0

    async def save(self) -> None:
        text = self.work.applied.to_text()
        if text != self.saved:
            await self.work.storage.save(self.board.id, text)
            self.saved = text

    async def all(self) -> None:
        work = self.work
        begun = begun_of(work)
        if begun:
            work.applied.begun, work.applied.newest = begun, work.there.newest
            await self.save()
        await self._each("tags", self._tag)
        await self._in_turn("early", self._change)
        if work.of("create"):
            await self._create()
        work.applied.begun = []
        if begun:
            await self.save()
        await self._in_turn("frames", self._change)
        await self._each("change", self._change)
        await self._in_turn("tie", self._tie)  # as an item leaves one group for another
        await self._each("tagging", self._tagging)
        await self._each("delete", self._delete)
        await self._each("delete_frames", self._delete)
        await self._in_turn("late", self._change)

    async def _in_turn(self, stage: Stage, do: _Do) -> None:
        for action in self.work.of(stage):
            await self._step(do, action)

    async def _each(self, stage: Stage, do: _Do) -> None:
        jobs = (partial(self._step, do, action) for action in self.work.of(stage))
        await side_by_side(jobs, at_once=_AT_ONCE)

    async def _step(self, do: _Do, action: Action) -> None:
        await do(action)
        self._tell(self.done + 1)

    def _tell(self, done: int) -> None:
        self.done = done
        if self.progress is not None:
            self.progress(PlanProgress(done=done, total=len(self.work.actions)))

    async def _create(self) -> None:
        work, drafts = self.work, creating(self.work)
        before, steps = self.done, len(work.of("create"))

        def tell(sent: Progress) -> None:
            self._tell(before + steps * sent.done // sent.total)

        may_lack = any(work.fetched(str(draft.key)) for draft in drafts.items)
        try:
            await self._send(drafts, on_error="keep" if may_lack else "stop", progress=tell)
        except BatchError as error:
            work.applied.lost |= lost_files(work, error)
            leave_out(work, deleted=False)
            again = [each for each in drafts.groups if each not in error.made]
            await self._send(Drafts(groups=self._smaller(again)))
            self._tell(before + steps)

    def _smaller(self, groups: Sequence[GroupDraft]) -> list[GroupDraft]:
        """Give groups of those of their items that are not left out, where that is still one."""
        wanted, ids = self.work.wanted, self.work.ids
        return [
            GroupDraft(items=[str(wanted.id_of(ref, ids)) for ref in left.items], key=group.key)
            for group in groups
            if (left := wanted.groups.get(str(group.key))) is not None
        ]

    async def _send(
        self,
        drafts: Drafts,
        *,
        on_error: OnError = "stop",
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        batch = self.board.batch(drafts, on_error=on_error, progress=progress)
        try:
            await batch.send()
        finally:
            self._note(batch.result)

    def _note(self, made: Made) -> None:
        for draft, thing in made.things.items():
            if isinstance(draft, Draft):
                self._know_item(str(draft.key), cast("Item", thing))
            elif isinstance(draft, ConnectorDraft):
                self._know_line(str(draft.key), cast("Connector", thing))
            else:
                group = cast("GroupDraft", draft)
                self._know_group(str(group.key), cast("ItemGroup", thing))

    def _know_item(self, key: str, item: Item) -> None:
        work = self.work
        named = dict(work.names[key])
        parent = named.pop("parent", None)
        before = work.applied.items.get(key)
        known = Known(id=item.id, type=item.type, fields=_digests(named, item_fields(item)))
        if "parent" in work.names[key]:
            known.fields["parent"] = (written(parent), "")
        known.tags = before.tags if before is not None and before.id == item.id else []
        work.applied.items[key] = known
        work.ids[key] = item.id
        self.board.coordinates.see(item)

    def _know_line(self, key: str, line: Connector) -> None:
        draft = self.work.wanted.connectors[key]
        fields = _digests(named_of(draft), connector_fields(line))
        for name, ref in (("startItem", draft.start), ("endItem", draft.end)):
            fields[name] = (digest(name, self.work.wanted.target(ref).written()), "")
        self.work.applied.connectors[key] = Known(id=line.id, type="connector", fields=fields)

    def _know_group(self, key: str, group: ItemGroup) -> None:
        fields = {"items": (members(self.work, key), "")}
        known = Known(id=str(group.id), type="group", fields=fields)
        self.work.applied.groups[key] = known

    async def _change(self, action: Action) -> None:
        step, work, api = action.step, self.work, self.api
        board_id, item_id = self.board.id, str(step.id)
        body = self._body(action.sends)
        item: Item
        if action.route == "place":
            item = await api.items.update(board_id, item_id, **body)
        elif action.route == "file":
            draft = work.wanted.items[step.key]
            file = work.uploads.get(step.key, draft.file)
            item = await replacing(api, step.what)(board_id, item_id, file=file, **_flat(body))
        else:
            body.pop("file", None)
            kind = changing(api, work.there.items[item_id], work.wanted.items[step.key])
            item = await kind(board_id, item_id, **body)
        self._know_item(step.key, item)

    def _body(self, sends: Fields) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for name, value in sends.items():
            part, _, inner = name.partition(".")
            if inner:
                body.setdefault(part, {})[inner] = value
            elif name == "position":
                x, y = cast("tuple[float, float]", value)
                body[name] = {"x": x, "y": y}
            elif name == "parent":
                frame = self.work.id_of(value) if isinstance(value, Target) else None
                body[name] = NULL if frame is None else {"id": frame}
        return body

    async def _tie(self, action: Action) -> None:
        key, thing_id, wanted = action.step.key, str(action.step.id), self.work.wanted
        if action.step.what == "group":
            await self._regroup(key, thing_id)
            return
        draft = wanted.connectors.get(key)
        if draft is None:  # it was to lead to what is left out by now
            return
        fields = action.step.fields
        body: dict[str, Any] = {
            name: value
            for name, value in draft.fields.items()
            if any(each.partition(".")[0] == name for each in fields)
        }
        ends = (
            ("startItem", "start_item", draft.start, draft.start_place),
            ("endItem", "end_item", draft.end, draft.end_place),
        )
        for wire, name, ref, place in ends:
            if any(each.partition(".")[0] == wire for each in fields):
                body[name] = {**place, "id": self.work.wanted.id_of(ref, self.work.ids)}
        line = await self.api.connectors.update(self.board.id, thing_id, **body)
        self._know_line(key, line)

    async def _regroup(self, key: str, group_id: str) -> None:
        work = self.work
        refs = work.wanted.groups[key].items
        ids = [work.wanted.id_of(ref, work.ids) for ref in refs]
        data: dict[str, object] = {"items": ids}
        try:
            group = await self.api.item_groups.update(self.board.id, group_id, data=data)
        except NotFoundError:  # another group has taken so many of its items that it ended
            group = await self.api.item_groups.create(self.board.id, data=data)
        except MiroError as error:
            found = await self._group_of(frozenset(ids)) if _may_be_done(error) else None
            if found is None:
                raise
            group = found
        self._know_group(key, group)

    async def _group_of(self, ids: frozenset[str | None]) -> ItemGroup | None:
        async for group in self.api.item_groups.list(self.board.id):
            if group.data is not None and frozenset(group.data.items) == ids:
                return group
        return None

    async def _tag(self, action: Action) -> None:
        step, applied, there = action.step, self.work.applied, self.work.there
        draft = self.work.wanted.tags.get(step.key) or TagDraft(title=step.key)
        if step.id is None:
            tag = there.tags[step.key] = await self._make_tag(draft)
            applied.tags[step.key] = tag.id
            return
        color = cast("Any", draft.color) if "fillColor" in step.fields else None
        title = step.key if "title" in step.fields else None
        tag = await self.api.tags.update(self.board.id, step.id, title=title, fill_color=color)
        there.tags[step.key] = tag
        if title is not None:
            applied.rename_tag(str(action.sends["old"]), title, tag.id)

    async def _make_tag(self, draft: TagDraft) -> Tag:
        color = cast("Any", draft.color)
        try:
            return await self.api.tags.create(self.board.id, title=draft.title, fill_color=color)
        except MiroError as error:
            if not _may_be_done(error):
                raise
        # A title is on a board once: it is found there, or made now.
        self.board.known_tags.forget()
        [tag] = await self.board.known_tags.named([draft.title], color=color)
        return tag

    async def _tagging(self, action: Action) -> None:
        step, work, tags = action.step, self.work, self.api.tags
        if step.do == "delete":
            await _gone(tags.delete(self.board.id, str(step.id)))
            work.applied.tags.pop(step.key)
            for each in work.applied.items.values():
                each.tags = [title for title in each.tags if title != step.key]
            return
        (title,) = step.fields
        known, tag_id = work.applied.items[step.key], work.there.tags[title].id
        if step.do == "tag":
            await tags.attach(self.board.id, work.ids[step.key], tag_id)
            known.tags = [*known.tags, title]
        else:
            await _gone(tags.detach(self.board.id, work.ids[step.key], tag_id))
            known.tags = [each for each in known.tags if each != title]

    async def _delete(self, action: Action) -> None:
        from ..whole import delete

        what, thing_id, applied = action.step.what, str(action.step.id), self.work.applied
        if what == "connector":
            await _gone(self.api.connectors.delete(self.board.id, thing_id))
            del applied.connectors[action.step.key]
        elif what == "group":
            await _gone(self.api.item_groups.ungroup(self.board.id, thing_id))
            del applied.groups[action.step.key]
        else:
            await _gone(delete(self.board, self.work.there.items[thing_id]))
            del applied.items[str(action.sends["key"])]


def _may_be_done(error: MiroError) -> bool:
    return isinstance(error, DecodeError) or getattr(error, "may_have_happened", False)


async def _gone(call: Coroutine[Any, Any, None]) -> None:
    """Make a call after which something is gone; it may have been before."""
    try:
        await call
    except NotFoundError:
        return


def _digests(named: Fields, there: Fields) -> dict[str, tuple[str, str]]:
    return {
        name: (digest(name, value), digest(name, there.get(name))) for name, value in named.items()
    }


def _flat(body: dict[str, Any]) -> dict[str, Any]:
    """Give the arguments of a call with a file: what is said of it stands beside the file."""
    data: dict[str, Any] = body.pop("data", {})
    names = {"title": "title", "altText": "alt_text"}
    return {**body, **{names[name]: data[name] for name in names if name in data}}
