"""What the examples about boards are about."""

from __future__ import annotations

NODE = {"nodeView": {"data": {"type": "text", "content": "Release"}}}
BODIES = {
    "app_cards": {"data": {"title": "Ticket 7"}},
    "cards": {"data": {"title": "Write it down"}},
    "code_widgets": {"data": {"code": "print()", "language": "PYTHON"}},
    "doc_formats": {"data": {"contentType": "markdown", "content": "# Decisions"}},
    "embeds": {"data": {"url": "https://example.com/film"}},
    "flowchart_shapes": {"data": {"content": "Ready?", "shape": "flow_chart_decision"}},
    "frames": {"data": {"title": "Went well"}, "geometry": {"width": 800, "height": 600}},
    "mindmap_nodes": {"data": NODE},
    "shapes": {"data": {"content": "Begin"}},
    "sticky_notes": {"data": {"content": "More demos"}},
    "texts": {"data": {"content": "Retro"}},
}
KINDS = {"experimental_items.list": "shapes", "experimental_items.get": "mindmap_nodes"}
FILES = {"images": "picture.png", "documents": "plan.pdf"}


class BoardThings:
    """Makes boards, and what is on them."""

    async def make_board_id(self):
        """Make a board."""
        return (await self.api.boards.create(name="Retro", team_id=self.sandbox.team_id)).id

    async def make_board_member_id(self):
        """Share the board with Ada."""
        board_id = await self.give("board_id")
        await self.api.board_members.invite(board_id, emails=[self.ada.email], role="editor")
        return self.ada.id

    async def make_item_id(self):
        """Make an item of the group's kind; a sticky note where any kind will do."""
        if self.group in FILES:
            group, board_id = getattr(self.api, self.group), await self.give("board_id")
            return (await group.upload(board_id, FILES[self.group])).id
        kind = self.group if self.group in BODIES else "sticky_notes"
        return await self._item(KINDS.get(self.call, kind))

    async def make_other_id(self):
        """Make another item."""
        return await self._item("sticky_notes")

    async def make_frame_id(self):
        """Make a frame."""
        return await self._item("frames")

    async def make_child(self):
        """Put an item into the frame."""
        board_id, parent = await self.give("board_id"), {"id": await self.give("frame_id")}
        body = {"data": {"content": "In"}, "position": {"x": 200, "y": 200}, "parent": parent}
        return (await self.api.sticky_notes.create(board_id, **body)).id

    async def make_connector_id(self):
        """Connect two items."""
        ends = [{"id": await self.give(name)} for name in ("item_id", "other_id")]
        board_id = await self.give("board_id")
        start, end = ends
        return (await self.api.connectors.create(board_id, start_item=start, end_item=end)).id

    async def make_tag_id(self):
        """Make a tag."""
        board_id = await self.give("board_id")
        return (await self.api.tags.create(board_id, title="Urgent", fill_color="red")).id

    async def make_tagged(self):
        """Put the tag on the item."""
        ids = [await self.give(name) for name in ("board_id", "item_id", "tag_id")]
        await self.api.tags.attach(*ids)

    async def item_group(self):
        """Make a group of two items."""
        board_id = await self.give("board_id")
        items = [await self._item("sticky_notes") for _ in range(2)]
        return (await self.api.item_groups.create(board_id, data={"items": items})).id

    async def _item(self, group):
        board_id = await self.give("board_id")
        return (await getattr(self.api, group).create(board_id, **BODIES[group])).id
