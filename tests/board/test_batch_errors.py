"""Batches of which something fails: what is named, what is made, what is left, what is undone."""

from __future__ import annotations

import json
import pickle

import pytest

from miro_async import NO_RETRIES, MiroApi
from miro_async.board import ConnectorDraft, Draft, Drafts, GroupDraft, TagDraft
from miro_async.call.transport.protocol import Response
from miro_async.errors import (
    BadRequestError,
    BatchError,
    ContentTooLargeError,
    ForbiddenError,
    InvalidArgumentError,
    NotFoundError,
    RateLimitError,
    ServerError,
    UploadError,
)
from tests.board.transports import Then

pytestmark = pytest.mark.anyio


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


def bad(text, **more):
    """Give one that Miro refuses: sticky notes have names for colors."""
    return note(text, style={"fillColor": "#123456"}, **more)


async def texts_on(board):
    """Give what the items on a board say."""
    return sorted([item.data.content async for item in board.api.items.list(board.id)])


async def failure(batch):
    """Send a batch, and give the error that it ends with."""
    with pytest.raises(BatchError) as caught:
        await batch.send()
    return caught.value


async def test_stop_begins_nothing_more_and_names_the_fault(board, miro_sandbox):
    """The chunk with the two bad ones is refused as a whole; of five chunks two are not sent."""
    batch = board.batch(concurrency=1)
    notes = [batch.add(note(f"n{number}", key=f"row-{number}")) for number in range(20)]
    wrong = [batch.add(bad(f"w{n}", key=f"bad-{n}")) for n in range(2)]
    rest = [batch.add(note(f"r{number}")) for number in range(58)]
    error = await failure(batch)
    assert [draft for draft, _ in error.failed] == wrong
    assert list(error.made) == notes
    assert error.left == tuple(rest)
    assert error.made[notes[0]].data.content == "n0"
    assert batch.made(notes[19]).text == "n19"
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 2
    assert len(await texts_on(board)) == 20
    [reason] = {type(reason) for _, reason in error.failed}
    assert reason is BadRequestError
    assert error.failed[1][1].fields[0].field == "style.fillColor"
    assert str(error).startswith(
        "2 of the batch failed:\n  items[20] sticky_note 'w0' (key 'bad-0'): items.create_bulk: 400"
    )
    assert str(error).endswith("20 were made, 58 were not sent.")


async def test_keep_makes_everything_else(board, miro_sandbox):
    """The others of a refused chunk are sent again; what needs what failed fails for its reason."""
    batch = board.batch(on_error="keep")
    frame = batch.add(Draft(type="frame", style={"fillColor": "red"}, key="f"))
    inside = batch.add(note("in", frame=frame))
    good = [batch.add(note(f"n{number}")) for number in range(30)]
    wrong = batch.add(bad("w", tags=["T"]))
    lines = [
        ConnectorDraft(start=good[0], end=one, key=one.data["content"]) for one in (inside, good[1])
    ]
    batch.connectors += lines
    groups = [GroupDraft(items=[good[0], good[1], wrong]), GroupDraft(items=good[:2])]
    batch.groups += groups
    error = await failure(batch)
    reasons = dict(error.failed)
    assert reasons.keys() == {frame, inside, wrong, lines[0], groups[0]}
    assert reasons[inside] is reasons[frame] is reasons[lines[0]]
    assert reasons[groups[0]] is reasons[wrong]
    assert [field.field for field in reasons[frame].fields] == ["style.fillColor"]
    assert set(error.made) == {*good, lines[1], groups[1], *error.made} - {frame, inside}
    assert error.left == ()
    assert await texts_on(board) == sorted(f"n{number}" for number in range(30))
    # Three of the two chunks of 20 and 12 fail: both are sent once more.
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 4
    assert str(error).count("\n  ") == 4
    assert "and 3 more" in str(error)


