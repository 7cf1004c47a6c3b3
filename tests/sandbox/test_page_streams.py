"""What a page is told while it is open."""

from __future__ import annotations

import gc
from xml.etree import ElementTree as ET

import anyio
import pytest

from tests.sandbox.talker import Talker
from tests.sandbox.visitor import Visitor

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def visitor(sandbox):
    """Give somebody who looks at the sandbox."""
    return Visitor(sandbox)


class Canvas:
    """Draws what it is told, as the script in the browser does."""

    def __init__(self):
        self.order = []
        self.pieces = {}
        self.extent = None

    def change(self, drawing):
        """Make one picture of another."""
        if drawing["whole"]:
            self.order, self.pieces = [], {}
        for name in drawing["removed"]:
            self.order.remove(name)
        for svg, name, after in drawing["put"]:
            if name in self.order:
                self.order.remove(name)
            self.order.insert(self.order.index(after) + 1 if after else 0, name)
            self.pieces[name] = svg
        self.extent = drawing["extent"]

    @property
    def words(self):
        """The words that are on it, in the order of drawing."""
        pieces = [ET.fromstring(self.pieces[name]) for name in self.order]  # noqa: S314 - our own
        return [tspan.text for piece in pieces for tspan in piece.iter("tspan")]


async def followed(stream, canvas, *words):
    """Follow a stream until a canvas shows these words."""
    while canvas.words != list(words):
        canvas.change(await stream.event("drawing"))


@pytest.mark.anyio
async def test_at_first_everything_is_told(visitor, board):
    """The head of the board, what is on it, the calls so far, and the credits."""
    board.note(data={"content": "hello"})
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        head = await stream.event("board")
        assert (head["name"], head["items"], head["connectors"]) == ("Retro", 1, 0)
        calls = await stream.event("calls")
        assert calls["total"] == 2
        assert [call["operation"] for call in calls["calls"]] == [
            "boards.create",
            "sticky_notes.create",
        ]
        canvas = Canvas()
        await followed(stream, canvas, "hello")
    assert canvas.order[0].startswith("item-")
    left, top, width, height = canvas.extent
    assert left < -99
    assert top < -114
    assert left + width > 99
    assert top + height > 114


@pytest.mark.anyio
async def test_boards_are_told_as_they_come_and_go(visitor, sandbox, board):
    """What was changed or made last comes first; with what is on them."""
    async with visitor.stream("/events") as stream:
        (first,) = await stream.event("boards")
        assert (first["name"], first["team"], first["owner"]) == (
            "Retro",
            "Sandbox team",
            "Sandbox user",
        )
        board.note()
        await stream.until("boards", lambda boards: boards[0]["items"] == 1)
        sandbox.add_board("Second")
        boards = await stream.event("boards")
        assert [each["name"] for each in boards] == ["Second", "Retro"]
        sandbox.clock.advance(1)
        board.patch("", {"name": "Changed"})
        boards = await stream.event("boards")
        assert [each["name"] for each in boards] == ["Changed", "Second"]
        board.delete("")
        assert [each["name"] for each in await stream.event("boards")] == ["Second"]


@pytest.mark.anyio
async def test_credits_are_counted_down_by_the_sandboxs_clock(visitor, sandbox, board):
    """What is left of the minute, until it is over."""
    async with visitor.stream("/events") as stream:
        (budget,) = await stream.event("credits")
        assert budget == {
            "api": "API",
            "who": "Sandbox user",
            "left": 99_500,
            "budget": 100_000,
            "reset": 60,
        }
        sandbox.clock.advance(40)
        (budget,) = await stream.event("credits")
        assert budget["reset"] == 20
        sandbox.clock.advance(21)
        assert await stream.event("credits") == []
        scim = Talker(sandbox, sandbox.scim_token)
        assert scim.get("/api/v1/scim/Users").status == 200
        (budget,) = await stream.event("credits")
        assert (budget["api"], budget["who"], budget["budget"]) == ("SCIM", "SCIM", 10_000)
    assert board.sandbox.calls[-1].user_id not in sandbox.user_ids


@pytest.mark.anyio
async def test_the_drawing_follows_the_board(visitor, board):
    """What is made, changed, moved and deleted; and only that is sent."""
    first = board.note(data={"content": "one"})
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        canvas = Canvas()
        await followed(stream, canvas, "one")
        frame = board.frame(position={"x": 1000, "y": 0})
        change = await stream.event("drawing")
        assert [name for _, name, _ in change["put"]] == [f"item-{frame['id']}"]
        canvas.change(change)
        assert canvas.words == ["A", "one"]  # frames lie below
        board.patch(f"/sticky_notes/{first['id']}", {"data": {"content": "two"}})
        await followed(stream, canvas, "A", "two")
        second = board.note(data={"content": "three"}, position={"x": 500, "y": 0})
        await followed(stream, canvas, "A", "two", "three")
        ends = {"startItem": {"id": first["id"]}, "endItem": {"id": second["id"]}}
        line = board.made("/connectors", {**ends, "captions": [{"content": "leads to"}]})
        await followed(stream, canvas, "A", "two", "three", "leads to")
        board.patch(f"/items/{first['id']}", {"position": {"x": -400, "y": 0}})
        change = await stream.event("drawing")
        moved = [f"item-{first['id']}", f"item-{line['id']}"]
        assert [name for _, name, _ in change["put"]] == moved
        canvas.change(change)
        board.delete(f"/sticky_notes/{second['id']}")
        await followed(stream, canvas, "A", "two")
        assert canvas.order == [f"item-{frame['id']}", f"item-{first['id']}"]


