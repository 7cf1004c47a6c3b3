"""The sandbox's page, and the consent page of an app, in a real browser."""

from __future__ import annotations

import gc
from functools import partial
from time import monotonic
from urllib.parse import urlsplit

import pytest

from miro_async.models import (
    Position,
    StickyNoteData,
)
from miro_async.sandbox import SandboxServer
from tests.e2e.apps import app_variables, script, worker
from tests.e2e.looking import (
    ARTIFACTS,
    add_note,
    address,
    call,
    delete_item,
    drawn,
    make_board,
    operations,
    shown,
    view,
)
from tests.ports import free_port


def test_the_drawing_says_what_the_items_say(server, open_tab):
    """All that was made is there, word by word, and the picture is loaded."""
    board_id, said = make_board(server)
    tab = open_tab()
    tab.go(address(server, board_id))
    tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")
    assert shown(tab) == said
    tab.wait_for(
        "performance.getEntriesByType('resource').some((e) => e.name.includes('pictures'))"
    )
    assert tab.value("document.querySelector('#board image').getBBox().width") > 100
    assert tab.value("document.title") == "Retro - Miro sandbox"
    tab.screenshot(ARTIFACTS / "board.png")


def test_a_board_changes_live(server, open_tab):
    """What is called is seen in every tab: in the drawing, the log, the counts, the credits."""
    board_id, said = make_board(server)
    tabs = [open_tab(), open_tab(width=1000)]
    for tab in tabs:
        tab.go(address(server, board_id))
        tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")

    async def change(api):
        data = StickyNoteData(content="Later")
        made = await api.sticky_notes.create(board_id, data=data, position=Position(x=0, y=-600))
        (first,) = (item_id for item_id, words in said.items() if words == "Builds are slow")
        await api.sticky_notes.update(
            board_id, first, data=StickyNoteData(content="Builds are quick")
        )
        (card,) = (item_id for item_id, words in said.items() if words.startswith("A card"))
        await api.cards.delete(board_id, card)
        return made.id, first, card

    made, first, card = call(server, change)
    expected = {**said, made: "Later", first: "Builds are quick"}
    del expected[card]
    for tab in tabs:
        tab.wait_for(
            f"document.querySelector('#item-{made}') && !document.querySelector('#item-{card}')"
        )
        assert shown(tab) == expected
        latest = ["cards.delete", "sticky_notes.update", "sticky_notes.create"]
        tab.wait_for("document.querySelector('#calls tr').innerText.includes('cards.delete')")
        assert operations(tab)[:3] == latest
        assert "204" in tab.value("document.querySelector('#calls tr').innerText")
        counted = tab.value("document.getElementById('counts').textContent")
        assert counted == "8 items, 1 connector, 1 tag"
        left = tab.value("document.querySelector('#credits meter').value")
        assert left == 100_000 - server.sandbox.credits_spent
        assert server.token not in tab.value("document.documentElement.outerHTML")
    late = open_tab()
    late.go(address(server, board_id))
    late.wait_for(f"document.querySelector('#item-{made}')")
    assert drawn(tabs[0]) == drawn(late)


def test_boards_come_and_go(server, open_tab):
    """On the first page; from there a click leads to a board, which tells when it is deleted."""
    tab = open_tab()
    tab.go(server.url)
    tab.wait_for("!document.getElementById('empty').hidden")
    board_id = server.sandbox.add_board('Retro & "more" <b>')
    tab.wait_for("document.querySelectorAll('#boards li').length === 1")
    tab.screenshot(ARTIFACTS / "boards.png")
    tab.click("#boards a", 'Retro & "more" <b>')
    tab.wait_for(
        "document.getElementById('live')?.textContent === 'Live' && location.pathname !== '/'"
    )
    tab.wait_for("document.body.innerText.includes('Nothing is on this board yet.')")
    other = open_tab()
    other.go(server.url)
    other.wait_for("document.querySelectorAll('#boards li').length === 1")

    async def delete(api):
        await api.boards.delete(board_id)

    call(server, delete)
    tab.wait_for("document.getElementById('live').textContent === 'This board was deleted'")
    other.wait_for("document.querySelectorAll('#boards li').length === 0")
    assert other.value("document.getElementById('empty').checkVisibility()")