async def test_an_item_whose_tag_fails_is_made_and_failed(board, miro_sandbox):
    """It is told in both; the others have theirs."""
    batch = board.batch(on_error="keep")
    good, wrong = batch.add(note("g", tags=["T"])), batch.add(note("w", tags=["T", "é" * 3]))
    batch.tags["é" * 3] = TagDraft(title="é" * 3, color="beige")
    error = await failure(batch)
    assert [draft for draft, _ in error.failed] == [batch.tags["é" * 3], wrong]
    assert wrong in error.made
    assert [tag.title for tag in await batch.made(wrong).tags()] == ["T"]
    assert [tag.title for tag in await batch.made(good).tags()] == ["T"]
    assert "tag 'ééé': tags.create: 400" in str(error)


async def test_what_was_not_tagged_when_it_stopped_is_left(board):
    """A line that is refused stops the rest: the untagged are in `made` and in `left`."""
    there = await board.add_frame("F", width=100, height=100)
    batch = board.batch(concurrency=1)
    tagged = batch.add(note("t", tags=["T"]))
    batch.tags["X"] = TagDraft(title="X", color="beige")
    error = await failure(batch)
    assert error.left == (tagged, *[tag for tag in error.left if isinstance(tag, TagDraft)])
    assert there.id not in [item.id for item in error.made.values()]


async def test_undo_deletes_everything_again(board, miro_sandbox):
    """Groups, lines, items in frames, frames in frames, tags of its own; others stay."""
    old = await board.api.tags.create(board.id, title="Old", fill_color="red")
    there = await board.add_sticky_note("There")
    batch = board.batch(on_error="undo")
    outer = batch.add(Draft(type="frame", geometry={"width": 900, "height": 900}))
    inner = batch.add(
        Draft(type="frame", geometry={"width": 90, "height": 90}, frame=outer, at=(100, 100))
    )
    root = batch.add(Draft(type="mindmap_node", data=node("Root")))
    batch.add(Draft(type="mindmap_node", data=node("Leaf"), frame=root))
    notes = [batch.add(note(str(n), frame=inner, tags=["Old", "New"])) for n in range(3)]
    batch.connectors.append(ConnectorDraft(start=there, end=notes[0]))
    batch.connectors.append(ConnectorDraft(start=notes[0], end="12345"))
    error = await failure(batch)
    assert [type(reason) for _, reason in error.failed] == [NotFoundError]
    assert (error.made, error.not_undone, len(batch.result)) == ({}, (), 0)
    assert "all that was made was deleted again" in str(error)
    assert await texts_on(board) == ["There"]
    assert await board.tags() == [old.__class__(**{**vars_of(old), "links": None})]
    assert [one async for one in board.api.connectors.list(board.id)] == []
    # 3 notes, 2 frames, 1 line, 1 node with the one below it by 500, and the tag by 50.
    deleted = [call for call in miro_sandbox.calls if call.method == "DELETE"]
    assert sum(call.credits for call in deleted) == 7 * 500 + 50
    for inner_first in ("mindmap_nodes.delete", "items.delete"):
        ids = [int(call.path.rpartition("/")[2]) for call in miro_sandbox.calls.of(inner_first)]
        assert ids[-2:] == sorted(ids[-2:], reverse=True)


def node(text):
    """Give the data of a mind map node."""
    return {"nodeView": {"data": {"type": "text", "content": text}}}


def vars_of(tag):
    """Give the fields of a tag."""
    return {"id": tag.id, "type": tag.type, "title": tag.title, "fill_color": tag.fill_color}


async def test_what_cannot_be_undone_is_told(board, miro_sandbox):
    """It is in `made`, with the reason in `not_undone`; the rest is gone."""
    batch = board.batch(on_error="undo", concurrency=1)
    first = batch.add(note("1"))
    batch.groups.append(GroupDraft(items=[first, "12345"]))
    batch.add(note("2"))

    async def lock():
        [one, _] = [item async for item in board.api.items.list(board.id)]
        miro_sandbox.lock_item(board.id, one.id)

    transport = Then(miro_sandbox, "POST", "/items/bulk", lock)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(batch, on_error="undo")
    error = await failure(batch)
    assert list(error.made) == [first]
    assert [type(reason) for reason in error.not_undone] == [BadRequestError]
    assert "1 could not be deleted again (items.delete: 400" in str(error)
    assert await texts_on(board) == ["1"]


