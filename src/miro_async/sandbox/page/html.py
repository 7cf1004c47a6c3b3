"""The HTML of the page: what stays the same; the rest is filled in by `files/script.js`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable


def board_address(board_id: str) -> str:
    """Give the address of the page of a board."""
    return f"/boards/{quote(board_id, safe='')}"


def boards_page(boards: Iterable[tuple[str, str]]) -> str:
    """Give the page of all boards, of which the ids and names are given."""
    links = "".join(
        f'<li><a href="{board_address(board_id)}">{escape(name)}</a></li>'
        for board_id, name in boards
    )
    content = f"""<section id="shelf" aria-label="Boards">
<ul id="boards" class="boards"></ul>
<div id="empty" class="empty" hidden>
<h2>No boards yet</h2>
<p>Make one with a client: <code>await api.boards.create(name="Retro")</code>. It appears here at
once.</p>
</div>
<noscript><ul class="boards">{links}</ul></noscript>
</section>"""
    return _whole("Boards", '<h1 id="name">Boards</h1>', content, events="/events")


def board_page(board_id: str, name: str) -> str:
    """Give the page of a board."""
    address, title = board_address(board_id), escape(name)
    head = f"""<h1 id="name">{title}</h1>
<p id="counts" class="counts"></p>"""
    content = f"""<section id="stage" class="stage" aria-label="Board">
<svg id="board" class="board" xmlns="http://www.w3.org/2000/svg" role="group" tabindex="0"
 aria-label="{title}" aria-describedby="keys"></svg>
<p id="keys" class="unseen">Arrow keys move the view, plus and minus zoom, 0 shows everything.</p>
<p id="empty" class="empty" hidden>Nothing is on this board yet.</p>
<div class="tools" role="group" aria-label="View" aria-controls="board">
<button id="out" type="button" aria-label="Zoom out" title="Zoom out (-)">&minus;</button>
<output id="zoom" aria-live="off" title="Zoom">100%</output>
<button id="in" type="button" aria-label="Zoom in" title="Zoom in (+)">+</button>
<button id="fit" type="button" title="Show everything (0)">Fit</button>
<a href="{address}/board.svg" download title="Save the drawing as a file">SVG</a>
</div>
<noscript><img class="still" src="{address}/board.svg" alt="{title}"></noscript>
</section>"""
    return _whole(title, head, content, events=f"{address}/events")


def nothing_page() -> str:
    """Give the page for an address at which there is nothing."""
    content = """<section class="empty"><h2>There is nothing here</h2>
<p>The board is gone, or was never in this sandbox. <a href="/">All boards</a></p></section>"""
    return _whole("Nothing here", '<h1 id="name">Not found</h1>', content, events="")


def _whole(title: str, head: str, content: str, events: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} - Miro sandbox</title>
<link rel="icon" href="/page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page/style.css">
{_SCRIPT if events else ""}</head>
<body data-events="{events}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="home" href="/"><img src="/page/icon.svg" alt="" width="28" height="28">Miro sandbox</a>
{head}
{_LIVE if events else ""}</header>
<div class="halves">
<main id="main" tabindex="-1">
{content}
</main>
{_ASIDE if events else ""}</div>
</body>
</html>
"""


_SCRIPT = '<script src="/page/script.js" defer></script>\n'
_LIVE = '<p id="live" class="live" role="status" data-state="waiting">Connecting</p>\n'
_ASIDE = """<aside aria-label="Credits and calls">
<section aria-labelledby="credits-title">
<h2 id="credits-title">Credits</h2>
<ul id="credits" class="credits"></ul>
<p id="untouched" class="hint">No minute is running: everybody has all credits.</p>
</section>
<section class="log" aria-labelledby="calls-title">
<h2 id="calls-title">Calls <span id="total" class="total">0</span></h2>
<div class="rows" tabindex="0" role="region" aria-labelledby="calls-title">
<table aria-labelledby="calls-title">
<thead><tr><th scope="col">Time</th><th scope="col">Operation</th><th scope="col">Status</th>
<th scope="col" class="number">Credits</th></tr></thead>
<tbody id="calls"></tbody>
</table>
</div>
</section>
</aside>
"""
