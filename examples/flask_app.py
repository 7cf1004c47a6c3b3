"""Miro in a Flask app, without await: log in, list your boards, log out.

    pip install 'miro-async[sandbox]' flask
    python examples/flask_app.py

This starts one worker and the sandbox, a local Miro: no account is needed. With an app of Miro's
in the environment (see `environment.py`), it is Miro. Any number of workers, on any hosts, share
the tokens in PostgreSQL (see `flask_storage.py`), and refresh each of them once:

    export MIRO_CLIENT_ID=... MIRO_CLIENT_SECRET=... MIRO_REDIRECT_URL=https://.../callback
    export SESSION_SECRET=... STORAGE_URL=postgresql://...
    gunicorn --chdir examples --preload --workers 2 --threads 8 'flask_app:create_app()'
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress

import pages
from environment import base_url, over_https, sandbox_unless_configured
from flask import Blueprint, Flask, Response, current_app, make_response, redirect, request, session
from flask_storage import token_storage

from miro_async import Timeout, errors
from miro_async.sync import Miro

PATIENCE = Timeout(total=15)  # nobody waits longer for a page
logger = logging.getLogger(__name__)
site = Blueprint("site", __name__)


def _miro() -> Miro:
    miro: Miro = current_app.extensions["miro"]
    return miro


@site.get("/")
def home() -> Response:
    """List the boards of the user; without one, offer the login."""
    user_id = session.get("user_id")
    if user_id is None:
        return _html(pages.welcome_page())
    boards = _miro().as_user(user_id).boards.list(owner=user_id).collect(limit=200)
    return _html(pages.boards_page(boards))


@site.get("/login")
def log_in() -> Response:
    """Send the browser to Miro; what it has to come back with stays in its session."""
    verifier = Miro.new_code_verifier()  # PKCE: the code is of no use to whoever else gets it
    url, state = _miro().authorization_url(code_verifier=verifier)
    session.update(state=state, code_verifier=verifier)
    return _redirected(url)


@site.get("/callback")
def come_back() -> Response:
    """Log in the user whom Miro sent back to us."""
    try:
        token = _miro().exchange_code_for_access_token(
            request.url,
            state=session.pop("state", None),  # each is good for one login
            code_verifier=session.pop("code_verifier", None),
        )
    except errors.StateMismatchError:  # perhaps a trap: whoever is logged in here stays so
        return _html(pages.not_your_login_page(), 400)
    except errors.AccessDeniedError:
        return _html(pages.not_allowed_page(), 403)
    session.clear()  # nothing of whoever was here before
    session["user_id"] = token.user_id
    return _redirected("/")


@site.post("/logout")
def log_out() -> Response:
    """End the session, and the user's tokens: so they are logged out in all browsers.

    No other site can do this to them: with a POST, it does not get their cookie (SameSite=Lax).
    """
    user_id = session.get("user_id")
    session.clear()
    if user_id is not None:
        with suppress(errors.NotAuthorizedError):  # they have logged out elsewhere
            _miro().revoke_token(user_id)
    return _redirected("/")


@site.app_errorhandler(errors.AuthorizationError)
def log_in_again(_: errors.AuthorizationError) -> Response:
    """Answer when there is no way to a token of this user, whatever they asked for."""
    session.clear()
    return _html(pages.log_in_again_page(), 403)


@site.app_errorhandler(errors.MiroError)
def try_later(error: errors.MiroError) -> Response:
    """Answer when Miro fails, or the storage."""
    logger.error("A call to Miro failed: %s", error)
    return _html(pages.try_later_page(), 502)


def _html(page: str, status: int = 200) -> Response:
    return make_response(page, status, pages.HEADERS)


def _redirected(url: str) -> Response:
    return make_response(redirect(url, 303))


def create_app() -> Flask:
    """Make the application, with one `Miro` for all threads of a worker.

    It may be made before the workers are forked: each begins with connections of its own, and
    closes them when it ends. The cookies are signed, but no secret: no token is in them.
    """
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SESSION_SECRET"]
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = over_https()
    app.extensions["miro"] = Miro(storage=token_storage(), base_url=base_url(), timeout=PATIENCE)
    app.register_blueprint(site)
    return app


def main() -> None:
    """Serve the application with one worker."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
    # No access log: it would have the codes and states of all logins in it.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    port = int(os.environ.get("PORT", "8000"))
    with sandbox_unless_configured(port):
        create_app().run(port=port)


if __name__ == "__main__":
    main()
