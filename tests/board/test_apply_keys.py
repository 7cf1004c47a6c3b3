"""Keys and where they are kept; what is wanted and cannot be; snapshots as what is wanted."""

from __future__ import annotations

import json
import stat

import pytest

from miro_async import InvalidArgumentError, MiroApi, NotFoundError, UnauthorizedError
from miro_async.board import ConnectorDraft, Draft, Drafts, GroupDraft
from miro_async.board.apply.applied import Applied, Begun, Known
from miro_async.board.apply.mapping import FileKeys, MemoryKeys
from tests.board.applied import by_id, notes, texts, writes
from tests.board.transports import Closed, Shifted

pytestmark = pytest.mark.anyio


async def test_keys_are_kept_in_a_file(miro_sandbox, board, miro_api, tmp_path):
    """A path will do; another process goes on with it, and several boards share it."""
    path = tmp_path / "keys.json"
    await board.apply(notes("a", "ä 🐑"), mapping=path)
    other = await miro_api.create_board("Other")
    await other.apply(notes("b"), mapping=str(path))
    miro_sandbox.calls.clear()
    await board.apply(notes("a", "ä 🐑"), mapping=FileKeys(path))
    assert writes(miro_sandbox) == []
    stored = json.loads(path.read_text("utf-8"))
    assert set(stored["boards"]) == {board.id, other.id}
    assert {each.suffix for each in tmp_path.iterdir()} == {".json", ".lock"}
    assert stat.S_ISREG(path.stat().st_mode)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"boards": {}}', b'{"miro-async keys": 2, "boards": {}}', b"\xff",
     b"[" * 9999],
)  # fmt: skip
async def test_a_file_that_is_none_of_keys_is_left_alone(board, tmp_path, content):
    """It is refused before anything is sent, and is as it was."""
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    with pytest.raises(InvalidArgumentError, match=r"keys\.json is damaged"):
        await board.apply(notes("a"), mapping=path)
    with pytest.raises(InvalidArgumentError, match=r"keys\.json is damaged"):
        await FileKeys(path).save(board.id, "{}")
    assert path.read_bytes() == content


NOTHING = {"version": 1, "items": {}, "connectors": {}, "groups": {}, "tags": {}}
BEGUN = {"key": "a", "type": "text"}
DAMAGES = [
    {"version": 2},
    {"items": {"a": ["1"]}},
    {"items": {"a": [1, "x", {}]}},
    {"items": {"a": ["1", "x", {"data.content": ["ab"]}]}},
    {"items": {"a": ["1", "x", {}, [1]]}},
    {"connectors": []},
    {"tags": {"x": 1}},
    {"lost": {"a": None}},
    {"newest": "x"},
    {"newest": float("inf")},
    {"begun": [BEGUN | {"key": []}]},
    {"begun": [BEGUN | {"text": {}}]},
    {"begun": [BEGUN | {"place": [1]}]},
    {"begun": [BEGUN | {"place": [{}, {}]}]},
    {"begun": [BEGUN | {"frame": 1}]},
    {"begun": [BEGUN | {"ends": ["key a"]}]},
    {"begun": [BEGUN | {"ends": [{}, {}]}]},
    {"begun": [BEGUN | {"sent": 1}]},
]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", *(json.dumps(NOTHING | damage) for damage in DAMAGES)]
)
async def test_damaged_keys_are_refused(board, text):
    """What a storage gives may be anything."""
    keys = MemoryKeys()
    await keys.save(board.id, text)
    with pytest.raises(InvalidArgumentError, match="keys is damaged"):
        await board.apply(notes("a"), mapping=keys)


class PlainKeys:
    """A storage without `await`."""

    def load(self, board_id):
        """Give nothing."""

    def save(self, board_id, text):
        """Keep nothing."""


@pytest.mark.parametrize("storage", [PlainKeys(), object(), 5])
async def test_a_storage_that_is_none_is_refused(board, miro_sandbox, storage):
    """Before any call: it says what one has."""
    before = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match="two async methods"):
        await board.apply(notes("a"), mapping=storage)
    assert len(miro_sandbox.calls) == before


