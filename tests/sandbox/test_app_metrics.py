from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.sandbox.talker import Talker

DAY = 24 * 60 * 60
"""Seconds. The sandbox of these tests begins on the 5th of January 2026, a Monday."""


def metrics(miro, *, app_id=None, start="2026-01-01", end="2026-03-31", **query):
    """Ask for the metrics of an app; by default of the first one."""
    filters = urlencode({"startDate": start, "endDate": end, **query})
    return miro.get(f"/v2-experimental/apps/{app_id or miro.sandbox.client_id}/metrics?{filters}")


def totals(miro, app_id=None):
    """Ask for all that was ever counted of an app."""
    return miro.get(f"/v2-experimental/apps/{app_id or miro.sandbox.client_id}/metrics-total")


def call(sandbox, *users):
    """Let users call, each with the token that they have."""
    for user in users:
        assert Talker(sandbox, user.token).get("/v2/boards").status == 200


def by_start(answer, name):
    """Give one figure of each period, by the day on which it begins."""
    return {period["periodStart"]: period[name] for period in answer.json}


def test_users_are_counted_once_for_each_period(sandbox, miro):
    """Those who have called, however often; a token alone is no activity."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    call(sandbox, ada, ada, bob)
    sandbox.clock.advance(DAY)
    call(sandbox, ada)
    sandbox.clock.advance(7 * DAY)
    call(sandbox, bob)
    assert by_start(metrics(miro, period="DAY"), "uniqueUsers") == {
        "2026-01-05": 2,
        "2026-01-06": 1,
        **{f"2026-01-{day:02}": 0 for day in range(7, 13)},
        "2026-01-13": 1,
    }
    assert set(by_start(metrics(miro, period="DAY"), "uniqueOrganizations").values()) == {1}
    weeks = by_start(metrics(miro), "uniqueUsers")
    assert weeks == {"2026-01-05": 2, "2026-01-12": 2}  # Bob, and who has asked for the metrics
    assert by_start(metrics(miro, period="MONTH"), "uniqueUsers") == {"2026-01-05": 3}
    assert totals(miro).json["uniqueUsers"] == 3


def test_a_cut_period_counts_no_more_than_was_asked_for(sandbox, miro):
    """What happened on its other days is left out."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    call(sandbox, ada)
    sandbox.clock.advance(2 * DAY)
    call(sandbox, ada, bob)
    assert by_start(metrics(miro, end="2026-01-06"), "uniqueUsers") == {"2026-01-05": 1}
    assert by_start(metrics(miro, start="2026-01-06"), "uniqueUsers") == {"2026-01-06": 3}
    assert by_start(metrics(miro, start="2026-01-06"), "installations") == {"2026-01-06": 0}


def test_users_recur_who_come_on_two_days_of_thirty(sandbox, miro):
    """Not those who call twice on a day, nor those who come back after more than 30 days."""
    ada, bob = sandbox.add_user("Ada"), sandbox.add_user("Bob")
    call(sandbox, ada, bob, bob)
    sandbox.clock.advance(29 * DAY)
    assert totals(miro).json["uniqueRecurringUsers"] == 0
    call(sandbox, ada)
    assert totals(miro).json["uniqueRecurringUsers"] == 1
    sandbox.clock.advance(DAY)
    call(sandbox, bob)
    days = by_start(metrics(miro, period="DAY"), "uniqueRecurringUsers")
    assert [day for day, users in days.items() if users] == ["2026-02-03"]
    assert totals(miro).json["uniqueRecurringUsers"] == 1  # who asks: on two days by now


def test_refused_calls_are_no_activity(sandbox, miro):
    """Whatever was wrong with them."""
    ada = sandbox.add_user("Ada")
    Talker(sandbox, ada.token).get("/v2/boards?limit=99")
    Talker(sandbox, ada.token).get("/v2/nothing")
    assert totals(miro).json["uniqueUsers"] == 0
    call(sandbox, ada)
    assert totals(miro).json["uniqueUsers"] == 2


def test_an_app_is_installed_once_for_each_team(sandbox, miro):
    """By the first of its users who allows it there; further tokens change nothing."""
    sandbox.clock.advance(DAY)
    team_id = sandbox.add_team("Design")
    user_id = sandbox.user_ids[0]
    for _ in range(2):
        sandbox.new_token(user_id, team_id=team_id)
        sandbox.new_token(user_id)
    installations = by_start(metrics(miro, period="DAY"), "installations")
    assert installations == {"2026-01-05": 1, "2026-01-06": 1}
    assert totals(miro).json["installations"] == 2
    assert totals(miro).json["uninstallations"] == 0
    assert totals(miro).json["uniqueOrganizations"] == 1


