"""What an interrupted run has made is found again, and what people made meanwhile never is."""

from __future__ import annotations

import pytest

from miro_async import NULL, MiroApi
from miro_async.board import Drafts
from miro_async.board.apply.mapping import MemoryKeys
from tests.board.applied import writes
from tests.board.transports import Closed

pytestmark = pytest.mark.anyio

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000003a7e9b55"
    "0000000a49444154789c63600000000200014801a4710000000049454e44ae426082"
)
VIDEO = "https://www.youtube.com/watch?v=HlVSNEiFCBk"


class Killed(MemoryKeys):
    """A storage of a run that is killed: before its first call, or after the last one."""

    def __init__(self, *, before):
        super().__init__()
        self.before = before
        self.saved = False

    async def save(self, board_id, text):
        """Keep only what is written down first."""
        if self.saved and not self.before:
            return
        self.saved = True
        await super().save(board_id, text)
        if self.before:
            raise KeyboardInterrupt

    async def rest(self, board_id):
        """Give what another run finds."""
        keys = MemoryKeys()
        await keys.save(board_id, await self.load(board_id))
        return keys


async def interrupted(board, drafts, *, before=True):
    """Apply, and give the keys that a killed run leaves."""
    keys = Killed(before=before)
    try:
        await board.apply(drafts, mapping=keys)
    except KeyboardInterrupt:
        assert before
    return await keys.rest(board.id)


def one(kind, *args, **named):
    """Give a function that asks for one item."""

    def wanted():
        drafts = Drafts()
        getattr(drafts, f"add_{kind}")(*args, key="k", **named)
        return drafts

    return wanted


def person(kind, *args, **named):
    """Give a function with which a person makes an item."""

    async def make(board):
        return await getattr(board, f"add_{kind}")(*args, **named)

    return make