def test_what_is_kept_is_read_as_it_was_written():
    """All of it, with creations that were begun."""
    known = Known(id="1", type="shape", fields={"data.content": ("ab", "cd")}, tags=["x"])
    applied = Applied(
        items={"a": known},
        connectors={"b": Known(id="2", type="connector")},
        groups={"c": Known(id="3", type="group")},
        tags={"x": "4"},
        lost={"g": "there is none"},
        begun=[
            Begun(key="d", type="text", text="t", place=(1.5, 2.0), frame="key a"),
            Begun(key="f", type="shape", text="", sent={"geometry.width": 5.5}),
            Begun(key="e", type="connector", ends=("key a", "id 7")),
        ],
        newest=17,
    )
    assert Applied.of_text(applied.to_text()) == applied
    assert Applied.of_text(None) == Applied()


async def test_saving_that_fails_is_told(board, tmp_path):
    """Nothing is made before it is known where to write it down."""
    with pytest.raises(OSError, match="missing"):
        await board.apply(notes("a"), mapping=tmp_path / "missing" / "keys.json")
    assert await board.items().collect() == []


async def test_a_mapping_has_to_be_named(board):
    """Without one each run would make everything again."""
    with pytest.raises(InvalidArgumentError, match="mapping="):
        await board.apply(notes("a"))


def _nobody():
    return Drafts(items=[Draft(type="shape", data={"content": "x"})])


def _twice():
    return Drafts(items=[Draft(type="text", key="a"), Draft(type="text", key="a")])


def _stranger():
    return Drafts(connectors=[ConnectorDraft(start=Draft(type="shape", key="far"), end="1")])


def _itself():
    one = Draft(type="frame", key="a")
    one.frame = Draft(type="frame", key="b", frame=one)
    return Drafts(items=[one, one.frame])


def _grouped():
    drafts = notes("a", "b", "c")
    drafts.groups = [GroupDraft(items=drafts.items[:2]), GroupDraft(items=drafts.items[1:])]
    return drafts


def _frameless():
    return Drafts(items=[Draft(type="text", key="a", at=(0, 0), relative_to="frame")])


def _lines():
    drafts = notes("a", "b")
    drafts.connectors = [
        ConnectorDraft(start=drafts.items[0], end=drafts.items[1], key="x") for _ in range(2)
    ]
    return drafts


IMPOSSIBLE = {
    "an item has no key: shape x": _nobody,
    "two items have the key 'a'": _twice,
    "two connectors have the key 'x'": _lines,
    r"refers to a shape \(key 'far'\)": _stranger,
    "item 'a' is in itself": _itself,
    "in one group at most": _grouped,
    "item 'a': relative_to": _frameless,
}


@pytest.mark.parametrize(("message", "wanted"), IMPOSSIBLE.items(), ids=IMPOSSIBLE.keys())
async def test_what_cannot_be_is_refused_before_anything_is_read(
    miro_sandbox, board, message, wanted
):
    """The message names what is wrong with it."""
    miro_sandbox.calls.clear()
    with pytest.raises(InvalidArgumentError, match=message):
        await board.apply(wanted(), mapping=MemoryKeys())
    assert len(miro_sandbox.calls) == 0


async def test_lines_between_the_same_items_have_keys_of_their_own(miro_sandbox, board, miro_api):
    """Two arrows from a to b are two things, and stay so; one of them can go."""

    def wanted(count):
        drafts = notes("a", "b")
        for _ in range(count):
            drafts.connect(drafts.items[0], drafts.items[1])
        return drafts

    keys = MemoryKeys()
    await board.apply(wanted(2), mapping=keys)
    miro_sandbox.calls.clear()
    await board.apply(wanted(1), mapping=keys)
    assert writes(miro_sandbox) == ["connectors.delete"]
    assert len(await miro_api.connectors.list(board.id).collect()) == 1


