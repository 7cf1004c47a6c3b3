"""How far `board.apply` is, step by step."""

from __future__ import annotations

import pytest

from miro_async.board import Drafts, MemoryKeys

pytestmark = pytest.mark.anyio


def wanted(*texts):
    """Give notes with a tag in a frame."""
    drafts = Drafts()
    frame = drafts.add_frame("All", at=(0, 0), width=9000, height=300, key="frame")
    for place, text in enumerate(texts):
        drafts.add_sticky_note(
            text, frame=frame, at=(150 + 200 * place, 150), tags=["new"], key=str(place)
        )
    return drafts


async def test_each_step_is_told_to_the_last(miro_api):
    """25 notes come in two calls; then one is changed, and five are deleted: a step each."""
    board = await miro_api.create_board("Progress")
    keys, told = MemoryKeys(), []
    plan = await board.apply(wanted(*map(str, range(25))), mapping=keys, progress=told.append)
    done = [each.done for each in told]
    assert {each.total for each in told} == {len(plan)}
    assert done == sorted(done)
    assert done[-1] == len(plan)
    assert set(done) & set(range(1, len(plan)))

    told.clear()
    later = wanted("changed", *map(str, range(1, 20)))
    plan = await board.apply(later, mapping=keys, plan=True, progress=told.append)
    assert (told, len(plan)) == ([], 6)
    await board.apply(plan, progress=told.append)
    assert [(each.done, each.total) for each in told] == [(done, 6) for done in range(1, 7)]


async def test_what_is_done_is_kept_if_telling_fails(miro_api):
    """The run ends with that error, and the next one goes on."""
    board = await miro_api.create_board("Progress")
    keys, drafts = MemoryKeys(), wanted("a", "b")

    def tell(progress):
        raise ValueError(progress.done)

    with pytest.raises(ValueError, match=r"\d"):
        await board.apply(drafts, mapping=keys, progress=tell)
    await board.apply(drafts, mapping=keys)
    assert len(await board.find(type="sticky_note")) == 2
    assert not await board.apply(drafts, mapping=keys)
