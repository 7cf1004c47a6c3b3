"""The web apps of the examples: two workers that share a storage, and browsers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.e2e.apps import APPS, STORAGES, running_site
from tests.e2e.browser import Browser, links, words

CASES = list(zip(APPS, STORAGES, strict=True))  # neither app knows on which storage it is
AT_ONCE = 8


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def site(request, tmp_path_factory):
    """Run each app on each storage."""
    app, storage = request.param
    with running_site(app, storage, tmp_path_factory.mktemp(app)) as site:
        yield site


@pytest.fixture
def browser():
    """Give a browser."""
    with Browser() as browser:
        yield browser


@pytest.fixture
def other_browser():
    """Give the browser of somebody else."""
    with Browser() as browser:
        yield browser


def status_at_miro(site, token):
    """Tell how Miro answers to a token."""
    headers = {"Authorization": f"Bearer {token.access_token.reveal()}"}
    return httpx.get(
        f"{site.server.url}/v2/boards", headers=headers, trust_env=False, timeout=60
    ).status_code


def is_logged_in(browser, worker):
    """Tell whether a worker shows boards to whoever uses the browser."""
    return "Log out" in words(browser.open(worker.url))


def test_a_login_at_one_worker_is_good_at_the_other(site, browser):
    """Begun at one, ended at the other where Miro sends browsers, the boards are seen at both."""
    user = site.add_user("Roadmap", "R&D <b>draft</b>")
    page = browser.log_in(site.other.url, user.name)
    assert page.url == f"{site.one.url}/"
    for shown in (page, browser.open(site.other.url), browser.open(site.one.url)):
        assert shown.status_code == 200
        assert {"Roadmap", "R&D <b>draft</b>"} <= set(words(shown))
        assert len(links(shown)) == 2
        assert all(link.startswith("https://miro.com/app/board/") for link in links(shown))


def test_two_workers_share_one_refresh(site, browser):
    """When the token expires, both ask at once; the old pair is void as soon as one has a new."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name)
    for worker in (site.one, site.other):
        assert is_logged_in(browser, worker)
    before = site.stored(user)
    refreshes = site.sandbox.refreshes
    site.sandbox.expire_tokens(user.id)
    with ThreadPoolExecutor(2 * AT_ONCE) as threads:
        pages = list(threads.map(browser.open, [site.one.url, site.other.url] * AT_ONCE))
    assert [page.status_code for page in pages] == [200] * 2 * AT_ONCE
    assert all("Roadmap" in words(page) for page in pages)
    assert site.sandbox.refreshes == refreshes + 1
    assert site.sandbox.refused_refreshes == 0
    assert site.stored(user).fingerprint != before.fingerprint


def test_each_user_sees_their_own_boards(site, browser, other_browser):
    """Two people in two browsers, whose calls go through one `Miro`."""
    browser.log_in(site.one.url, site.add_user("Mine").name)
    other_browser.log_in(site.one.url, site.add_user("Yours").name)
    for worker in (site.one, site.other):
        assert "Mine" in words(browser.open(worker.url))
        assert "Yours" not in words(browser.open(worker.url))
        assert "Yours" in words(other_browser.open(worker.url))
        assert "Mine" not in words(other_browser.open(worker.url))


def test_somebody_else_can_log_in_in_the_same_browser(site, browser):
    """Then nothing is left of the first one there."""
    browser.log_in(site.one.url, site.add_user("Mine").name)
    second = site.add_user("Yours")
    asked = browser.open(f"{site.one.url}/login")
    page = browser.press(asked, "Allow", choice=second.name)
    assert "Yours" in words(page)
    assert "Mine" not in words(page)


def test_a_user_can_say_no(site, browser):
    """Then they are told so, and can begin again."""
    user = site.add_user("Roadmap")
    page = browser.log_in(site.one.url, user.name, button="Deny")
    assert page.status_code == 403
    assert "You have not allowed this app to see your boards." in words(page)
    assert links(page) == ["/login"]
    assert not is_logged_in(browser, site.other)
    assert site.stored(user) is None
    assert "Roadmap" in words(browser.log_in(site.one.url, user.name))


