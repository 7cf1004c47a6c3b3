"""How the inputs of a batch become things on a board: the calls, and what comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from attrs import evolve, field, frozen

from ...errors import DecodeError, MiroError
from ...models import ParentRef
from ...uploads import Upload, read
from ..drafts import ConnectorDraft, Draft, GroupDraft, TagDraft
from ..refs import id_of
from .chunks import Tagging, is_nested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...models import Connector, Item, ItemGroup, Tag
    from ..board import Board
    from ..drafts import AnyDraft, Ref
    from .chunks import Chunk, Input

Thing: TypeAlias = "Item | Connector | Tag | ItemGroup"
"""What is made of a draft, as Miro tells of it."""


@frozen
class Body:
    """What is sent for an item; `upload` is its file."""

    draft: Draft
    fields: Mapping[str, Any] = field(repr=False)
    upload: Upload | None = None


class Maker:
    """Makes things of drafts, one call at a time.

    Args:
        board: Where to.
        things: What has been made so far; it is filled by whoever uses this.
    """

    def __init__(self, board: Board, things: Mapping[AnyDraft, Thing]) -> None:
        self._board = board
        self._api = board.api
        self._things = things
        self._files: dict[Draft, Upload] = {}

    async def prepare(self, drafts: Sequence[Draft]) -> tuple[list[Body], dict[Draft, MiroError]]:
        """Give what is sent for items, and those for which there is nothing that could be."""
        bodies: list[Body] = []
        refused: dict[Draft, MiroError] = {}
        for draft in drafts:
            try:
                bodies.append(await self._body(draft))
            except MiroError as error:
                refused[draft] = error
        return bodies, refused

    async def items(self, chunk: Chunk, bodies: Sequence[Body]) -> list[Item]:
        """Send a chunk of items, and give what was made of them, in their order."""
        if chunk.way == "bulk":
            entries = [{"type": body.draft.type, **body.fields} for body in bodies]
            made = await self._api.items.create_bulk(self._board.id, items=entries)
        elif chunk.way == "upload" and len(bodies) > 1:
            files = [cast("Upload", body.upload) for body in bodies]
            data = [{"type": body.draft.type, **body.fields} for body in bodies]
            made = await self._api.items.upload_bulk(self._board.id, files, data=data)
        else:
            made = [await self._alone(bodies[0])]
        if len(made) != len(bodies):
            raise DecodeError(
                operation="create-items",
                call="items.create_bulk",
                path="data",
                reason=f"it has {len(made)} items for {len(bodies)}",
            )
        return made

    async def nest(self, draft: Draft, item: Item) -> Item:
        """Move a frame that was just made into the frame that it belongs to."""
        frame_id = self._id(cast("Ref", draft.frame))
        x = y = 0.0  # its corner, as for all that has no place in a frame
        if draft.at is not None:
            x, y = await self._board.coordinates.sent(draft.at, frame_id, draft.relative_to)
        return await self._api.items.update(
            self._board.id, item.id, position={"x": x, "y": y}, parent={"id": frame_id}
        )

    async def other(self, one: Input) -> Thing:
        """Send what is no item, and give what was made of it."""
        api, board_id = self._api, self._board.id
        if isinstance(one, TagDraft):
            color = cast("Any", one.color)
            return await api.tags.create(board_id, title=one.title, fill_color=color)
        if isinstance(one, Tagging):
            item, tag = self._things[one.draft], self._things[one.tag]
            await api.tags.attach(board_id, cast("str", item.id), cast("str", tag.id))
            return tag
        if isinstance(one, ConnectorDraft):
            return await api.connectors.create(
                board_id,
                start_item={**one.start_place, "id": self._id(one.start)},
                end_item={**one.end_place, "id": self._id(one.end)},
                **cast("Mapping[str, Any]", one.fields),
            )
        return await api.item_groups.create(board_id, data={"items": self.members(one)})

    def ends(self, line: ConnectorDraft) -> tuple[str, str]:
        """Give the ids of the items that a line joins."""
        return self._id(line.start), self._id(line.end)

    def members(self, group: Input) -> list[str]:
        """Give the ids of the items of a group."""
        assert isinstance(group, GroupDraft)
        return list(dict.fromkeys(map(self._id, group.items)))

    def forget(self, draft: Draft) -> None:
        """Let go of the file of an item that will not be sent again."""
        self._files.pop(draft, None)

    async def _body(self, draft: Draft) -> Body:
        fields: dict[str, Any] = {name: dict(part) for name, part in draft.fields().items()}
        if draft.type == "frame":
            fields.setdefault("data", {})  # without which there is none
        frame_id = None if draft.frame is None else self._id(draft.frame)
        place = await self._place(draft, frame_id)
        if place is not None:
            fields["position"] = place
        if frame_id is not None and not is_nested(draft):
            fields["parent"] = {"id": frame_id}
        if draft.file is None:
            return Body(draft, fields)
        told = fields.pop("data", {})
        described = {name: told[name] for name in ("title", "altText") if name in told}
        return Body(draft, {**described, **fields}, await self._upload(draft))

    async def _place(self, draft: Draft, frame_id: str | None) -> dict[str, float] | None:
        at, coordinates = draft.at, self._board.coordinates
        if at is None:
            return None
        if frame_id is not None and draft.type != "mindmap_node":  # whose places are the board's
            at = await coordinates.sent(at, frame_id, draft.relative_to)
            if is_nested(draft):  # it is made on the board, and moved in
                at = await coordinates.to_board(at, frame_id)
        return {"x": at.x, "y": at.y}

    async def _upload(self, draft: Draft) -> Upload:
        """Give a file in memory; what can be read only once is kept for another try."""
        if draft in self._files:
            return self._files[draft]
        given = Upload.of(cast("Any", draft.file))
        file = await read(given)
        told = getattr(given.source, "content_type", None)  # of a file from a board
        upload = Upload(file.content, file.name, told or file.content_type)
        if not can_be_read_again(given):
            self._files[draft] = upload
        return upload

    async def _alone(self, body: Body) -> Item:
        api, fields = self._api, dict(body.fields)
        if body.upload is not None:
            images: Any = api.images if body.draft.type == "image" else api.documents
            alt_text = {"alt_text": fields.pop("altText")} if "altText" in fields else {}
            image: Item = await images.upload(self._board.id, body.upload, **fields, **alt_text)
            return image
        group: Any = {
            "doc_format": api.doc_formats,
            "mindmap_node": api.mindmap_nodes,
            "shape": api.flowchart_shapes,
        }.get(body.draft.type, api.code_widgets)
        made: Item = await group.create(self._board.id, **fields)
        if made.type == "code" and "parent" in fields:  # which its route takes and does not tell
            return evolve(made, parent=ParentRef(id=fields["parent"]["id"]))
        return made

    def _id(self, ref: Ref) -> str:
        if isinstance(ref, Draft):
            return cast("str", self._things[ref].id)
        return id_of(ref)


def can_be_read_again(upload: Upload) -> bool:
    """Tell whether a file can be read as often as one likes: a path, or bytes."""
    from os import PathLike

    return isinstance(upload.source, (str, PathLike, bytes, bytearray, memoryview))
