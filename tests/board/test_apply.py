"""A board that is kept in step with a source: what is sent, and what never is."""

from __future__ import annotations

import pytest

from miro_async import InvalidArgumentError
from miro_async.board import Draft, Drafts
from miro_async.board.apply.mapping import MemoryKeys
from tests.board.applied import by_id, notes, spent, texts, writes

pytestmark = pytest.mark.anyio


@pytest.fixture
def keys():
    """Give a mapping that is empty."""
    return MemoryKeys()


@pytest.fixture
def sandbox(miro_sandbox):
    """Give the sandbox, with a clock that stands still."""
    return miro_sandbox


async def applied(sandbox, board, wanted, keys, **more):
    """Apply, and give the plan and the writing calls; their costs have to be as planned."""
    sandbox.calls.clear()
    plan = await board.apply(wanted, mapping=keys, **more)
    made = writes(sandbox)
    reading = [call for call in sandbox.calls if call.method == "GET"]
    assert (len(made), spent(sandbox)) == (plan.calls, plan.credits)
    assert len(reading) == plan.read_calls
    assert sum(call.credits for call in reading) == plan.read_credits
    return plan, made


def kanban(state="to do", text="Buy milk", *, tags=("home",), x=0, width=700):
    """Give two frames, a note in one of them, a shape, a line, and a tag."""
    drafts = Drafts()
    columns = {
        title: drafts.add_frame(title, at=(800 * place + x, 0), width=width, height=600, key=title)
        for place, title in enumerate(("to do", "done"))
    }
    note = drafts.add_sticky_note(
        text, frame=columns[state], at=(150, 150), color="cyan", tags=tags, key="note"
    )
    shape = drafts.add_shape(
        "start", at=(0, 900), width=200, height=100, color="#FFAA00", border_width=2, key="shape"
    )
    drafts.connect(shape, note, color="#00FF00", width=2, from_side="right", caption="then")
    return drafts


async def test_what_is_new_is_made_in_the_fewest_calls(sandbox, board, miro_api, keys):
    """25 notes and a frame: the frame alone, the notes in two calls, as they need the frame."""
    drafts = Drafts()
    frame = drafts.add_frame("All", at=(0, 0), width=4000, height=1000, key="frame")
    for number in range(25):
        drafts.add_sticky_note(str(number), frame=frame, at=(150 * number, 500), key=str(number))
    plan, made = await applied(sandbox, board, drafts, keys)
    assert made == ["items.create_bulk"] * 3
    assert plan.credits == 26 * 100
    items = await by_id(miro_api, board)
    assert {items[plan.ids[str(number)]].parent.id for number in range(25)} == {plan.ids["frame"]}
    assert [items[plan.ids[str(number)]].position.x for number in range(25)] == [
        150 * number for number in range(25)
    ]


async def test_running_it_twice_changes_nothing(sandbox, board, keys):
    """The second run reads five lists (items, lines, tags, one tag's items), and sends nothing."""
    _, made = await applied(sandbox, board, kanban(), keys)
    assert sorted(made) == [
        "connectors.create", "items.create_bulk", "items.create_bulk", "tags.attach", "tags.create",
    ]  # fmt: skip
    plan, made = await applied(sandbox, board, kanban(), keys)
    assert (made, str(plan), bool(plan), len(plan)) == ([], "nothing to do", False, 0)
    assert (plan.read_calls, plan.read_credits) == (4, 100 + 100 + 50 + 50)


NORMALISED = {
    "numbers in strings": {"border_width": 2.0, "font_size": 14, "fill_opacity": 0.50},
    "colors": {"color": "#FfAa00", "border_color": "#ABCDEF"},
    "tags that Miro strips": {"html": "<h1>Title</h1><blink>now</blink>"},
    "null": {"rotation": 0},
}


