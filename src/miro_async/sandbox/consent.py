"""What a person sees in a browser: who may be used, and what is wrong with a link. No scripts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .answers import page
from .errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..call.transport.protocol import Response
    from .errors import ErrorFamily
    from .oauth import App
    from .state import User

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f2f3f5; margin: 0 }
main { max-width: 26rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 8px }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 1rem }
fieldset { border: 1px solid #c7cad5; border-radius: 8px; margin: 1.5rem 0; padding: .5rem 1rem }
label { display: block; padding: .25rem 0 }
button { font: inherit; padding: .5rem 1.5rem; border: 1px solid #4262ff; border-radius: 8px }
button { color: #4262ff; background: #fff; cursor: pointer }
button[value=allow] { color: #fff; background: #4262ff; margin-right: .5rem }
small { display: block; margin-top: 1.5rem; color: #656b81; overflow-wrap: anywhere }
"""


class PageRefusal(Refusal):
    """A refusal that a person reads, as there is no address to which a redirect would be safe."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(status, "oauthError", message)

    def answer(self, family: ErrorFamily = "board") -> Response:  # noqa: ARG002 - one page for all
        """Give the page that says so."""
        content = f"<h1>This does not work</h1>\n<p>{escape(self.message)}</p>"
        return page(self.status, _whole("Error", content))


def consent_page(app: App, team_name: str, users: Iterable[User], redirect_uri: str) -> str:
    """Give the page on which somebody chooses a user, and whether to allow what the app asks."""
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in app.scopes)
    choices = "\n".join(_choice(user, place) for place, user in enumerate(users))
    # The form has no action: it goes to the address of the page, whose query says the rest.
    content = f"""<h1>{escape(app.name)} asks for access to {escape(team_name)}</h1>
<p>If you allow it, the app can use:</p>
<ul>{scopes}</ul>
<form method="post">
<fieldset>
<legend>Allow it as</legend>
{choices}
</fieldset>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<small>This is a sandbox, not Miro. Either button leads to {escape(redirect_uri)}</small>"""
    return _whole(escape(app.name), content)


def _choice(user: User, place: int) -> str:
    checked = "" if place else " checked"
    button = f'<input type="radio" name="user" value="{escape(user.id)}"{checked}>'
    return f"<label>{button} {escape(user.name)}</label>"


def _whole(title: str, content: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"""
