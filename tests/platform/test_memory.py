"""Collections are short after :func:`settle`, and what was replaced goes."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from bot.platform.memory import settle

if TYPE_CHECKING:
    from collections.abc import Iterator


class Knot:
    """Something that only a collection can free: it holds itself."""

    def __init__(self) -> None:
        self.myself = self


@pytest.fixture(autouse=True)
def unfrozen() -> Iterator[None]:
    """Leave nothing frozen behind."""
    yield
    gc.unfreeze()


def test_what_lives_is_left_out() -> None:
    """Nearly everything is out of the collector's sight."""
    before = len(gc.get_objects())
    settle()
    assert gc.get_freeze_count() > before / 2
    assert len(gc.get_objects()) < before / 2


def test_what_was_replaced_goes() -> None:
    """An object that was left out and is no longer used is freed by the next call."""
    knot = Knot()
    gone = weakref.ref(knot)
    settle()
    del knot
    gc.collect()
    assert gone() is not None
    settle()
    assert gone() is None
