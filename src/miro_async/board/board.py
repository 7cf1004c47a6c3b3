"""`Board`: everyday work on one board.

Its methods are short: they import what does the work when it is needed. Where to look:

- parts of `Board` itself: `adding`, `arranging`, `batching`, `contents`
- what comes back: `handle` and `items`, `connector`, `walks`, `made`
- where things are: `coordinates`, `placing`; laid out: `layout`, `arrange`
- one thing at a time: `creating`, `creations`, `whole`, `finding`, `tagging`, `grouping`, `copying`
- what is asked for: `drafts`, `asking`, `relating`; of arguments: `drafting`, `flat`, `lines`
- many things: `batch`, `sending/`; in step with a source: `apply/`, `reading/`
- the board as it is: `snapshots/`, `streaming`, `export/`
- as it changes: `changes`, `look`, `sightings`

`adding`, `asking`, `drafting`, `items` and `creations` are generated of `codegen/spec/board.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..accepted import Accepted
from .adding import Adding
from .arranging import Arranging
from .batching import Batching
from .contents import Contents
from .coordinates import Coordinates

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from os import PathLike

    from .. import models
    from ..client import MiroApi
    from .apply.apply import HasDrafts
    from .apply.mapping import KeyStorage
    from .apply.steps import Plan, PlanProgress
    from .changes import Changes
    from .drafts import Draft, Drafts
    from .export import Exported, ExportFormat, ExportProgress
    from .handle import BoardItem
    from .snapshots.snapshot import Snapshot
    from .streaming import Part, Stream


class Board(Adding, Arranging, Batching, Contents):
    """A board, and what is done there every day.

        board = await api.board(board_id)
        note = await board.add_sticky_note("More demos", at=(100, 50), color="light_green")
        await note.connect_to(other)

    It holds no connection: it works as long as its client does.

    Args:
        api: The client that makes the calls.
        info: The board as Miro describes it.
    """

    def __init__(self, api: MiroApi, info: models.Board) -> None:
        from .sending.own_work import OwnWork
        from .tagging import KnownTags

        self.api: MiroApi = api
        self.info: models.Board = info
        self.coordinates: Coordinates = Coordinates(api, info.id)
        self.known_tags: KnownTags = KnownTags(api, info.id)
        self._own_work = OwnWork()

    @property
    def id(self) -> str:
        """Its id."""
        return self.info.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.info.name

    async def refresh(self) -> Board:
        """Read it again, and give it; what was known of its frames and tags is forgotten."""
        self.forget()
        self.info = await self.api.boards.get(self.id)
        return self

    def forget(self) -> None:
        """Forget where its frames are and which tags it has: both are read when they are needed."""
        self.coordinates.forget()
        self.known_tags.forget()

    async def update(
        self,
        *,
        name: str | None = None,
        description: str | None = None,
        policy: models.BoardPolicy | Mapping[str, object] | None = None,
    ) -> Board:
        """Change its name, its description or who may do what, and give it. 100 credits."""
        info = await self.api.boards.update(
            self.id, name=name, description=description, policy=policy
        )
        self.info = await self.api.boards.get(self.id) if isinstance(info, Accepted) else info
        return self

    async def delete(self) -> None:
        """Delete it; on paid plans it stays in the trash for 90 days. 500 credits."""
        await self.api.boards.delete(self.id)

    def _whole(self) -> Board:
        return self

    async def add(self, draft: Draft) -> BoardItem[models.Item]:
        """Make the item of a draft with its tags, and give its handle.

        If it cannot have its tags, it is deleted again.
        """
        from .creating import add

        return await add(self, draft)

    def handle(self, item: models.Item) -> BoardItem[models.Item]:
        """Give the handle of an item of this board, as Miro's answers have it: no call is made."""
        from .items import handle_of

        return handle_of(self, item)

    async def snapshot(
        self, *, members: bool = True, experimental: bool = True, at_once: int = 5
    ) -> Snapshot:
        """Read all that is on it: items, connectors, tags, groups, members.

        100 credits for each 50 items, connectors and groups, 50 for each 50 members, tags, and
        items of a tag. Lists are read side by side. If the board changes meanwhile, what is made or
        deleted is in it or not; nothing is in it twice.

        Args:
            members: Whether to read who has access to it.
            experimental: Whether to ask experimental routes for what the stable ones do not tell:
                mind maps, code, flowchart shapes. Only if there are some, and they may be refused.
            at_once: How many lists are read at the same time.
        """
        from .snapshots.taking import take

        return await take(self, members=members, experimental=experimental, at_once=at_once)

    def stream(self, *parts: Part) -> Stream:
        """Iterate over what is on it, page by page, however much that is.

            async for thing in board.stream("items", "connectors"): ...

        It costs what a snapshot of these parts costs, and starts with the first step. Other than in
        a snapshot, items are as the stable routes tell them.

        Args:
            parts: What is given, in this order: `"items"`, `"connectors"`, `"tags"`, `"tagged"`
                (the tags on items, as `Tagged`), `"groups"`, `"members"`. By default the first two.

        Raises:
            InvalidArgumentError: There is no such part.
        """
        from .streaming import Stream

        return Stream(self.api, self.id, parts or ("items", "connectors"))

    async def apply(  # noqa: PLR0913 - each by keyword
        self,
        wanted: Drafts | HasDrafts | Plan,
        *,
        mapping: KeyStorage | str | PathLike[str] | None = None,
        plan: bool = False,
        delete: bool = True,
        recreate: bool = True,
        progress: Callable[[PlanProgress], object] | None = None,
    ) -> Plan:
        """Bring it in step with what is wanted, in the fewest calls, and give what that took.

            plan = await board.apply(drafts, mapping="board.keys.json", plan=True)
            print(plan)
            await board.apply(plan)

        Running it twice changes nothing. Only the fields that are wanted count, and only what it
        has made itself: nobody else's items are ever deleted, or changed, but for those that a
        snapshot of this very board brings back. What a person changed of these fields is put back,
        what they deleted is made again. A run that was interrupted is made up for by the next one.

        Reading takes 100 credits for each 50 items, connectors and groups, where any are wanted.

        Args:
            wanted: Drafts of which each item has a key; a snapshot or its drafts, whose pictures
                and documents are fetched from its board (500 credits each) when they have to be
                made and nobody gives their files; or a plan, to carry it out.
            mapping: Where it is kept which key became which item: a path, or any object with the
                two methods of `KeyStorage`. One run at a time works on a board with it.
            plan: Only tell what is to be done; no writing call is made.
            delete: Whether to delete what was made for keys that are wanted no more.
            recreate: Whether to make again what somebody has deleted. If not, it is among
                `left_out` of what this gives, and stays known: another run may make it again.
            progress: Called after each step with `done` of `total` steps.

        Raises:
            InvalidArgumentError: Something is wanted that cannot be, the mapping is damaged, or has
                changed since the plan was made.
            MappingInUseError: Another run works on this board with the same file.
            MiroError: As all calls do; what was done by then is known to the next run.
        """
        from .apply.apply import apply

        return await apply(
            self, wanted, mapping=mapping, plan=plan, delete=delete, recreate=recreate,
            progress=progress,
        )  # fmt: skip

    def changes(
        self,
        *,
        since: str | None = None,
        interval: float = 10.0,
        credits_per_minute: int = 10_000,
        full_every: int = 30,
        tags: bool = True,
    ) -> Changes:
        """Iterate over what changes on it from now on, or `since` a token, by looking again.

            changes = board.changes(since=token)
            async for change in changes:
                print(change)
                token = changes.token

        It waits between the looks, and ends only with the loop around it. A look costs 50 credits
        while nothing has changed, and else as much as reading all lists.

        Args:
            since: Where to go on: a token of an earlier iteration.
            interval: Seconds from one look to the next, at least.
            credits_per_minute: What the looks may cost on the average: after a costly one it waits
                longer.
            full_every: After so many cheap looks in a row the lists are read in any case; 0: never.
            tags: Whether to look at tags, and at what carries them: 50 credits for each 50 of them,
                and as much for each tag.

        Raises:
            InvalidArgumentError: The token is damaged or of another board, or a figure is wrong.
        """
        from .changes import Changes

        return Changes(
            self.api, self.id, since=since, interval=interval,
            credits_per_minute=credits_per_minute, full_every=full_every, tags=tags,
        )  # fmt: skip

    async def export(
        self,
        folder: str | PathLike[str],
        *,
        formats: Collection[ExportFormat] = ("json", "markdown", "csv", "svg"),
        files: bool = True,
        progress: Callable[[ExportProgress], object] | None = None,
    ) -> Exported:
        """Write it to a folder: as JSON, Markdown, CSV and SVG, with its images and documents.

        It costs a snapshot, and 500 credits for each file. Files that an earlier export into the
        same folder has fetched are not fetched again. Each file gets its name when it is whole.

        Args:
            folder: Where to; it is made if it is not there.
            formats: What to write it as.
            files: Whether to download the images and documents. Those that Miro does not give are
                among the `problems` of what this gives, and the export goes on.
            progress: What to call after each file.

        Raises:
            InvalidArgumentError: There is no such format.
            OSError: The folder cannot be written, or there is a file in its place.
            MiroError: As all calls do.
        """
        from .export.export import begin, export_snapshot

        await begin(folder, formats)
        snapshot = await self.snapshot()
        return await export_snapshot(
            self.api, snapshot, folder, formats=formats, files=files, progress=progress
        )

    def _repr_html_(self) -> str:
        from .snapshots.notebook import board_html

        return board_html(self)

    def __repr__(self) -> str:
        return f"Board({self.id!r})"
