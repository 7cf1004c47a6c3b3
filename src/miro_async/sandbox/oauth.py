"""What users allow the app: codes, pairs of tokens, and when each of them dies."""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode

from attrs import define, field, frozen

from .clock import Clock  # noqa: TC001 - what is read back is found by its type
from .errors import oauth_error, redirect_mismatch

SCOPES = (
    *("boards:read", "boards:write", "identity:read", "identity:write", "team:read", "team:write"),
    *("auditlogs:read", "organizations:read", "organizations:teams:read"),
    *("organizations:teams:write", "organizations:groups:read", "organizations:groups:write"),
    *("projects:read", "projects:write", "boards:export", "contentlogs:export"),
    *("aiinteractionlogs:read", "organization:cases:management", "sessions:delete"),
)
EXPIRES_IN = 3599  # seconds, as Miro's answers have it
_CODE_SECONDS = 10 * 60
_REFRESH_SECONDS = 60 * 24 * 60 * 60
# What real tokens begin with: {"miro.origin":"eu01"} in base64.
_TOKEN_PREFIX = "eyJtaXJvLm9yaWdpbiI6ImV1MDEifQ_"  # noqa: S105 - the part that is not secret


def new_client_id() -> str:
    """Give a random client id: 19 digits."""
    return f"3458764{secrets.randbelow(10**12):012}"


def new_client_secret() -> str:
    """Give a random client secret: 32 characters."""
    return secrets.token_urlsafe(24)


