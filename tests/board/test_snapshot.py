"""Snapshots: what is read, what it costs, what is looked up in them, how they are shown."""

from __future__ import annotations

from base64 import b64decode

import pytest

from miro_async import NO_RETRIES, InvalidArgumentError, MiroApi, NotFoundError
from miro_async.board import Board
from miro_async.call.transport.protocol import Response
from miro_async.errors import ServerError
from miro_async.geometry import Point
from miro_async.models import CodeWidgetItem, MindmapNode, ShapeItem
from tests.board import seen
from tests.board.transports import Around, Counting, Then

pytestmark = pytest.mark.anyio


async def filled(board):
    """Put two notes into a frame of a board, with a tag, a connector and a group."""
    frame = await board.api.frames.create(
        board.id,
        data={"title": "Plans"},
        geometry={"width": 1000, "height": 800},
        position={"x": 500, "y": 400},
    )
    notes = [
        await board.api.sticky_notes.create(
            board.id,
            data={"content": text},
            parent={"id": frame.id},
            position={"x": 100 + 300 * place, "y": 150},
        )
        for place, text in enumerate(("Tea", "Cake"))
    ]
    tag = await board.api.tags.create(board.id, title="soon", fill_color="red")
    await board.api.tags.create(board.id, title="never", fill_color="blue")
    await board.api.tags.attach(board.id, notes[1].id, tag.id)
    await board.api.connectors.create(
        board.id,
        start_item={"id": notes[0].id},
        end_item={"id": notes[1].id},
        captions=[{"content": "with"}],
    )
    await board.api.item_groups.create(board.id, data={"items": [note.id for note in notes]})
    return frame, *notes


async def test_a_snapshot_has_all_that_is_on_a_board(board, miro_sandbox):
    """Items as they were made, connectors, tags on items and elsewhere, groups, members, time."""
    frame, tea, cake = await filled(board)
    await board.api.boards.update(board.id, name="Later")

    snapshot = await board.snapshot()

    assert [item.id for item in snapshot] == [frame.id, tea.id, cake.id]
    assert [one.captions[0].content for one in snapshot.connectors] == ["with"]
    assert [tag.title for tag in snapshot.tags] == ["soon", "never"]
    assert {k: [tag.title for tag in tags] for k, tags in snapshot.tags_of.items()} == {
        cake.id: ["soon"]
    }
    assert [group.data.items for group in snapshot.groups] == [[tea.id, cake.id]]
    assert [member.role for member in snapshot.members] == ["owner"]
    assert snapshot.info.name == "Later"
    assert snapshot.taken_at.timestamp() == miro_sandbox.clock.time()
    assert (len(snapshot), bool(snapshot)) == (3, True)
    assert repr(snapshot) == "Snapshot('Later', 3 items, 2026-01-01 00:00)"


async def test_a_snapshot_costs_a_call_per_fifty_and_per_tag(board, miro_sandbox):
    """120 notes on three pages: 300; connectors, groups: 200; board, members, tags, 2 of a tag."""
    for _ in range(6):
        notes = [{"type": "sticky_note"}] * 20
        made = await board.api.items.create_bulk(board.id, items=notes)
    for title in ("a", "b"):
        tag = await board.api.tags.create(board.id, title=title, fill_color="red")
        for note in made:
            await board.api.tags.attach(board.id, note.id, tag.id)
    before = miro_sandbox.credits_spent
    snapshot = await board.snapshot()
    assert len(snapshot.tags_of) == 20
    assert miro_sandbox.credits_spent - before == 300 + 200 + 50 * 5
    before = miro_sandbox.credits_spent
    assert (await board.snapshot(members=False)).members is None
    assert miro_sandbox.credits_spent - before == 300 + 200 + 50 * 4


async def test_lists_are_read_side_by_side_but_not_more_than_allowed(board, miro_sandbox):
    """Two at once, or one, or five."""
    most = []
    for at_once in (1, 2, 5):
        transport = Counting(miro_sandbox)
        api = MiroApi(miro_sandbox.token, transport=transport)
        await Board(api, board.info).snapshot(at_once=at_once)
        most.append(transport.most)
    assert most == [1, 2, 5]
    with pytest.raises(InvalidArgumentError):
        await board.snapshot(at_once=0)


