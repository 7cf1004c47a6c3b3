"""What a test puts into a sandbox itself: people, teams, boards, apps and tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from ..errors import InvalidArgumentError
from .arguments import (
    demand_email,
    demand_name,
    demand_positive,
    demand_role,
    known_scopes,
    several,
)
from .handlers.boards import new_board
from .journal import note_ai_interaction
from .oauth import EXPIRES_IN, SCOPES, App, new_client_id, new_client_secret
from .state import Membership
from .state.beginning import add_team, add_user, issue_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from threading import RLock

    from ..models.enums import OrganizationRole
    from .state import State, StoredBoard, Team, User


@frozen(kw_only=True)
class SandboxUser:
    """A user that a test has made, with an access token that never expires."""

    id: str
    name: str
    email: str
    token: str = field(repr=False)


@frozen(kw_only=True)
class SandboxApp:
    """An app that a test has registered."""

    client_id: str
    client_secret: str = field(repr=False)


class Seeds:
    """The part of a sandbox that makes things without a call."""

    _state: State
    _lock: RLock

    @property
    def client_id(self) -> str:
        """The client id of the app that is registered from the start."""
        return self._first_app.client_id

    @property
    def client_secret(self) -> str:
        """The client secret of that app."""
        return self._first_app.client_secret

    @property
    def redirect_urls(self) -> tuple[str, ...]:
        """The redirect URLs of that app; none: any will do."""
        return self._first_app.redirect_urls

    @property
    def organization_id(self) -> str:
        """The id of the one organization."""
        return self._state.organization.id

    @property
    def team_id(self) -> str:
        """The id of the first team."""
        return next(iter(self._state.teams))

    @property
    def user_ids(self) -> tuple[str, ...]:
        """The ids of the users, in the order in which they were made; `token` is the first's."""
        return tuple(self._state.users)

    def add_user(
        self,
        name: str,
        *,
        email: str | None = None,
        role: OrganizationRole = "organization_internal_user",
        team_id: str | None = None,
    ) -> SandboxUser:
        """Make another user, and give them with an access token.

        Args:
            name: Their name, of 1 to 60 characters, as all names here.
            email: Their email address; by default one that nobody else has.
            role: Their role in the organization; `organization_internal_admin` may do all that
                needs an administrator.
            team_id: The team that they are in; by default the first one.

        Raises:
            InvalidArgumentError: There is no such team or role, or another user has this email
                address, or name or address are none.
        """
        demand_name(name)
        demand_role(role)
        if email is not None:
            demand_email(email)
        with self._lock:
            if email is not None and self._state.user_of(email):
                raise InvalidArgumentError("another user has this email address")
            team = self._team(team_id or self.team_id)
            user = add_user(self._state, name, email=email, role=role)
            trace = self._state.trace(user)
            team.members[user.id] = Membership(role="member", trace=trace)
            token = self.new_token(user.id, team_id=team.id)
            return SandboxUser(id=user.id, name=name, email=user.email, token=token)

    def add_team(self, name: str, *, owner: str | None = None) -> str:
        """Make a team, and give its id. `owner` is the id of a user; by default the first one.

        Raises:
            InvalidArgumentError: There is no such user, or the name is none.
        """
        demand_name(name)
        with self._lock:
            return add_team(self._state, name, self._user(owner)).id

    def add_board(self, name: str, *, owner: str | None = None, team_id: str | None = None) -> str:
        """Make a board, and give its id.

        Args:
            name: Its name.
            owner: The id of the user who owns it; by default the first one.
            team_id: The team in which it is; by default the first one.

        Raises:
            InvalidArgumentError: There is no such user or team, or the name is none.
        """
        demand_name(name)
        with self._lock:
            user, team = self._user(owner), self._team(team_id or self.team_id)
            return new_board(self._state, user, team.id, name=name).id

    def set_picture(self, board_id: str, image_url: str) -> str:
        """Give a board a picture, as people do in the app, and give the picture's id.

        Raises:
            InvalidArgumentError: There is no such board.
        """
        with self._lock:
            board, picture_id = self._board(board_id), self._state.ids.next_item()
            board.picture = {"id": picture_id, "imageURL": image_url, "type": "picture"}
            return picture_id

    def lock_item(self, board_id: str, item_id: str, *, locked: bool = True) -> None:
        """Lock an item, or unlock it, as people do in the app: no call can.

        Raises:
            InvalidArgumentError: There is no such item.
        """
        with self._lock:
            item = self._board(board_id).items.get(item_id)
            if item is None:
                raise InvalidArgumentError("there is no such item")
            item.locked = locked

    def mark_unsupported(self, board_id: str, item_id: str) -> None:
        """Make an item or a connector one of those that the API does not support.

        It is listed with `isSupported: false`, an item without its data, and cannot be changed.

        Raises:
            InvalidArgumentError: There is no such item or connector.
        """
        with self._lock:
            board = self._board(board_id)
            thing = board.items.get(item_id) or board.connectors.get(item_id)
            if thing is None:
                raise InvalidArgumentError("there is no such item")
            thing.supported = False

    def add_ai_interaction(
        self,
        feature: str,
        *,
        user: str | None = None,
        board_id: str | None = None,
        log_type: str = "request",
        details: Mapping[str, object] | None = None,
    ) -> str:
        """Note in the log that somebody used an AI feature, and give the id of the entry.

        Args:
            feature: The name of the feature, such as `ai_generate_sticky_notes`.
            user: The id of the user; by default the first one.
            board_id: The board on which it was; by default on none.
            log_type: What is noted, such as `request`.
            details: Whatever else is to be told.

        Raises:
            InvalidArgumentError: There is no such user or board.
        """
        with self._lock:
            actor = self._user(user)
            if board_id is not None and board_id not in self._state.boards:
                raise InvalidArgumentError("there is no such board")
            told = details or {}
            return note_ai_interaction(self._state, actor, feature, board_id, log_type, told)

    def add_app(
        self,
        name: str,
        *,
        redirect_urls: Iterable[str] = (),
        scopes: Iterable[str] = SCOPES,
        expires_in: int | None = EXPIRES_IN,
    ) -> SandboxApp:
        """Register another app, with credits of its own; with `expires_in=None` tokens last.

        Raises:
            InvalidArgumentError: There is no such scope, or the other arguments make no sense.
        """
        demand_name(name)
        if expires_in is not None:
            demand_positive(expires_in, "expires_in")
        app = App(
            client_id=new_client_id(),
            client_secret=new_client_secret(),
            redirect_urls=several(redirect_urls, "redirect_urls"),
            scopes=known_scopes(scopes),
            expires_in=expires_in,
            name=name,
        )
        with self._lock:
            self._state.grants.apps[app.client_id] = app
        return SandboxApp(client_id=app.client_id, client_secret=app.client_secret)

    def new_token(
        self,
        user_id: str,
        *,
        client_id: str | None = None,
        team_id: str | None = None,
        scopes: Iterable[str] | None = None,
    ) -> str:
        """Give an access token that never expires, as if a user had allowed an app.

        Args:
            user_id: Whose token it is.
            client_id: For which app; by default the first one.
            team_id: For which team; by default the first one that the user is in, and for a guest,
                who is in none, the first of all.
            scopes: What it may be used for; by default all that the app may.

        Raises:
            InvalidArgumentError: There is no such user, app, team or scope, or the user is not in
                the team.
        """
        given = None if scopes is None else known_scopes(scopes)
        with self._lock:
            app = self._state.grants.apps.get(client_id or self.client_id)
            if app is None:
                raise InvalidArgumentError("there is no such app")
            user = self._user(user_id)
            team = self._team_of(user, team_id)
            return issue_token(
                self._state, user, app, team.id, app.scopes if given is None else given
            )

    def expire_tokens(self, user_id: str | None = None) -> None:
        """Let the app's access tokens for a user, or for all, expire now. Refresh tokens live on.

        Raises:
            InvalidArgumentError: There is no such user.
        """
        with self._lock:
            if user_id is not None:
                self._user(user_id)
            self._state.grants.expire(user_id)

    @property
    def _first_app(self) -> App:
        return next(iter(self._state.grants.apps.values()))

    def _user(self, user_id: str | None) -> User:
        user = self._state.users.get(user_id or self.user_ids[0])
        if user is None:
            raise InvalidArgumentError("there is no such user")
        return user

    def _board(self, board_id: str) -> StoredBoard:
        if board_id not in self._state.boards:
            raise InvalidArgumentError("there is no such board")
        return self._state.boards[board_id]

    def _team(self, team_id: str) -> Team:
        if team_id not in self._state.teams:
            raise InvalidArgumentError("there is no such team")
        return self._state.teams[team_id]

    def _team_of(self, user: User, team_id: str | None) -> Team:
        """Give the team for which a user gets a token: a guest, who is in none, for the first."""
        if team_id is None:
            teams = self._state.teams.values()
            own = (team for team in teams if user.id in team.members)
            return next(own, next(iter(teams)))
        team = self._team(team_id)
        if user.id not in team.members:
            raise InvalidArgumentError("the user is not in this team")
        return team