async def test_a_snapshot_brings_its_own_board_back(miro_sandbox, board, miro_api):
    """What was changed or deleted since is as it was; what came since stays."""
    first = await board.add_sticky_note("a", at=(0, 0))
    second = await board.add_sticky_note("b", at=(500, 0))
    await first.connect_to(second)
    await board.group([first, second])
    snapshot = await board.snapshot()
    await miro_api.sticky_notes.update(board.id, first.id, data={"content": "changed"})
    await miro_api.items.delete(board.id, second.id)
    await board.add_sticky_note("new", at=(900, 0))
    keys = MemoryKeys()
    await board.apply(snapshot, mapping=keys)
    assert await texts(miro_api, board) == ["a", "b", "new"]
    assert (await by_id(miro_api, board))[first.id].data.content == "a"
    assert len(await miro_api.connectors.list(board.id).collect()) == 1
    miro_sandbox.calls.clear()
    await board.apply(snapshot, mapping=keys)
    assert writes(miro_sandbox) == []


async def test_a_snapshot_that_is_unchanged_takes_no_call(miro_sandbox, board):
    """Items, lines and groups of the board itself are known by their ids."""
    first = await board.add_sticky_note("a", at=(0, 0))
    second = await board.add_shape("b", at=(500, 0), color="#ff0000")
    await first.connect_to(second, caption="x")
    await board.group([first, second])
    snapshot = await board.snapshot()
    miro_sandbox.calls.clear()
    await board.apply(snapshot, mapping=MemoryKeys())
    assert writes(miro_sandbox) == []


async def test_a_snapshot_goes_onto_another_board(board, miro_api):
    """There its keys are the ids of the items that it was taken of."""
    note = await board.add_sticky_note("a", at=(0, 0))
    other = await miro_api.create_board("Copy")
    plan = await other.apply(await board.snapshot(), mapping=MemoryKeys())
    assert await texts(miro_api, other) == ["a"]
    assert [*plan.ids] == [note.id]


async def test_an_error_leaves_what_was_done_known(miro_sandbox, board, miro_api):
    """A note that Miro refuses ends the run; the next one goes on from there."""
    keys = MemoryKeys()
    await board.apply(notes("a", "b"), mapping=keys)
    wrong = notes("a", "b")
    wrong.add(Draft(type="sticky_note", key="c", style={"fillColor": "no color"}))
    with pytest.raises(Exception, match="fillColor"):
        await board.apply(wrong, mapping=keys)
    await board.apply(notes("a", "b", "c"), mapping=keys)
    assert await texts(miro_api, board) == ["a", "b", "c"]


async def test_what_is_gone_while_a_run_deletes_it_is_gone(miro_sandbox, board, miro_api):
    """Between reading and deleting somebody else has deleted it: that is as wanted."""
    keys = MemoryKeys()
    wanted = notes("a", "b", tags=("x",))
    wanted.connect(wanted.items[0], wanted.items[1])
    wanted.group(wanted.items)
    plan = await board.apply(wanted, mapping=keys)
    rest = await board.apply(notes("a", "b"), mapping=keys, plan=True)
    [line] = await miro_api.connectors.list(board.id).collect()
    [group] = await miro_api.item_groups.list(board.id).collect()
    await miro_api.connectors.delete(board.id, line.id)
    await miro_api.item_groups.ungroup(board.id, group.id)
    await board.apply(rest)
    rest = await board.apply(Drafts(), mapping=keys, plan=True)
    await miro_api.items.delete(board.id, plan.ids["a"])
    await board.apply(rest)
    assert await by_id(miro_api, board) == {}


async def test_an_item_that_is_gone_before_its_change_is_an_error(board, miro_api):
    """A plan may be old; the error says which call found nothing."""
    keys = MemoryKeys()
    plan = await board.apply(notes("a"), mapping=keys)
    changed = notes("a")
    changed.items[0].data = {"content": "b"}
    plan = await board.apply(changed, mapping=keys, plan=True)
    await miro_api.items.delete(board.id, plan.ids["a"])
    with pytest.raises(NotFoundError):
        await board.apply(plan)


async def untold(board):
    """Put on a board what the list of items does not tell all of."""
    root = await board.add_mindmap_node("root", at=(10, 10))
    await board.add_mindmap_node("kid", parent=root, at=(200, 10))
    frame = await board.add_frame("F", at=(900, 900), width=800, height=800)
    await board.add_code_widget("1", title="T", language="python", at=(400, 400), frame=frame)
    await board.add_shape("x", shape="flow_chart_decision", at=(0, 500), width=100, height=100)


