"""A browser for the tests of web apps: cookies, redirects, and forms read from their HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx
from attrs import Factory, define, field


class _Page(HTMLParser):
    """What can be seen and pressed on a page: its words, links, and at most one form."""

    def __init__(self, html):
        super().__init__()
        self.words = []
        self.links = []
        self.form = None
        self.buttons = {}
        self.choices = {}
        self._open = None, {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self._open = tag, dict(attrs)
        if tag == "form":
            self.form = dict(attrs)
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        (tag, attrs), words = self._open, data.strip()
        if not words or tag == "style":
            return
        self.words.append(words)
        # A choice has no text of its own, and is labelled by the one after it.
        labelled = {"button": self.buttons, "input": self.choices}.get(tag)
        if labelled is not None:
            labelled[words] = {attrs["name"]: attrs["value"]} if "name" in attrs else {}


def words(response):
    """Give the texts of a page, as they are read."""
    return _Page(response.text).words


def links(response):
    """Give where the links of a page lead."""
    return _Page(response.text).links


@define
class Browser:
    """One person's browser. `seen` are all answers that it got, redirects among them."""

    seen: list[httpx.Response] = Factory(list)
    _client: httpx.Client = field(init=False)

    def __attrs_post_init__(self):
        hooks = {"response": [self._see]}
        # Servers close what is idle, some after two seconds, be it at the next request.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.Client(event_hooks=hooks, limits=limits, trust_env=False, timeout=60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._client.close()

    def _see(self, response):
        response.read()
        self.seen.append(response)

    @property
    def cookies(self):
        """The cookies that it has now."""
        return dict(self._client.cookies)

    def set_cookies(self, cookies):
        """Replace all cookies, as a thief does."""
        self._client.cookies.clear()
        for name, value in cookies.items():
            self._client.cookies.set(name, value, domain="127.0.0.1")

    @property
    def codes(self):
        """All codes that it carried from Miro to the app."""
        queries = [parse_qs(urlsplit(str(one.url)).query) for one in self.seen]
        return {code for query in queries for code in query.get("code", [])}

    def open(self, url, *, follow=True):
        """Go to an address, and where it leads."""
        return self._client.get(url, follow_redirects=follow)

    def press(self, response, button, *, choice=None, follow=True):
        """Press a button on a page, with something chosen in its form."""
        page = _Page(response.text)
        fields = page.buttons[button] | (page.choices[choice] if choice else {})
        assert page.form["method"] == "post"
        url = response.url.join(page.form.get("action", str(response.url)))
        return self._client.post(url, data=fields, follow_redirects=follow)

    def log_in(self, app_url, name, *, button="Allow", follow=True):
        """Follow the link to Miro on the app's first page, and decide there as somebody."""
        home = self.open(app_url)
        (link,) = links(home)
        asked = self.open(home.url.join(link))
        return self.press(asked, button, choice=name, follow=follow)