@pytest.mark.parametrize("given", NORMALISED.values(), ids=NORMALISED.keys())
async def test_what_the_service_writes_in_another_way_is_no_change(sandbox, board, keys, given):
    """Twice the same is nothing, whatever Miro makes of it; a line with percents as well."""

    def wanted():
        drafts = Drafts()
        first = drafts.add_shape(at=(0, 0), width=100, height=100, key="a", **given)
        second = drafts.add_shape(at=(500, 0), key="b")
        drafts.connect(first, second, from_point=(1, 0.5), to_side="top", caption="<b>x</b>")
        return drafts

    await applied(sandbox, board, wanted(), keys)
    assert (await applied(sandbox, board, wanted(), keys))[1] == []


# What the source changes, and the calls that takes: by the table of Miro's operations, an item's
# PATCH is 100 credits and takes data, style, place and frame at once; tags are 50 each.
DIFFERENCES = {
    "a text": (kanban(text="Buy bread"), ["sticky_notes.update"], 100),
    "another column": (kanban("done"), ["items.update"], 100),
    "text and column": (kanban("done", "Buy bread"), ["sticky_notes.update"], 100),
    "frames that move take what is in them along": (kanban(x=50), ["items.update"] * 2, 200),
    "wider frames": (kanban(width=720), ["frames.update"] * 2, 200),
    "wider frames that move": (kanban(width=720, x=50), ["frames.update"] * 2, 200),
    "one tag more": (kanban(tags=("home", "now")), ["tags.create", "tags.attach"], 100),
    "the only use of a tag": (kanban(tags=()), ["tags.delete"], 50),
}


@pytest.mark.parametrize("difference", DIFFERENCES.values(), ids=DIFFERENCES.keys())
async def test_only_differences_are_sent(sandbox, board, keys, difference):
    """Each difference takes the calls that somebody would make by hand, and no others."""
    wanted, calls, cost = difference
    await applied(sandbox, board, kanban(), keys)
    plan, made = await applied(sandbox, board, wanted, keys)
    assert (made, plan.credits) == (calls, cost)
    assert (await applied(sandbox, board, wanted, keys))[1] == []


async def test_one_call_has_text_place_and_frame(sandbox, board, miro_api, keys):
    """A note that goes elsewhere and says something else is changed in one call."""
    await applied(sandbox, board, kanban(), keys)
    plan, _ = await applied(sandbox, board, kanban("done", "Bought milk"), keys)
    note = await miro_api.sticky_notes.get(board.id, plan.ids["note"])
    assert (note.data.content, note.parent.id) == ("Bought milk", plan.ids["done"])
    assert (note.position.x, note.position.y) == (150, 150)
    [step] = plan.steps
    assert set(step.fields) == {"data.content", "parent", "position"}
    assert str(step).startswith("~ update sticky_note 'note': data.content")


async def test_what_changes_along_is_sent_along(sandbox, board, miro_api, keys):
    """A note that becomes wide would get another width by that: its own one is in the same call."""

    def wanted(shape):
        drafts = Drafts()
        drafts.add_sticky_note("a", shape=shape, width=199, at=(0, 0), key="a")
        return drafts

    plan, _ = await applied(sandbox, board, wanted("square"), keys)
    assert (await applied(sandbox, board, wanted("rectangle"), keys))[1] == ["sticky_notes.update"]
    note = await miro_api.sticky_notes.get(board.id, plan.ids["a"])
    assert (note.data.shape, note.geometry.width) == ("rectangle", 199)


async def test_what_a_person_changed_is_put_back(sandbox, board, miro_api, keys):
    """Text, place and line go back; the color of the frame, which nobody named, stays."""
    plan, _ = await applied(sandbox, board, kanban(), keys)
    note, shape, frame = (plan.ids[key] for key in ("note", "shape", "to do"))
    line = (await miro_api.connectors.list(board.id).collect())[0]
    await miro_api.sticky_notes.update(board.id, note, data={"content": "Buy gold"})
    await miro_api.items.update(board.id, shape, position={"x": 5, "y": 6})
    await miro_api.connectors.update(board.id, line.id, style={"strokeColor": "#ff0000"})
    await miro_api.frames.update(board.id, frame, style={"fillColor": "#ff0000"})
    plan, made = await applied(sandbox, board, kanban(), keys)
    assert sorted(made) == ["connectors.update", "items.update", "sticky_notes.update"]
    assert {step.why for step in plan.steps} == {"changed on the board"}
    items = await by_id(miro_api, board)
    assert items[note].data.content == "Buy milk"
    assert (items[shape].position.x, items[shape].position.y) == (0, 900)
    assert items[frame].style.fill_color == "#ff0000"
    line = await miro_api.connectors.get(board.id, line.id)
    assert line.style.stroke_color.lower() == "#00ff00"