@pytest.mark.anyio
async def test_what_lies_above_what_follows_too(visitor, board):
    """A frame that is put into another one, and out again, at the same place all the time."""
    small, large = (board.frame(geometry={"width": width, "height": width}) for width in (100, 800))
    names = [f"item-{small['id']}", f"item-{large['id']}"]
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        canvas = Canvas()
        canvas.change(await stream.event("drawing"))
        assert canvas.order == names
        board.patch(f"/items/{small['id']}", {"parent": {"id": large["id"]}})
        canvas.change(await stream.event("drawing"))
        assert canvas.order == names[::-1]
        board.patch(f"/items/{small['id']}", {"parent": None})
        canvas.change(await stream.event("drawing"))
        assert canvas.order == names


@pytest.mark.anyio
async def test_tags_groups_pictures_and_mind_maps_are_drawn(visitor, board):
    """As soon as they are there, and until they are gone."""
    one, two = (board.note(data={"content": word}) for word in ("one", "two"))
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        canvas = Canvas()
        await followed(stream, canvas, "one", "two")
        tag = board.made("/tags", {"title": "urgent", "fillColor": "red"})
        board.post(f"/items/{one['id']}?tag_id={tag['id']}")
        await followed(stream, canvas, "one", "urgent", "two")
        board.patch(f"/tags/{tag['id']}", {"title": "later"})
        await followed(stream, canvas, "one", "later", "two")
        group = board.made("/groups", {"data": {"items": [one["id"], two["id"]]}})
        canvas.change(await stream.event("drawing"))
        assert canvas.order[-1] == f"group-{group['id']}"
        board.delete(f"/groups/{group['id']}")
        canvas.change(await stream.event("drawing"))
        assert len(canvas.order) == 2
        png = b"\x89PNG\r\n\x1a\n" + bytes(24)
        image = board.upload("POST", "/images", ("resource", "a.png", png)).json
        canvas.change(await stream.event("drawing"))
        picture = ET.fromstring(canvas.pieces[f"item-{image['id']}"]).find("image")  # noqa: S314
        assert (await visitor.get(picture.get("href").replace("%3D", "="))).body == png
        experimental = f"/v2-experimental/boards/{board.id}/mindmap_nodes"
        root = node(board, experimental, "root")
        node(board, experimental, "leaf", parent={"id": root["id"]})
        await followed(stream, canvas, "one", "later", "two", "root", "leaf")
        assert [name for name in canvas.order if name.startswith("branch-")]


def node(board, path, content, **more):
    """Make a node of a mind map."""
    data = {"nodeView": {"data": {"type": "text", "content": content}}}
    answer = Talker(board.sandbox).post(path, {"data": data, **more})
    assert answer.status == 201, answer.body
    return answer.json


@pytest.mark.anyio
async def test_a_stream_ends_with_its_board(visitor, board):
    """The page is told, and does not come again."""
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        await stream.event("drawing")
        board.delete("")
        assert await stream.event("gone") is None
        assert await stream.block() is None


@pytest.mark.anyio
async def test_lines_that_say_nothing_are_kept_open(sandbox):
    """Something is sent now and then, which browsers pass over."""
    async with Visitor(sandbox, longest_silence=0.02).stream("/events") as stream:
        await stream.event("boards")
        while await stream.block() != ":":
            pass


@pytest.mark.anyio
async def test_streams_end_when_the_server_is_about_to_stop(visitor):
    """By themselves: nothing has to be cut."""
    async with visitor.stream("/events") as stream:
        await stream.event("calls")
        visitor.closing = True
        assert await stream.block() is None


@pytest.mark.anyio
async def test_many_pages_share_one_drawing(visitor, board):
    """And when the last is closed, nothing of it is left."""
    board.note(data={"content": "hello"})
    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(look, visitor, board, "hello")
    gc.collect()
    assert len(visitor.page._easels) == 0


async def look(visitor, board, word):
    """Open the page of a board, and close it when a word is seen."""
    async with visitor.stream(f"/boards/{board.id}/events") as stream:
        await followed(stream, Canvas(), word)
        assert len(visitor.page._easels) == 1
