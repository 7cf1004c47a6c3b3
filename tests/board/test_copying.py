"""Copies of frames and selections: what comes along, where it goes, what is left out."""

from __future__ import annotations

import pytest

from miro_async import NO_RETRIES, MiroApi
from miro_async.board import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from miro_async.errors import BatchError, InvalidArgumentError

pytestmark = pytest.mark.anyio

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def item(kind, **more):
    """Give the draft of an item in the frame."""
    return Draft(type=kind, **more)


@pytest.fixture
async def scene(board):
    """Give what was made on a board: a frame at (1000, 500) with one of every kind in it."""
    drafts = Drafts()
    frame = drafts.add(
        item("frame", data={"title": "Plan"}, style={"fillColor": "#ffeeaa"},
             geometry={"width": 800, "height": 600}, at=(1000, 500), key="frame")
    )  # fmt: skip
    inner = drafts.add(
        item("frame", data={"title": "Inner"}, geometry={"width": 200, "height": 100},
             frame=frame, at=(300, 200), key="inner")
    )  # fmt: skip
    where = {"frame": frame}
    tea = drafts.add(item("sticky_note", data={"content": "Tea", "shape": "rectangle"}, at=(50, 60),
                          style={"fillColor": "green"}, tags=["Hot"], key="tea",
                          **where))  # fmt: skip
    card = drafts.add(item("card", data={"title": "Card", "dueDate": "2026-03-01T00:00:00.000Z"},
                           at=(70, 80), tags=["Hot", "New"], key="card", **where))  # fmt: skip
    shape = drafts.add(item("shape", data={"content": "<b>S</b>", "shape": "circle"}, at=(100, 50),
                            geometry={"width": 60, "height": 70, "rotation": 30}, frame=inner,
                            key="shape"))  # fmt: skip
    drafts.add(item("text", data={"content": "Text"}, at=(90, 500), key="text", **where))
    app = {"title": "A", "status": "connected"}
    drafts.add(item("app_card", data=app, at=(200, 300), key="app", **where))
    drafts.add(
        item("embed", data={"url": "https://miro.com/1"}, at=(300, 300), key="embed", **where)
    )
    drafts.add(item("doc_format", data={"contentType": "markdown", "content": "# Doc"}, at=(1, 2),
                    key="doc", **where))  # fmt: skip
    drafts.add(item("code", data={"code": "x = 1"}, at=(400, 500), key="code", **where))
    drafts.add(item("image", file=PICTURE, data={"title": "pic.png"}, at=(500, 100), key="image",
                    geometry={"width": 50}, **where))  # fmt: skip
    drafts.add(item("document", file=b"%PDF-1.4", data={"title": "paper"}, at=(9, 9), key="paper",
                    **where))  # fmt: skip
    out = drafts.add(item("sticky_note", data={"content": "Out"}, at=(-500, 0), key="out"))
    drafts.connectors += [
        ConnectorDraft(start=tea, end=shape, start_place={"snapTo": "right"}, key="line",
                       fields={"captions": [{"content": "to"}], "shape": "straight",
                               "style": {"strokeColor": "#ff0000"}}),
        ConnectorDraft(start=tea, end=out, key="away"),
    ]  # fmt: skip
    drafts.groups += [GroupDraft(items=[tea, card], key="group")]
    drafts.tags["Hot"] = TagDraft(title="Hot", color="blue")
    return await board.batch(drafts).send()


async def other_board(board):
    """Give another board."""
    return await board.api.create_board("Other")


def shown(item):
    """Give what a copy has to have in common with its original."""
    data = getattr(item, "data", None)
    told = {
        name: value
        for name, value in slots_of(data).items()
        if "url" not in name.lower() or item.type == "embed"
    }
    return item.type, told, slots_of(getattr(item, "style", None)), slots_of(item.geometry)


def slots_of(model):
    """Give the fields of a model, or nothing."""
    names = [one.name for one in getattr(model, "__attrs_attrs__", ())]
    return {name: getattr(model, name) for name in names if name != "extra"}