def test_people_look_around(server, open_tab):
    """With the keyboard, the buttons, the wheel, and by dragging; then the view stays as it is."""
    board_id, said = make_board(server)
    tab = open_tab(still=True)
    tab.go(address(server, board_id))
    tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")

    everything = view(tab)
    tab.press("Tab")
    assert tab.value("document.activeElement.className") == "skip"
    tab.press("Tab")
    tab.press("Tab")
    assert tab.value("document.activeElement.id") == "board"
    tab.press("ArrowRight")
    assert view(tab)[0] > everything[0]
    tab.press("ArrowLeft")
    assert view(tab) == pytest.approx(everything, abs=0.01)
    tab.press("+")
    assert view(tab)[2] == pytest.approx(everything[2] / 1.25, abs=0.01)
    tab.press("-")
    tab.press("0")
    assert view(tab) == pytest.approx(everything, abs=0.01)
    tab.press("Tab")
    tab.press("Enter")
    assert tab.value("document.activeElement.id") == "out"
    assert view(tab)[2] == pytest.approx(everything[2] * 1.25, abs=0.01)
    tab.click("#fit")
    assert view(tab) == pytest.approx(everything, abs=0.01)
    tab.mouse("mouseWheel", 300, 300, deltaX=0, deltaY=-120)
    tab.wait_for(f"document.getElementById('board').viewBox.baseVal.width < {everything[2] * 0.9}")
    near = view(tab)
    tab.mouse("mousePressed", 300, 300)
    tab.mouse("mouseMoved", 360, 340, held=True)
    tab.mouse("mouseReleased", 360, 340)
    scale = near[2] / tab.value("document.getElementById('board').clientWidth")
    assert view(tab)[:2] == pytest.approx([near[0] - 60 * scale, near[1] - 40 * scale], abs=0.1)
    stays = view(tab)
    server.sandbox.clock.advance(61)
    tab.wait_for("document.querySelectorAll('#credits li').length === 0")
    assert tab.value("document.getElementById('untouched').checkVisibility()")
    note = call(server, partial(add_note, board_id, "Far away", 9000))
    tab.wait_for(f"document.querySelector('#item-{note}')")
    assert not tab.value("document.getElementById('untouched').checkVisibility()")
    assert view(tab) == stays


def test_the_log_forgets_what_the_sandbox_forgets(server, open_tab):
    """Without a reload, when its calls are cleared, and when it is reset."""
    tab = open_tab()
    tab.go(server.url)
    for forget in (server.sandbox.calls.clear, server.sandbox.reset):
        make_board(server)
        tab.wait_for("document.querySelectorAll('#calls tr').length > 10")
        forget()
        tab.wait_for("document.querySelectorAll('#calls tr').length === 0")
        assert tab.value("document.getElementById('total').textContent") == "0"


def test_what_was_uploaded_does_nothing(server, open_tab, tmp_path):
    """An SVG image with a script in it is shown, and nothing of it runs."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="x=1">'
        b'<rect width="40" height="40" fill="red"/><script>fetch("/v2/boards")</script></svg>'
    )

    async def upload(api):
        board = await api.boards.create(name="Trap <script>alert(1)</script>")
        (tmp_path / "trap.svg").write_bytes(svg)
        await api.images.upload(board.id, tmp_path / "trap.svg")
        return board.id

    tab = open_tab()
    tab.go(address(server, call(server, upload)))
    tab.wait_for("document.querySelector('#board image')")
    tab.wait_for(
        "performance.getEntriesByType('resource').some((e) => e.name.includes('pictures'))"
    )
    assert tab.value("document.querySelectorAll('script').length") == 1
    assert len(server.sandbox.calls) == 2


def test_somebody_logs_in_with_clicks(browser, open_tab, tmp_path):
    """From the FastAPI example to the sandbox's consent page and back; then out again."""
    port = free_port()
    with SandboxServer() as server:
        user = server.sandbox.add_user("Ada")
        server.sandbox.add_board("Engines", owner=user.id)
        with worker(script("fastapi"), tmp_path, port, **app_variables(server, port)) as app:
            app.await_start()
            tab, watching = open_tab(), open_tab()
            watching.go(server.url)
            tab.go(app.url)
            tab.click("a", "Log in with Miro")
            tab.wait_for("document.querySelector('legend')")
            assert urlsplit(tab.value("location.href")).path == "/oauth/authorize"
            tab.screenshot(ARTIFACTS / "consent.png")
            tab.click("label", "Ada")
            tab.click("button", "Allow")
            tab.wait_for("document.body.innerText.includes('Engines')")
            assert tab.value("location.href") == f"{app.url}/"
            watching.wait_for("document.getElementById('calls').innerText.includes('boards.list')")
            tab.click("button", "Log out")
            tab.wait_for("document.body.innerText.includes('Log in with Miro')")
            called = [one.operation for one in server.sandbox.calls]
            assert {"oauth.ask", "oauth.decide", "oauth.token", "boards.list"} <= set(called)
            watching.wait_for(f"document.querySelectorAll('#calls tr').length === {len(called)}")
            assert operations(watching) == called[::-1]


