"""Ports for programs that have to be told theirs."""

from __future__ import annotations

import random
import socket

HOST = "127.0.0.1"


def free_port():
    """Give a port on which nobody listens; nobody is given it who asks the system for any.

    The port that is 10000 above it, which clusters of Redis need, is no such one, either.
    """
    while True:
        port = random.randint(10_000, 22_000)  # noqa: S311 - no secret
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((HOST, port))
            except OSError:
                continue
        return port