@pytest.mark.parametrize("victim", ["at rest", "on the way to Miro", "logged in"])
def test_nobody_is_logged_in_as_somebody_else(site, browser, other_browser, victim):
    """A login that began in another browser is refused, and does not use up its code."""
    attacker = site.add_user("Bait")
    trap = other_browser.log_in(site.one.url, attacker.name, follow=False).headers["location"]
    if victim == "on the way to Miro":
        browser.open(f"{site.one.url}/login")
    if victim == "logged in":
        browser.log_in(site.one.url, site.add_user("Mine").name)
    page = browser.open(trap)
    assert page.status_code == 400
    assert "This is not your login" in words(page)
    assert site.stored(attacker) is None
    assert is_logged_in(browser, site.one) is (victim == "logged in")
    assert "Bait" in words(other_browser.open(trap))


@pytest.mark.parametrize("forged", ["state=forged", "state=", "State=", ""])
def test_a_forged_state_is_refused(site, browser, forged):
    """The code and the browser are right. The state is used up: nobody can guess on."""
    user = site.add_user("Roadmap")
    back = browser.log_in(site.one.url, user.name, follow=False).headers["location"]
    parts = [forged if part.startswith("state=") else part for part in back.split("&")]
    assert forged in "&".join(parts) != back
    for url in ("&".join(parts), back):
        page = browser.open(url)
        assert page.status_code == 400
        assert "This is not your login" in words(page)
    assert not is_logged_in(browser, site.one)
    assert site.stored(user) is None


def test_a_login_ends_once(site, browser):
    """The same address again is refused; Miro does not hear of it, so the token lives on."""
    user = site.add_user("Roadmap")
    back = browser.log_in(site.one.url, user.name, follow=False).headers["location"]
    assert browser.open(back).status_code == 200
    for worker in (site.one, site.other):
        again = browser.open(back.replace(site.one.url, worker.url))
        assert again.status_code == 400
    assert is_logged_in(browser, site.one)
    assert status_at_miro(site, site.stored(user)) == 200


def test_an_old_cookie_does_not_log_in_again(site, browser, other_browser):
    """A copy of it, made during the login, has the state; but the code is used by then."""
    user = site.add_user("Roadmap")
    back = browser.log_in(site.one.url, user.name, follow=False).headers["location"]
    other_browser.set_cookies(browser.cookies)
    assert browser.open(back).status_code == 200
    page = other_browser.open(back)
    assert page.status_code == 403
    assert "Please log in again" in words(page)
    assert not is_logged_in(other_browser, site.one)


def test_a_logout_counts_everywhere(site, browser, other_browser):
    """Logged out at one worker, the other shows nothing any more, in no browser of this user."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name)
    other_browser.log_in(site.one.url, user.name)
    cookies, token = browser.cookies, site.stored(user)
    page = browser.press(browser.open(site.other.url), "Log out")
    assert page.url == f"{site.other.url}/"
    assert links(page) == ["/login"]
    assert browser.cookies == {}
    assert site.stored(user) is None
    assert status_at_miro(site, token) == 401
    browser.set_cookies(cookies)
    for one in (browser, other_browser):
        page = one.open(site.one.url)
        assert page.status_code == 403
        assert "Please log in again" in words(page)
        assert "Roadmap" not in words(page)
        assert one.cookies == {}
    assert "Roadmap" in words(other_browser.log_in(site.one.url, user.name))


def test_a_logout_can_come_too_late(site, browser, other_browser):
    """Whoever has logged out elsewhere meanwhile gets what they want."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name)
    page = other_browser.log_in(site.one.url, user.name)
    browser.press(browser.open(site.other.url), "Log out")
    late = other_browser.press(page, "Log out")
    assert late.status_code == 200
    assert links(late) == ["/login"]


