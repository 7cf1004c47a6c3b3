"""What the page looks like in a real browser: how large it is, and how well it is seen."""

from __future__ import annotations

import httpx
import pytest

from tests.e2e.looking import ARTIFACTS, CONTRAST, RING, make_board


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False), (390, True)])
def test_it_fits_every_window(server, open_tab, width, dark):
    """Wide and narrow, by day and by night: nothing is cut off, and text can be read."""
    board_id, said = make_board(server)
    tab = open_tab(width=width, dark=dark, still=True)
    for path, sign, name in (
        (
            f"/boards/{board_id}",
            f"document.querySelectorAll('#board [data-id]').length > {len(said)}",
            "board",
        ),
        ("/", "document.querySelector('#boards li')", "boards"),
    ):
        tab.go(server.url + path)
        tab.wait_for(sign)
        tab.wait_for("document.querySelector('#calls tr')")
        assert tab.value("document.documentElement.scrollWidth") <= width
        assert tab.value(CONTRAST) >= 4.5
        tab.screenshot(ARTIFACTS / f"{name}-{width}{'-dark' if dark else ''}.png")


@pytest.mark.parametrize("dark", [False, True])
def test_it_is_seen_what_has_the_keyboard(server, open_tab, dark):
    """By day and by night, wherever the Tab key leads; and what an empty board says can be read."""
    board_id = server.sandbox.add_board("Empty")
    server.sandbox.faults.add(503, to="boards.list")
    for path in ("/v2/boards", "/v2/boards/none", "/v2/boards"):
        headers = {"Authorization": f"Bearer {server.token}"}
        httpx.get(server.url + path, headers=headers, trust_env=False, timeout=60)
    tab = open_tab(dark=dark, still=True)
    for path, stops in ((f"/boards/{board_id}", 8), ("/", 4)):
        tab.go(server.url + path)
        tab.wait_for("document.querySelectorAll('#calls tr').length === 3")
        tab.wait_for("document.querySelector('#boards li, #board[viewBox]')")
        rings = {}
        for _ in range(stops):
            tab.press("Tab")
            element, contrast = tab.value(RING)
            rings[element] = contrast
            if 'id="board"' in element:
                tab.screenshot(ARTIFACTS / f"focus{'-dark' if dark else ''}.png")
        assert len(rings) == stops, list(rings)
        assert min(rings.values()) >= 3, rings
        assert tab.value(CONTRAST) >= 4.5