@pytest.mark.parametrize("elsewhere", [True, False])
async def test_a_frame_is_copied_with_all_that_is_in_it(board, scene, elsewhere):
    """Frames in it, lines between its items, tags, groups, files; and nothing else."""
    to = await other_board(board) if elsewhere else None
    frame = scene.by_key("frame")
    copied = await board.copy(frame, to=to)
    assert copied.left_out == []
    target = to or board
    there = await target.snapshot()
    old = await board.snapshot()
    assert set(copied.ids) == {scene.ids[key] for key in scene.ids if key not in {"out", "away"}}
    assert len(there) == (12 if elsewhere else 13 + 12)
    for key in ("frame", "inner", "tea", "card", "shape", "text", "app", "embed", "doc", "code",
                "image", "paper"):  # fmt: skip
        original = old.item(scene.ids[key])
        copy = there.item(copied.ids[original.id])
        assert shown(copy) == shown(original), key
        if key != "frame":
            assert (copy.position.x, copy.position.y) == (original.position.x, original.position.y)
            assert copy.parent.id == copied.ids[original.parent.id]
    new_frame = there.item(copied[frame].id)
    moved = 0 if elsewhere else 800 + 100
    assert (new_frame.position.x, new_frame.position.y) == (1000 + moved, 500)
    [line] = [one for one in there.connectors if one.id in copied.ids.values()]
    assert line.start_item.id == copied[scene.by_key("tea")].id
    assert (line.captions[0].content, line.style.stroke_color) == ("to", "#ff0000")
    assert (line.shape, line.start_item.position.x) == ("straight", "100%")
    tags = {tag.title: tag.fill_color for tag in there.tags}
    assert tags == {"Hot": "blue", "New": "red"}
    on_card = there.tags_of[copied.ids[scene.ids["card"]]]
    assert {tag.title for tag in on_card} == {"Hot", "New"}
    [group] = [one for one in there.groups if one.id in copied.ids.values()]
    assert set(group.data.items) == {copied.ids[scene.ids[key]] for key in ("tea", "card")}
    async with board.api.open_file(there.item(copied.ids[scene.ids["image"]])) as opened:
        assert b"".join([chunk async for chunk in opened]) == PICTURE
    assert repr(copied) == f"Copied({12 + 1 + 1 + 2} copies, 0 left out)"
    assert len(copied.items) == 12


async def test_a_selection_goes_where_it_is_told(board, scene):
    """Its middle; what was in a frame that does not come along is beside frames then."""
    to = await other_board(board)
    shape, out = scene.by_key("shape"), scene.by_key("out")
    copied = await board.copy([shape.id, out], to=to, at=(0, 0))
    # The inner frame's corner is at (600 + 200, 200 + 150) on the board: the shape at (900, 400),
    # turned by 30 degrees, so it reaches 60/2 cos + 70/2 sin = 43.48 to the right; the note is at
    # (-500, 0) with 199 by 228.
    half = 30 * 3**0.5 / 2 + 35 / 2
    tall = 35 * 3**0.5 / 2 + 30 / 2
    middle = ((-599.5 + 900 + half) / 2, (-114 + 400 + tall) / 2)
    place = copied[shape].item.position
    assert (place.x, place.y) == pytest.approx((900 - middle[0], 400 - middle[1]))
    assert copied[shape].frame_id is None
    place = copied[out].item.position
    assert (place.x, place.y) == pytest.approx((-500 - middle[0], -middle[1]))
    assert len(copied.made.connectors) == 0


async def test_what_cannot_be_made_is_told(board, scene, miro_sandbox):
    """Unsupported items, files that cannot be had, and lines to them; everything else is there."""
    miro_sandbox.mark_unsupported(board.id, scene.by_key("card").id)
    api = board.api.with_options(retry=NO_RETRIES)
    here = await api.board(board.id)
    miro_sandbox.faults.add(500, to="resources.*")
    copied = await here.copy(scene.by_key("frame"), to=await other_board(here), concurrency=1)
    reasons = {one.id: (one.type, one.reason) for one in copied.left_out}
    assert reasons.keys() == {scene.ids["card"], scene.ids["image"]}
    assert reasons[scene.ids["card"]][0] == "card"
    assert "500" in reasons[scene.ids["image"]][1]
    assert len(copied.items) == 10
    with pytest.raises(KeyError):
        copied[scene.by_key("image")]


