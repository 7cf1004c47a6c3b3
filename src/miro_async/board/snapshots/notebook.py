"""How snapshots show themselves in notebooks: drawn, and without anything that runs."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from datetime import UTC
from html import escape
from typing import TYPE_CHECKING

from ..export.inline import web_address

if TYPE_CHECKING:
    from ..board import Board
    from .snapshot import Snapshot

_MOST_DRAWN = 5_000


def board_html(board: Board) -> str:
    """Give what is known of a board without a call: its name, its id, the page that shows it."""
    name = escape(str(board.info.name))
    address = web_address(board.info.view_link or "")
    shown = f'<a href="{escape(address)}" rel="noopener">{name}</a>' if address else name
    return f"<div><b>{shown}</b><br>Board {escape(board.id)}</div>"


def snapshot_svg(snapshot: Snapshot) -> str | None:
    """Give a picture of a snapshot; none of one with very many items, as that takes long."""
    return snapshot.to_svg() if len(snapshot.items) <= _MOST_DRAWN else None


def snapshot_html(snapshot: Snapshot) -> str:
    """Give a snapshot as HTML: its name, what is on it, and a picture of it.

    The picture is an image, in which nothing runs and nothing is loaded; all text is escaped.
    """
    counts = Counter(str(item.type).replace("_", " ") for item in snapshot.items)
    counts |= Counter({"connector": len(snapshot.connectors), "tag": len(snapshot.tags)})
    said = ", ".join(f"{count} × {kind}" for kind, count in counts.most_common() if count)  # noqa: RUF001 - a sign
    name = escape(str(snapshot.info.name))
    taken = f"{snapshot.taken_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    head = f"<p><b>{name}</b><br>{escape(said) or 'nothing on it'}<br>{taken}</p>"
    drawn = snapshot_svg(snapshot)
    if drawn is None:
        return f"<div>{head}</div>"
    picture = b64encode(drawn.encode()).decode()
    address = f"data:image/svg+xml;base64,{picture}"
    return f'<div>{head}<img alt="{name}" style="max-width:100%" src="{address}"></div>'