@frozen(kw_only=True)
class App:
    """The app as it is registered with the sandbox. `expires_in`: `None`, tokens do not expire."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_urls: tuple[str, ...]
    scopes: tuple[str, ...]
    expires_in: int | None
    name: str = "Sandbox app"


@define(kw_only=True)
class Grant:
    """What a user has allowed an app: one access token at a time, and what refreshes it."""

    id: str = ""
    user_id: str
    client_id: str
    team_id: str
    scopes: tuple[str, ...]
    access_token: str = field(default="", repr=False)
    expires_at: float | None = None
    refresh_token: str = field(default="", repr=False)
    refresh_until: float = 0.0


@define(kw_only=True)
class Code:
    """What a user has just allowed, until the app exchanges the code. `grant_id`: it did."""

    user_id: str
    team_id: str
    client_id: str
    redirect_uri: str
    challenge: str | None
    until: float
    grant_id: str | None = None


@define
class Grants:
    """All that users have allowed the apps. Only what is alive is kept: a dead token is unknown."""

    clock: Clock = field(eq=False, repr=False)
    apps: dict[str, App] = field(factory=dict[str, App])
    refreshes: int = 0
    refused_refreshes: int = 0
    count: int = 0
    codes: dict[str, Code] = field(factory=dict[str, Code], repr=False)
    alive_grants: dict[str, Grant] = field(factory=dict[str, Grant])
    access_tokens: dict[str, str] = field(factory=dict[str, str], repr=False)
    """The id of the grant of each access token, as of each refresh token below."""
    refresh_tokens: dict[str, str] = field(factory=dict[str, str], repr=False)

    def app_of(self, client_id: object, client_secret: object) -> App | None:
        """Give the app with these credentials."""
        app = self.apps.get(client_id) if isinstance(client_id, str) else None
        return app if app and app.client_secret == client_secret else None

    def add(self, grant: Grant) -> None:
        """Let the tokens of a grant work."""
        if not grant.id:
            self.count += 1
            grant.id = str(self.count)
        self.alive_grants[grant.id] = grant
        self.access_tokens[grant.access_token] = grant.id
        if grant.refresh_token:
            self.refresh_tokens[grant.refresh_token] = grant.id

    def all(self) -> list[Grant]:
        """Give every grant, also those whose access token has expired."""
        return list(self.alive_grants.values())

    def alive(self, access_token: str) -> Grant | None:
        """Give what an access token stands for; `None`: it is dead, or never was one."""
        grant_id = self.access_tokens.get(access_token)
        if grant_id is None:
            return None
        grant = self.alive_grants[grant_id]
        expired = grant.expires_at is not None and grant.expires_at <= self._now()
        return None if expired else grant

    def new_code(
        self, app: App, user_id: str, team_id: str, redirect_uri: str, challenge: str | None
    ) -> str:
        """Give a code that can be exchanged once, within 10 minutes."""
        code = secrets.token_urlsafe(24)
        self.codes[code] = Code(
            user_id=user_id,
            team_id=team_id,
            client_id=app.client_id,
            redirect_uri=redirect_uri,
            challenge=challenge,
            until=self._now() + _CODE_SECONDS,
        )
        return code

    def exchange(self, app: App, code: str, redirect_uri: str, verifier: str | None) -> Grant:
        """Give the tokens for a code, or refuse."""
        issued = self.codes.get(code)
        if issued is None or issued.client_id != app.client_id:
            raise oauth_error("The authorization code is not valid")
        if issued.grant_id:
            # Somebody else may have it too: what it gave is not to be trusted (RFC 6749, 4.1.2).
            if issued.grant_id in self.alive_grants:
                self._end(self.alive_grants[issued.grant_id])
            raise oauth_error("The authorization code has been used")
        if issued.until <= self._now():
            raise oauth_error("The authorization code has expired")
        if issued.redirect_uri != redirect_uri:
            raise redirect_mismatch()
        if issued.challenge != (None if verifier is None else _challenge(verifier)):
            raise oauth_error("The code verifier is not the one of the authorization request")
        grant = Grant(
            user_id=issued.user_id,
            client_id=app.client_id,
            team_id=issued.team_id,
            scopes=app.scopes,
        )
        self._renew(grant)
        issued.grant_id = grant.id
        return grant

    def refresh(self, app: App, refresh_token: str) -> Grant:
        """Give a new pair for a refresh token, which dies now with its access token, or refuse."""
        grant = self.alive_grants.get(self.refresh_tokens.get(refresh_token, ""))
        is_own = grant is not None and grant.client_id == app.client_id
        if grant is None or not is_own or grant.refresh_until <= self._now():
            self.refused_refreshes += 1
            raise oauth_error("The refresh token is not valid")
        self._end(grant)
        self._renew(grant)
        self.refreshes += 1
        return grant

    def revoke(self, access_token: str, app: App | None = None) -> bool:
        """End an access token and its refresh token; `False`: it is not alive, or another app's."""
        grant = self.alive(access_token)
        if grant is None or (app and app.client_id != grant.client_id):
            return False
        self._end(grant)
        return True

    def end_all(self, user_id: str) -> None:
        """End all tokens of a user."""
        for grant in self.all():
            if grant.user_id == user_id:
                self._end(grant)

    def end_of_user(self, user_id: str) -> None:
        """End all tokens of a user who is no more, and the codes that would give others."""
        self.end_all(user_id)
        for code in [code for code, issued in self.codes.items() if issued.user_id == user_id]:
            del self.codes[code]

    def end_of_team(self, team_id: str) -> None:
        """End all tokens for a team that is no more, and the codes that would give others."""
        for grant in self.all():
            if grant.team_id == team_id:
                self._end(grant)
        for code in [code for code, issued in self.codes.items() if issued.team_id == team_id]:
            del self.codes[code]

    def expire(self, user_id: str | None) -> None:
        """Let the access tokens of a user, or of all, expire now, if they ever do."""
        for grant in self.all():  # a list of its own, as others may come in another thread
            if grant.expires_at is not None and user_id in {None, grant.user_id}:
                grant.expires_at = self._now()

    def _renew(self, grant: Grant) -> None:
        grant.access_token = _new_token()
        expires_in = self.apps[grant.client_id].expires_in
        if expires_in is not None:
            grant.expires_at = self._now() + expires_in
            grant.refresh_token = _new_token()
            grant.refresh_until = self._now() + _REFRESH_SECONDS
        self.add(grant)

    def _end(self, grant: Grant) -> None:
        self.alive_grants.pop(grant.id, None)
        self.access_tokens.pop(grant.access_token, None)
        self.refresh_tokens.pop(grant.refresh_token, None)

    def _now(self) -> float:
        return self.clock.now()


def _new_token() -> str:
    return _TOKEN_PREFIX + secrets.token_urlsafe(20)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode(errors="replace")).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
