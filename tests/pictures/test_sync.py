"""One passage over a folder: what is on the board afterwards."""

from __future__ import annotations

import os
import unicodedata

import pytest

from miro_async.errors import ConfigurationError, NotFoundError
from miro_async.models import FrameData, Position, SizeGeometry
from miro_async.pictures import PictureReport
from tests.pictures.painted import gif, jpeg, png, svg, webp

pytestmark = pytest.mark.anyio


async def test_pictures_are_on_the_board_in_a_grid(scene, picture_folder):
    """In the order of their names, as large as their cells, with a mark in the title."""
    scene.put("b.png", png(1, width=4, height=2))
    scene.put("a.jpg", jpeg(width=2, height=4))
    scene.put("c.gif", gif())
    scene.put("d", webp())
    scene.put("e.svg", svg())

    report = await picture_folder(columns=2, cell=200, gap=20).sync()

    assert report == PictureReport(uploaded=5, total=5)
    items = await scene.items()
    places = {name: (item.position.x, item.position.y) for name, item in items.items()}
    assert places == {
        "a.jpg": (100, 100),
        "b.png": (320, 100),
        "c.gif": (100, 320),
        "d": (320, 320),
        "e.svg": (100, 540),
    }
    sizes = {name: (items[name].geometry.width, items[name].geometry.height) for name in items}
    assert sizes["a.jpg"] == (100, 200)
    assert sizes["b.png"] == (200, 100)
    await scene.demand_in_step()


async def test_doing_it_again_does_nothing(scene, picture_folder):
    """No call is made: the ledger knows."""
    scene.put("a.png", png(1))
    await picture_folder().sync()
    calls = len(scene.sandbox.calls)

    report = await picture_folder().sync()

    assert report == PictureReport(total=1)
    assert len(scene.sandbox.calls) == calls


async def test_what_it_costs(scene, picture_folder):
    """A listing, and for each picture: 100 to upload it, 50 and 500 to read it back."""
    for number in range(3):
        scene.put(f"{number}.png", png(number))
    before = scene.sandbox.credits_spent

    await picture_folder().sync()
    assert scene.sandbox.credits_spent - before == 100 + 3 * (100 + 50 + 500)

    scene.put("4.png", png(4))
    before = scene.sandbox.credits_spent
    await picture_folder(confirm="item").sync()
    assert scene.sandbox.credits_spent - before == 100 + 100 + 50


@pytest.mark.parametrize(
    "name",
    [
        "two words.png",
        "Grüße.png",
        unicodedata.normalize("NFD", "Grüße.png"),
        "\"double\" 'single'.png",
        "new\nline.png",
        "ä" * 123 + ".png",  # 250 bytes
        "a" * 246 + ".png",
        "100% #0123456789abcdef &<b>.png",
        "日本.png",
        b"not \xe4 text.png",
    ],
)
async def test_any_name_will_do(scene, picture_folder, name):
    """It arrives once, with its content, and is known again."""
    path = scene.folder / os.fsdecode(name)
    path.write_bytes(png(1))

    await picture_folder().sync()
    scene.ledger.unlink()
    report = await picture_folder().sync()

    assert (report.adopted, report.uploaded, report.left) == (1, 0, {})
    assert len(await scene.hashes()) == 1


async def test_the_ending_says_nothing(scene, picture_folder):
    """A PNG that is called .jpg goes as a PNG; a text that is called .png does not go."""
    scene.put("picture.jpg", png(1))
    scene.put("text.png", b"Dear diary")

    report = await picture_folder().sync()

    (item,) = (await scene.items()).values()
    async with scene.board.api.open_file(item) as opened:
        assert opened.content_type == "image/png"
    assert list(report.left) == ["text.png"]
    assert "no picture" in report.left["text.png"]


async def test_what_cannot_go_is_told_and_left(scene, picture_folder):
    """Empty, broken, too large, unreadable: the rest is uploaded."""
    scene.put("a empty.png", b"")
    scene.put("b broken.png", png(1)[:-10])
    scene.put("c large.png", b"\x89PNG" + bytes(6 * 1024 * 1024))
    scene.put("d good.png", png(1, weight=6_000_000))
    (scene.folder / "e pipe.png").unlink(missing_ok=True)
    os.mkfifo(scene.folder / "e pipe.png")

    report = await picture_folder().sync()

    assert list(report.left) == ["a empty.png", "b broken.png", "c large.png"]
    assert scene.told("left") == list(report.left)
    assert list(await scene.items()) == ["d good.png"]


async def test_a_file_that_cannot_be_read_is_left(scene, picture_folder):
    """With the reason: here it has become a folder since it was seen."""
    scene.put("a.png", b"no picture")
    scene.put("b.png", png(1))

    def become_a_folder(event):
        if event.name == "a.png":
            (scene.folder / "b.png").unlink()
            (scene.folder / "b.png").mkdir()
        scene.hear(event)

    await picture_folder(on_event=become_a_folder).sync()

    reasons = {event.name: event.reason for event in scene.events if event.kind == "left"}
    assert reasons["b.png"] == "it cannot be read: Is a directory"


