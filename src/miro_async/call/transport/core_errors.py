"""The errors of httpcore under the same names, without loading it, which takes long.

On asyncio nothing else of httpcore is needed.
"""

from __future__ import annotations


class TimeoutException(Exception):  # noqa: N818 - httpcore's name, as those of all others
    """Something took too long."""


class PoolTimeout(TimeoutException):
    """Waiting for a connection did."""


class ConnectTimeout(TimeoutException):
    """Making a connection did."""


class ReadTimeout(TimeoutException):
    """Waiting for the server did."""


class WriteTimeout(TimeoutException):
    """Sending did."""


class ConnectError(Exception):
    """No connection could be made."""


class ReadError(Exception):
    """The connection broke, or was closed, while something was to come."""


class WriteError(Exception):
    """The connection broke, or was closed, while something was sent."""


class ProxyError(Exception):
    """A proxy did not let us through."""


class UnsupportedProtocol(Exception):  # noqa: N818
    """An address of a kind that is not known."""


class LocalProtocolError(Exception):
    """A request that cannot be written as HTTP."""


class RemoteProtocolError(Exception):
    """An answer that is no HTTP, or none at all."""