def test_only_a_post_logs_out(site, browser):
    """So no link and no image does, and the cookie does not come along from other sites."""
    browser.log_in(site.one.url, site.add_user("Roadmap").name)
    assert browser.open(f"{site.one.url}/logout").status_code == 405
    assert is_logged_in(browser, site.one)
    set_by = [one.headers["set-cookie"].lower() for one in browser.seen if one.cookies]
    assert set_by
    for cookie in set_by:
        assert {"httponly", "samesite=lax", "path=/"} <= set(cookie.split("; "))


def test_the_logout_of_nobody_changes_nothing(site, browser):
    """It leads to the first page."""
    answer = httpx.post(
        f"{site.one.url}/logout", follow_redirects=True, trust_env=False, timeout=60
    )
    assert links(answer) == ["/login"]
    assert answer.history[0].status_code == 303


def test_a_user_who_removed_the_app_at_miro_is_asked_again(site, browser):
    """A worker that has the token in memory finds out by the next call."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name)
    revoke_at_miro(site, user)
    page = browser.open(site.one.url)
    assert page.status_code == 403
    assert "Please log in again" in words(page)
    assert "Roadmap" in words(browser.log_in(site.other.url, user.name))


def test_a_user_who_removed_the_app_at_miro_can_log_out(site, browser):
    """Miro does not know the token any more: it is forgotten."""
    user = site.add_user("Roadmap")
    page = browser.log_in(site.one.url, user.name)
    revoke_at_miro(site, user)
    assert browser.press(page, "Log out").status_code == 200
    assert site.stored(user) is None
    assert browser.cookies == {}


def revoke_at_miro(site, user):
    """End a token behind the app's back."""
    body = {
        "accessToken": site.stored(user).access_token.reveal(),
        "clientId": site.sandbox.client_id,
        "clientSecret": site.sandbox.client_secret,
    }
    answer = httpx.post(
        f"{site.server.url}/v2/oauth/revoke", json=body, trust_env=False, timeout=60
    )
    assert answer.status_code == 204


def test_no_secret_gets_out(site, browser):
    """Neither into what the workers log at DEBUG, nor into a page, an address or a cookie."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name, button="Deny")
    back = browser.log_in(site.one.url, user.name, follow=False).headers["location"]
    browser.open(back)
    browser.open(back)
    tokens = [site.stored(user)]
    site.sandbox.expire_tokens(user.id)
    for worker in (site.one, site.other):
        assert is_logged_in(browser, worker)
    tokens.append(site.stored(user))
    site.sandbox.expire_tokens(user.id)
    assert is_logged_in(browser, site.other)
    tokens.append(site.stored(user))
    browser.press(browser.open(site.one.url), "Log out")

    shown = "\n".join(f"{one.url} {one.headers} {one.text}" for one in browser.seen)
    logged = site.one.output + site.other.output
    for worker in (site.one, site.other):
        assert "boards.list: 200" in worker.output  # which is logged at DEBUG
    assert "code=" not in logged
    pairs = [(token.access_token, token.refresh_token) for token in tokens]
    secrets = {secret.reveal() for pair in pairs for secret in pair}
    assert len(secrets) == 6
    secrets |= {site.sandbox.client_secret, site.variables["SESSION_SECRET"]}
    assert len(browser.codes) == 1
    for secret in secrets:
        assert secret not in shown
    for secret in secrets | browser.codes:
        assert secret not in logged


def test_pages_are_not_kept_and_not_framed(site, browser):
    """Whatever they say: the next one at this computer does not see them, nor another site."""
    user = site.add_user("Roadmap")
    pages = [
        browser.open(site.one.url),
        browser.log_in(site.one.url, user.name, button="Deny"),
        browser.open(f"{site.one.url}/callback"),
        browser.log_in(site.one.url, user.name),
    ]
    assert [page.status_code for page in pages] == [200, 403, 400, 200]
    for page in pages:
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "<script" not in page.text


def test_workers_on_redis_count_credits_together(site, browser):
    """PostgreSQL is for tokens alone."""
    user = site.add_user("Roadmap")
    browser.log_in(site.one.url, user.name)
    is_redis = site.storage_url.startswith("redis")
    assert any(user.id in key for key in site.pacing_keys()) is is_redis