async def test_a_snapshot_of_mind_maps_code_and_flowcharts(miro_sandbox, board, miro_api):
    """Its own board is as it says, another one becomes so, and is so the next time."""
    await untold(board)
    snapshot = await board.snapshot()
    other = await miro_api.create_board("Copy")
    keys = MemoryKeys()
    await other.apply(snapshot, mapping=keys)
    assert not await other.apply(snapshot, mapping=keys)
    assert not await board.apply(snapshot, mapping=MemoryKeys())
    copied = [(each.type, each.text) for each in await other.find()]
    assert sorted(copied) == sorted([(each.type, each.text) for each in await board.find()])
    nodes = await miro_api.mindmap_nodes.list(other.id).collect()
    assert [node.parent is None for node in nodes] == [True, False]


async def test_what_lists_do_not_tell_is_put_back(board, miro_api):
    """Somebody has changed a flowchart shape: the list of items does not tell what it says."""
    shape = await board.add_shape("x", shape="flow_chart_decision")
    snapshot, keys = await board.snapshot(), MemoryKeys()
    await miro_api.flowchart_shapes.update(board.id, shape.id, data={"content": "mine"})
    [step] = (await board.apply(snapshot, mapping=keys)).steps
    assert step.fields == ("data.content",)
    assert not await board.apply(snapshot, mapping=keys)


async def test_experimental_routes_may_be_closed(miro_sandbox, board):
    """What they would tell is not compared; other errors end the run."""

    def wanted(text):
        drafts = Drafts()
        drafts.add_shape(text, shape="flow_chart_decision", key="x")
        return drafts

    keys = MemoryKeys()
    await board.apply(wanted("a"), mapping=keys)
    for status, count in ((404, 0), (401, None)):
        transport = Closed(miro_sandbox, status)
        api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
        closed = await api.board(board.id)
        if count is None:
            with pytest.raises(UnauthorizedError):
                await closed.apply(wanted("a"), mapping=keys)
        else:
            assert not await closed.apply(wanted("a"), mapping=keys)
            assert len(await closed.apply(wanted("b"), mapping=keys, plan=True)) == 1


async def test_a_mind_map_that_somebody_moved_is_left_there(miro_sandbox, board):
    """It could only be made again; it is, if the source wants it elsewhere."""

    def wanted(at):
        drafts = Drafts()
        drafts.add_mindmap_node("root", at=at, key="root")
        return drafts

    keys = MemoryKeys()
    await board.apply(wanted((10, 10)), mapping=keys)
    shifted = Shifted(miro_sandbox, "mindmap_node", 100)
    api = MiroApi(miro_sandbox.token, transport=shifted, clock=miro_sandbox.clock)
    board = await api.board(board.id)
    assert not await board.apply(wanted((10, 10)), mapping=keys)
    moved = await board.apply(wanted((50, 50)), mapping=keys)
    assert [step.do for step in moved.steps] == ["create", "delete"]


@pytest.mark.parametrize("kind", ["code", "flowchart"])
async def test_what_only_experimental_routes_know_is_moved_by_these(miro_sandbox, board, kind):
    """The route for all kinds refuses to: one call, into a frame and to another place."""

    def wanted(at, *, inside):
        drafts = Drafts()
        frame = drafts.add_frame("F", at=(0, 0), width=900, height=900, key="frame")
        above = frame if inside else None
        if kind == "code":
            drafts.add_code_widget("1", at=at, frame=above, key="x")
        else:
            drafts.add_shape("x", shape="flow_chart_decision", at=at, frame=above, key="x")
        return drafts

    keys = MemoryKeys()
    await board.apply(wanted((2000, 0), inside=False), mapping=keys)
    for at, inside in (((2500, 0), False), ((400, 300), True), ((500, 300), True)):
        assert len(await board.apply(wanted(at, inside=inside), mapping=keys)) == 1
        assert not await board.apply(wanted(at, inside=inside), mapping=keys)
