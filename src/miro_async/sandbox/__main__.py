"""`python -m miro_async.sandbox`: a local Miro on a socket."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from ..errors import ConfigurationError
from .server import LOOPBACK, SandboxServer


def main() -> None:
    """Serve a sandbox until Ctrl-C."""
    parser = ArgumentParser(prog="python -m miro_async.sandbox", description="A local Miro.")
    parser.add_argument("--host", default=LOOPBACK, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    options = parser.parse_args()
    server = SandboxServer(host=options.host, port=options.port)

    def announce() -> None:
        lines = f"Miro sandbox  {server.url}", f"Access token  {server.token}"
        print(*lines, sep="\n", flush=True)  # noqa: T201 - a command tells where it can be reached

    try:
        server.serve(announce)
    except ConfigurationError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
