"""Calls of a batch whose answer is lost: looked up before anything is sent twice."""

from __future__ import annotations

import json

import pytest
from anyio.lowlevel import checkpoint
from attrs import evolve

from miro_async import NO_RETRIES, MiroApi
from miro_async.board import ConnectorDraft, Draft, GroupDraft
from miro_async.board.sending.looks import Found, Look, is_near, settle
from miro_async.errors import BatchError, MiroConnectionError, UnknownOutcomeError
from tests.board.transports import Around, Late, Then

pytestmark = pytest.mark.anyio


def note(text, **more):
    """Give the draft of a sticky note."""
    return Draft(type="sticky_note", data={"content": text}, **more)


def node(text):
    """Give the data of a mind map node."""
    return {"nodeView": {"data": {"type": "text", "content": text}}}


async def items_of(board):
    """Give what is on a board."""
    return [item async for item in board.api.items.list(board.id)]


async def over(miro_sandbox, board, transport):
    """Give the board over another transport."""
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    return await api.board(board.id)


@pytest.mark.parametrize("what", ["drop_after", "garble", "truncate", 500, 504])
async def test_what_was_made_is_found_and_not_sent_again(board, miro_sandbox, what):
    """In the order in which it was sent, by one list; markup, places and colors may be told."""
    done = {"done": True} if isinstance(what, int) else {}
    miro_sandbox.faults.add(what, to="items.create_bulk", **done)
    batch = board.batch()
    frame = await board.add_frame("F", width=500, height=500)
    drafts = [
        batch.add(note("a &amp; b")),
        batch.add(note("a &amp; b")),
        batch.add(note("<p>c</p>", frame=frame, at=(12.345, 6), style={"fillColor": "blue"})),
        batch.add(Draft(type="text", data={"content": "c"}, style={"color": "#ff0000"})),
        batch.add(Draft(type="embed", data={"url": "https://miro.com/1"}, at=(4, 4))),
        batch.add(Draft(type="image", data={"url": "https://miro.com/a.png"}, at=(5, 4))),
        batch.add(Draft(type="frame", geometry={"width": 50, "height": 50}, frame=frame)),
    ]
    await batch.send()
    assert len(await items_of(board)) == 8
    ids = [int(batch.made(draft).id) for draft in drafts]
    assert ids == sorted(ids)
    assert [batch.made(draft).type for draft in drafts] == [draft.type for draft in drafts]
    assert batch.made(drafts[2]).frame_id == batch.made(drafts[6]).frame_id == frame.id
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 1


@pytest.mark.parametrize("what", ["drop_before", 500, 503])
async def test_what_was_not_made_is_sent_again_after_three_looks(board, miro_sandbox, what):
    """Half a second, two, and five: the answer may be shown late."""
    miro_sandbox.clock.advance(3)  # what was there before is old enough
    there = await board.add_sticky_note("Tea")
    miro_sandbox.clock.advance(3)
    miro_sandbox.faults.add(what, to="items.create_bulk")
    before = miro_sandbox.clock.now()
    made = await (await started(board, "Tea")).send()
    assert miro_sandbox.clock.now() - before == pytest.approx(7.5)
    assert {item.id for item in await items_of(board)} == {there.id, made.items[0].id}
    assert len(miro_sandbox.calls.of("items.list")) == 3 + 1


async def started(board, *texts):
    """Give a batch with these notes."""
    batch = board.batch()
    for text in texts:
        batch.add(note(text))
    return batch


async def test_a_twin_that_was_there_before_is_not_adopted(board, miro_sandbox):
    """Not if it is older by the clock of the server; nor if its id tells it."""
    old = await board.add_sticky_note("Tea", at=(1, 2))
    miro_sandbox.clock.advance(4)
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = board.batch()
    tea = batch.add(note("Tea", at=(1, 2)))
    await batch.send()
    assert batch.made(tea).id != old.id
    # The same moment now: but the group refers to what was made after the twin.
    create = board.api.sticky_notes.create
    twin = await create(board.id, data={"content": "Milk"}, position={"x": 1, "y": 2})
    later = await create(board.id)
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = board.batch()
    milk = batch.add(note("Milk", at=(1, 2)))
    batch.groups.append(GroupDraft(items=[milk, later]))
    await batch.send()
    assert batch.made(milk).id not in {twin.id, later.id}
    # And the board knows what it has made itself.
    third = await board.add_sticky_note("Milk", at=(1, 2))
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = board.batch()
    milk = batch.add(note("Milk", at=(1, 2)))
    await batch.send()
    assert batch.made(milk).id not in {twin.id, later.id, third.id}
    assert len(await items_of(board)) == 7