async def test_hidden_and_temporary_files_are_passed_over(scene, picture_folder):
    """As those that programs write beside what they download; and so are subfolders."""
    for name in (".a.png", "~$a.png", "a.png.part", "a.png.tmp", "a.png~", "b.crdownload"):
        scene.put(name, png(1))
    (scene.folder / "sub").mkdir()
    scene.put("sub/c.png", png(3))

    assert await picture_folder().sync() == PictureReport()


async def test_subfolders_belong_to_it_if_asked_for(scene, picture_folder):
    """The title has the path; hidden folders do not."""
    (scene.folder / "sub" / "deep").mkdir(parents=True)
    (scene.folder / ".git").mkdir()
    for name in ("a.png", "sub/b.png", "sub/deep/c.png", ".git/d.png"):
        scene.put(name, png(1))

    await picture_folder(subfolders=True).sync()

    assert sorted(await scene.items()) == ["a.png", "sub/b.png", "sub/deep/c.png"]


async def test_links_lead_no_further_than_the_folder(scene, picture_folder, tmp_path):
    """Neither to files elsewhere nor to folders; one to a file in it is a picture of its own."""
    (tmp_path / "secret.png").write_bytes(png(1))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.png").write_bytes(png(2))
    (scene.folder / "out.png").symlink_to(tmp_path / "secret.png")
    (scene.folder / "out").symlink_to(tmp_path / "elsewhere")
    (scene.folder / "broken.png").symlink_to(tmp_path / "nothing")
    scene.put("a.png", png(3))
    (scene.folder / "in.png").symlink_to("a.png")

    report = await picture_folder(subfolders=True).sync()

    assert sorted(await scene.items()) == ["a.png", "in.png"]
    assert report.left == {}


async def test_into_a_frame_which_grows_and_stays_where_it_is(scene, picture_folder):
    """Its upper left corner does; what is in it counts from there. The pictures are in it."""
    frame = await scene.board.api.frames.create(
        scene.board.id,
        data=FrameData(title="Pictures"),
        position=Position(x=1000, y=1000),
        geometry=SizeGeometry(width=300, height=200),
    )
    for number in range(7):
        scene.put(f"{number}.png", png(number))

    await picture_folder(frame=frame, columns=3, cell=200, gap=20).sync()

    items = await scene.items()
    assert {item.parent.id for item in items.values()} == {frame.id}
    assert (items["4.png"].position.x, items["4.png"].position.y) == (340, 340)
    grown = await scene.board.api.frames.get(scene.board.id, frame.id)
    assert (grown.geometry.width, grown.geometry.height) == (20 + 3 * 220, 20 + 3 * 220)
    assert grown.position.x - grown.geometry.width / 2 == 1000 - 300 / 2
    assert grown.position.y - grown.geometry.height / 2 == 1000 - 200 / 2

    scene.put("8.png", png(8))
    calls = len(scene.sandbox.calls)
    await picture_folder(frame=frame.id, columns=3, cell=200, gap=20).sync()
    operations = [call.operation for call in scene.sandbox.calls][calls:]
    assert "frames.update" not in operations  # there is room


async def test_events_may_be_awaited(scene, picture_folder):
    """And have what is needed to show progress."""
    heard = []

    async def hear(event):
        heard.append(event)

    for number in range(3):
        scene.put(f"{number}.png", png(number))
    await picture_folder(on_event=hear, at_once=1).sync()

    uploads = [event for event in heard if event.kind == "uploaded"]
    assert [(event.name, event.waiting, event.under_way) for event in uploads] == [
        ("0.png", 2, 1),
        ("1.png", 1, 1),
        ("2.png", 0, 1),
    ]
    assert uploads[0].item_id == (await scene.items())["0.png"].id
    assert heard[-1].kind == "in_step"


async def test_an_error_of_who_listens_ends_it(scene, picture_folder):
    """It is the caller's, and comes as it is."""

    def fail(event):
        raise ZeroDivisionError

    scene.put("a.png", png(1))
    with pytest.raises(ZeroDivisionError):
        await picture_folder(on_event=fail).sync()
    assert (await picture_folder().sync()).total == 1


async def test_a_board_or_frame_that_is_gone_is_an_error(scene, picture_folder):
    """Trying again would not help."""
    scene.put("a.png", png(1))
    with pytest.raises(NotFoundError):
        await picture_folder(frame="3458764500000000000").sync()
    await scene.board.api.boards.delete(scene.board.id)
    with pytest.raises(NotFoundError):
        await picture_folder().sync()


async def test_a_folder_that_is_not_there_is_an_error(scene, picture_folder):
    """At once, and with its path."""
    scene.folder.rmdir()
    with pytest.raises(ConfigurationError, match=str(scene.folder)):
        await picture_folder().sync()


@pytest.mark.parametrize(
    "option", [{"deleted": "burn"}, {"confirm": "never"}, {"at_once": 0}, {"columns": 0}]
)
async def test_options_that_cannot_be_right_are_refused(picture_folder, option):
    """When it is made, by their names."""
    with pytest.raises(ConfigurationError, match=next(iter(option))):
        picture_folder(**option)