async def test_what_is_refused_meanwhile_is_told(board, scene, miro_sandbox):
    """Lines, groups and tags, by their ids; or the error comes, if that is wanted."""
    to = await other_board(board)
    for operation in ("connectors.create", "item_groups.create", "tags.create"):
        miro_sandbox.faults.add(429, to=operation, times=100)
    here = await board.api.with_options(retry=NO_RETRIES).board(board.id)
    there = await here.api.board(to.id)
    copied = await here.copy(scene.by_key("frame"), to=there)
    told = sorted((one.type, one.id) for one in copied.left_out)
    assert told == sorted(
        [
            ("connector", scene.ids["line"]),
            ("group", scene.ids["group"]),
            ("tag", ""),
            ("tag", ""),
            ("sticky_note", scene.ids["tea"]),
            ("card", scene.ids["card"]),
            ("card", scene.ids["card"]),
        ]
    )
    with pytest.raises(BatchError):
        await here.copy(scene.by_key("frame"), to=there, on_error="stop")


async def test_what_nobody_may_make_is_an_error(board, scene, miro_sandbox):
    """Not a long list of what was left out."""
    token = miro_sandbox.new_token(miro_sandbox.user_ids[0], scopes=["boards:read"])
    api = MiroApi(token, transport=miro_sandbox, clock=miro_sandbox.clock)
    with pytest.raises(BatchError, match="403"):
        await (await api.board(board.id)).copy(scene.by_key("out"))


async def test_what_lies_outside_of_its_frame_stays_there(board, miro_sandbox):
    """Miro makes nothing there, so it is copied beside the frame, at its place."""
    frame = await board.add_frame("F", at=(0, 0), width=400, height=400)
    note = await board.add_sticky_note("N", frame=frame, at=(390, 10))
    with_less = next(iter(miro_sandbox._state.boards.values()))
    with_less.items[note.id].x = 450.0
    copied = await board.copy(frame, at=(1000, 0))
    # From -200 to 250 + 99.5, so the middle is at 74.75.
    assert copied[frame].item.position.x == 1000 - 74.75
    assert copied[note].item.position.x == 1000 - 74.75 + 250
    assert copied[note].frame_id is None


async def test_items_without_a_place_are_copied_all_the_same(board):
    """Only the others are moved, if there are any."""
    drafts = (await board.snapshot()).drafts()
    from miro_async.board.copying import _place

    nowhere = drafts.add(Draft(type="sticky_note", key="1"))
    _place(await board.snapshot(), drafts, (5, 5), beside=True)
    assert nowhere.at is None
    note = await board.add_sticky_note("N", at=(0, 0))
    placed = drafts.add(Draft(type="sticky_note", key=note.id, at=(0, 0)))
    _place(await board.snapshot(), drafts, (5, 5), beside=True)
    assert nowhere.at is None
    assert placed.at == (5, 5)


@pytest.mark.parametrize("wanted", [[], ["12345"]])
async def test_nothing_and_what_is_not_there_are_refused(board, wanted):
    """Before anything is made."""
    with pytest.raises(InvalidArgumentError, match=r"nothing to copy|not on Board.*12345"):
        await board.copy(wanted)


@pytest.mark.parametrize(
    ("wanted", "why"), [(["1"], "at is two numbers"), (Draft(type="text"), "not on the board yet")]
)
async def test_what_cannot_be_copied_is_told_before_the_board_is_read(
    board, miro_sandbox, wanted, why
):
    """A place that is none, and what is yet to be made."""
    calls = len(miro_sandbox.calls)
    with pytest.raises(InvalidArgumentError, match=why):
        await board.copy(wanted, at=(1,))
    assert len(miro_sandbox.calls) == calls