async def test_what_the_batch_itself_has_made_is_not_adopted(board, miro_sandbox):
    """Twins in two calls, of which one is lost and not carried out."""
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = board.batch(concurrency=2)
    notes = [batch.add(note("same")) for _ in range(40)]
    await batch.send()
    assert len({batch.made(one).id for one in notes}) == len(await items_of(board)) == 40


async def test_of_twins_in_two_lost_calls_each_gets_its_own(board, miro_sandbox):
    """One of both was carried out: which, does not matter; the other is sent again."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = board.batch(concurrency=2)
    notes = [batch.add(note("same")) for _ in range(40)]
    await batch.send()
    assert len({batch.made(one).id for one in notes}) == len(await items_of(board)) == 40
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 3


@pytest.mark.parametrize("times", [1, 2])
async def test_what_is_shown_late_is_found_by_a_later_look(board, miro_sandbox, times):
    """The first lists do not have it."""
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    there = await over(miro_sandbox, board, Late(miro_sandbox, times))
    made = await (await started(there, "Tea", "Milk")).send()
    assert [item.text for item in made.items] == ["Tea", "Milk"]
    assert len(await items_of(board)) == 2
    assert len(miro_sandbox.calls.of("items.list")) == times + 1 + 1


@pytest.mark.parametrize("theirs", ["one more", "another color", "another place"])
async def test_where_it_is_not_clear_nothing_is_sent_again(board, miro_sandbox, theirs):
    """Somebody else puts the same there meanwhile, or changes what was made: the error says so."""

    async def meddle():
        [made] = await items_of(board)
        if theirs == "one more":
            await board.add_sticky_note("Tea", at=(7, 7), color="blue")
        elif theirs == "another color":
            await board.api.sticky_notes.update(board.id, made.id, style={"fillColor": "red"})
        else:
            await board.api.items.update(board.id, made.id, position={"x": 1, "y": 1})

    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    there = await over(miro_sandbox, board, Then(miro_sandbox, "POST", "/items/bulk", meddle))
    batch = there.batch()
    tea = batch.add(note("Tea", at=(7, 7), style={"fillColor": "blue"}))
    with pytest.raises(BatchError) as caught:
        await batch.send()
    [(draft, reason)] = caught.value.failed
    assert draft is tea
    assert isinstance(reason, UnknownOutcomeError)
    assert isinstance(reason.__cause__, MiroConnectionError)
    assert "unknown whether this was made" in str(caught.value)
    assert batch.in_doubt == [tea]
    assert len(miro_sandbox.calls.of("items.create_bulk")) == 1


@pytest.mark.parametrize("failing", [1, 2, 3])
async def test_a_look_may_fail(board, miro_sandbox, failing):
    """Another one may tell. Where none does it is unknown, and not sent again."""
    api = board.api.with_options(retry=NO_RETRIES)
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    miro_sandbox.faults.add(503, to="items.list", times=failing)
    batch = await started(await api.board(board.id), "Tea")
    if failing < 3:
        await batch.send()
        assert len(await items_of(board)) == len(batch.result) == 1
        return
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert [type(reason) for _, reason in caught.value.failed] == [UnknownOutcomeError]
    assert len(await items_of(board)) == 1


async def test_what_other_people_make_does_not_count(board, miro_sandbox):
    """Once it is known who we are: by what was made before."""
    ada = miro_sandbox.add_user("Ada")
    await board.api.board_members.invite(board.id, emails=[ada.email], role="editor")
    adas = MiroApi(ada.token, transport=miro_sandbox, clock=miro_sandbox.clock)

    async def meddle():
        await adas.sticky_notes.create(board.id, data={"content": "n20"})

    first = Then(miro_sandbox, "POST", "/items/bulk", checkpoint)
    second = Then(first, "POST", "/items/bulk", None)
    there = await over(miro_sandbox, board, second)

    def prepare(progress):
        if progress.done == 20:
            miro_sandbox.faults.add("drop_before", to="items.create_bulk")
            second.what = meddle

    batch = there.batch(concurrency=1, progress=prepare)
    notes = [batch.add(note(f"n{number}")) for number in range(21)]
    await batch.send()
    assert [batch.made(one).item.created_by.id for one in notes[-1:]] == [miro_sandbox.user_ids[0]]
    assert len(await items_of(board)) == 22


async def test_a_note_without_words_is_not_one_that_says_something(board, miro_sandbox):
    """What a person makes at its place meanwhile is not taken for it: that is not clear."""

    async def meddle():
        await board.api.sticky_notes.create(board.id, data={"content": "Mine"})

    there = await over(miro_sandbox, board, Then(miro_sandbox, "POST", "/items/bulk", meddle))
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    batch = there.batch()
    batch.add_sticky_note(at=(0, 0))
    with pytest.raises(BatchError) as caught:
        await batch.send()
    assert [type(reason) for _, reason in caught.value.failed] == [UnknownOutcomeError]
    assert not caught.value.made
    assert len(await items_of(board)) == 1


@pytest.mark.parametrize("done", [True, False])
async def test_lines_are_looked_up_by_their_ends(board, miro_sandbox, done):
    """Other lines between the same items, from before, are not taken for them."""
    one, other = await board.add_sticky_note("1"), await board.add_sticky_note("2")
    before = await board.connect(one, other)
    miro_sandbox.clock.advance(4)
    miro_sandbox.faults.add(502, to="connectors.create", times=2, done=done)
    batch = board.batch()
    there = ConnectorDraft(start=one, end=other)
    back = ConnectorDraft(start=other, end=one, fields={"captions": [{"content": "<b>b</b>"}]})
    batch.connectors += [there, back]
    await batch.send()
    lines = [line async for line in board.api.connectors.list(board.id)]
    assert {line.id for line in lines} == {before.id, batch.made(there).id, batch.made(back).id}
    assert len(lines) == 3
    assert batch.made(back).text == "b"
    assert len(miro_sandbox.calls.of("connectors.create")) == (3 if done else 5)


@pytest.mark.parametrize("done", [True, False])
async def test_tags_groups_and_attachments_are_there_once(board, miro_sandbox, done):
    """Tags by their title, groups by their items; what is attached twice is attached."""
    for operation in ("tags.create", "item_groups.create", "tags.attach"):
        miro_sandbox.faults.add(
            504, to=operation, done=done, times=5 if "attach" in operation else 1
        )
    batch = board.batch()
    notes = [batch.add(note(str(number), tags=["T"])) for number in range(2)]
    group = GroupDraft(items=notes)
    batch.groups.append(group)
    await batch.send()
    assert [tag.title for tag in await board.tags()] == ["T"]
    assert [[tag.title for tag in await batch.made(one).tags()] for one in notes] == [["T"]] * 2
    groups = [one async for one in board.api.item_groups.list(board.id)]
    assert [one.id for one in groups] == [batch.made(group).id]


async def test_a_tag_that_somebody_else_makes_meanwhile_is_taken(board, miro_sandbox):
    """Its title is refused, as it is there; so it is looked up."""

    async def quicker():
        await board.api.tags.create(board.id, title="T", fill_color="cyan")

    there = await over(miro_sandbox, board, Then(miro_sandbox, "GET", "/tags", quicker))
    batch = there.batch()
    tea = batch.add(note("Tea", tags=["T"]))
    await batch.send()
    assert [tag.fill_color for tag in await batch.made(tea).tags()] == ["cyan"]


@pytest.mark.parametrize("done", [True, False])
async def test_what_is_made_alone_is_there_once(board, miro_sandbox, done):
    """Docs, code, mind maps, flowchart shapes, files: each where it can be found."""
    creates = ("doc_formats", "code_widgets", "mindmap_nodes", "flowchart_shapes")
    for group in creates:
        miro_sandbox.faults.add(500, to=f"{group}.create", done=done)
    for operation in ("items.upload_bulk", "images.upload"):
        miro_sandbox.faults.add(500, to=operation, done=done)
    batch = board.batch()
    doc = {"contentType": "markdown", "content": "# Hi"}
    once = iter([b"a picture"])
    drafts = [
        Draft(type="doc_format", data=doc, at=(1, 2)),
        Draft(type="code_widget", data={"code": "x < 1", "title": "C"}, at=(3, 4)),
        Draft(type="mindmap_node", data=node("Root"), at=(5, 6)),
        Draft(type="shape", data={"shape": "flow_chart_or", "content": "o"}, at=(7, 8)),
        Draft(type="image", file=once, data={"title": "Once"}),
        Draft(type="image", file=b"1", data={"title": "1"}),
        Draft(type="document", file=b"2"),
    ]
    batch.items += drafts
    made = await batch.send()
    assert len(await items_of(board)) == len(made.items) == len(drafts)
    async with board.api.open_file(made[drafts[4]].item) as opened:
        assert b"".join([chunk async for chunk in opened]) == b"a picture"


class Dated(Around):
    """A service whose clock is an hour ahead of ours, as its headers tell."""

    async def send(self, request):
        """Date the answer."""
        from email.utils import formatdate

        response = await super().send(request)
        date = formatdate(self.sandbox.clock.now(), usegmt=True)
        return type(response)(
            status=response.status, headers={**response.headers, "date": date}, body=response.body
        )


class Behind:
    """A clock that is so many seconds behind another one."""

    def __init__(self, clock, seconds):
        self.clock, self.seconds = clock, seconds

    def time(self):
        """Tell a time that is wrong."""
        return self.clock.time() - self.seconds

    def monotonic(self):
        """Tell how long it has been running."""
        return self.clock.monotonic() + 12345

    async def sleep(self, seconds):
        """Wait."""
        await self.clock.sleep(seconds)


@pytest.mark.parametrize("seconds", [3600, -3600])
async def test_the_clock_of_the_server_counts(board, miro_sandbox, seconds):
    """Ours may be wrong by an hour: what is older is not adopted, and what was made is."""
    clock = Behind(miro_sandbox.clock, seconds)
    api = MiroApi(miro_sandbox.token, transport=Dated(miro_sandbox), clock=clock)
    there = await api.board(board.id)
    old = await board.add_sticky_note("Tea")
    miro_sandbox.clock.advance(4)
    miro_sandbox.faults.add("drop_before", to="items.create_bulk")
    [tea] = (await (await started(there, "Tea")).send()).items
    assert tea.id != old.id
    miro_sandbox.clock.advance(4)
    miro_sandbox.faults.add("drop_after", to="items.create_bulk")
    [again] = (await (await started(there, "Tea")).send()).items
    assert again.id not in {old.id, tea.id}
    assert len(await items_of(board)) == 3


class Short(Around):
    """Leaves the last item out of the answer to a bulk call."""

    async def send(self, request):
        """Cut it off."""
        response = await super().send(request)
        if not request.url.endswith("/bulk"):
            return response
        whole = json.loads(response.body)
        return evolve(response, body=json.dumps({**whole, "data": whole["data"][:-1]}).encode())


async def test_an_answer_that_tells_less_than_was_sent_is_looked_up(board, miro_sandbox):
    """All of it was made, as calls make all or nothing."""
    there = await over(miro_sandbox, board, Short(miro_sandbox))
    made = await (await started(there, "Tea", "Milk")).send()
    assert [item.text for item in made.items] == ["Tea", "Milk"]
    assert len(await items_of(board)) == 2


async def test_mind_maps_are_looked_up_by_their_own_list(board, miro_sandbox):
    """No other is asked for; what a node with the same text hangs under tells it."""
    miro_sandbox.faults.add("drop_after", to="mindmap_nodes.create", times=3)
    batch = board.batch(concurrency=1)
    root = batch.add(Draft(type="mindmap_node", data=node("same")))
    leaf = batch.add(Draft(type="mindmap_node", data=node("same"), frame=root))
    last = batch.add(Draft(type="mindmap_node", data=node("same"), frame=leaf))
    await batch.send()
    assert batch.made(last).item.parent.id == batch.made(leaf).id
    assert batch.made(leaf).item.parent.id == batch.made(root).id
    assert miro_sandbox.calls.of("items.list") == []
    assert len([one async for one in board.api.mindmap_nodes.list(board.id)]) == 3


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (Look(type="text", text="Tea", place=(1, 1)), False),
        (Look(type="card", text="Tea"), True),
        (Look(type="card", text="Milk", place=(1, 1)), True),
        (Look(type="card", text="Milk", place=(1, 1), parent="1"), False),
        (Look(type="card", place=(1, 2)), False),
    ],
)
async def test_what_might_be_ours_is_of_the_kind_and_has_the_text_or_the_place(other, near):
    """Then it is not clear whose it is."""
    assert is_near(other, Look(type="card", text="Tea", place=(1, 1))) is near


def found(*looks):
    """Give things that are there, with ids in their order."""
    return [Found(str(number), look) for number, look in enumerate(looks, 98)]


@pytest.mark.parametrize(
    ("sent", "there", "verdicts"),
    [
        (["ab"], "ab", [["98", "99"]]),
        (["aba"], "aab", [["98", "100", "99"]]),
        (["ab"], "", ["nothing"]),
        (["ab"], "a", ["unclear"]),
        (["ab"], "aab", ["unclear"]),
        (["ab", "cd"], "cd", ["nothing", ["98", "99"]]),
        (["ab", "bc"], "ab", [["98", "99"], "nothing"]),
        (["ab", "bc"], "abbc", [["98", "99"], ["100", "101"]]),
        (["ab", "bc"], "b", ["unclear", "unclear"]),
        (["a", "b", "ab"], "ab", ["unclear"] * 3),
        (["a", "a", "a"], "aa", [["98"], ["99"], "nothing"]),
        (["a", "a"], "aaa", ["unclear", "unclear"]),
        (["a" + one for one in "bcdefghijklmno"], "ab", ["unclear"] * 14),
    ],
)
async def test_what_was_made_follows_from_what_is_there(sent, there, verdicts):
    """All of a call or nothing; where two answers are possible there is none."""
    assert settle([list(one) for one in sent], found(*there)) == verdicts