async def test_what_a_person_deleted_is_made_again(sandbox, board, miro_api, keys):
    """A note that is gone comes back with its line, which went with it, and its tag."""
    plan, _ = await applied(sandbox, board, kanban(), keys)
    await miro_api.items.delete(board.id, plan.ids["note"])
    again, made = await applied(sandbox, board, kanban(), keys)
    assert sorted(made) == ["connectors.create", "items.create_bulk", "tags.attach"]
    assert again.ids["note"] != plan.ids["note"]
    assert (await applied(sandbox, board, kanban(), keys))[1] == []


async def test_a_deleted_frame_comes_back_with_its_children(sandbox, board, miro_api, keys):
    """Miro leaves the children of a deleted frame on the board; they move into the new one."""
    plan, _ = await applied(sandbox, board, kanban(), keys)
    await miro_api.frames.delete(board.id, plan.ids["to do"])
    again, made = await applied(sandbox, board, kanban(), keys)
    assert made == ["items.create_bulk", "items.update"]
    note = await miro_api.items.get(board.id, plan.ids["note"])
    assert (note.parent.id, note.position.x, note.position.y) == (again.ids["to do"], 150, 150)


async def test_what_is_wanted_no_more_is_deleted_and_frames_last(sandbox, board, miro_api, keys):
    """Its own items go, and lines with them; what others made stays, also inside of its frames."""
    plan, _ = await applied(sandbox, board, kanban(), keys)
    foreign = await miro_api.sticky_notes.create(
        board.id, position={"x": 100, "y": 100}, parent={"id": plan.ids["done"]}
    )
    _, made = await applied(sandbox, board, Drafts(), keys)
    # The line goes with its ends, the tag takes one call, and it was on our own note only.
    assert sorted(made) == ["items.delete"] * 4 + ["tags.delete"]
    paths = [call.path for call in sandbox.calls if call.operation == "items.delete"]
    assert {path.rpartition("/")[2] for path in paths[2:]} == {plan.ids["to do"], plan.ids["done"]}
    assert [*await by_id(miro_api, board)] == [foreign.id]
    assert (await applied(sandbox, board, Drafts(), keys))[1] == []
    assert await keys.load(board.id) == (
        '{"items":{},"connectors":{},"groups":{},"version":1,"tags":{}}'
    )


async def test_deleting_can_be_left_to_people(sandbox, board, miro_api, keys):
    """With `delete=False` everything stays; a later run that may delete does."""
    await applied(sandbox, board, notes("a", "b"), keys)
    assert (await applied(sandbox, board, notes("a"), keys, delete=False))[1] == []
    assert (await applied(sandbox, board, notes("a"), keys))[1] == ["items.delete"]
    assert await texts(miro_api, board) == ["a"]


async def test_a_line_or_group_alone_can_go(sandbox, board, miro_api, keys):
    """A line is deleted by its own route, a group is dissolved, and their items stay."""
    wanted = notes("a", "b")
    wanted.connect(wanted.items[0], wanted.items[1])
    wanted.group(wanted.items)
    _, made = await applied(sandbox, board, wanted, keys)
    assert made == ["items.create_bulk", "connectors.create", "item_groups.create"]
    _, made = await applied(sandbox, board, notes("a", "b"), keys)
    assert sorted(made) == ["connectors.delete", "item_groups.ungroup"]
    assert await texts(miro_api, board) == ["a", "b"]