STRANGERS = {
    "a text where none was sent": (one("shape", ""), person("shape", "MINE")),
    "no text where one was sent": (one("sticky_note", "a"), person("sticky_note", "")),
    "another text": (one("text", "a", at=(5, 5)), person("text", "b", at=(5, 5))),
    "another place": (one("sticky_note", "a", at=(5, 5)), person("sticky_note", "a", at=(5, 6))),
    "a place where none was sent": (one("card", "a"), person("card", "a", at=(9, 9))),
    "another kind": (one("card", "a"), person("sticky_note", "a")),
    "another shape": (one("shape", "a", shape="circle"), person("shape", "a", shape="star")),
    "another color": (one("shape", "a", color="#ff0000"), person("shape", "a", color="#00ff00")),
    "another color of a note": (
        one("sticky_note", "a", color="red"), person("sticky_note", "a", color="blue"),
    ),
    "another size": (
        one("frame", "F", width=500, height=500), person("frame", "F", width=800, height=500),
    ),
    "a frame at another place": (one("frame", "To do"), person("frame", "To do", at=(5000, 0))),
    "another title of a picture": (
        one("image", url="https://example.com/x.png", title="a"),
        person("image", url="https://example.com/x.png", title="b"),
    ),
    "another address": (one("embed", VIDEO), person("embed", "https://www.youtube.com/watch?v=x")),
    "another code": (one("code_widget", "1", title="T"), person("code_widget", "2", title="T")),
    "another document": (one("doc_format", "# a b"), person("doc_format", "# a c")),
    "an empty document": (one("doc_format", "# a"), person("doc_format", " ")),
    "another node": (one("mindmap_node", "a"), person("mindmap_node", "b")),
    "another place of a node": (one("mindmap_node", "a"), person("mindmap_node", "a", at=(1, 1))),
    "another flowchart text": (
        one("shape", "a", shape="flow_chart_decision"),
        person("shape", "b", shape="flow_chart_decision"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "make"), STRANGERS.values(), ids=STRANGERS.keys())
async def test_what_a_person_made_meanwhile_stays_theirs(board, miro_api, wanted, make):
    """It is not as it was sent: it is neither changed, nor deleted later."""
    keys = await interrupted(board, wanted())
    theirs = await make(board)
    before = await miro_api.items.get(board.id, theirs.id)
    plan = await board.apply(wanted(), mapping=keys)
    assert (plan.ids["k"] != theirs.id, len(plan)) == (True, 1)
    await board.apply(Drafts(), mapping=keys)
    assert await miro_api.items.list(board.id).collect() == [before]


async def test_what_another_user_made_is_not_ours(miro_sandbox, board, miro_api):
    """Even if it is the same to the letter; whose it is, is asked only then."""
    keys = await interrupted(board, one("sticky_note", "a")())
    await miro_api.boards.update(board.id, policy={"sharingPolicy": {"teamAccess": "edit"}})
    eve = miro_sandbox.add_user("Eve")
    other = MiroApi(eve.token, transport=miro_sandbox, clock=miro_sandbox.clock)
    note = await (await other.board(board.id)).add_sticky_note("a")
    plan = await board.apply(one("sticky_note", "a")(), mapping=keys)
    assert plan.ids["k"] != note.id
    miro_sandbox.calls.clear()
    await board.apply(one("sticky_note", "b")(), mapping=keys)
    assert "tokens.get_info" not in [call.operation for call in miro_sandbox.calls]


async def test_whose_a_token_is_may_not_be_told(miro_sandbox, board):
    """Then what was sent is all there is to go by."""
    keys = await interrupted(board, one("sticky_note", "a")(), before=False)
    miro_sandbox.faults.add(500, to="tokens.get_info", times=99)
    assert not await board.apply(one("sticky_note", "a")(), mapping=keys)
    assert miro_sandbox.faults.injected


async def test_what_miro_does_not_tell_is_not_ours(miro_sandbox, board):
    """A flowchart shape of which nobody tells what it says: it may be anybody's."""
    wanted = one("shape", "a", shape="flow_chart_decision")
    keys = await interrupted(board, wanted(), before=False)
    transport = Closed(miro_sandbox, 404)
    api = MiroApi(miro_sandbox.token, transport=transport, clock=miro_sandbox.clock)
    plan = await (await api.board(board.id)).apply(wanted(), mapping=keys, plan=True)
    assert [step.do for step in plan.steps] == ["create"]


async def test_of_more_than_were_made_none_is_ours(board, miro_api):
    """A person has copied our note: nobody knows which is whose, and none is touched."""
    keys = await interrupted(board, one("sticky_note", "a")(), before=False)
    await board.add_sticky_note("a")
    plan = await board.apply(one("sticky_note", "a")(), mapping=keys)
    assert [step.do for step in plan.steps] == ["create"]
    await board.apply(Drafts(), mapping=keys)
    assert len(await miro_api.items.list(board.id).collect()) == 2


def everything(caption="yes"):
    """Give drafts of all kinds, in frames and out of them, with and without a place."""
    drafts = Drafts()
    frame = drafts.add_frame("F", at=(100, 100), width=1000, height=1000, key="frame")
    inner = drafts.add_frame("G", frame=frame, at=(500, 500), width=400, height=400, key="inner")
    note = drafts.add_sticky_note(
        'A <b>\n"x" & y', frame=inner, at=(50, 50), width=150, color="yellow", key="note"
    )
    shape = drafts.add_shape("", frame=frame, color="#FF0000", width=100, height=60, key="shape")
    drafts.add_frame(frame=frame, width=50, height=50, key="corner")
    drafts.add_text("T  with  spaces", at=(1 / 3, 3000), width=300, key="text")
    card = drafts.add_card("card", description="more", at=(2000, 500), key="card")
    drafts.add_sticky_note(html="<p>a <b>w</b></p>", at=(3000, 0), key="html")
    drafts.add_doc_format("# Title\n\n- a\n- b\n", at=(4000, 0), key="doc")
    drafts.add_code_widget("print(1)\n", title="T", at=(4000, 900), key="code")
    root = drafts.add_mindmap_node("root", at=(5000, 0), key="root")
    drafts.add_mindmap_node("kid", parent=root, key="kid")
    drafts.add_shape("flow", shape="flow_chart_decision", at=(6000, 0), key="flow")
    drafts.add_embed(VIDEO, at=(6000, 900), key="embed")
    drafts.add_image(PNG, title="pic", at=(7000, 0), key="file")
    drafts.add_image(url="https://example.com/x.png", at=(7000, 900), key="url")
    drafts.connect(note, shape, caption=caption, shape="straight", key="line")
    drafts.connect(note, card, key="plain")
    return drafts


async def test_all_kinds_are_found_again(miro_sandbox, board):
    """Nothing is made twice, and embeds, pictures and documents neither."""
    keys = await interrupted(board, everything(), before=False)
    plan = await board.apply(everything(), mapping=keys, plan=True)
    made = [step.key for step in plan.steps if step.do in {"create", "connect"}]
    assert made == []
    await board.apply(plan)
    miro_sandbox.calls.clear()
    await board.apply(everything(), mapping=keys)
    assert writes(miro_sandbox) == []


async def test_a_frame_is_found_before_it_was_moved_into_its_frame(board, miro_api):
    """It is made on the board, where it is going to be, and then moved."""
    keys = await interrupted(board, everything(), before=False)
    plan = await board.apply(everything(), mapping=keys, plan=True)
    for key, place in (("inner", (100, 100)), ("corner", (0, 0))):
        await miro_api.items.update(
            board.id,
            plan.ids[key],
            parent=NULL,
            position=dict(zip("xy", place, strict=True)),
        )
    again = await board.apply(everything(), mapping=keys, plan=True)
    assert {key: again.ids[key] for key in ("inner", "corner", "note")} == {
        key: plan.ids[key] for key in ("inner", "corner", "note")
    }


async def test_lines_and_tags_of_people_stay_theirs(board, miro_api):
    """A line with another caption between our items, and a tag of our title in another color."""

    def wanted():
        drafts = Drafts()
        notes = [drafts.add_sticky_note(text, at=(300 * place, 0), key=text, tags=("x",))
                 for place, text in enumerate("ab")]  # fmt: skip
        drafts.connect(*notes, caption="ours")
        return drafts

    keys = await interrupted(board, wanted())
    first, second = await board.add_sticky_note("a"), await board.add_sticky_note("b", at=(300, 0))
    line = await first.connect_to(second, caption="mine")
    await miro_api.tags.create(board.id, title="x", fill_color="blue")
    plan = await board.apply(wanted(), mapping=keys)
    assert (plan.ids["a"], plan.ids["b"]) == (first.id, second.id)  # as they were sent
    await board.apply(Drafts(), mapping=keys, plan=True)
    lines = await miro_api.connectors.list(board.id).collect()
    assert [each.captions[0].content for each in lines] == ["mine", "ours"]
    assert lines[0].id == line.id
    rest = await board.apply(Drafts(), mapping=keys)
    assert "x" not in [step.key for step in rest.steps]


async def test_what_is_in_a_frame_that_was_not_made_is_not_looked_for(board):
    """Neither on the board nor in another frame; so it is with lines between what was not made."""
    drafts = everything()
    keys = await interrupted(board, drafts)
    await board.add_sticky_note('A <b>\n"x" & y', at=(50, 50), width=150, color="yellow")
    plan = await board.apply(everything(), mapping=keys, plan=True)
    assert "note" not in plan.ids


async def test_what_was_written_down_in_a_circle_is_not_looked_for(board):
    """What a storage gives may be anything; nobody looks for ever."""
    keys = MemoryKeys()
    begun = (
        '[{"key": "a", "type": "frame", "frame": "key b"},'
        ' {"key": "b", "type": "frame", "frame": "key a"}]'
    )
    nothing = '"version": 1, "items": {}, "connectors": {}, "groups": {}, "tags": {}'
    await keys.save(board.id, f'{{{nothing}, "begun": {begun}}}')
    assert len(await board.apply(one("frame", "x")(), mapping=keys)) == 1
