"""`NULL`: one value, that is falsy, says what it is, and stays itself."""

from __future__ import annotations

import copy
import pickle

from miro_async import NULL


def test_null_is_one_value():
    """Copies and pickles are the value itself, so that `is NULL` holds."""
    assert copy.copy(NULL) is copy.deepcopy(NULL) is NULL
    assert pickle.loads(pickle.dumps(NULL)) is NULL  # noqa: S301 - our own


def test_null_is_no_value():
    """It is falsy as None is, and not equal to it."""
    assert not NULL
    assert NULL is not None
    assert NULL != None  # noqa: E711 - the comparison is the point
    assert repr(NULL) == "NULL"
