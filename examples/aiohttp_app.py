"""Miro in an aiohttp app: log in, list your boards, log out.

    pip install 'miro-async[sandbox]' 'aiohttp-session[secure]'
    python examples/aiohttp_app.py

This starts one worker and the sandbox, a local Miro: no account is needed. With an app of Miro's
in the environment (see `environment.py`), it is Miro. Any number of workers, on any hosts, share
the tokens in Redis or PostgreSQL, and refresh each of them once:

    export MIRO_CLIENT_ID=... MIRO_CLIENT_SECRET=... MIRO_REDIRECT_URL=https://.../callback
    export SESSION_SECRET=... STORAGE_URL=redis://localhost
    PORT=8001 python examples/aiohttp_app.py & PORT=8002 python examples/aiohttp_app.py
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING

import pages
from aiohttp import web
from aiohttp_session import get_session, new_session, session_middleware
from aiohttp_session.cookie_storage import EncryptedCookieStorage
from environment import base_url, over_https, sandbox_unless_configured, token_storage

from miro_async import Miro, Timeout, errors

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from aiohttp.typedefs import Handler

MIRO = web.AppKey("MIRO", Miro)
TWO_WEEKS = 14 * 24 * 3600
PATIENCE = Timeout(total=15)  # nobody waits longer for a page
logger = logging.getLogger(__name__)
routes = web.RouteTableDef()


@routes.get("/")
async def home(request: web.Request) -> web.StreamResponse:
    """List the boards of the user; without one, offer the login."""
    user_id = (await get_session(request)).get("user_id")
    if user_id is None:
        return _html(pages.welcome_page())
    api = request.app[MIRO].as_user(user_id)
    boards = await api.boards.list(owner=user_id).collect(limit=200)
    return _html(pages.boards_page(boards))


@routes.get("/login")
async def log_in(request: web.Request) -> web.StreamResponse:
    """Send the browser to Miro; what it has to come back with stays in its session."""
    miro = request.app[MIRO]
    verifier = miro.new_code_verifier()  # PKCE: the code is of no use to whoever else gets it
    url, state = miro.authorization_url(code_verifier=verifier)
    (await get_session(request)).update(state=state, code_verifier=verifier)
    raise web.HTTPSeeOther(url)


@routes.get("/callback")
async def come_back(request: web.Request) -> web.StreamResponse:
    """Log in the user whom Miro sent back to us."""
    session = await get_session(request)
    try:
        token = await request.app[MIRO].exchange_code_for_access_token(
            str(request.url),
            state=session.pop("state", None),  # each is good for one login
            code_verifier=session.pop("code_verifier", None),
        )
    except errors.StateMismatchError:  # perhaps a trap: whoever is logged in here stays so
        return _html(pages.not_your_login_page(), 400)
    except errors.AccessDeniedError:
        return _html(pages.not_allowed_page(), 403)
    session = await new_session(request)  # nothing of whoever was here before
    session["user_id"] = token.user_id
    raise web.HTTPSeeOther("/")


@routes.post("/logout")
async def log_out(request: web.Request) -> web.StreamResponse:
    """End the session, and the user's tokens: so they are logged out in all browsers.

    No other site can do this to them: with a POST, it does not get their cookie (SameSite=Lax).
    """
    session, miro = await get_session(request), request.app[MIRO]
    user_id = session.get("user_id")
    session.invalidate()
    if user_id is not None:
        with suppress(errors.NotAuthorizedError):  # they have logged out elsewhere
            await miro.revoke_token(user_id)
    raise web.HTTPSeeOther("/")


@web.middleware
async def failures(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer when there is no way to a token of this user, and when Miro or the storage fails."""
    try:
        return await handler(request)
    except errors.AuthorizationError:
        (await get_session(request)).invalidate()
        return _html(pages.log_in_again_page(), 403)
    except errors.MiroError as error:
        logger.error("A call to Miro failed: %s", error)  # noqa: TRY400
        return _html(pages.try_later_page(), 502)


def _html(page: str, status: int = 200) -> web.Response:
    return web.Response(text=page, status=status, headers=pages.HEADERS, content_type="text/html")


async def miro_context(app: web.Application) -> AsyncGenerator[None]:
    """Have one `Miro` for as long as this worker runs."""
    async with (
        token_storage() as (storage, pacing),
        Miro(storage=storage, pacing=pacing, base_url=base_url(), timeout=PATIENCE) as miro,
    ):
        app[MIRO] = miro
        yield


def create_app() -> web.Application:
    """Make the application; its cookies are encrypted."""
    cookies = EncryptedCookieStorage(
        os.environ["SESSION_SECRET"],
        cookie_name="session",
        max_age=TWO_WEEKS,
        samesite="Lax",
        secure=over_https(),
    )
    # The sessions come first: they are saved when the others have answered, failures included.
    app = web.Application(middlewares=[session_middleware(cookies), failures])
    app.cleanup_ctx.append(miro_context)
    app.add_routes(routes)
    return app


def main() -> None:
    """Serve the application with one worker."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
    port = int(os.environ.get("PORT", "8000"))
    with sandbox_unless_configured(port):
        # No access log: it would have the codes and states of all logins in it.
        web.run_app(create_app(), host="127.0.0.1", port=port, access_log=None)


if __name__ == "__main__":
    main()