async def test_groups_follow_their_members(sandbox, board, miro_api, keys):
    """Another member is one call, which gives the group another id; then nothing is to be done."""

    def wanted(count):
        drafts = notes("a", "b", "c")
        drafts.group(drafts.items[:count], key="group")
        return drafts

    await applied(sandbox, board, wanted(2), keys)
    plan, made = await applied(sandbox, board, wanted(3), keys)
    assert made == ["item_groups.update"]
    assert (await applied(sandbox, board, wanted(3), keys))[1] == []
    [group] = await miro_api.item_groups.list(board.id).collect()
    assert set(group.data.items) == set(plan.ids.values())
    await miro_api.item_groups.ungroup(board.id, group.id)
    assert (await applied(sandbox, board, wanted(3), keys))[1] == ["item_groups.create"]


async def test_an_item_goes_from_one_group_to_another(sandbox, board, miro_api, keys):
    """The group that loses so many that it ends is made anew where it is still wanted."""

    def wanted(first, second):
        drafts = notes("a", "b", "c", "d")
        drafts.group([drafts.items[place] for place in first], key="first")
        drafts.group([drafts.items[place] for place in second], key="second")
        return drafts

    await applied(sandbox, board, wanted((0, 1), (2, 3)), keys)
    await board.apply(wanted((0, 2), (1, 3)), mapping=keys)
    groups = await miro_api.item_groups.list(board.id).collect()
    assert len(groups) == 2
    sandbox.calls.clear()
    await board.apply(wanted((0, 2), (1, 3)), mapping=keys)
    assert writes(sandbox) == []


async def test_a_key_of_another_kind_is_made_anew(sandbox, board, miro_api, keys):
    """A note that becomes a shape: made, its line moved over, and only then deleted."""

    def wanted(kind):
        drafts = Drafts()
        one = drafts.add(Draft(type=kind, data={"content": "x"}, at=(0, 0), key="one"))
        drafts.connect(one, drafts.add_shape("y", at=(500, 0), key="other"))
        return drafts

    await applied(sandbox, board, wanted("sticky_note"), keys)
    plan, made = await applied(sandbox, board, wanted("shape"), keys)
    assert made == ["items.create_bulk", "connectors.update", "items.delete"]
    assert [step.why for step in plan.steps][::2] == ["of another kind", "replaced"]
    assert [item.type for item in (await by_id(miro_api, board)).values()] == ["shape", "shape"]
    assert (await applied(sandbox, board, wanted("shape"), keys))[1] == []


async def test_documents_without_a_call_to_change_them_are_made_anew(sandbox, board, keys):
    """A text document moves by a call; another text is another document."""

    def wanted(text, x=0):
        drafts = Drafts()
        data = {"contentType": "markdown", "content": text}
        drafts.add(Draft(type="doc_format", data=data, at=(x, 0), key="doc"))
        return drafts

    await applied(sandbox, board, wanted("# a"), keys)
    assert (await applied(sandbox, board, wanted("# a", 10), keys))[1] == ["items.update"]
    _, made = await applied(sandbox, board, wanted("# b", 10), keys)
    assert made == ["doc_formats.create", "items.delete"]
    assert (await applied(sandbox, board, wanted("# b", 10), keys))[1] == []


async def test_mind_maps_are_made_anew_with_what_is_below(sandbox, board, miro_api, keys):
    """A node takes those below it along when it is deleted: all are made again."""

    def wanted(root):
        drafts = Drafts()
        above = None
        for name, text in (("root", root), ("leaf", "leaf")):
            data = {"nodeView": {"data": {"type": "text", "content": text}}}
            above = drafts.add(Draft(type="mindmap_node", data=data, frame=above, key=name))
        return drafts

    await applied(sandbox, board, wanted("a"), keys)
    assert (await applied(sandbox, board, wanted("a"), keys))[1] == []
    _, made = await applied(sandbox, board, wanted("b"), keys)
    assert made == ["mindmap_nodes.create"] * 2 + ["mindmap_nodes.delete"]
    assert len(await miro_api.mindmap_nodes.list(board.id).collect()) == 2