async def test_what_stable_routes_do_not_tell_is_asked_of_experimental_ones(board, miro_sandbox):
    """Mind maps, code and flowchart shapes have their data, place and size; or not, if so asked."""
    api, board_id = board.api, board.id
    data = {"nodeView": {"data": {"type": "text", "content": "root"}}}
    node = await api.mindmap_nodes.create(board_id, data=data, position={"x": 7, "y": 8})
    await api.mindmap_nodes.create(board_id, data=data, parent={"id": node.id})
    await api.code_widgets.create(board_id, data={"code": "1 + 1"}, position={"x": 3, "y": 4})
    await api.flowchart_shapes.create(board_id, data={"shape": "flow_chart_or"})
    await api.shapes.create(board_id, data={"content": "plain"})

    root, leaf, code, shape, plain = await board.snapshot()

    assert isinstance(root, MindmapNode)
    assert isinstance(code, CodeWidgetItem)
    assert isinstance(shape, ShapeItem)
    assert root.data.node_view.data.content == "root"
    assert (root.position.x, root.position.y, root.geometry is None) == (7, 8, False)
    assert leaf.parent.id == root.id
    assert (code.data.code, code.position.x, code.geometry.width) == ("1 + 1", 3, 600)
    assert (shape.data.shape, plain.data.content) == ("flow_chart_or", "plain")
    listed = await board.snapshot(experimental=False)
    assert [item.data is None for item in listed] == [True, True, True, True, False]


class Refusing(Around):
    """Refuses the calls whose path has this in it."""

    def __init__(self, sandbox, what, status):
        super().__init__(sandbox)
        self.what, self.status = what, status

    async def send(self, request):
        """Refuse it, or hand it on."""
        if self.what in request.url:
            return Response(status=self.status, headers={}, body=b"{}")
        return await super().send(request)


async def test_experimental_routes_may_be_refused(board, miro_sandbox):
    """Then there is what the stable ones tell; but that Miro failed is an error."""
    data = {"nodeView": {"data": {"type": "text", "content": "root"}}}
    await board.api.mindmap_nodes.create(board.id, data=data)

    def seen_by(status):
        transport = Refusing(miro_sandbox, "mindmap_nodes", status)
        api = MiroApi(miro_sandbox.token, transport=transport, retry=NO_RETRIES)
        return Board(api, board.info).snapshot()

    for status in (400, 403, 404, 405):
        (node,) = await seen_by(status)
        assert node.data is None
    with pytest.raises(ServerError):
        await seen_by(500)


async def test_an_error_ends_the_reading_and_is_raised_as_it_is(board, miro_sandbox):
    """Not in a group of errors; the other lists are cancelled."""
    miro_sandbox.faults.add(500, to="connectors.list")
    api = board.api.with_options(retry=NO_RETRIES)
    with pytest.raises(ServerError):
        await Board(api, board.info).snapshot()
    with pytest.raises(NotFoundError):
        await Board(api, seen.snapshot(id="uXjVnone=").info).snapshot()


async def test_what_a_list_gives_twice_is_there_once(board, miro_sandbox):
    """A note that moves to a later page while the board is read: what was read last counts."""
    for _ in range(3):
        await board.api.items.create_bulk(board.id, items=[{"type": "sticky_note"}] * 20)
    first = (await board.api.items.list(board.id).first()).id

    class Twice(Around):
        """Gives the first item once more, on the last page."""

        async def send(self, request):
            """Answer, and put it there."""
            response = await super().send(request)
            if "cursor=" in request.url and "/items" in request.url:
                again = f'{{"id":"{first}","type":"sticky_note","data":{{"content":"new"}}}},'
                body = response.body.replace(b'"data":[', b'"data":[' + again.encode(), 1)
                return type(response)(status=200, headers=response.headers, body=body)
            return response

    api = MiroApi(miro_sandbox.token, transport=Twice(miro_sandbox))
    snapshot = await Board(api, board.info).snapshot()

    assert len(snapshot) == len({item.id for item in snapshot}) == 60
    assert snapshot.items[0].id == first
    assert snapshot.items[0].data.content == "new"


async def test_an_item_made_meanwhile_has_no_tags(board, miro_sandbox):
    """Its tag was read, but the items were before: what is not there is not named."""
    await filled(board)

    async def add():
        (soon, _) = await board.api.tags.list(board.id).collect()
        note = await board.api.sticky_notes.create(board.id)
        await board.api.tags.attach(board.id, note.id, soon.id)

    transport = Then(miro_sandbox, "GET", "/tags", add)
    api = MiroApi(miro_sandbox.token, transport=transport)
    snapshot = await Board(api, board.info).snapshot(at_once=1)
    assert len(snapshot) == 3
    assert list(snapshot.tags_of) == [snapshot.items[2].id]


def nested():
    """Give a snapshot with frames in frames."""
    return seen.snapshot(
        seen.item("1", "frame", "outer", at=(1000, 1000), size=(800, 600)),
        seen.item("2", "frame", "inner", at=(400, 300), size=(200, 100), frame="1"),
        seen.item("3", content="<p>in <b>it</b></p>", at=(10, 20), frame="2"),
        seen.item("4", content="alone", at=(0, 0)),
        seen.item("5", content="lost", at=None, frame="gone"),
        seen.item("6", "image", "boat"),
        seen.item("7", "document", "paper"),
        connectors=[seen.connector("c1", "3", "4"), seen.connector("c2", "4", None)],
    )


