"""Miro in a FastAPI app: log in, list your boards, log out.

    pip install 'miro-async[sandbox]' fastapi itsdangerous
    python examples/fastapi_app.py

This starts one worker and the sandbox, a local Miro: no account is needed. With an app of Miro's
in the environment (see `environment.py`), it is Miro. Any number of workers, on any hosts, share
the tokens in Redis or PostgreSQL, and refresh each of them once:

    export MIRO_CLIENT_ID=... MIRO_CLIENT_SECRET=... MIRO_REDIRECT_URL=https://.../callback
    export SESSION_SECRET=... STORAGE_URL=redis://localhost
    uvicorn --app-dir examples --factory fastapi_app:create_app --workers 2 --no-access-log
"""

from __future__ import annotations

import logging
import os
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Annotated

import pages
import uvicorn
from environment import base_url, over_https, sandbox_unless_configured, token_storage
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.middleware.sessions import SessionMiddleware

from miro_async import Miro, Timeout, errors

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

PATIENCE = Timeout(total=15)  # nobody waits longer for a page
logger = logging.getLogger(__name__)
router = APIRouter()


async def _miro(request: Request) -> Miro:
    miro: Miro = request.state.miro
    return miro


TheMiro = Annotated[Miro, Depends(_miro)]


@router.get("/")
async def home(request: Request, miro: TheMiro) -> Response:
    """List the boards of the user; without one, offer the login."""
    user_id = request.session.get("user_id")
    if user_id is None:
        return _html(pages.welcome_page())
    boards = await miro.as_user(user_id).boards.list(owner=user_id).collect(limit=200)
    return _html(pages.boards_page(boards))


@router.get("/login")
async def log_in(request: Request, miro: TheMiro) -> Response:
    """Send the browser to Miro; what it has to come back with stays in its session."""
    verifier = miro.new_code_verifier()  # PKCE: the code is of no use to whoever else gets it
    url, state = miro.authorization_url(code_verifier=verifier)
    request.session.update(state=state, code_verifier=verifier)
    return RedirectResponse(url, 303)


@router.get("/callback")
async def come_back(request: Request, miro: TheMiro) -> Response:
    """Log in the user whom Miro sent back to us."""
    session = request.session
    try:
        token = await miro.exchange_code_for_access_token(
            str(request.url),
            state=session.pop("state", None),  # each is good for one login
            code_verifier=session.pop("code_verifier", None),
        )
    except errors.StateMismatchError:  # perhaps a trap: whoever is logged in here stays so
        return _html(pages.not_your_login_page(), 400)
    except errors.AccessDeniedError:
        return _html(pages.not_allowed_page(), 403)
    session.clear()  # nothing of whoever was here before
    session["user_id"] = token.user_id
    return RedirectResponse("/", 303)


@router.post("/logout")
async def log_out(request: Request, miro: TheMiro) -> Response:
    """End the session, and the user's tokens: so they are logged out in all browsers.

    No other site can do this to them: with a POST, it does not get their cookie (SameSite=Lax).
    """
    user_id = request.session.get("user_id")
    request.session.clear()
    if user_id is not None:
        with suppress(errors.NotAuthorizedError):  # they have logged out elsewhere
            await miro.revoke_token(user_id)
    return RedirectResponse("/", 303)


async def log_in_again(request: Request, _: Exception) -> Response:
    """Answer when there is no way to a token of this user, whatever they asked for."""
    request.session.clear()
    return _html(pages.log_in_again_page(), 403)


async def try_later(_: Request, error: Exception) -> Response:
    """Answer when Miro fails, or the storage."""
    logger.error("A call to Miro failed: %s", error)
    return _html(pages.try_later_page(), 502)


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, pages.HEADERS)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[dict[str, Miro]]:
    """Have one `Miro` for as long as this worker runs."""
    async with (
        token_storage() as (storage, pacing),
        Miro(storage=storage, pacing=pacing, base_url=base_url(), timeout=PATIENCE) as miro,
    ):
        yield {"miro": miro}


def create_app() -> FastAPI:
    """Make the application; its cookies are signed, but no secret: no token is in them."""
    app = FastAPI(
        openapi_url=None,  # these are pages, not an API
        lifespan=lifespan,
        exception_handlers={errors.AuthorizationError: log_in_again, errors.MiroError: try_later},
    )
    app.add_middleware(
        SessionMiddleware,
        secret_key=os.environ["SESSION_SECRET"],
        same_site="lax",
        https_only=over_https(),
    )
    app.include_router(router)
    return app


def main() -> None:
    """Serve the application with one worker."""
    logging.basicConfig(level=os.environ.get("LOG_LEVEL", "INFO"))
    port = int(os.environ.get("PORT", "8000"))
    with sandbox_unless_configured(port):
        # No access log: it would have the codes and states of all logins in it.
        uvicorn.run(create_app(), port=port, access_log=False, log_config=None)


if __name__ == "__main__":
    main()
