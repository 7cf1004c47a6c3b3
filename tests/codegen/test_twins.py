"""Twins without `await`: what is generated of the source of classes, and what is refused."""

from __future__ import annotations

import re

import pytest

from codegen.__main__ import BANNER, main
from codegen.overlay import OverlayError
from codegen.render import formatted
from codegen.render_twins import files
from codegen.twins import read_twins
from tests.codegen.small import project

THING = '''
"""Things."""
from __future__ import annotations
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, ClassVar, Generic, Self, TypeVar, overload
if TYPE_CHECKING:
    import os
    from ..client import MiroApi
    from ..files import OpenedFile
    from ..paging import OffsetPaginator
    from . import words
    from .other import Other
    from .refs import Ref as Reference
    from .refs import HasId, Ref

ItemT = TypeVar("ItemT")
DEFAULT = 3

class Thing(Generic[ItemT]):
    """A thing.

        async with thing: await thing.go()
    """

    shared: ClassVar[int] = 1

    def __init__(self, api: MiroApi, path: os.PathLike[str], *, other: Other | None = None) -> None:
        self.api: MiroApi = api
        self.other: Other | None = other
        """The other one."""
        self._hidden: int = 0

    async def go(self, where: Ref, *names: str, fast: bool = True, **more: int) -> Self:
        """Go there."""

    async def find(self, among: Sequence[Other]) -> list[Other]:
        """Find some: `async for one in await thing.find([])`."""

    @property
    def size(self) -> int:
        """Its size."""

    def plain(self, where: HasId = DEFAULT) -> words.Word: ...

    async def walk(self) -> AsyncIterator[Other]:
        """Walk over others."""
        yield

    def opened(self, *, gone: int, kept: int = 0) -> AbstractAsyncContextManager[OpenedFile]:
        """Open it.

        Args:
            gone: What goes,
                and comes.
            kept: What stays.
        """

    def listed(self) -> OffsetPaginator[int]:
        """List them."""

    def __len__(self) -> int: ...
    def __contains__(self, one: Other) -> bool: ...
    def __getitem__(self, one: Other) -> int: ...
    def _inner(self) -> None: ...
'''
OTHER = '''
"""Others."""
from __future__ import annotations
from typing import TYPE_CHECKING
from .thing import Thing
if TYPE_CHECKING:
    from .drafts import Drafts

class Other(Thing["int"]):
    """Another."""

    async def __aenter__(self) -> Other: ...
    async def __aexit__(self, *error: object) -> None: ...
    def __aiter__(self) -> Other: ...
    async def __anext__(self) -> int: ...
    async def none(self) -> None:
        """Give nothing."""

class _Hidden: ...
'''
SPEC = """
looked = ["Thing.size"]
[classes]
"board/thing" = ["Thing"]
"board/other" = []
[shares]
[without]
"Thing.opened.gone" = "it is gone"
"""


def package(folder, spec=SPEC, **texts):
    """Write a package, and give its folder and the path of `sync.toml`."""
    for name, text in {"thing": THING, "other": OTHER, **texts}.items():
        path = folder / "board" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "sync.toml").write_text(spec, encoding="utf-8")
    return folder / "sync.toml", folder


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    """Give the texts of the twins' modules."""
    from codegen.render import _environment

    spec, folder = package(tmp_path_factory.mktemp("package"))
    return formatted(files(read_twins(spec, folder, {}), _environment()))


def test_each_module_has_its_twins(modules):
    """With a table of all, and a package that names them."""
    assert set(modules) == {
        "sync/_twins.py",
        "sync/board/__init__.py",
        "sync/board/other.py",
        "sync/board/thing.py",
    }
    assert '"miro_async.board.thing.Thing": "miro_async.sync.board.thing"' in modules[
        "sync/_twins.py"
    ].replace("\n       ", "")
    assert '__all__ = [\n    "Other",\n    "Thing",\n]' in modules["sync/board/__init__.py"]
    assert all(BANNER in text for text in modules.values())


SAID = [
    "class Thing(Twin, Generic[ItemT]):",
    "with thing: thing.go()",
    "from ...board.thing import DEFAULT, ItemT",
    "self._become(api, Awaited(plain(api), path, other=plain(other)))",
    'def other(self) -> Other | None:\n        """The other one."""',
    "def shared(self) -> int:",
    "self._way.call(self._awaited.go, plain(where), *names, fast=fast, **more)\n",
    '"list[Other]", self._twin(self._way.call(self._awaited.find, plain(among)))',
    "`for one in thing.find([])`",
    "return self._look(lambda: self._awaited.size)",
    "return self._look(lambda: self._awaited.plain(plain(where)))",
    "def walk(self) -> Iterator[Other]:",
    "return self._steps(self._awaited.walk())",
    "@contextmanager\n    def opened(self, *, kept: int = 0) -> Generator[OpenedFile]:",
    "with self._entered(self._awaited.opened(kept=kept)) as given:\n            yield given",
    "Args:\n            kept: What stays.\n",
    '"OffsetPaginator[int]", self._twin(self._look(lambda: self._awaited.listed()))',
    "return len(self._awaited)",
    "return plain(one) in self._awaited",
    "return self._awaited[plain(one)]",
    "from ..client import MiroApi",
    "from ..paging import OffsetPaginator",
    "from ..files import OpenedFile",
    "import os",
]


