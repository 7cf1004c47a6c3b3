"""Our client and a simple model side by side: whatever is done, the board never disagrees."""

from __future__ import annotations

import asyncio
from math import isclose

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from miro_async import NULL, MiroApi
from miro_async.errors import BadRequestError, NotFoundError
from tests.sandbox.checked import CheckedSandbox
from tests.sandbox.model import Board, Item

KINDS = ["sticky_note", "shape", "text", "card", "image"]
FEW = 3
"""Of what is made often, so that there are more calls about the same things."""
TAGGED = {"sticky_note", "card"}

places = st.integers(-500, 500).map(float)
contents = st.text("abc ", min_size=1, max_size=5)
shares = st.integers(0, 4).map(lambda quarters: quarters / 4)
sizes = st.integers(200, 900).map(float)


class Boards(RuleBasedStateMachine):
    """What is done to a board, in whatever order."""

    items = Bundle("items")
    frames = Bundle("frames")
    tags = Bundle("tags")
    lines = Bundle("lines")
    groups = Bundle("groups")

    def __init__(self):
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.wait_for = self.loop.run_until_complete
        sandbox = CheckedSandbox(credits_a_minute=10**9)
        self.sandbox = sandbox
        self.api = MiroApi(sandbox.token, transport=sandbox, pacing=False)
        self.board_id = sandbox.add_board("Model")
        self.model = Board()

    def teardown(self):
        """Let go of the event loop."""
        self.wait_for(self.api.aclose())
        self.loop.close()

    def do(self, call, *ids, **options):
        """Call for the board."""
        return self.wait_for(call(self.board_id, *ids, **options))

    def refused(self, call, *ids, **options):
        """Call for the board, and be refused."""
        with pytest.raises(BadRequestError):
            self.do(call, *ids, **options)

    @rule(target=items, kind=st.sampled_from(KINDS), content=contents, x=places, y=places)
    def create(self, kind, content, x, y):
        """Make an item."""
        item = self.do(
            getattr(self.api, f"{kind}s").create,
            data=data_of(kind, content),
            position={"x": x, "y": y},
        )
        self.model.items[item.id] = Item(kind, content, x, y)
        return item.id

    @precondition(lambda self: len(self.model.sizes) < FEW)
    @rule(target=frames, title=contents, width=sizes, height=sizes, x=places, y=places)
    def create_frame(self, title, width, height, x, y):
        """Make a frame."""
        frame = self.do(
            self.api.frames.create,
            data={"title": title},
            geometry={"width": width, "height": height},
            position={"x": x, "y": y},
        )
        self.model.items[frame.id] = Item("frame", title, x, y)
        self.model.sizes[frame.id] = (width, height)
        return frame.id

    @precondition(lambda self: len(self.model.items) < FEW)
    @rule(target=items, bulk=st.lists(st.tuples(st.sampled_from(KINDS), contents), max_size=20))
    def create_bulk(self, bulk):
        """Make many at once, in their order."""
        wanted = [{"type": kind, "data": data_of(kind, content)} for kind, content in bulk]
        if not wanted:
            return multiple()
        made = self.do(self.api.items.create_bulk, items=wanted)
        for item, (kind, content) in zip(made, bulk, strict=True):
            self.model.items[item.id] = Item(kind, content, 0.0, 0.0)
        return multiple(*(item.id for item in made))

    @precondition(lambda self: len(self.model.items) < FEW)
    @rule(before=st.integers(0, 5), after=st.integers(0, 5))
    def create_bulk_with_a_fault(self, before, after):
        """Make none, as one of them is wrong; its index is told."""
        good, bad = {"type": "text", "data": {"content": "a"}}, {"type": "text", "data": {}}
        wanted = [*[good] * before, bad, *[good] * after]
        with pytest.raises(BadRequestError) as caught:
            self.do(self.api.items.create_bulk, items=wanted)
        assert [error.field for error in caught.value.fields] == [f"{before}.data.content"]

    @rule(target=items, kind=st.sampled_from(KINDS), frame=frames, across=shares, down=shares)
    def create_inside(self, kind, frame, across, down):
        """Make an item in a frame."""
        width, height = self.model.sizes.get(frame, (1.0, 1.0))
        inside = {"parent": {"id": frame}, "position": {"x": width * across, "y": height * down}}
        create = getattr(self.api, f"{kind}s").create
        if frame not in self.model.items:
            self.gone(create, data=data_of(kind, "a"), **inside)
            return multiple()
        item = self.do(create, data=data_of(kind, "a"), **inside)
        self.model.items[item.id] = Item(kind, "a", width * across, height * down, frame)
        return item.id

    @rule(frame=consumes(frames))
    def delete_frame(self, frame):
        """Delete a frame; what is in it stays where it is."""
        if frame in self.model.items:
            self.do(self.api.frames.delete, frame)
            self.model.delete(frame)

    @rule(item=st.one_of(items, frames), x=places, y=places)
    def move(self, item, x, y):
        """Move an item where it is; out of its frame it cannot go."""
        found = self.model.items.get(item)
        position = {"x": x, "y": y}
        if found is None:
            self.gone(self.api.items.update, item, position=position)
        elif found.parent is not None and not self.model.fits(found.parent, x, y):
            self.refused(self.api.items.update, item, position=position)
        else:
            self.do(self.api.items.update, item, position=position)
            found.x, found.y = x, y

    @rule(item=st.one_of(items, frames), frame=frames)
    def move_into(self, item, frame):
        """Give an item a parent; on the canvas it stays where it is, or it is refused."""
        if not {item, frame} <= self.model.items.keys():
            self.gone(self.api.items.update, item, parent={"id": frame})
            return
        x, y = self.model.place(item)
        left, top = self.model.corner(frame)
        if frame in self.model.inside(item) or not self.model.fits(frame, x - left, y - top):
            self.refused(self.api.items.update, item, parent={"id": frame})
        else:
            self.do(self.api.items.update, item, parent={"id": frame})
            self.model.move_into(item, frame)

    @rule(item=st.one_of(items, frames))
    def take_out(self, item):
        """Take an item out of its frame; on the canvas it stays where it is."""
        if item in self.model.items:
            self.do(self.api.items.update, item, parent=NULL)
            self.model.move_into(item, None)

    @rule(item=consumes(items))
    def delete(self, item):
        """Delete an item."""
        if item not in self.model.items:
            self.gone(self.api.items.delete, item)
            return
        self.do(self.api.items.delete, item)
        self.model.delete(item)
        self.gone(self.api.items.get, item)

    @rule(target=lines, start=items, end=items)
    def connect(self, start, end):
        """Draw a line between two items."""
        ends = {"start_item": {"id": start}, "end_item": {"id": end}}
        if not {start, end} <= self.model.items.keys():
            self.gone(self.api.connectors.create, **ends)
        elif start == end:
            self.refused(self.api.connectors.create, **ends)
        else:
            line = self.do(self.api.connectors.create, **ends)
            self.model.connectors[line.id] = (start, end)
            return line.id
        return multiple()

    @rule(line=consumes(lines))
    def delete_line(self, line):
        """Delete a line, if its items have not taken it away."""
        if line in self.model.connectors:
            self.do(self.api.connectors.delete, line)
            del self.model.connectors[line]
        else:
            self.gone(self.api.connectors.delete, line)

    @precondition(lambda self: len(self.model.tags) < 10)
    @rule(target=tags, title=contents)
    def create_tag(self, title):
        """Make a tag, whose title has to be new."""
        if title in self.model.tags.values():
            self.refused(self.api.tags.create, title=title, fill_color="red")
            return multiple()
        tag = self.do(self.api.tags.create, title=title, fill_color="red")
        self.model.tags[tag.id] = title
        return tag.id

    @rule(item=items, tag=tags)
    def attach(self, item, tag):
        """Put a tag on an item, at most eight, of the kinds that take them."""
        found = self.model.items.get(item)
        if found is None or tag not in self.model.tags:
            self.gone(self.api.tags.attach, item, tag)
        elif found.type not in TAGGED or len(found.tags | {tag}) > 8:
            self.refused(self.api.tags.attach, item, tag)
        else:
            self.do(self.api.tags.attach, item, tag)
            found.tags.add(tag)

    @rule(tag=consumes(tags))
    def delete_tag(self, tag):
        """Delete a tag, from all items too."""
        self.do(self.api.tags.delete, tag)
        del self.model.tags[tag]
        for item in self.model.items.values():
            item.tags.discard(tag)

    @rule(target=groups, members=st.lists(items, min_size=2, max_size=4, unique=True))
    def group(self, members):
        """Group items that are in no group."""
        taken = set().union(*self.model.groups.values())
        if taken & set(members) or not set(members) <= self.model.items.keys():
            return multiple()
        group = self.do(self.api.item_groups.create, data={"items": members})
        self.model.groups[group.id] = set(members)
        return group.id

    @rule(group=consumes(groups), with_items=st.booleans())
    def ungroup(self, group, with_items):
        """Take a group apart, or delete all that is in it."""
        if group not in self.model.groups:
            self.gone(self.api.item_groups.get, group)
            return
        members = self.model.groups.pop(group)
        if with_items:
            self.do(self.api.item_groups.delete, group)
            for item in members:
                self.model.delete(item)
        else:
            self.do(self.api.item_groups.ungroup, group)

    def gone(self, call, *ids, **options):
        """Call for what is not there."""
        with pytest.raises(NotFoundError):
            self.do(call, *ids, **options)

    @invariant()
    def items_agree(self):
        """Each item is there, as it should be, in the order in which they were made."""
        shown = self.wait_for(self.api.items.list(self.board_id).collect())
        assert [item.id for item in shown] == sorted(self.model.items, key=int)
        for item in shown:
            self.item_agrees(item)

    def item_agrees(self, item):
        """An item is what the model has, where the model has it."""
        expected = self.model.items[item.id]
        assert item.type == expected.type
        assert content_of(item) == expected.content
        assert isclose(item.position.x, expected.x, abs_tol=1e-6)
        assert isclose(item.position.y, expected.y, abs_tol=1e-6)
        assert (item.parent.id if item.parent else None) == expected.parent

    @invariant()
    def lines_agree(self):
        """So is each line."""
        shown = self.wait_for(self.api.connectors.list(self.board_id).collect())
        ends = {line.id: (line.start_item.id, line.end_item.id) for line in shown}
        assert ends == self.model.connectors

    @invariant()
    def groups_agree(self):
        """And each group."""
        shown = self.wait_for(self.api.item_groups.list(self.board_id).collect())
        assert {group.id: set(group.data.items) for group in shown} == self.model.groups

    @invariant()
    def files_agree(self):
        """The files that are kept are those of the images that are there."""
        board = self.sandbox._state.boards[self.board_id]
        images = [id_ for id_, item in self.model.items.items() if item.type == "image"]
        assert {board.items[id_].resource_id for id_ in images} == set(board.resources)

    @precondition(lambda self: self.model.tags)
    @invariant()
    def tags_agree(self):
        """And each tag, with the items that have it."""
        shown = self.wait_for(self.api.tags.list(self.board_id).collect())
        assert {tag.id: tag.title for tag in shown} == self.model.tags
        for tag in shown:
            found = self.wait_for(self.api.tags.list_items(self.board_id, tag.id).collect())
            expected = {id_ for id_, item in self.model.items.items() if tag.id in item.tags}
            assert {item.id for item in found} == expected


def data_of(kind, content):
    """Give the data of an item with this content."""
    if kind == "image":
        return {"url": "https://example.com/boat.png", "title": content}
    return {"title" if kind == "card" else "content": content}


def content_of(item):
    """Give the content of an item."""
    return item.data.title if item.type in {"card", "frame", "image"} else item.data.content


def test_the_board_never_disagrees():
    """Whatever is done."""
    often = settings(max_examples=settings().max_examples // 2)
    run_state_machine_as_test(Boards, settings=settings(often, stateful_step_count=30))
