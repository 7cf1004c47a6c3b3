"""The way of a batch to the board: phase by phase, several calls at once, and what fails on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from anyio import create_task_group
from attrs import evolve, frozen

from ...errors import BadRequestError, MiroError, UnknownOutcomeError
from ..drafts import Draft, TagDraft
from .chunks import Tagging, is_nested, plan, taggings, wanted_tags
from .looks import age_of
from .lookup import Doubt, Lookup, clock_of
from .making import Maker
from .needs import ids_in, needs
from .refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...models import Item, Tag
    from ..board import Board
    from ..drafts import AnyDraft, Drafts
    from ..made import Made
    from .chunks import Chunk, Input, Kind
    from .lookup import Lack
    from .making import Body, Thing

OnError: TypeAlias = Literal["stop", "keep", "undo"]
"""What becomes of a batch of which something fails."""

_MOST_SENDS = 6


@frozen(kw_only=True)
class Progress:
    """How far a batch is: `done` of `total` inputs; `kind` is what the last of them was."""

    done: int
    total: int
    kind: Kind


class Sending:
    """Sends drafts. What comes of it is in `made` and `failed`, also while it goes on.

    Args:
        board: Where to.
        drafts: What to send; they have been looked at.
        made: Where to tell what was made.
        concurrency: How many calls are under way at once.
        on_error: What to do when something is refused.
        progress: Whom to tell how far it is.
    """

    def __init__(  # noqa: PLR0913 - how it is sent, each by keyword
        self,
        board: Board,
        drafts: Drafts,
        made: Made,
        *,
        concurrency: int,
        on_error: OnError,
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self.failed: list[tuple[AnyDraft, MiroError]] = []
        self.created: dict[AnyDraft, Thing] = {}
        self._under_way: dict[Chunk, Doubt] = {}
        self._unclear: list[Input] = []
        self._unmoved: set[Draft] = set()
        self._board = board
        self._drafts = drafts
        self._made = made
        self._concurrency = concurrency
        self._on_error = on_error
        self._progress = progress
        self._maker = Maker(board, made.things)
        self._lookup = Lookup(board, self._maker)
        self._reasons: dict[Input, MiroError] = {}
        self._newest = max(ids_in(drafts), key=age_of, default="")
        self._done = 0
        self._tag_drafts = {tag.title: tag for tag in wanted_tags(drafts)}
        self._tagged: dict[Draft, set[str]] = {}
        wanted = (drafts.items, self._tag_drafts, drafts.connectors, drafts.groups)
        self._total = sum(map(len, wanted)) + len([*taggings(drafts)])
        self._halted = False
        self._crash: Exception | None = None

    async def run(self, sizes: Mapping[Draft, int]) -> None:
        """Send all, as far as it goes; raise only what has nothing to do with an input."""
        in_order = self._concurrency == 1
        phases = plan(self._drafts, [*self._tag_drafts.values()], sizes, in_order=in_order)
        there = await self._tags_there()
        for phase in phases:
            chunks = [chunk for chunk in phase if not self._is_there(chunk, there)]
            while chunks and not self._halted:
                chunks = await self._round(chunks)
        if self._crash is not None:
            raise self._crash

    async def _tags_there(self) -> Mapping[str, Tag]:
        if not self._tag_drafts:
            return {}
        return {tag.title: tag for tag in await self._board.known_tags.read()}

    def _is_there(self, chunk: Chunk, there: Mapping[str, Tag]) -> bool:
        tag = chunk.inputs[0]
        if not isinstance(tag, TagDraft) or tag.title not in there:
            return False
        self._put(tag, there[tag.title])
        del self.created[tag]  # which it was before
        return True

    async def _round(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """Send these, find out what came of them, and give what is to be sent once more."""
        again: list[Chunk] = []
        waiting = iter(chunks)

        async def work() -> None:
            for chunk in waiting:
                if self._halted:
                    return
                await self._send(chunk, again)

        async with create_task_group() as tasks:
            for _ in range(min(self._concurrency, len(chunks))):
                tasks.start_soon(work)
        # Only now, as what is under way might be taken for what is looked for.
        if self._under_way and self._crash is None:
            lacking = await self._lookup.settle([*self._under_way.values()], self._finish)
            for doubt, lack in lacking:
                self._settle(doubt, lack, again)
        return again

    async def _send(self, chunk: Chunk, again: list[Chunk]) -> None:
        try:
            await self._carry_out(self._possible(chunk), again)
        except Exception as error:  # noqa: BLE001 - raised when the calls under way have ended
            self._crash = self._crash or error
            self._halted = True

    async def _carry_out(self, chunk: Chunk, again: list[Chunk]) -> None:
        bodies: Sequence[Body] = ()
        if chunk.kind == "items":
            bodies, refused = await self._maker.prepare(cast("Sequence[Draft]", chunk.inputs))
            for draft, error in refused.items():
                self._fail(draft, error)
            chunk = evolve(chunk, inputs=tuple(body.draft for body in bodies))
        if self._halted or not chunk.inputs:
            return
        now = clock_of(self._board).monotonic()
        newest = max(self._newest, self._board.coordinates.newest, key=age_of)
        doubt = Doubt(chunk=chunk, bodies=bodies, sent_at=now, newest=newest)
        self._under_way[chunk] = doubt  # and it stays there until it is known what it has made
        try:
            things: Sequence[Thing]
            if chunk.kind == "items":
                things = await self._maker.items(chunk, bodies)
            else:
                things = [await self._maker.other(one) for one in chunk.inputs]
        except MiroError as error:
            self._refused(doubt, error, again)
        else:
            await self._finish(doubt, things)

    def _refused(self, sent: Doubt, error: MiroError, again: list[Chunk]) -> None:
        chunk, refusal = sent.chunk, refusal_of(sent.chunk, error)
        if refusal.way == "unknown":
            self._under_way[chunk] = evolve(sent, error=error)
            return
        del self._under_way[chunk]
        if refusal.way == "again":
            self._once_more(chunk, error, again)
        elif refusal.way == "unnamed" and self._on_error == "keep":
            half = len(chunk.inputs) // 2
            halves = (chunk.inputs[:half], chunk.inputs[half:])
            again += [evolve(chunk, inputs=inputs) for inputs in halves]
        else:
            for one, reason in refusal.reasons.items():
                self._fail(one, reason)
            self._halted |= refusal.way == "final"
            rest = tuple(one for one in chunk.inputs if one not in refusal.reasons)
            if rest:
                again.append(evolve(chunk, inputs=rest))

    def _once_more(self, chunk: Chunk, error: MiroError, again: list[Chunk]) -> None:
        if chunk.sends + 1 < _MOST_SENDS:
            again.append(evolve(chunk, sends=chunk.sends + 1))
            return
        for one in chunk.inputs:
            self._fail(one, error)

    async def find_out(self) -> None:
        """Look what calls have made that were under way when all was cancelled, to delete it.

        Tags that were being put on items are not looked for: they go with the items.
        """

        async def found(doubt: Doubt, things: Sequence[Thing]) -> None:
            """Note what a call has made."""
            self._take(doubt, things)

        doubts = [one for one in self._under_way.values() if one.chunk.kind != "taggings"]
        for doubt, lack in await self._lookup.settle(doubts, found):
            del self._under_way[doubt.chunk]
            self._unclear += doubt.chunk.inputs if lack == "unclear" else ()

    def _settle(self, doubt: Doubt, lack: Lack, again: list[Chunk]) -> None:
        chunk, error = doubt.chunk, cast("MiroError", doubt.error)
        del self._under_way[chunk]
        if lack == "nothing" and not isinstance(error, BadRequestError):
            self._once_more(chunk, error, again)
            return
        if lack == "unclear":
            self._unclear += chunk.inputs
            unknown = UnknownOutcomeError(
                "It is unknown whether this was made: the call ended without an answer, and a "
                f"look at the board did not tell. It was not sent again. {error}"
            )
            unknown.__cause__ = error
            error = unknown
        for one in chunk.inputs:
            self._fail(one, error)

    async def _finish(self, doubt: Doubt, things: Sequence[Thing]) -> None:
        pairs = [*zip(doubt.chunk.inputs, things, strict=True)]
        self._take(doubt, things)
        for one, thing in pairs:
            if isinstance(one, Draft) and is_nested(one):
                await self._nest(one, cast("Item", thing))
        self._tell(doubt.chunk.kind)

    def _take(self, doubt: Doubt, things: Sequence[Thing]) -> None:
        for one, thing in zip(doubt.chunk.inputs, things, strict=True):
            self._put(one, thing)
            if isinstance(doubt.error, BadRequestError):
                self.created.pop(cast("TagDraft", one))  # somebody else has made it
            if isinstance(one, Draft) and is_nested(one):
                self._unmoved.add(one)
        del self._under_way[doubt.chunk]

    def _learn(self, thing: Thing) -> None:
        id_ = cast("str", thing.id)
        self._newest = max(self._newest, id_, key=age_of)
        self._lookup.known.add(id_)
        by = getattr(thing, "created_by", None)
        self._lookup.user_id = self._lookup.user_id or getattr(by, "id", None)

    async def _nest(self, draft: Draft, frame: Item) -> None:
        try:
            nested = await self._maker.nest(draft, frame)
        except MiroError as error:
            try:
                await self._board.api.items.delete(self._board.id, frame.id)
            except MiroError:
                error.add_note(f"The frame {frame.id} is still there, outside of its frame.")
            else:
                del self.created[draft]
            del self._made.things[draft]
            self._done -= 1
            self._fail(draft, error)
        else:
            self._made.things[draft] = self.created[draft] = nested
            self._board.coordinates.see(nested)
        self._unmoved.remove(draft)

    def _put(self, one: Input, thing: Thing) -> None:
        self._done += 1
        if isinstance(one, Tagging):
            self._tagged.setdefault(one.draft, set()).add(one.title)
            return
        self._learn(thing)
        self._made.things[one] = self.created[one] = thing
        if isinstance(one, TagDraft):
            self._maker.tags[one.title] = cast("Tag", thing)
        elif isinstance(one, Draft):
            self._board.coordinates.see(cast("Item", thing))
            self._maker.forget(one)

    def _tell(self, kind: Kind) -> None:
        if self._progress is not None:
            self._progress(Progress(done=self._done, total=self._total, kind=kind))

    def _fail(self, one: Input, error: MiroError) -> None:
        self._reasons[one] = error
        failure = (one.draft if isinstance(one, Tagging) else one, error)
        if failure not in self.failed[-1:]:  # one call may be for several tags
            self.failed.append(failure)
        self._halted |= self._on_error != "keep"
        if isinstance(one, Draft):
            self._maker.forget(one)

    def _possible(self, chunk: Chunk) -> Chunk:
        """Give a chunk without what cannot be made, as what it needs has failed."""
        possible: list[Input] = []
        for one in chunk.inputs:
            missing = [
                need for need in needs(one, self._tag_drafts) if need not in self._made.things
            ]
            if missing:
                self._fail(one, self._reasons[missing[0]])
            else:
                possible.append(one)
        return evolve(chunk, inputs=tuple(possible))

    @property
    def in_doubt(self) -> list[AnyDraft]:
        """What may be on the board, and frames that are, but perhaps not in their frame."""
        sent = [one for doubt in self._under_way.values() for one in doubt.chunk.inputs]
        unmoved = [one for one in self._made.things if one in self._unmoved]
        doubtful = dict.fromkeys([*self._unclear, *sent, *unmoved])
        return [one for one in doubtful if not isinstance(one, Tagging)]

    def left(self) -> list[AnyDraft]:
        """Give what was not sent, or not told its tags."""
        failed = {id(draft) for draft, _ in self.failed}
        untold = {
            id(one.draft)
            for one in taggings(self._drafts)
            if one.title not in self._tagged.get(one.draft, ())
        }
        drafts = self._drafts
        asked: list[AnyDraft] = [*drafts.items, *self._tag_drafts.values(), *drafts.connectors]
        return [
            one
            for one in [*asked, *drafts.groups]
            if id(one) not in failed and (one not in self._made.things or id(one) in untold)
        ]
