"""Which storages are ours, which are of Miro's own library's kind, and which are none."""

from __future__ import annotations

import inspect

import pytest

from miro_async.auth.storage.memory import MemoryStorage
from miro_async.auth.storage.official import OfficialStorage, adapted, is_official
from miro_async.errors import ConfigurationError


class Async:
    """A storage as ours are."""

    async def get(self, user_id):
        """Give none."""

    async def set(self, user_id, token):
        """Keep none."""


class Theirs:
    """A storage as their documentation shows it."""

    def get(self):
        """Give none."""

    def set(self, state):
        """Keep none."""


class AsyncGet(Theirs):
    """Another one."""

    async def get(self):
        """Give none."""


class AsyncSet(Theirs):
    """And another one."""

    async def set(self, state):
        """Keep none."""


class Delegating:
    """One whose methods are not async, but give what can be awaited."""

    def get(self, user_id):
        """Ask somebody else."""

    def set(self, user_id, token):
        """Tell somebody else."""


def test_what_is_of_their_kind_is_adapted():
    """Known by its `get`, which takes no user."""
    assert is_official(Theirs())
    assert isinstance(adapted(Theirs()), OfficialStorage)


@pytest.mark.parametrize("given", [Async(), Delegating(), MemoryStorage()])
def test_what_is_of_our_kind_is_taken_as_it_is(given):
    """Known by its `get`, which takes a user."""
    assert not is_official(given)
    assert adapted(given) is given


def test_without_one_tokens_are_in_memory():
    """Each time in another one."""
    assert isinstance(adapted(None), MemoryStorage)
    assert adapted(None) is not adapted(None)


@pytest.mark.parametrize("given", ["x", object(), {}, MemoryStorage, Theirs])
def test_what_is_no_storage_is_a_clear_error(given):
    """As is its class: the parentheses were forgotten."""
    with pytest.raises(ConfigurationError, match=r"the methods get and set|is a class"):
        adapted(given)


@pytest.mark.parametrize("given", [AsyncGet(), AsyncSet(), Async(), Delegating(), "x"])
def test_what_is_not_of_their_kind_cannot_be_adapted(given):
    """Async methods give no state."""
    with pytest.raises(ConfigurationError, match="not async, as for miro_api"):
        OfficialStorage(given)


def test_a_get_that_does_not_tell_its_arguments_is_taken_for_ours():
    """As some that are not written in Python."""

    class Silent:
        get = staticmethod(max)
        set = staticmethod(max)

    with pytest.raises(ValueError, match="no signature"):
        inspect.signature(Silent().get)
    assert not is_official(Silent())