async def test_undo_minds_not_who_was_quicker(board, miro_sandbox):
    """What somebody else has deleted meanwhile is gone as well."""
    batch = board.batch(on_error="undo")
    batch.add(note("1"))
    batch.groups.append(GroupDraft(items=["12345", "12346"]))

    async def delete():
        [one] = [item async for item in board.api.items.list(board.id)]
        await board.api.items.delete(board.id, one.id)

    transport = Then(miro_sandbox, "POST", "/items/bulk", delete)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    error = await failure((await api.board(board.id)).batch(batch, on_error="undo"))
    assert (error.made, error.not_undone) == ({}, ())


async def test_an_item_with_two_tags_that_cannot_be_put_on_fails_once(board, miro_sandbox):
    """Somebody deletes it as soon as it is there."""

    async def delete():
        [one] = [item async for item in board.api.items.list(board.id)]
        await board.api.items.delete(board.id, one.id)

    transport = Then(miro_sandbox, "POST", "/items/bulk", delete)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch()
    tea = batch.add(note("Tea", tags=["1", "2"]))
    error = await failure(batch)
    assert [(draft, type(reason)) for draft, reason in error.failed] == [(tea, NotFoundError)]


async def test_undo_lets_the_items_of_a_group_go(board, miro_sandbox):
    """Groups were made last, so only another group can fail after one."""
    there = [await board.add_sticky_note(str(number)) for number in range(2)]
    batch = board.batch(on_error="undo", concurrency=1)
    batch.groups += [GroupDraft(items=there), GroupDraft(items=["12345", "12346"])]
    batch.tags["T"] = TagDraft(title="T")
    error = await failure(batch)
    assert error.made == {}
    assert await texts_on(board) == ["0", "1"]
    assert [one async for one in board.api.item_groups.list(board.id)] == []
    assert await board.known_tags.find("T") is None


async def test_others_under_way_end_when_it_stops(board, miro_sandbox):
    """A call that is refused does not end those beside it; what waits is not begun."""
    batch = board.batch(concurrency=3)
    wrong = [batch.add(bad(str(number))) for number in range(20)]
    rest = [batch.add(note(str(number))) for number in range(100)]
    error = await failure(batch)
    assert {draft for draft, _ in error.failed} <= {*wrong}
    assert {*error.made} <= {*rest}
    assert {*error.made, *error.left} == {*rest}
    assert len(miro_sandbox.calls.of("items.create_bulk")) <= 5
    assert len(await texts_on(board)) == len(error.made)


async def test_a_frame_that_does_not_fit_into_its_frame_is_taken_away_again(board):
    """With what was to go into it; the frame on the board is known, so the place is refused."""
    outer = await board.add_frame("Outer", width=400, height=400)
    batch = board.batch(on_error="keep")
    inner = batch.add(
        Draft(type="frame", geometry={"width": 90, "height": 90}, frame=outer, at=(900, 9))
    )
    inside = batch.add(note("in", frame=inner))
    unknown = batch.add(Draft(type="frame", frame="12345", at=(0, 0)))
    error = await failure(batch)
    assert {draft for draft, _ in error.failed} == {inner, inside, unknown}
    assert isinstance(dict(error.failed)[unknown], NotFoundError)
    assert isinstance(dict(error.failed)[inner], InvalidArgumentError)
    assert [item.id async for item in board.api.items.list(board.id)] == [outer.id]


