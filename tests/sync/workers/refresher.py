"""A process whose threads call for one user, whenever they are told to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from attrs import define

from tests.sync.workers.apps import app, works
from tests.sync.workers.stores import opened
from tests.tokens.processes import heard, say


@define
class App:
    """The app's credentials, as `apps.app` takes them from a sandbox."""

    client_id: str
    client_secret: str


def main():
    """Call as often as we are told, with as many threads."""
    given = heard()
    credentials = App(given["client_id"], given["client_secret"])
    with app(credentials, given["url"], opened(*given["place"])) as miro:
        api = miro.as_user(given["user_id"])
        say(ready=works(api))
        while told := heard():
            with ThreadPoolExecutor(told["threads"]) as threads:
                answers = list(threads.map(lambda _: works(api), range(told["threads"])))
            say(answers=answers)


if __name__ == "__main__":
    main()
