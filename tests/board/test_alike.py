"""What an interrupted run of `apply` knows its items by, before it knows their ids."""

from __future__ import annotations

import pytest
from attrs import evolve

from miro_async.board.apply.alike import item_marks, sent_text

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("sent", "told"),
    [("Tea", "Tea.png"), ("Tea.PNG", "Tea.PNG"), ("Version 1.2", "Version 1.2.png")],
)
async def test_a_picture_is_known_by_its_title_without_the_ending(board, sent, told):
    """Which Miro appends."""
    image = (await board.add_image(b"png", title=sent, at=(1, 2))).item
    named = evolve(image, data=evolve(image.data, title=told))
    texts = [mark[-1] for mark, _ in item_marks(named)]
    assert texts == [None, sent_text("image", {"data.title": sent})]