def test_who_allows_an_app_in_a_browser_installs_it(sandbox, miro):
    """When the app has exchanged the code, and not before."""
    sandbox.clock.advance(13 * 60 * 60 + 26 * 60)  # 23:56:15
    app, uri = sandbox.add_app("Another"), "https://app.test/callback"
    query = {"response_type": "code", "client_id": app.client_id, "redirect_uri": uri}
    back = sandbox.authorize(f"https://miro.com/oauth/authorize?{urlencode(query)}")
    form = {
        "grant_type": "authorization_code",
        "code": parse_qs(urlsplit(back).query)["code"][0],
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": uri,
    }
    sandbox.clock.advance(5 * 60)
    answer = Talker(sandbox, "").post(f"/v1/oauth/token?{urlencode(form)}")
    own = Talker(sandbox, answer.json["access_token"])
    assert metrics(own, app_id=app.client_id, period="DAY").json == [
        {
            "periodStart": "2026-01-06",
            "uniqueUsers": 0,
            "uniqueRecurringUsers": 0,
            "uniqueOrganizations": 1,
            "installations": 1,
            "uninstallations": 0,
        }
    ]
    assert totals(own, app.client_id).json["uniqueUsers"] == 1
    assert totals(miro).json["uniqueUsers"] == 0


def test_with_a_team_an_app_is_uninstalled(sandbox, miro):
    """For the apps that were installed there."""
    team_id, empty = sandbox.add_team("Design"), sandbox.add_team("Empty")
    sandbox.new_token(sandbox.user_ids[0], team_id=team_id)
    sandbox.clock.advance(DAY)
    for id_ in (team_id, empty):
        path = f"/v2/orgs/{sandbox.organization_id}/teams/{id_}"
        assert miro.delete(path).status == 204
    days = by_start(metrics(miro, period="DAY"), "uninstallations")
    assert days == {"2026-01-05": 0, "2026-01-06": 1}
    total = totals(miro).json
    assert (total["installations"], total["uninstallations"]) == (2, 1)


def test_periods_begin_with_monday_and_with_the_first(sandbox, miro):
    """The outer ones are cut off where the time that was asked for begins and ends."""
    sandbox.clock.advance(60 * DAY)  # the 6th of March

    def starts(**query):
        return list(by_start(metrics(miro, **query), "uniqueUsers"))

    asked = {"start": "2026-01-28", "end": "2026-03-01"}
    weeks = ["2026-01-28", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"]
    assert starts(**asked) == starts(**asked, period="WEEK") == weeks
    assert starts(**asked, period="MONTH") == ["2026-01-28", "2026-02-01", "2026-03-01"]
    assert len(starts(**asked, period="DAY")) == 33
    assert starts(start="2026-02-10", end="2026-02-10", period="DAY") == ["2026-02-10"]


def test_there_is_nothing_before_the_app_and_nothing_to_come(sandbox, miro):
    """However far the time that is asked for reaches."""
    sandbox.clock.advance(2 * DAY)
    ever = metrics(miro, start="0001-01-01", end="9999-12-31", period="DAY")
    assert list(by_start(ever, "uniqueUsers")) == ["2026-01-05", "2026-01-06", "2026-01-07"]
    assert metrics(miro, start="2025-01-01", end="2025-12-31").json == []
    assert metrics(miro, start="2027-01-01", end="2027-12-31").json == []


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("endDate=2026-01-05", "startDate", "Field [startDate] of type [String] is required"),
        ("startDate=2026-01-05", "endDate", "Field [endDate] of type [String] is required"),
        ("startDate=20260105&endDate=2026-01-05", "startDate", "Unexpected value [20260105]"),
        ("startDate=2026-01-05&endDate=2026-02-30", "endDate", "Unexpected value [2026-02-30]"),
        ("startDate=2026-01-05&endDate=2026-01-04", "endDate", "must not be before [startDate]"),
        (
            "startDate=2026-01-05&endDate=2026-01-05&period=day",
            "period",
            "Unexpected value [day], expected one of: [DAY, WEEK, MONTH]",
        ),
    ],
)
def test_the_time_asked_for_is_checked(sandbox, miro, query, field, message):
    """Both days are needed, as dates, the first one first."""
    answer = miro.get(f"/v2-experimental/apps/{sandbox.client_id}/metrics?{query}")
    assert message in answer.refused[field]


@pytest.mark.parametrize("ask", [metrics, totals])
def test_an_app_is_only_told_of_itself(sandbox, miro, ask):
    """An unknown one is a 404, another one a 403."""
    other = sandbox.add_app("Another")
    unknown = ask(miro, app_id="1")
    assert (unknown.status, unknown.json["message"]) == (404, "App not found")
    assert ask(miro, app_id=other.client_id).status == 403
    token = sandbox.new_token(sandbox.user_ids[0], client_id=other.client_id)
    assert ask(Talker(sandbox, token), app_id=other.client_id).status == 200