def test_the_page_can_be_heard(server, open_tab):
    """It has its parts, what can be pressed has names, and the drawing is read piece by piece."""
    board_id, said = make_board(server)
    tab = open_tab()
    for path in ("/", f"/boards/{board_id}"):
        tab.go(server.url + path)
        tab.wait_for("document.querySelector('#calls tr')")
        assert len(tab.named("main")) == len(tab.named("banner")) == 1
        assert tab.named("complementary") == ["Credits and calls"]
        assert all(tab.named("button", "link", "meter", "region", "table", "heading"))
    tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")
    assert tab.named("button") == ["Zoom out", "Zoom in", "Fit"]
    heard = "\n".join(tab.named("group", "graphics-object", "SvgRoot", "image", "img", "generic"))
    assert "sticky note: Reviews wait for days" in heard


def test_it_can_be_seen_without_scripts(server, open_tab):
    """As it was when it was opened: the boards as links, and the drawing as a picture."""
    board_id, _ = make_board(server)
    tab = open_tab()
    tab.command("Emulation.setScriptExecutionDisabled", value=True)
    tab.go(server.url)
    assert "Retro" in tab.named("link")
    tab.go(address(server, board_id))
    tab.wait_for("document.querySelector('img.still').naturalWidth > 100")


def test_two_fingers_zoom_and_one_moves(server, open_tab):
    """On a screen that is touched, the page itself does not move."""
    board_id, said = make_board(server)
    tab = open_tab(width=390, still=True)
    tab.go(address(server, board_id))
    tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")
    everything = view(tab)
    tab.touch([(100, 200)], [(140, 260)])
    scale = everything[2] / 390
    moved = [everything[0] - 40 * scale, everything[1] - 60 * scale]
    assert view(tab)[:2] == pytest.approx(moved, abs=0.1)
    tab.touch([(150, 300), (250, 300)], [(100, 300), (300, 300)])
    assert view(tab)[2] == pytest.approx(everything[2] / 2, rel=0.01)
    assert tab.value("scrollY") == 0


def test_a_page_comes_back_when_its_server_does(browser):
    """It says that it waits; then it shows what there is now."""
    with SandboxServer() as server, browser.tab() as tab:
        board_id, said = make_board(server)
        tab.go(address(server, board_id))
        tab.wait_for(f"document.querySelectorAll('#board [data-id]').length === {len(said) + 1}")
        server.stop()
        tab.wait_for("document.getElementById('live').textContent === 'Reconnecting'")
        gone = next(thing for thing, words in said.items() if words == "R&D")
        call(server, partial(delete_item, board_id, gone), transport=server.sandbox)
        del said[gone]
        server.start()
        tab.wait_for("document.getElementById('live').textContent === 'Live'")
        tab.wait_for("document.querySelectorAll('#calls tr').length === 13")
        tab.wait_for(f"!document.querySelector('#item-{gone}')")
        assert shown(tab) == said


def test_a_page_that_is_not_seen_listens_to_nothing(server, open_tab):
    """Browsers have six connections to a server; when it is seen again, it is up to date."""
    board_id = server.sandbox.add_board("Retro")
    tab = open_tab()
    tab.go(address(server, board_id))
    tab.wait_for("document.getElementById('live').textContent === 'Live'")
    page = server._server.config.app._page
    assert len(page._easels) == 1
    for hidden in ("true", "false"):
        described = f"{{ value: {hidden}, configurable: true }}"
        tab.value(f"Object.defineProperty(document, 'hidden', {described}) && undefined")
        tab.value("document.dispatchEvent(new Event('visibilitychange'))")
        if hidden == "true":
            end = monotonic() + 60
            while page._easels and monotonic() < end:
                gc.collect()
            assert len(page._easels) == 0

            note = call(server, partial(add_note, board_id, "Meanwhile", 0))
    tab.wait_for(f"document.querySelector('#item-{note}')")
    assert shown(tab) == {note: "Meanwhile"}
