"""`python -m miro_async.sandbox`: a local Miro on a socket."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from ..errors import ConfigurationError, InvalidArgumentError
from .access import PLANS
from .application import LOOPBACK
from .limits import CREDITS_A_MINUTE
from .sandbox import Sandbox, held
from .server import SandboxServer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Sequence

PORT = 8765


def main() -> None:
    """Serve a sandbox until Ctrl-C, or until it is told to end."""
    options = _options()
    try:
        sandbox = _sandbox(options)
        users = _users(sandbox, options.user)
        server = SandboxServer(sandbox, host=options.host, port=options.port)
        with _ended_by_sigterm(), ExitStack() as at_end:

            def begin() -> None:
                if options.state:
                    sandbox.save(options.state)  # that it cannot be is better known now
                    at_end.callback(sandbox.save, options.state)
                _tell(server, users)

            with suppress(KeyboardInterrupt):
                server.serve(begin)
    except (ConfigurationError, InvalidArgumentError) as error:
        sys.exit(str(error))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m miro_async.sandbox", description="A local Miro.")
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on (%(default)s)")
    parser.add_argument(
        "--port", type=int, default=PORT, help="port (%(default)s); 0 takes a free one"
    )
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help="begin with what is saved there, if it is there, and save it there at the end",
    )
    parser.add_argument(
        "--user",
        action="append",
        default=[],
        metavar="NAME",
        help="another user, if not saved, with a token of their own; may be given several times",
    )
    new = parser.add_argument_group("a sandbox that is new", "One that was saved keeps its own.")
    new.add_argument("--client-id", help="client id of the app (by default a random one)")
    new.add_argument("--client-secret", help="client secret of the app (likewise)")
    new.add_argument(
        "--plan", choices=PLANS, default=PLANS[-1], help="plan of the organization (%(default)s)"
    )
    new.add_argument(
        "--credits",
        type=int,
        default=CREDITS_A_MINUTE,
        help="what each user of an app may spend in a minute (%(default)s)",
    )
    return parser.parse_args()


def _sandbox(options: Namespace) -> Sandbox:
    if options.state and options.state.exists():
        return Sandbox.load(options.state)
    return Sandbox(
        client_id=options.client_id,
        client_secret=options.client_secret,
        plan=options.plan,
        credits_a_minute=options.credits,
    )


def _users(sandbox: Sandbox, names: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Give the names and tokens of all but the first user; those who are not there are made."""
    users = _known(sandbox)
    waiting = [name for name, _ in users]
    for name in names:
        if name in waiting:
            waiting.remove(name)
        else:
            users.append((name, sandbox.add_user(name).token))
    return users


def _known(sandbox: Sandbox) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    with held(sandbox) as service:
        state = service.state
        for grant in state.grants.all():
            if grant.expires_at is None and grant.client_id == sandbox.client_id:
                found.setdefault(grant.user_id, grant.access_token)
        found.pop(sandbox.user_ids[0], None)
        return [(state.users[user_id].name, token) for user_id, token in found.items()]


def _tell(server: SandboxServer, users: Sequence[tuple[str, str]]) -> None:
    sandbox = server.sandbox
    lines = [
        f"Miro sandbox   {server.url}",
        f"Access token   {server.token}",
        f"Client id      {sandbox.client_id}",
        f"Client secret  {sandbox.client_secret}",
        f"SCIM token     {sandbox.scim_token}",
        f"Authorize URL  {server.authorize_url}",
        f"Page           {server.url}/",
        *(f"Token of {name}: {token}" for name, token in users),
    ]
    print(*lines, sep="\n", flush=True)  # noqa: T201 - a command tells where it can be reached


@contextmanager
def _ended_by_sigterm() -> Generator[None]:
    """Let SIGTERM, which containers are ended by, be an end at which the state is saved."""

    def end(*_: object) -> NoReturn:
        sys.exit()

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


if __name__ == "__main__":
    main()
