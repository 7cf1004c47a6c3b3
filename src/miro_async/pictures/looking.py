"""What is in the folder, and which of its files are finished being written."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
_HIDDEN = (".", "~$")
_GONE_AFTER = 3  # times the time to settle: a look that comes across a renaming may see neither


class Stamp(NamedTuple):
    """What changes when a file is written to: its size, and two times in nanoseconds."""

    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """Give that of a file."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@frozen(kw_only=True)
class Look:
    """What a look at the folder shows; files are named by their path in it, with slashes."""

    files: Mapping[str, Stamp]
    settled: Mapping[str, Stamp]
    gone: frozenset[str]


@define(kw_only=True)
class Looking:
    """Looks at a folder again and again, and remembers what it saw.

    Attributes:
        settle: Seconds for which a file has to stay as it is, to be taken for finished.
        subfolders: Whether to look into these, too.
    """

    root: Path
    settle: float
    subfolders: bool
    _since: dict[str, tuple[Stamp, float]] = field(factory=dict[str, tuple[Stamp, float]])
    _missing: dict[str, float] = field(factory=dict[str, float])

    def look(self, now: float, known: Mapping[str, Stamp]) -> Look:
        """Look; it waits for the disk. `known` are the files that were seen to before.

        Raises:
            OSError: There is no such folder, or it cannot be read.
        """
        files = dict(scan(self.root, subfolders=self.subfolders))
        before, self._since = self._since, {}
        settled: dict[str, Stamp] = {}
        for name, stamp in files.items():
            seen, since = before.get(name, (stamp, now))
            self._since[name] = (stamp, since if seen == stamp else now)
            unchanged = name in before and seen == stamp and now - since >= self.settle
            if unchanged or known.get(name) == stamp:
                settled[name] = stamp
        self._missing = {name: self._missing.get(name, now) for name in known if name not in files}
        patience = _GONE_AFTER * self.settle
        gone = frozenset(name for name, since in self._missing.items() if now - since >= patience)
        return Look(files=files, settled=settled, gone=gone)

    def age(self, name: str, now: float) -> float:
        """Give for how long a file has been as it is, as far as was seen."""
        return now - self._since[name][1]


def scan(root: Path, *, subfolders: bool) -> Generator[tuple[str, Stamp]]:
    """Give the files of a folder that may be pictures: regular ones, neither hidden nor temporary.

    Links to files in the folder are followed, others are not, and no link to a folder is.

    Raises:
        OSError: The folder, or a folder in it, cannot be read: what is in it is not gone.
    """
    real = Path(os.path.realpath(root))
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(real / folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            if not folder:
                raise
            continue  # it went while we looked
        for entry in found:
            name = f"{folder}{entry.name}"
            with suppress(FileNotFoundError):  # it went while we looked
                if _is_passed_over(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders += [f"{name}/"] if subfolders else []
                elif entry.is_file() and _inside(real, entry):
                    yield name, Stamp.of(entry.stat())


def _is_passed_over(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower().endswith(_UNFINISHED)


def _inside(root: Path, entry: os.DirEntry[str]) -> bool:
    return not entry.is_symlink() or root in Path(os.path.realpath(entry.path)).parents


def read_file(root: Path, name: str, most: int) -> tuple[Stamp, bytes | None]:
    """Give a file of the folder with its stamp; `None` for its content: it has more bytes.

    Raises:
        OSError: It cannot be read, is no regular file, is outside of the folder, or was written to
            meanwhile.
    """
    real = Path(os.path.realpath(root))
    path = Path(os.path.realpath(real / name))
    if real not in path.parents:
        raise PermissionError(errno.EPERM, "it is a link that leads out of the folder")
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        if status.st_size > most:
            return Stamp.of(status), None
        content = file.read(most + 1)
        after = Stamp.of(os.fstat(file.fileno()))
    if after != Stamp.of(status) or len(content) != status.st_size:
        raise OSError(errno.EBUSY, "it is being written to")
    return after, content


# A pipe of that name would keep us waiting; a link could have come in the place of the file.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK")
)