async def test_files_are_sent_again_only_if_their_content_differs(sandbox, board, keys, tmp_path):
    """A picture from a path, and bytes: what counts is what is in them."""

    def wanted(title="Boat"):
        drafts = Drafts()
        drafts.add_image(tmp_path / "boat.png", title=title, at=(0, 0), key="path")
        drafts.add_image(b"\x89PNG other", title="Other", at=(900, 0), key="bytes")
        return drafts

    (tmp_path / "boat.png").write_bytes(b"\x89PNG one")
    await board.apply(wanted(), mapping=keys)
    assert (await applied(sandbox, board, wanted(), keys))[1] == []
    (tmp_path / "boat.png").write_bytes(b"\x89PNG two")
    assert (await applied(sandbox, board, wanted(), keys))[1] == ["images.replace_file"]
    assert (await applied(sandbox, board, wanted("Ship"), keys))[1] == ["images.update"]
    assert (await applied(sandbox, board, wanted("Ship"), keys))[1] == []


async def test_a_plan_is_only_told_until_it_is_carried_out(sandbox, board, miro_api, keys):
    """`plan=True` writes nothing, neither to Miro nor to the mapping; applying the plan does."""
    sandbox.calls.clear()
    plan = await board.apply(notes("a", "b"), mapping=keys, plan=True)
    assert (writes(sandbox), await keys.load(board.id)) == ([], None)
    assert str(plan) == (
        "2 to create: 1 call, 200 credits\n"
        "  + create sticky_note 'a'  \"a\"  (new)\n"
        "  + create sticky_note 'b'  \"b\"  (new)"
    )
    assert plan.to_json()["steps"][0] == {
        "do": "create", "what": "sticky_note", "key": "a", "why": "new", "says": "a",
        "credits": 100,
    }  # fmt: skip
    assert await board.apply(plan) is plan
    assert await texts(miro_api, board) == ["a", "b"]
    with pytest.raises(InvalidArgumentError, match="was carried out"):
        await board.apply(plan)
    with pytest.raises(InvalidArgumentError, match="nothing else with it"):
        await board.apply(plan, mapping=keys)
    other = await miro_api.create_board("Other")
    with pytest.raises(InvalidArgumentError, match="for board"):
        await other.apply(await board.apply(notes(), mapping=keys, plan=True))


async def test_tags_of_people_stay(sandbox, board, miro_api, keys):
    """A tag that somebody else has put on our note, or made use of, is not taken away."""
    plan, _ = await applied(sandbox, board, notes("a", tags=("ours",)), keys)
    theirs = await miro_api.tags.create(board.id, title="theirs", fill_color="red")
    [ours] = [tag for tag in await miro_api.tags.list(board.id).collect() if tag.title == "ours"]
    foreign = await miro_api.sticky_notes.create(board.id)
    await miro_api.tags.attach(board.id, foreign.id, ours.id)
    await miro_api.tags.attach(board.id, plan.ids["a"], theirs.id)
    assert (await applied(sandbox, board, notes("a"), keys))[1] == ["tags.detach"]
    carried = await miro_api.tags.list_for_item(board.id, plan.ids["a"])
    assert [tag.title for tag in carried] == ["theirs"]
    assert await miro_api.tags.list_for_item(board.id, foreign.id) == [ours]


async def test_tags_are_put_back_and_get_another_color(sandbox, board, miro_api, keys):
    """A tag that a person took off comes back; the color of our own tag follows the source."""

    def wanted(color):
        drafts = notes("a")
        drafts.tag(drafts.items[0], "x", color=color)
        return drafts

    plan, _ = await applied(sandbox, board, wanted("red"), keys)
    [tag] = await miro_api.tags.list(board.id).collect()
    await miro_api.tags.detach(board.id, plan.ids["a"], tag.id)
    assert (await applied(sandbox, board, wanted("red"), keys))[1] == ["tags.attach"]
    assert (await applied(sandbox, board, wanted("blue"), keys))[1] == ["tags.update"]
    assert (await miro_api.tags.get(board.id, tag.id)).fill_color == "blue"
    await miro_api.tags.delete(board.id, tag.id)
    _, made = await applied(sandbox, board, wanted("blue"), keys)
    assert made == ["tags.create", "tags.attach"]
