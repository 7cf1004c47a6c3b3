"""The pages of the web apps. What comes from elsewhere is escaped; there are no scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from miro_async.models import Board

HEADERS = {
    # No back button and no proxy shows the boards to whoever comes next.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    # The address of a page can have a code in it.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f2f3f5; margin: 0 }
main { max-width: 34rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 8px }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 1rem }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0 }
li { display: flex; gap: 1rem; justify-content: space-between; padding: .75rem 0 }
li { align-items: baseline; border-bottom: 1px solid #e4e5ea; overflow-wrap: anywhere }
small { color: #656b81; white-space: nowrap }
a { color: #4262ff }
.button { display: inline-block; font: inherit; padding: .5rem 1.5rem; border-radius: 8px }
.button { border: 1px solid #4262ff; color: #4262ff; background: #fff; cursor: pointer }
a.button { color: #fff; background: #4262ff; text-decoration: none }
"""


def welcome_page() -> str:
    """Give the page of somebody who has not logged in."""
    return _login_page("Your boards", "Log in to see the boards that you own.")


def not_your_login_page() -> str:
    """Give the page for a login that somebody else may have begun, to trap this one."""
    text = "It did not begin in this browser, or has come to its end before."
    return _login_page("This is not your login", text)


def not_allowed_page() -> str:
    """Give the page of somebody who said no at Miro."""
    return _login_page("Not logged in", "You have not allowed this app to see your boards.")


def log_in_again_page() -> str:
    """Give the page of somebody for whom there is no token any more."""
    text = "You have logged out elsewhere, or the app was removed in Miro."
    return _login_page("Please log in again", text)


def try_later_page() -> str:
    """Give the page for when Miro fails."""
    return _page(
        "This does not work", '<p>Please try again later.</p>\n<p><a href="/">Back</a></p>'
    )


def boards_page(boards: Iterable[Board]) -> str:
    """Give the page of somebody who has logged in."""
    rows = "\n".join(_row(board) for board in boards)
    # To log out changes something, so it is a POST: no link and no image can do it.
    return _page(
        "Your boards",
        f"<ul>{rows}</ul>\n" if rows else "<p>You own no boards yet.</p>\n",
        '<form method="post" action="/logout"><button class="button">Log out</button></form>',
    )


def _login_page(title: str, text: str) -> str:
    button = '<a class="button" href="/login">Log in with Miro</a>'
    return _page(title, f"<p>{escape(text)}</p>\n<p>{button}</p>")


def _row(board: Board) -> str:
    name = f'<a href="{escape(board.view_link or "")}">{escape(board.name)}</a>'
    changed = f"<small>{board.modified_at:%Y-%m-%d}</small>" if board.modified_at else ""
    return f"<li>{name}{changed}</li>"


def _page(title: str, *content: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
{"".join(content)}
</main>
</body>
</html>
"""