@pytest.mark.parametrize("also", [False, True])
async def test_a_frame_that_cannot_be_moved_in_is_deleted(board, miro_sandbox, also):
    """If that fails, too, the error tells where it is."""
    outer = await board.add_frame("Outer", width=400, height=400)
    api = board.api.with_options(retry=NO_RETRIES)
    miro_sandbox.faults.add(500, to="items.update")
    if also:
        miro_sandbox.faults.add(500, to="items.delete")
    batch = (await api.board(board.id)).batch(on_error="keep")
    inner = batch.add(Draft(type="frame", geometry={"width": 90, "height": 90}, frame=outer))
    other = batch.add(note("o", frame=inner))
    error = await failure(batch)
    assert [draft for draft, _ in error.failed] == [inner, other]
    assert inner not in error.made
    frames = [item.id async for item in board.api.items.list(board.id)]
    assert len(frames) == 1 + also
    notes = getattr(error.failed[0][1], "__notes__", [])
    assert any(frames[-1] in one for one in notes) is also


async def test_an_error_without_a_name_is_narrowed_down(board, miro_sandbox):
    """A file that breaks when it is read is found, and the others are sent."""

    def broken():
        yield "no bytes"

    batch = board.batch(on_error="keep")
    good = batch.add(Draft(type="image", file=b"png", data={"title": "good"}))
    wrong = batch.add(Draft(type="image", file=broken(), data={"title": "wrong"}))
    error = await failure(batch)
    assert [(draft, type(reason)) for draft, reason in error.failed] == [(wrong, UploadError)]
    assert list(error.made) == [good]


class Unnamed(Then):
    """Has refusals of bulk calls name no field."""

    async def send(self, request):
        """Take the fields away."""
        response = await super().send(request)
        if response.status == 400:
            body = response.body.replace(b'"field": "', b'"field": "somewhere, ')
            body = body.replace(b'"field":"', b'"field":"99.')
            assert body != response.body
            return type(response)(status=400, headers=response.headers, body=body)
        return response


@pytest.mark.parametrize("on_error", ["keep", "stop"])
async def test_a_refusal_that_names_nobody_is_halved(board, miro_sandbox, on_error):
    """20, 10 and 10, 5 and 5, ...: in the end the one at fault is alone. `stop` blames all."""
    transport = Unnamed(miro_sandbox, "-", "-", None)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(on_error=on_error)
    notes = [batch.add(note(str(number))) for number in range(19)]
    wrong = batch.add(bad("w"))
    error = await failure(batch)
    if on_error == "keep":
        assert [draft for draft, _ in error.failed] == [wrong]
        assert len(await texts_on(board)) == 19
    else:
        assert [draft for draft, _ in error.failed] == [*notes, wrong]
        assert await texts_on(board) == []


