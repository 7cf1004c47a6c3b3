"""The sandbox's app without await, and what is true of the tokens of its users."""

from __future__ import annotations

from miro_async.sync import Miro

REDIRECT_URL = "http://localhost/callback"


def app(sandbox, url, storage, **options):
    """Give the sandbox's app; it does not wait for credits."""
    given = {"pacing": False, "redirect_url": REDIRECT_URL}
    credentials = {"client_id": sandbox.client_id, "client_secret": sandbox.client_secret}
    return Miro(base_url=url, storage=storage, **(given | credentials | options))


def log_in(miro, sandbox, user_id=None):
    """Authorize the app as a user does, by default the first one; give their id."""
    url, state = miro.authorization_url()
    redirected = sandbox.authorize(url, user=user_id)
    return miro.exchange_code_for_access_token(redirected, state=state).user_id


def works(api):
    """Make a call, the cheapest there is; it raises its error."""
    return api.boards.list().first() is None


def is_alive(sandbox, token):
    """Tell whether Miro takes a token."""
    return sandbox._state.grants.alive(token.access_token.reveal()) is not None