@pytest.mark.parametrize("said", SAID)
def test_each_form_of_a_method_has_its_twin(modules, said):
    """Awaited, walked over, entered, looked at; arguments are taken from both sides."""
    text = re.sub(r"cast\(\s+", "cast(", modules["sync/board/thing.py"])
    assert said in text
    assert "gone" not in text
    assert "_inner" not in text


def test_a_class_that_is_entered_and_walked_over(modules):
    """It follows its base; what is not public is not there."""
    text = modules["sync/board/other.py"]
    for said in (
        "class Other(Thing['int']):".replace("'", '"'),
        "return self._enter()",
        "return self._leave(kind, error, traceback)",
        "def __iter__(self) -> Other:\n        return self",
        'def __next__(self) -> int:\n        return cast("int", self._next())',
        'def none(self) -> None:\n        """Give nothing."""\n        self._way.call(',
    ):
        assert said in text
    assert "_Hidden" not in text


def test_one_that_collects_inherits_what_it_collects(tmp_path):
    """So that both have the same lists."""
    from codegen.render import _environment

    spec, folder = package(tmp_path, SPEC.replace("[shares]", '[shares]\nOther = "Drafts"'))
    texts = formatted(files(read_twins(spec, folder, {}), _environment()))

    assert 'class Other(Thing["int"], Drafts):' in texts["sync/board/other.py"]
    assert "from ...board.drafts import Drafts\n" in texts["sync/board/other.py"]


def test_what_is_generated_counts_instead_of_what_is_there(tmp_path):
    """Or the twins would follow the run before."""
    spec, folder = package(tmp_path)
    newer = OTHER.replace("async def none", "async def newer")

    twins = read_twins(spec, folder, {"board/other.py": newer})

    assert "newer" in {member.name for twin in twins for member in twin.members}


REFUSED = {
    "no such module": (
        {"spec": SPEC.replace("board/other", "board/gone")},
        "board/gone.py cannot be read",
    ),
    "no Python": ({"other": "def"}, "board/other.py cannot be read"),
    "no such class": ({"spec": SPEC.replace('["Thing"]', '["Think"]')}, "no class 'Think'"),
    "a class method": (
        {"other": OTHER.replace("    async def none", "    @classmethod\n    def none")},
        "Other.none in board.other has no twin: @classmethod",
    ),
    "nothing to leave out": (
        {"spec": SPEC + '"Thing.gone" = "?"\n'},
        "there is no Thing.gone: nothing is left out there",
    ),
    "what awaits and has no twin": (
        {"spec": SPEC.replace('"board/other" = []\n', "")},
        "Thing.other gives a Other, which has no twin",
    ),
    "an unknown section": ({"spec": SPEC + "[more]\n"}, "sync.toml has more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_have_a_twin_is_refused(tmp_path, name):
    """By name: nothing is left out in silence."""
    given, message = REFUSED[name]
    spec, folder = package(tmp_path, **given)

    with pytest.raises(OverlayError, match=re.escape(message)):
        read_twins(spec, folder, {})


def test_a_twin_that_nobody_could_make_is_refused(tmp_path):
    """It needs the client: of its own, or that of a board."""
    from codegen.render import _environment

    spec, folder = package(tmp_path, thing=THING.replace("api: MiroApi, path", "api: int, path"))

    with pytest.raises(OverlayError, match="made of a client or a board, not of a int"):
        files(read_twins(spec, folder, {}), _environment())


def test_the_command_writes_twins_and_takes_old_ones_away(tmp_path, capsys):
    """Beside modules by hand, which it leaves alone."""
    small = project(tmp_path)
    package(small.package)
    small.twins.write_text(SPEC, encoding="utf-8")
    old, by_hand = (
        small.package / "sync" / "board" / "old.py",
        small.package / "sync" / "by_hand.py",
    )
    old.parent.mkdir(parents=True)
    old.write_text(f'"""Old.\n\n{BANNER}\n"""\n', encoding="utf-8")
    by_hand.write_text('"""By hand."""\n', encoding="utf-8")

    assert main(["generate", "--check"], small) == 1
    assert "stale: sync/board/old.py" in capsys.readouterr().out
    assert main(["generate"], small) == 0
    assert main(["generate", "--check"], small) == 0
    assert by_hand.exists()
    assert not old.exists()
    assert (small.package / "sync" / "board" / "thing.py").exists()