async def test_what_would_be_refused_everywhere_ends_it(board, miro_sandbox):
    """A token without the scope: one call, and nothing more, whatever is to be kept."""
    token = miro_sandbox.new_token(miro_sandbox.user_ids[0], scopes=["boards:read"])
    api = MiroApi(token, transport=miro_sandbox, clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(on_error="keep", concurrency=1)
    drafts = [batch.add(note(str(number))) for number in range(60)]
    error = await failure(batch)
    assert [draft for draft, _ in error.failed] == drafts[:20]
    assert {type(reason) for _, reason in error.failed} == {ForbiddenError}
    assert error.left == tuple(drafts[20:])
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 1


async def test_it_is_not_sent_for_ever(board, miro_sandbox):
    """Six sends, each with tries of the client's: then the error is the reason."""
    api = board.api.with_options(retry=NO_RETRIES)
    miro_sandbox.faults.add(429, to="items.create_bulk", times=100)
    miro_sandbox.faults.add(503, to="tags.create", times=100)
    batch = (await api.board(board.id)).batch(on_error="keep")
    tea = batch.add(note("Tea"))
    batch.tags["T"] = TagDraft(title="T")
    error = await failure(batch)
    reasons = dict(error.failed)
    assert isinstance(reasons[tea], RateLimitError)
    assert isinstance(reasons[batch.tags["T"]], ServerError)
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 6
    assert len(miro_sandbox.calls.of("tags.create")) == 6


async def test_a_failed_reading_of_tags_is_its_own_error(board, miro_sandbox):
    """Nothing was sent then."""
    api = board.api.with_options(retry=NO_RETRIES)
    batch = (await api.board(board.id)).batch(on_error="undo")
    batch.add(note("Tea", tags=["T"]))
    miro_sandbox.faults.add(500, to="tags.list")
    with pytest.raises(ServerError):
        await batch.send()
    assert await texts_on(board) == []


async def test_the_error_goes_to_another_process(board):
    """Drafts come along without open files, and with ids instead of handles."""
    frame = await board.add_frame("F", width=500, height=500)
    batch = board.batch(on_error="keep")
    good = batch.add(note("g", frame=frame, key="good"))
    wrong = batch.add(bad("w", frame=good.frame))
    picture = batch.add(Draft(type="image", file=iter([b"png"]), frame=frame))
    batch.connectors.append(ConnectorDraft(start=frame.id, end=wrong, key="line"))
    batch.groups.append(GroupDraft(items=[good, wrong, frame], key="group"))
    error = await failure(batch)
    copied = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (str(copied), type(copied)) == (str(error), BatchError)
    assert [item.id for item in copied.made.values()] == [item.id for item in error.made.values()]
    made = {one.type: one for one in copied.made}
    copy = made["sticky_note"]
    assert (copy.key, copy.frame, copy.at) == ("good", frame.id, None)
    assert (made["image"].file, picture.file is None) == (None, False)
    [(draft, reason), (line, _), (group, _)] = copied.failed
    assert draft.data == wrong.data
    assert reason.fields == error.failed[0][1].fields
    assert (line.key, line.start, line.end) == ("line", frame.id, draft)
    assert (group.key, group.items) == ("group", [copy, draft, frame.id])


async def test_in_a_stopped_batch_a_draft_that_has_no_place_is_not_sent(board, miro_sandbox):
    """Nor what would have gone with it."""
    frame = await board.add_frame("F", width=100, height=100)
    drafts = Drafts(items=[note("far", frame=frame, at=(999, 0)), note("near")])
    error = await failure(board.batch(drafts))
    assert [draft for draft, _ in error.failed] == drafts.items[:1]
    assert error.left == (drafts.items[1],)
    assert "outside of frame" in str(error)
    assert miro_sandbox.calls.of("items.create_bulk") == []


class Small(Then):
    """Takes no more than so many items in a call."""

    def __init__(self, sandbox, most):
        super().__init__(sandbox, "-", "-", None)
        self.most = most

    async def send(self, request):
        """Refuse more as too large."""
        bulk = request.url.endswith("/items/bulk")
        if bulk and len(json.loads(request.body)) > self.most:
            body = b'{"status": 413, "code": "tooLarge", "message": "Too large", "type": "error"}'
            return Response(status=413, headers={}, body=body)
        return await super().send(request)


@pytest.mark.parametrize("on_error", ["stop", "keep", "undo"])
async def test_what_is_too_large_for_one_call_goes_in_several(board, miro_sandbox, on_error):
    """No input is at fault as long as there are several. One alone is."""
    api = MiroApi(miro_sandbox.token, transport=Small(miro_sandbox, 6), clock=miro_sandbox.clock)
    there = await api.board(board.id)
    made = await there.batch(Drafts(items=[note(str(n)) for n in range(20)])).send()
    assert sorted(await texts_on(board)) == sorted(item.text for item in made.items)
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 4

    api = MiroApi(miro_sandbox.token, transport=Small(miro_sandbox, 0), clock=miro_sandbox.clock)
    batch = (await api.board(board.id)).batch(on_error=on_error)
    drafts = [batch.add(note(str(n))) for n in range(2)]
    error = await failure(batch)
    assert isinstance(error.failed[0][1], ContentTooLargeError)
    assert {draft for draft, _ in error.failed} | {*error.left} == {*drafts}
