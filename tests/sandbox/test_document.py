"""Where the sandbox differs from the official document: as little as the live facts demand."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

import anyio
import pytest

from miro_async import MiroApi
from miro_async.sandbox import Sandbox
from tests.contract.correction import corrected
from tests.contract.corrections import CORRECTIONS
from tests.contract.official import Document, read
from tests.contract.sandbox_corrections import SANDBOX_CORRECTIONS
from tests.contract.schema_check import problems
from tests.sandbox.walk import walk

KINDS = {
    "app_cards": {"title": "A"},
    "cards": {"title": "A"},
    "doc_formats": {"contentType": "markdown", "content": "A"},
    "documents": {"url": "https://example.com/a.pdf"},
    "embeds": {"url": "https://example.com/a"},
    "images": {"url": "https://example.com/a.png"},
    "shapes": {"content": "A"},
    "sticky_notes": {"content": "A"},
    "texts": {"content": "A"},
}
"""What can be in a frame, and its data."""


class Recording(Sandbox):
    """A sandbox that keeps the bodies of its answers, by the id of the operation."""

    def __init__(self):
        super().__init__(credits_a_minute=10**9)
        self.bodies = defaultdict(list)

    def answer(self, request):
        """Answer a request."""
        response = super().answer(request)
        operation = self._service.receive(request).operation
        if operation and response.status == 200 and response.body:
            self.bodies[operation.id].append(json.loads(response.body))
        return response


async def lose_parents(api):
    """Make an item of each kind that can be in a frame, and delete the frame."""
    board = await api.boards.create()
    for name, data in KINDS.items():
        group = getattr(api, name)
        frame = await api.frames.create(
            board.id, data={"title": "A"}, geometry={"width": 2000, "height": 2000}
        )
        inside = {"position": {"x": 1000, "y": 1000}, "parent": {"id": frame.id}}
        item = await group.create(board.id, data=data, **inside)
        await api.frames.delete(board.id, frame.id)
        await group.get(board.id, item.id)
        await api.items.get(board.id, item.id)


async def make_many_groups(api):
    """Make more groups, and one with more items, than a page takes; and what is not supported."""
    board = await api.boards.create()
    notes = [(await api.sticky_notes.create(board.id)).id for _ in range(31)]
    for number in range(10):
        await api.item_groups.create(board.id, data={"items": notes[number * 2 :][:2]})
    group = await api.item_groups.create(board.id, data={"items": notes[20:]})
    await api.item_groups.list(board.id, page_size=10).collect()
    await api.item_groups.list_items(board.id, group.id, page_size=10).collect()
    shape = await api.flowchart_shapes.create(board.id, data={"shape": "flow_chart_decision"})
    await api.shapes.get(board.id, shape.id)


async def use_everything(sandbox):
    """Call each operation, and look where the sandbox differs."""
    async with MiroApi(
        sandbox.token, scim_token=sandbox.scim_token, transport=sandbox, pacing=False
    ) as api:
        await walk(sandbox, api)
        await lose_parents(api)
        await make_many_groups(api)


@pytest.fixture(scope="module")
def bodies():
    """Give the answers to all calls, by operation."""
    sandbox = Recording()
    anyio.run(use_everything, sandbox)
    return sandbox.bodies


@pytest.fixture(scope="module")
def description():
    """Give the official document as it is."""
    path = os.environ.get("MIRO_OPENAPI")
    if path is None:
        pytest.skip("MIRO_OPENAPI does not name Miro's OpenAPI document")
    return read(Path(path))


@pytest.mark.parametrize("correction", SANDBOX_CORRECTIONS, ids=str)
def test_each_correction_for_the_sandbox_is_needed(correction, description, bodies):
    """Without it, an answer would be outside of the document."""
    others = [other for other in SANDBOX_CORRECTIONS if other is not correction]
    document = Document(corrected(description, [*CORRECTIONS, *others]))
    schema = document.operations[correction.shown_by].schema_of(200)
    answers = bodies[correction.shown_by]
    assert any(list(problems(document, schema, answer)) for answer in answers)
