"""Lines as rows, and whose lines are most like an entry's own."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match import matrix as module
from bot.match.fit import Fitted, fit_language
from bot.match.matrix import Matrix, alike, matrix_of, one_hot
from bot.match.model import Places
from bot.match.names import NameTable
from tests.match.tiny import tiny_base

BASE = tiny_base()
ENTRIES = len(BASE.facts) + len(BASE.gaps)


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NameTable(BASE.names))


@pytest.fixture(scope="module")
def matrix(fitted: Fitted) -> Matrix:
    """Its lines."""
    return matrix_of(fitted.model, fitted.examples)


@pytest.fixture(scope="module")
def owner(fitted: Fitted) -> Places:
    """Whose each line is."""
    return np.array([example.entry for example in fitted.examples])


def test_lines_have_length_1(matrix: Matrix) -> None:
    """Long and short phrasings count alike."""
    squares = (matrix * matrix).sum(axis=1)
    assert squares == pytest.approx(np.ones(matrix.shape[0]), abs=1e-4)


def test_line_is_the_mean_of_its_samples(fitted: Fitted, matrix: Matrix) -> None:
    """A line that stands for several sentences has the features of all, each in its share."""
    number = next(n for n, e in enumerate(fitted.examples) if len(e.samples) > 1)
    rows = fitted.model.rows([s.blocks for s in fitted.examples[number].samples])
    mean = np.zeros(len(fitted.model.keys))
    np.add.at(mean, rows.at, rows.weight)
    assert matrix[[number]].toarray()[0] == pytest.approx(mean / np.linalg.norm(mean), abs=1e-4)


def test_one_hot() -> None:
    """A one for each line, in the row of its entry."""
    assert one_hot(np.array([1, 0, 1]), 3).toarray().tolist() == [[0, 1, 0], [1, 0, 1], [0, 0, 0]]


@pytest.mark.parametrize("together", [1, 4, 100])
def test_likest_lines_of_others_first(
    matrix: Matrix, owner: Places, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's own lines, at most as many as wanted, and none that is liker is left out."""
    monkeypatch.setattr(module, "_TELLING", (10_000, 1.0))
    monkeypatch.setattr(module, "_TOGETHER", together)
    most = 12
    found = list(alike(matrix, owner, ENTRIES + 1, most))
    assert len(found) == ENTRIES + 1
    for entry, places in enumerate(found):
        likeness = (matrix[owner == entry] @ matrix.T).sum(axis=0)
        assert len(places) == most
        assert entry not in owner[places]
        assert likeness[places] == pytest.approx(np.sort(likeness[places])[::-1], abs=1e-4)
        rest = owner != entry
        if entry < ENTRIES:
            rest &= owner < ENTRIES
            assert ENTRIES not in owner[places]
        rest[places] = False
        assert likeness[rest].max() <= likeness[places].min() + 1e-4


def test_frequent_features_make_nothing_alike(
    matrix: Matrix, owner: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where every feature is too frequent to tell, no line is like another."""
    monkeypatch.setattr(module, "_TELLING", (0, 0.0))
    assert [len(places) for places in alike(matrix, owner, ENTRIES + 1, 5)] == [0] * (ENTRIES + 1)
