"""Looking at the board for what calls have made of which the answer was lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

from attrs import frozen

from ...call.rate_headers import epoch_of
from ...errors import MiroError
from .looks import (
    Found,
    Look,
    group_look,
    is_near,
    line_look,
    look_of_connector,
    look_of_draft,
    look_of_item,
    same_aspects,
    seen_as,
    settle,
)
from .own_work import age_of, own_work_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Sequence

    from ...clock import Clock
    from ...models import Connector, Item, ItemGroup
    from ..board import Board
    from ..drafts import ConnectorDraft, TagDraft
    from .chunks import Chunk
    from .making import Body, Maker, Thing

T = TypeVar("T", bound="Item | Connector")

WAITS = (0.5, 2.0, 5.0)
"""The seconds before each look: what was made may be shown late."""

_MARGIN = 2.0  # hosts of Miro's disagree by a second, and `created_at` has no fractions
_LISTED = frozenset({"code", "mindmap_node"})

Lack: TypeAlias = Literal["nothing", "unclear"]
"""That there is nothing of a call, or that it cannot be told."""

Outcome: TypeAlias = "list[Thing] | Lack"


@frozen(kw_only=True, eq=False)
class Doubt:
    """A call of which nobody knows whether it was carried out.

    Attributes:
        chunk: What was sent.
        bodies: Its items as they were sent.
        error: How it ended, if it has.
        sent_at: When it was sent, by our monotonic clock.
        newest: The greatest id that was known then: what was made later has a greater one.
    """

    chunk: Chunk
    bodies: Sequence[Body] = ()
    error: MiroError | None = None
    sent_at: float
    newest: str


@frozen
class Lookup:
    """Looks for what calls have made, while no other call of the same `Board` is under way.

    Attributes:
        board: Where to look.
        maker: Who knows the ids of drafts.
    """

    board: Board
    maker: Maker

    async def settle(
        self, doubts: Sequence[Doubt], take: Callable[[Doubt, Sequence[Thing]], object]
    ) -> list[tuple[Doubt, Lack]]:
        """Look up to three times what each call has made. What is found is told at once.

        So who is cancelled between two looks has not forgotten what the first has shown, and who
        looks next knows whose it is.

        Args:
            doubts: The calls; no other of the batch is under way.
            take: What is told a call and the things that it has made.

        Returns:
            The calls of which not all was found: `"nothing"` was, or it is `"unclear"`.
        """
        lacking: list[tuple[Doubt, Lack]] = [(doubt, "nothing") for doubt in doubts]
        for seconds in WAITS:
            if not lacking:
                break
            await clock_of(self.board).sleep(seconds)
            async with own_work_of(self.board).looking():
                try:
                    looked = await self._look([doubt for doubt, _ in lacking])
                except MiroError:
                    lacking = [(doubt, "unclear") for doubt, _ in lacking]
                    continue
                lacking = []
                for doubt, outcome in looked:
                    if isinstance(outcome, str):
                        lacking.append((doubt, outcome))
                    else:
                        take(doubt, outcome)
        return lacking

    async def _look(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Outcome]]:
        by_kind: dict[str, list[Doubt]] = {}
        for doubt in doubts:
            by_kind.setdefault(doubt.chunk.kind, []).append(doubt)
        look_at = {
            "tags": self._tags,
            "items": self._items,
            "connectors": self._connectors,
            "groups": self._groups,
        }
        return [one for kind, those in by_kind.items() for one in await look_at[kind](those)]

    async def _tags(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Outcome]]:
        there = {tag.title: tag for tag in await self.board.known_tags.read()}
        return [
            (doubt, [there[title]] if (title := _title(doubt)) in there else "nothing")
            for doubt in doubts
        ]

    async def _items(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Outcome]]:
        sent = [
            [look_of_draft(body.draft, body.fields) for body in doubt.bodies] for doubt in doubts
        ]
        kinds = {look.type for looks in sent for look in looks}
        api, board_id = self.board.api, self.board.id
        usual = kinds - _LISTED
        lists: list[tuple[AsyncIterable[Item], set[str]]] = []
        if usual:
            only = cast("Any", next(iter(usual)) if len(usual) == 1 else None)
            lists.append((api.items.list(board_id, type=only), usual))
        if "code" in kinds:
            lists.append((api.code_widgets.list(board_id), {"code"}))
        if "mindmap_node" in kinds:
            lists.append((api.mindmap_nodes.list(board_id), {"mindmap_node"}))

        async def listed() -> list[Item]:
            return [
                item
                for items, wanted in lists
                async for item in items
                if item.type in wanted and self._is_new(item, doubts)
            ]

        return await self._settled(doubts, sent, listed, look_of_item)

    async def _connectors(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Outcome]]:
        lines = [cast("ConnectorDraft", doubt.chunk.inputs[0]) for doubt in doubts]
        sent = [
            [line_look(*self.maker.ends(line), cast("Any", line.fields.get("captions", ())))]
            for line in lines
        ]

        async def listed() -> list[Connector]:
            all_ = self.board.api.connectors.list(self.board.id)
            return [line async for line in all_ if self._is_new(line, doubts)]

        return await self._settled(doubts, sent, listed, look_of_connector)

    async def _groups(self, doubts: Sequence[Doubt]) -> list[tuple[Doubt, Outcome]]:
        there: dict[Look, ItemGroup] = {}
        async for group in self.board.api.item_groups.list(self.board.id):
            there[group_look(group.data.items if group.data else ())] = group
        looks = [group_look(self.maker.members(doubt.chunk.inputs[0])) for doubt in doubts]
        return [
            (doubt, [there[look]] if look in there else "nothing")
            for doubt, look in zip(doubts, looks, strict=True)
        ]

    async def _settled(
        self,
        doubts: Sequence[Doubt],
        sent: Sequence[Sequence[Look]],
        listed: Callable[[], Awaitable[list[T]]],
        look_of: Callable[[T], Look],
    ) -> list[tuple[Doubt, Outcome]]:
        told = same_aspects(look for looks in sent for look in looks)
        wanted = [[seen_as(look, told) for look in looks] for looks in sent]
        answer = await self.board.api.raw(listed)
        clock = clock_of(self.board)
        date = epoch_of(answer.headers.get("date", ""))
        began = (clock.time() if date is None else date) - clock.monotonic() - _MARGIN
        found: list[Found[Look]] = []
        strangers: list[Look] = []
        for thing in answer.decoded:
            look = seen_as(look_of(thing), told)
            late = [
                looks
                for doubt, looks in zip(doubts, wanted, strict=True)
                if _may_be_later(thing, doubt, began)
            ]
            if thing.created_at is not None and any(look in looks for looks in late):
                found.append(Found(thing.id, look))
            elif late:
                strangers.append(look)
        things = {thing.id: thing for thing in answer.decoded}
        outcomes: list[tuple[Doubt, Outcome]] = []
        for doubt, looks, verdict in zip(doubts, wanted, settle(wanted, found), strict=True):
            if not isinstance(verdict, str):
                outcomes.append((doubt, [things[id_] for id_ in verdict]))
                continue
            near = any(is_near(stranger, look) for stranger in strangers for look in looks)
            outcomes.append((doubt, "unclear" if near else verdict))
        return outcomes

    def _is_new(self, thing: Item | Connector, doubts: Iterable[Doubt]) -> bool:
        """Tell whether something might be the work of one of these calls, but for its time."""
        own = own_work_of(self.board)
        by = thing.created_by.id if thing.created_by else None
        ours = by is None or own.user_id is None or by == own.user_id
        new = any(age_of(thing.id) > age_of(doubt.newest) for doubt in doubts)
        return ours and new and thing.id not in own.known


def _may_be_later(thing: Item | Connector, doubt: Doubt, began: float) -> bool:
    """Tell whether something was made after a call was sent, or does not tell when.

    `began` is when our monotonic clock began, by the clock of the server.
    """
    if age_of(thing.id) <= age_of(doubt.newest):
        return False
    made_at = thing.created_at
    return not isinstance(made_at, datetime) or made_at.timestamp() >= began + doubt.sent_at


def _title(doubt: Doubt) -> str:
    return cast("TagDraft", doubt.chunk.inputs[0]).title


def clock_of(board: Board) -> Clock:
    """Give the clock by which the client of a board waits."""
    return board.api._caller.clock  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
