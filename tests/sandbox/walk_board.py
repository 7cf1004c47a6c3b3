"""A walk over everything that can be done with boards: each operation at least once."""

from __future__ import annotations

from datetime import UTC, datetime

from miro_async import Upload

PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xdc\xccY\xe7"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
"""One pixel."""


async def walk_boards(api, sandbox):
    """Make, read, change, copy and delete boards, and share one; give the one that is left."""
    board = await api.boards.create(name="Retro", description="Of January")
    copy = await api.boards.copy(board.id, name="Another")
    await api.boards.update(copy.id, name="Renamed")
    await api.boards.get(copy.id)
    await api.boards.list().collect()
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    await api.board_members.invite(board.id, emails=[ada.email, bob.email], role="editor")
    await api.board_members.list(board.id).collect()
    await api.board_members.get(board.id, ada.id)
    await api.board_members.update(board.id, ada.id, role="viewer")
    await api.board_members.remove(board.id, bob.id)
    await api.boards.delete(copy.id)
    return board.id


async def walk_items(api, board_id):
    """Make, read, change and delete an item of each kind; one of each stays."""
    here = {"position": {"x": 1, "y": 2}}
    data = {
        api.app_cards: {"data": {"title": "App card", "fields": [{"value": "1"}]}},
        api.cards: {"data": {"title": "Card"}},
        api.embeds: {"data": {"url": "https://example.com/film"}},
        api.frames: {"data": {"title": "Frame"}, "geometry": {"width": 400, "height": 300}},
        api.images: {"data": {"url": "https://example.com/a.png"}},
        api.documents: {"data": {"url": "https://example.com/a.pdf"}},
        api.shapes: {"data": {"content": "Shape", "shape": "circle"}},
        api.sticky_notes: {"data": {"content": "Note"}, "style": {"fillColor": "cyan"}},
        api.texts: {"data": {"content": "Text"}},
        api.flowchart_shapes: {"data": {"content": "Shape", "shape": "flow_chart_decision"}},
        api.code_widgets: {"data": {"code": "print()", "language": "PYTHON"}},
    }
    for group, body in data.items():
        for _ in range(2):
            item = await group.create(board_id, **body)
            await group.update(board_id, item.id, **here)
            await group.get(board_id, item.id)
        await group.delete(board_id, item.id)
    for group in (api.images, api.documents):
        item = await group.upload(board_id, PICTURE, file_name="a.png")
        await group.replace_file(board_id, item.id, PICTURE, file_name="b.png")
        await group.get(board_id, item.id)
    doc = await api.doc_formats.create(board_id, data={"contentType": "markdown", "content": "# A"})
    await api.doc_formats.get(board_id, doc.id)
    await api.doc_formats.delete(board_id, doc.id)
    await api.doc_formats.create(board_id, data={"contentType": "markdown", "content": "# B"})
    (widget,) = await api.code_widgets.list(board_id).collect()
    await api.code_widgets.move(board_id, widget.id, x=5.0, y=5.0)
    await api.experimental_items.list(board_id, type="shape").collect()


async def walk_relations(api, board_id):
    """Everything between items: frames, connectors, tags, groups, mind maps, bulks."""
    notes = await api.items.create_bulk(
        board_id, items=[{"type": "sticky_note", "data": {"content": str(n)}} for n in range(4)]
    )
    await api.items.upload_bulk(
        board_id, [Upload(PICTURE, file_name="c.png")], data=[{"type": "image", "title": "Bulk"}]
    )
    one, two, three, four = (note.id for note in notes)
    frame = await api.frames.create(
        board_id, data={"title": "All"}, geometry={"width": 900, "height": 900}
    )
    await api.items.update(board_id, one, parent={"id": frame.id}, position={"x": 300, "y": 300})
    await api.frames.list_items(board_id, frame.id).collect()
    await api.frames.delete(board_id, frame.id)
    assert (await api.items.get(board_id, one)).parent is None

    for _ in range(2):
        line = await api.connectors.create(
            board_id, start_item={"id": one}, end_item={"id": two}, captions=[{"content": "to"}]
        )
        await api.connectors.update(board_id, line.id, shape="straight")
        await api.connectors.get(board_id, line.id)
    await api.connectors.list(board_id).collect()
    await api.connectors.delete(board_id, line.id)

    tag = await api.tags.create(board_id, title="Urgent", fill_color="red")
    await api.tags.update(board_id, tag.id, title="Later")
    await api.tags.get(board_id, tag.id)
    await api.tags.attach(board_id, one, tag.id)
    await api.tags.attach(board_id, two, tag.id)
    await api.tags.detach(board_id, two, tag.id)
    await api.tags.list(board_id).collect()
    await api.tags.list_items(board_id, tag.id).collect()
    await api.tags.list_for_item(board_id, one)
    passing = await api.tags.create(board_id, title="Passing", fill_color="blue")
    await api.tags.delete(board_id, passing.id)

    group = await api.item_groups.create(board_id, data={"items": [one, two]})
    group = await api.item_groups.update(board_id, group.id, data={"items": [one, two, three]})
    await api.item_groups.get(board_id, group.id)
    await api.item_groups.list(board_id).collect()
    await api.item_groups.list_items(board_id, group.id).collect()
    await api.item_groups.ungroup(board_id, group.id)
    group = await api.item_groups.create(board_id, data={"items": [three, four]})
    await api.item_groups.delete(board_id, group.id)

    root = await api.mindmap_nodes.create(board_id, data=_node("Root"))
    child = await api.mindmap_nodes.create(board_id, data=_node("Child"), parent={"id": root.id})
    await api.mindmap_nodes.get(board_id, child.id)
    await api.mindmap_nodes.list(board_id).collect()
    await api.mindmap_nodes.delete(board_id, child.id)

    await api.items.delete(board_id, two)
    await api.items.list(board_id).collect()
    everything = await api.experimental_items.list(board_id).collect()
    await api.experimental_items.get(board_id, everything[0].id)
    await api.experimental_items.delete(board_id, everything[-1].id)


async def walk_app(api, sandbox):
    """What an app learns of itself, and ending tokens."""
    await api.tokens.get_info()
    await api.app_metrics.get_totals(sandbox.client_id)
    day = datetime.fromtimestamp(sandbox.clock.now(), tz=UTC).date()
    await api.app_metrics.get(sandbox.client_id, start_date=day, end_date=day)
    for revoke in (_revoked, _revoked_v1):
        await revoke(api, sandbox, sandbox.new_token(sandbox.user_ids[0]))


async def _revoked(api, sandbox, token):
    await api.tokens.revoke(
        access_token=token, client_id=sandbox.client_id, client_secret=sandbox.client_secret
    )


async def _revoked_v1(api, _, token):
    await api.tokens.revoke_v1(access_token=token)


def _node(content):
    return {"nodeView": {"data": {"type": "text", "content": content}}}
