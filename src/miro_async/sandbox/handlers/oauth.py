"""The app and its users: the consent page, the token endpoint, and ending tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from ...call.operation import Operation
from ..answers import no_content, ok, page, redirect
from ..checks import Unfit, web_address
from ..consent import PageRefusal, consent_page
from ..errors import NOT_PROVIDED, NOT_VALID, Refusal, no_token, oauth_error, redirect_mismatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...call.transport.protocol import Response
    from ..answers import JsonObject
    from ..call import Call, Handler
    from ..oauth import App, Grant

CONSENT = Operation[object](
    id="give-consent", group="oauth", name="decide", method="POST", path="/oauth/authorize"
)
# What Miro's document does not describe: the page is at miro.com, the tokens at the API's host.
OAUTH_OPERATIONS = (
    Operation[object](
        id="ask-for-consent", group="oauth", name="ask", method="GET", path="/oauth/authorize"
    ),
    CONSENT,
    Operation[object](
        id="get-token", group="oauth", name="token", method="POST", path="/v1/oauth/token"
    ),
)
# The access token is not what these go by, or they have their own answer to one that is dead.
OPEN = frozenset(
    {
        "oauth.ask",
        "oauth.decide",
        "oauth.token",
        "tokens.get_info",
        "tokens.revoke",
        "tokens.revoke_v1",
    }
)

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # of S256: 32 bytes in base64, without its padding
_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"


def _ask(call: Call) -> Response:
    app, redirect_uri = _asking(call)
    if wrong := _wrong(call.query):
        return _back(call, redirect_uri, wrong)
    team_name = call.state.team(_team_id(call, "")).name
    users = [user for user in call.state.users.values() if user.active]
    return page(200, consent_page(app, team_name, users, redirect_uri))


def _decide(call: Call) -> Response:
    app, redirect_uri = _asking(call)
    if wrong := _wrong(call.query):
        return _back(call, redirect_uri, wrong)
    given = call.form()
    if given.get("decision") == "deny":
        reason = "The user did not allow it"
        answer = {"error": "access_denied", "error_description": reason}
        return _back(call, redirect_uri, answer)
    if given.get("decision") != "allow":
        raise PageRefusal(400, "Choose whether to allow or to deny it.")
    user_id = given.get("user", "")
    user = call.state.users.get(user_id)
    if user is None or not user.active:
        raise PageRefusal(400, "There is no such user.")
    team_id = _team_id(call, user_id)
    challenge = call.query.get("code_challenge")
    code = call.state.grants.new_code(app, user_id, team_id, redirect_uri, challenge)
    answer = {"code": code, "client_id": app.client_id, "team_id": team_id}
    return _back(call, redirect_uri, answer)


def _team_id(call: Call, user_id: str) -> str:
    """Give the team that the URL names, if the user is in it; else the first that they are in."""
    teams = call.state.teams
    own = [id_ for id_, team in teams.items() if not user_id or user_id in team.members]
    wanted = call.query.get("team_id", "")
    return wanted if wanted in own else next(iter(own or teams))


def _asking(call: Call) -> tuple[App, str]:
    """Give the app that asks, and where the answer goes, or refuse.

    Nobody is sent to an address that is not agreed on.
    """
    app = call.state.grants.apps.get(call.query.get("client_id", ""))
    if app is None:
        raise PageRefusal(401, "There is no app with this client id.")
    redirect_uri = call.query.get("redirect_uri", "")
    agreed = redirect_uri in app.redirect_urls if app.redirect_urls else _is_address(redirect_uri)
    if not agreed:
        raise PageRefusal(401, redirect_mismatch().message)
    return app, redirect_uri


def _is_address(redirect_uri: str) -> bool:
    try:
        return "#" not in web_address(redirect_uri)  # nor does RFC 6749 allow one (3.1.2)
    except Unfit:
        return False


def _wrong(query: Mapping[str, str]) -> Mapping[str, str] | None:
    """Give the error that the app is told in the redirect (RFC 6749, 4.1.2.1; RFC 7636, 4.4.1)."""
    if query.get("response_type") != "code":
        reason = "response_type has to be code"
        return {"error": "unsupported_response_type", "error_description": reason}
    challenge = query.get("code_challenge")
    if challenge is None:
        return None
    if query.get("code_challenge_method") != "S256":
        reason = "code_challenge_method has to be S256"
    elif not _CHALLENGE.fullmatch(challenge):
        reason = "code_challenge is not one of S256"
    else:
        return None
    return {"error": "invalid_request", "error_description": reason}


def _back(call: Call, redirect_uri: str, answer: Mapping[str, str]) -> Response:
    """Send the browser back to the app, with the state that the app gave it."""
    state = {"state": call.query["state"]} if "state" in call.query else {}
    query = urlencode({**answer, **state}, errors="replace")
    whole = f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{query}"
    return redirect(quote(whole, safe=_IN_ADDRESSES, errors="replace"), 302)


def _token(call: Call) -> Response:
    given = {**call.query, **call.form()}
    grants = call.state.grants
    app = grants.app_of(given.get("client_id"), given.get("client_secret"))
    if app is None:
        raise oauth_error("The client id or the client secret is wrong")
    kind = _needed(given, "grant_type")
    if kind == "authorization_code":
        code, redirect_uri = _needed(given, "code"), _needed(given, "redirect_uri")
        grant = grants.exchange(app, code, redirect_uri, given.get("code_verifier"))
        call.state.usage_of(app.client_id).install(grant.team_id, call.state.today)
        return ok(_pair(app, grant))
    if kind == "refresh_token":
        return ok(_pair(app, grants.refresh(app, _needed(given, "refresh_token"))))
    raise oauth_error(f"Unexpected value [{kind}] of [grant_type]", 400)


def _needed(given: Mapping[str, str], name: str) -> str:
    if not given.get(name):
        raise oauth_error(f"Field [{name}] is required", 400)
    return given[name]


def _pair(app: App, grant: Grant) -> JsonObject:
    pair: JsonObject = {
        "user_id": grant.user_id,
        "team_id": grant.team_id,
        "access_token": grant.access_token,
        "scope": " ".join(grant.scopes),
        "token_type": "bearer",
    }
    if app.expires_in is not None:
        pair |= {"refresh_token": grant.refresh_token, "expires_in": app.expires_in}
    return pair


def _get_info(call: Call) -> Response:
    access_token = call.token or call.query.get("access_token")
    if not access_token:
        raise no_token(NOT_PROVIDED)
    state = call.state
    grant = state.grants.alive(access_token)
    if grant is None:
        raise oauth_error(NOT_VALID, 400)
    app, user, team = (
        state.grants.apps[grant.client_id],
        state.users[grant.user_id],
        state.teams[grant.team_id],
    )
    shown = {"type": "user", "id": user.id, "name": user.name}
    organization = {"id": state.organization.id, "name": state.organization.name}
    return ok(
        {
            "type": "oAuthToken",
            "application": {"type": "application", "id": app.client_id, "name": app.name},
            "organization": {"type": "organization", **organization},
            "team": {"type": "team", "id": team.id, "name": team.name},
            "createdBy": shown,
            "user": shown,
            "scopes": list(grant.scopes),
        }
    )


def _revoke(call: Call) -> Response:
    given = call.json_object()
    grants, access_token = call.state.grants, given.get("accessToken")
    app = grants.app_of(given.get("clientId"), given.get("clientSecret"))
    if not app or not isinstance(access_token, str) or not grants.revoke(access_token, app):
        raise Refusal(404, "notFound", "There is no such token of this app")
    return no_content()


def _revoke_v1(call: Call) -> Response:
    if not call.state.grants.revoke(call.query.get("access_token", "")):
        raise oauth_error("The access token is not valid", 400)
    return no_content()


HANDLERS: Mapping[str, Handler] = {
    "oauth.ask": _ask,
    "oauth.decide": _decide,
    "oauth.token": _token,
    "tokens.get_info": _get_info,
    "tokens.revoke": _revoke,
    "tokens.revoke_v1": _revoke_v1,
}