def test_what_is_in_a_snapshot_is_looked_up():
    """Items, what is in frames, at any depth, and what is in none; connectors, texts, files."""
    snapshot = nested()
    assert snapshot.item("3").type == "sticky_note"
    assert snapshot.item("nobody") is None
    assert [item.id for item in snapshot.children("1")] == ["2"]
    assert [item.id for item in snapshot.within("1")] == ["2", "3"]
    assert [item.id for item in snapshot.children(None)] == ["1", "4", "5", "6", "7"]
    assert snapshot.children("4") == ()
    assert [one.id for one in snapshot.connectors_of("4")] == ["c1", "c2"]
    assert snapshot.connectors_of("1") == ()
    assert snapshot.text("3") == snapshot.text(snapshot.item("3")) == "in it"
    assert snapshot.text("nobody") == ""
    assert [item.id for item in snapshot.files()] == ["6", "7"]
    assert [item.id for item in snapshot.files(["1", "7"])] == ["7"]


def test_docs_are_told_in_markdown_or_as_text():
    """Markdown stays as it is; of HTML there is the text."""
    markdown = {"contentType": "markdown", "content": "# a <b>"}
    html = {"contentType": "html", "content": "<h1>a</h1>"}
    snapshot = seen.snapshot(
        seen.item("1", "doc_format", data=markdown), seen.item("2", "doc_format", data=html)
    )
    assert (snapshot.text("1"), snapshot.text("2")) == ("# a <b>", "a")


def test_places_are_told_on_the_board():
    """Outer frame's corner at 600, 700; the inner one's center at 1000, 1000, its corner beside."""
    snapshot = nested()
    assert snapshot.box("2").center == Point(1000, 1000)
    assert snapshot.box("3").center == Point(900 + 10, 950 + 20)
    assert snapshot.box("5") is None


def test_frames_within_each_other_do_not_hang():
    """A ring of frames, which Miro should not give."""
    snapshot = seen.snapshot(
        seen.item("1", "frame", "a", frame="2"), seen.item("2", "frame", "b", frame="1")
    )
    assert [item.id for item in snapshot.within("1")] == ["2"]
    assert len(snapshot.drafts().items) == 2


def test_snapshots_are_equal_if_they_say_the_same():
    """Whatever they were made of."""
    one, other = nested(), nested()
    assert one == other
    assert one != seen.snapshot()
    assert bool(seen.snapshot())


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def test_a_snapshot_shows_itself_without_anything_that_runs():
    """As SVG, and as HTML with that as an image: no script, no element out of what was written."""
    snapshot = seen.snapshot(seen.item("1", content="hi"), name=HOSTILE)
    assert snapshot._repr_svg_().startswith("<svg")
    assert "<script" not in snapshot._repr_svg_()
    html = snapshot._repr_html_()
    assert "<script" not in html
    assert "<img src=x" not in html
    assert html.count("<img ") == 1
    assert "1 × sticky note" in html  # noqa: RUF001 - a sign
    picture = html.partition("base64,")[2].partition('"')[0]
    assert b64decode(picture).decode() == snapshot.to_svg()


def test_notebooks_show_a_snapshot_and_a_board():
    """As IPython itself looks for what it shows."""
    formatters = pytest.importorskip("IPython.core.formatters")
    show = formatters.DisplayFormatter().format
    snapshot = seen.snapshot(seen.item("1", content="hi"))
    shown, _ = show(snapshot)
    assert shown["image/svg+xml"] == snapshot.to_svg()
    assert shown["text/html"].startswith("<div>")
    assert show(Board(None, snapshot.info))[0].keys() == {"text/plain", "text/html"}


def test_a_large_snapshot_is_not_drawn_in_notebooks():
    """More than 5,000 items take long; and a snapshot without any says so."""
    many = seen.snapshot(*(seen.item(str(number)) for number in range(5001)))
    assert "<img" not in many._repr_html_()
    assert many._repr_svg_() is None
    assert "nothing on it" in seen.snapshot()._repr_html_()


def test_a_board_shows_itself_without_a_call():
    """Its name, its id, and its page, if that is one of the web."""
    board = Board(None, seen.snapshot(name="A & <b>").info)
    assert board._repr_html_() == (
        '<div><b><a href="https://miro.com/app/board/uXjV1=" rel="noopener">A &amp; &lt;b&gt;</a>'
        "</b><br>Board uXjV1=</div>"
    )
    other = Board(None, seen.snapshot(viewLink="javascript:alert(1)").info)
    assert "javascript" not in other._repr_html_()
