"""The way of a batch to the board: phase by phase, several calls at once, and what fails on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from attrs import evolve, frozen

from ...errors import BadRequestError, MiroError, UnknownOutcomeError
from ..drafts import Draft
from ..side_by_side import side_by_side
from .chunks import Inputs, Tagging, is_nested, plan
from .lookup import Doubt, Lookup, clock_of
from .making import Maker
from .needs import ids_in
from .outcome import Outcome
from .own_work import age_of, own_work_of
from .refusals import refusal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ...models import Item
    from ..board import Board
    from ..drafts import Drafts
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
    """Sends drafts. What comes of it is in `outcome`, also while it goes on.

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
        self._inputs = Inputs.of(drafts)
        self.outcome: Outcome = Outcome(self._inputs, made.things)
        self._board = board
        self._concurrency = concurrency
        self._on_error = on_error
        self._progress = progress
        self._maker = Maker(board, made.things)
        self._lookup = Lookup(board, self._maker)
        self._own = own_work_of(board)
        self._own.newest = max([self._own.newest, *ids_in(drafts)], key=age_of)
        self._halted = False
        self._crash: Exception | None = None

    async def run(self, sizes: Mapping[Draft, int]) -> None:
        """Send all, as far as it goes; raise only what has nothing to do with an input."""
        await self._take_tags()
        for phase in plan(self._inputs, sizes, in_order=self._concurrency == 1):
            chunks = [chunk for chunk in phase if chunk.inputs[0] not in self.outcome.made]
            while chunks and not self._halted:
                chunks = await self._round(chunks)
        if self._crash is not None:
            raise self._crash

    async def find_out(self) -> None:
        """Look what calls have made that were under way when all was cancelled, to delete it.

        Tags that were being put on items are not looked for: they go with the items.
        """
        under_way = self.outcome.under_way
        doubts = [one for one in under_way.values() if one.chunk.kind != "taggings"]
        for doubt, lack in await self._lookup.settle(doubts, self._take):
            del under_way[doubt.chunk]
            self.outcome.unclear += doubt.chunk.inputs if lack == "unclear" else ()

    async def _take_tags(self) -> None:
        """Take the tags that are there already."""
        if not self._inputs.tags:
            return
        there = {tag.title: tag for tag in await self._board.known_tags.read()}
        for tag in self._inputs.tags:
            if tag.title in there:
                self._put(tag, there[tag.title], ours=False)

    async def _round(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """Send these, find out what came of them, and give what is to be sent once more."""
        again: list[Chunk] = []
        jobs = (partial(self._send, chunk, again) for chunk in chunks)
        await side_by_side(jobs, at_once=self._concurrency)
        # Only now, as what is under way might be taken for what is looked for.
        if self.outcome.under_way and self._crash is None:
            await self._look_up(again)
        return again

    async def _send(self, chunk: Chunk, again: list[Chunk]) -> None:
        try:
            if not self._halted:
                await self._carry_out(chunk, again)
        except Exception as error:  # noqa: BLE001 - raised when the calls under way have ended
            self._crash = self._crash or error
            self._halted = True

    async def _carry_out(self, chunk: Chunk, again: list[Chunk]) -> None:
        chunk = evolve(chunk, inputs=self._possible(chunk.inputs))
        bodies: Sequence[Body] = ()
        if chunk.kind == "items":
            bodies, refused = await self._maker.prepare(cast("Sequence[Draft]", chunk.inputs))
            for draft, error in refused.items():
                self._fail(draft, error)
            chunk = evolve(chunk, inputs=tuple(body.draft for body in bodies))
        async with self._own.making():
            if self._halted or not chunk.inputs:
                return
            now = clock_of(self._board).monotonic()
            newest = max(self._own.newest, self._board.coordinates.newest, key=age_of)
            doubt = Doubt(chunk=chunk, bodies=bodies, sent_at=now, newest=newest)
            self.outcome.under_way[chunk] = doubt  # until it is known what it has made
            try:
                things = await self._make(doubt)
            except MiroError as error:
                self._refused(doubt, error, again)
                return
            self._take(doubt, things)
        await self._complete(chunk, things)

    def _possible(self, inputs: Sequence[Input]) -> Sequence[Input]:
        """Give the inputs without those that cannot be made, as what they need has failed."""
        possible: list[Input] = []
        for one in inputs:
            obstacle = self.outcome.obstacle(one)
            if obstacle is None:
                possible.append(one)
            else:
                self._fail(one, obstacle)
        return tuple(possible)

    async def _make(self, doubt: Doubt) -> Sequence[Thing]:
        chunk = doubt.chunk
        if chunk.kind == "items":
            return await self._maker.items(chunk, doubt.bodies)
        return [await self._maker.other(one) for one in chunk.inputs]

    def _refused(self, sent: Doubt, error: MiroError, again: list[Chunk]) -> None:
        chunk, refusal = sent.chunk, refusal_of(sent.chunk, error)
        if refusal.way == "unknown":
            self.outcome.under_way[chunk] = evolve(sent, error=error)
            return
        del self.outcome.under_way[chunk]
        if refusal.way == "again":
            self._once_more(chunk, error, again)
        elif refusal.way == "large" or (refusal.way == "unnamed" and self._on_error == "keep"):
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

    async def _look_up(self, again: list[Chunk]) -> None:
        found: list[tuple[Chunk, Sequence[Thing]]] = []

        def take(doubt: Doubt, things: Sequence[Thing]) -> None:
            self._take(doubt, things)
            found.append((doubt.chunk, things))

        for doubt, lack in await self._lookup.settle([*self.outcome.under_way.values()], take):
            self._settle(doubt, lack, again)
        for chunk, things in found:
            await self._complete(chunk, things)

    def _settle(self, doubt: Doubt, lack: Lack, again: list[Chunk]) -> None:
        chunk, error = doubt.chunk, cast("MiroError", doubt.error)
        del self.outcome.under_way[chunk]
        if lack == "nothing" and not isinstance(error, BadRequestError):
            self._once_more(chunk, error, again)
            return
        if lack == "unclear":
            self.outcome.unclear += chunk.inputs
            unknown = UnknownOutcomeError(
                "It is unknown whether this was made: the call ended without an answer, and a "
                f"look at the board did not tell. It was not sent again. {error}"
            )
            unknown.__cause__ = error
            error = unknown
        for one in chunk.inputs:
            self._fail(one, error)

    def _take(self, doubt: Doubt, things: Sequence[Thing]) -> None:
        """Take what a call has made; what was refused because it is there is not ours."""
        ours = not isinstance(doubt.error, BadRequestError)
        for one, thing in zip(doubt.chunk.inputs, things, strict=True):
            self._put(one, thing, ours=ours)
        del self.outcome.under_way[doubt.chunk]

    async def _complete(self, chunk: Chunk, things: Sequence[Thing]) -> None:
        """Do what is left to do when things are made, and tell of it."""
        for one, thing in zip(chunk.inputs, things, strict=True):
            if isinstance(one, Draft) and is_nested(one):
                await self._nest(one, cast("Item", thing))
        if self._progress is not None:
            done, total = self.outcome.done, len(self._inputs)
            self._progress(Progress(done=done, total=total, kind=chunk.kind))

    async def _nest(self, draft: Draft, frame: Item) -> None:
        try:
            nested = await self._maker.nest(draft, frame)
        except MiroError as error:
            try:
                await self._board.api.items.delete(self._board.id, frame.id)
            except MiroError:
                error.add_note(f"The frame {frame.id} is still there, outside of its frame.")
            else:
                del self.outcome.created[draft]
            del self.outcome.made[draft]
            self._fail(draft, error)
        else:
            self._put(draft, nested)
        self.outcome.unmoved.remove(draft)

    def _put(self, one: Input, thing: Thing, *, ours: bool = True) -> None:
        self.outcome.put(one, thing, ours=ours)
        if isinstance(one, Tagging):
            return
        self._own.learn([thing])
        if isinstance(one, Draft):
            self._board.coordinates.see(cast("Item", thing))
            self._maker.forget(one)

    def _fail(self, one: Input, error: MiroError) -> None:
        self.outcome.fail(one, error)
        self._halted |= self._on_error != "keep"
        if isinstance(one, Draft):
            self._maker.forget(one)
