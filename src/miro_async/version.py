"""The version of this package, as it was installed."""

from __future__ import annotations

import sys
from os import listdir
from os.path import dirname
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "0.0.0"
"""Of a copy that nobody has installed, or that was built where no history could be read."""


def installed_version(folders: Iterable[str]) -> str:
    """Give the version of the metadata that lies in one of these folders.

    The name of the metadata's folder ends with it. The first call of a process needs it, for its
    user agent: a listing takes one millisecond, `importlib.metadata` ten more. That is asked where
    listings do not tell, as soon as there is a zip file for example.
    """
    for folder in folders:
        try:
            names = listdir(folder or ".")  # noqa: PTH208 - cheap
        except NotADirectoryError:
            break
        except OSError:
            continue
        for name in names:
            if name.startswith("miro_async-") and name.endswith(".dist-info"):
                return name.removeprefix("miro_async-").removesuffix(".dist-info")
    return _version_of_metadata()


def _version_of_metadata() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("miro-async")
    except PackageNotFoundError:
        return UNKNOWN


# The copy that runs comes first, whatever else is installed.
__version__ = installed_version([dirname(dirname(__file__)), *sys.path])  # noqa: PTH120 - cheap
