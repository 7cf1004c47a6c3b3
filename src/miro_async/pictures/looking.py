"""What is in the folder, and which of its files are finished being written."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from attrs import define, field, frozen

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".download", ".swp", "~")
_HIDDEN = (".", "~$")
_LEADS_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG}
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
    """What a look at the folder shows; files are named by their path in it, with slashes.

    Of the known files that are not there, `gone` are those that have been missing for a while, and
    `missing` the others. In a folder without any file since it is this one, none is either: a disk
    that is not mounted looks like that. Subfolders that may not be read are `closed`, and what is
    known to be in them counts as unchanged.
    """

    files: Mapping[str, Stamp]
    settled: Mapping[str, Stamp]
    missing: frozenset[str]
    gone: frozenset[str]
    closed: frozenset[str]


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
    _folder: tuple[int, int] | None = None
    _has_had_files: bool = False

    def look(self, now: float, known: Mapping[str, Stamp]) -> Look:
        """Look; it waits for the disk. `known` are the files that were seen to before.

        Raises:
            OSError: There is no such folder, or it cannot be read.
        """
        files, closed = self._files()
        files |= {name: stamp for name, stamp in known.items() if name.startswith(tuple(closed))}
        before, self._since = self._since, {}
        settled: dict[str, Stamp] = {}
        for name, stamp in files.items():
            seen, since = before.get(name, (stamp, now))
            self._since[name] = (stamp, since if seen == stamp else now)
            unchanged = name in before and seen == stamp and now - since >= self.settle
            if unchanged or known.get(name) == stamp:
                settled[name] = stamp
        absent = known.keys() - files if self._has_had_files else ()
        self._missing = {name: self._missing.get(name, now) for name in absent}
        patience = _GONE_AFTER * self.settle
        gone = frozenset(name for name, since in self._missing.items() if now - since >= patience)
        missing = frozenset(self._missing.keys() - gone)
        return Look(files=files, settled=settled, missing=missing, gone=gone, closed=closed)

    def _files(self) -> tuple[dict[str, Stamp], frozenset[str]]:
        before, self._folder = self._folder, None
        now = identity_of(self.root)
        found = dict(scan(self.root, subfolders=self.subfolders))
        files = {name: stamp for name, stamp in found.items() if stamp is not None}
        self._folder = now
        self._has_had_files = bool(files) or (self._has_had_files and now == before)
        return files, frozenset(found.keys() - files)

    def age(self, name: str, now: float) -> float:
        """Give for how long a file has been as it is, as far as was seen."""
        return now - self._since[name][1]


def identity_of(folder: Path) -> tuple[int, int]:
    """Give what a folder has for itself, whatever its path; it waits for the disk.

    Raises:
        OSError: There is no such folder.
    """
    status = folder.stat()
    return status.st_dev, status.st_ino


def scan(root: Path, *, subfolders: bool) -> Generator[tuple[str, Stamp | None]]:
    """Give the files of a folder that may be pictures: regular ones, neither hidden nor temporary.

    Links to files in the folder are followed, others are not, and no link to a folder is. A
    subfolder that may not be read has no stamp, and a slash at its end.

    Raises:
        OSError: The folder, or a folder in it, cannot be read now: what is in it is not gone.
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
        except PermissionError:
            if not folder:
                raise
            yield folder, None
            continue
        for entry in found:
            name = f"{folder}{entry.name}"
            if _is_passed_over(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders += [f"{name}/"] if subfolders else []
            elif _inside(real, entry) and (stamp := _stamp(entry)):
                yield name, stamp


def is_looked_at(file: Path, root: str, *, subfolders: bool) -> bool:
    """Tell whether a file would be one of the folder; it waits for the disk."""
    try:
        parts = Path(os.path.realpath(file)).relative_to(root).parts
    except ValueError:
        return False
    hidden = any(part.startswith(_HIDDEN) for part in parts)
    return not hidden and (subfolders or len(parts) == 1)


def _is_passed_over(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.lower().endswith(_UNFINISHED)


def _inside(root: Path, entry: os.DirEntry[str]) -> bool:
    return not entry.is_symlink() or root in Path(os.path.realpath(entry.path)).parents


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        return Stamp.of(entry.stat()) if entry.is_file() else None
    except OSError as error:
        if error.errno not in _LEADS_NOWHERE:
            raise
        return None


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
