"""How a sandbox begins, and how people and teams come into it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from attrs import evolve

from ..ids import Ids
from ..oauth import Grant, Grants
from . import ADMIN, MEMBER, Membership, Organization, State, Team, User

if TYPE_CHECKING:
    from ..clock import Clock
    from ..oauth import App

_TOKEN_PREFIX = "eyJtaXJvLm9yaWdpbiI6InNhbmRib3gifQ_"  # noqa: S105 - the part that is not secret


def first_state(clock: Clock, app: App, plan: str) -> State:
    """Give an organization with one team, and one user, who may do everything."""
    ids = Ids()
    team_id, organization_id = ids.next_account(), ids.next_account()
    organization = Organization(id=organization_id, name="Sandbox organization", plan=plan)
    state = State(
        ids=ids,
        organization=organization,
        grants=Grants(clock),
        scim_token=_token("scim"),
    )
    state.grants.apps[app.client_id] = app
    user = add_user(state, "Sandbox user", email="user@sandbox.test", role=ADMIN)
    add_team(state, "Sandbox team", user, team_id)
    return state


def add_user(state: State, name: str, *, email: str | None = None, role: str = MEMBER) -> User:
    """Make a user, in no team yet."""
    user_id = state.ids.next_account()
    user = User(
        id=user_id,
        name=name,
        email=email or _free_email(state),
        role=role,
        created_at=state.clock.stamp(),
    )
    state.users[user_id] = user
    return user


def _free_email(state: State) -> str:
    number = len(state.users) + 1
    while state.user_of(email := f"user-{number}@sandbox.test"):
        number += 1
    return email


def add_team(state: State, name: str, maker: User, team_id: str | None = None) -> Team:
    """Make a team, of which the one who made it is an administrator."""
    trace = state.trace(maker)
    team = Team(id=team_id or state.ids.next_account(), name=name, trace=trace)
    team.members[maker.id] = Membership(role="admin", trace=evolve(trace))
    state.teams[team.id] = team
    return team


def join_team(state: State, team: Team, user: User, by: User, role: str = "member") -> Membership:
    """Put a user into a team. Guests become members of the organization, with a full license."""
    if user.role not in {ADMIN, MEMBER}:
        user.role, user.license = MEMBER, "full"
    team.members[user.id] = membership = Membership(role=role, trace=state.trace(by))
    return membership


def issue_token(state: State, user: User, app: App, team_id: str, scopes: tuple[str, ...]) -> str:
    """Make an access token that never expires. It is the same in every run."""
    state.usage_of(app.client_id).install(team_id, state.today)
    token, number = _token(user.id), 1
    while state.grants.alive(token):
        number += 1
        token = _token(f"{user.id} {number}")
    state.grants.add(
        Grant(
            user_id=user.id,
            client_id=app.client_id,
            team_id=team_id,
            scopes=scopes,
            access_token=token,
        )
    )
    return token


def _token(seed: str) -> str:
    return _TOKEN_PREFIX + hashlib.sha256(seed.encode()).hexdigest()[:27]
