"""What is under a legal hold stays there, whatever becomes of the users and of the boards."""

from __future__ import annotations

import pytest

from tests.sandbox.exporter import ONE, THREE, TWO, address_of, start
from tests.sandbox.lawyer import Lawyer
from tests.sandbox.organizer import Organizer, private_board
from tests.sandbox.talker import BoardTalker, Talker


class Matter:
    """An active hold on what Ada has: in a team, a board of her own and one that all see."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.lawyer = Lawyer(sandbox)
        self.org = Organizer(sandbox)
        self.ada = sandbox.add_user("Ada")
        self.team = self.org.team()
        self.org.post(f"{self.team}/members", {"email": self.ada.email})
        team_id = self.team.rpartition("/")[2]
        policy = {"sharingPolicy": {"teamAccess": "edit"}}
        shared = BoardTalker(sandbox, teamId=team_id, policy=policy)
        self.boards = {sandbox.add_board("Hers", owner=self.ada.id, team_id=team_id), shared.id}
        self.case = f"/{self.lawyer.made('', name='Case')['id']}"
        self.id = self.hold(self.ada)
        assert self.held() == self.boards

    def hold(self, *users):
        """Put what users have under another hold, and give its id when it is active."""
        id_ = self.lawyer.hold(self.case[1:], *(user.email for user in users))["id"]
        self.sandbox.clock.advance(10)
        return id_

    def held(self, hold_id=None):
        """Give what is under a hold, by default the first."""
        return self.lawyer.held(self.case[1:], hold_id or self.id)

    def close(self, hold_id):
        """Close a hold."""
        assert self.lawyer.delete(f"{self.case}/legal-holds/{hold_id}").status == 204

    def delete(self, board_id):
        """Delete a board as its owner."""
        token = self.sandbox.new_token(self.sandbox._state.boards[board_id].owner_id)
        assert Talker(self.sandbox, token).delete(f"/v2/boards/{board_id}").status == 204

    def exported(self, board_id, job_id=ONE):
        """Give what an export of a board ends with, in ten seconds."""
        jobs = address_of(self.sandbox)
        assert start(self.lawyer, jobs, job_id, board_id).status == 200
        self.sandbox.clock.advance(10)
        (result,) = self.lawyer.get(f"{jobs}/{job_id}/results").json["results"]
        return result["status"]

    def shown_once(self):
        """Show Ada a board of the first user's for a moment, and give it."""
        board = private_board(self.sandbox)
        board.post("/members", {"emails": [self.ada.email], "role": "viewer"})
        assert board.delete(f"/members/{self.ada.id}").status == 204
        return board


@pytest.fixture
def matter(sandbox):
    """Give a hold on what Ada has."""
    return Matter(sandbox)


def leaves_the_team(matter):
    """Take her out of the team."""
    assert matter.org.delete(f"{matter.team}/members/{matter.ada.id}").status == 204


def is_deleted(matter):
    """Delete her, as an identity provider does."""
    provider = Talker(matter.sandbox, matter.sandbox.scim_token)
    assert provider.delete(f"/api/v1/scim/Users/{matter.ada.id}").status == 204


def loses_the_team(matter):
    """Delete the team with its boards."""
    assert matter.org.delete(matter.team).status == 204


@pytest.mark.parametrize("event", [leaves_the_team, is_deleted, loses_the_team])
def test_a_hold_outlives_access(matter, event):
    """What its users have seen since they were named stays, and can be exported when deleted."""
    event(matter)
    assert matter.held() == matter.boards
    for board_id in matter.boards & matter.sandbox._state.boards.keys():
        matter.delete(board_id)
    assert matter.held() == matter.boards
    assert matter.exported(min(matter.boards)) == "SUCCESS"


def test_what_a_user_is_shown_for_a_moment_is_held(matter):
    """Also if it was taken away before anybody asked what is held."""
    board = matter.shown_once()
    assert board.delete("").status == 204
    assert matter.held() == {*matter.boards, board.id}


def test_who_is_gone_comes_to_no_more(matter):
    """A board that everybody sees is not under the hold of somebody who was deleted before."""
    is_deleted(matter)
    BoardTalker(matter.sandbox, policy={"sharingPolicy": {"access": "view"}})
    assert matter.held() == matter.boards


def test_what_was_deleted_goes_with_the_last_hold(matter):
    """As long as another one is about it, it stays; then it cannot be exported either."""
    other, board_id = matter.hold(matter.ada), min(matter.boards)
    matter.delete(board_id)
    matter.close(matter.id)
    matter.sandbox.clock.advance(10)
    assert matter.exported(board_id, ONE) == "SUCCESS"
    assert matter.held(other) == matter.boards
    matter.close(other)
    assert matter.exported(board_id, TWO) == "SUCCESS"  # it is not lifted yet
    assert matter.exported(board_id, THREE) == "ERROR"
    assert matter.sandbox._state.governance.preserved == {}


def test_who_is_no_longer_named_is_released(matter):
    """Who is on the old list and on the new one keeps all; who comes back begins anew."""
    board, bob = matter.shown_once(), matter.sandbox.add_user("Bob")
    his = BoardTalker(matter.sandbox)
    his.post("/members", {"emails": [bob.email], "role": "viewer"})
    held = []
    for users in ([matter.ada, bob], [bob], [matter.ada]):
        scope = {"users": [{"email": user.email} for user in users]}
        path = f"{matter.case}/legal-holds/{matter.id}"
        assert matter.lawyer.ask("PUT", path, {"name": "Hold", "scope": scope}).status == 200
        matter.sandbox.clock.advance(10)
        held.append(matter.held())
    assert held == [{*matter.boards, board.id, his.id}, {his.id}, matter.boards]


def test_a_second_hold_has_what_the_first_preserved(matter):
    """What its users could see, if it were not deleted."""
    for board_id in matter.boards:
        matter.delete(board_id)
    assert matter.held(matter.hold(matter.ada)) == matter.boards
    assert matter.held(matter.hold(matter.sandbox.add_user("Bob"))) == set()
