"""What is logged, for people and for programs."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from miro_async.pictures import JsonLines, PlainLines
from tests.pictures.painted import png

NAME = "a\nb \x1b[31m\udce4.png"


@pytest.fixture
def records(caplog):
    """Give what gives the records of pictures."""
    caplog.set_level(logging.INFO, logger="miro_async.pictures")
    return lambda: [one for one in caplog.records if one.name == "miro_async.pictures"]


@pytest.mark.anyio
async def test_everything_that_is_told_is_logged(scene, picture_folder, records):
    """In words, without a name that a terminal would obey, and in fields, as one line of JSON."""
    scene.put(NAME, png(1))
    scene.put("text.png", b"no picture")

    await picture_folder().sync()

    left, uploaded, in_step = records()
    plain = PlainLines().format(uploaded)
    assert plain.endswith(r"Z 'a\nb \x1b[31m\udce4.png' is on the board")
    (item,) = (await scene.items()).values()
    fields = json.loads(JsonLines().format(uploaded))
    assert "\n" not in JsonLines().format(uploaded)
    assert fields.pop("time").endswith("Z")
    assert fields.pop("message") == uploaded.getMessage()
    assert fields == {
        "level": "info",
        "logger": "miro_async.pictures",
        "event": "uploaded",
        "picture": NAME,
        "item_id": item.id,
        "waiting": 0,
        "under_way": 1,
    }
    assert "WARNING 'text.png' is left: its content is no picture" in PlainLines().format(left)
    assert json.loads(JsonLines().format(left))["level"] == "warning"
    assert json.loads(JsonLines().format(in_step))["event"] == "in_step"


@pytest.mark.anyio
async def test_people_see_how_many_are_still_waiting(scene, picture_folder, records):
    """With each line, until nothing waits any more."""
    for number in range(3):
        scene.put(f"{number}.png", png(number))

    await picture_folder(at_once=1).sync()

    lines = [PlainLines().format(record).partition("Z ")[2] for record in records()]
    assert lines == [
        "'0.png' is on the board (2 waiting)",
        "'1.png' is on the board (1 waiting)",
        "'2.png' is on the board",
        "the board is in step with the folder",
    ]


@pytest.mark.anyio
async def test_waits_are_logged(scene, picture_folder, records):
    """With the seconds until the next try."""
    scene.put("a.png", png(1))
    scene.sandbox.faults.add(500, to="items.list", times=5)
    await picture_folder().sync()

    (offline,) = [one for one in records() if one.event == "offline"]
    assert offline.getMessage().endswith("(next try in 1 s)")


@pytest.mark.anyio
async def test_what_nobody_wants_to_read_is_not_written(scene, picture_folder, caplog):
    """Below the level, no record is made."""
    caplog.set_level(logging.ERROR, logger="miro_async.pictures")
    scene.put("a.png", b"")
    await picture_folder().sync()

    assert caplog.records == []


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()])
def test_errors_come_with_their_traceback(formatter):
    """Of any logger; a record of others has no facts."""
    try:
        json.loads("no JSON")
    except ValueError:
        record = logging.LogRecord(
            "other", logging.ERROR, "f", 1, "It %s", ("failed",), sys.exc_info()
        )

    text = formatter.format(record)

    assert "It failed" in text
    assert "JSONDecodeError" in text
