"""Lines as rows, and the products of all pairs of them."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match import gram
from bot.match.fit import fit_language
from bot.match.gram import Matrix, gram_of, matrix_of
from bot.match.names import NameTable
from tests.match.tiny import tiny_base


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    """The lines of the lighthouse in English."""
    base = tiny_base()
    fitted = fit_language(base, "en", NameTable(base.names))
    return matrix_of(fitted.model, fitted.examples)


@pytest.fixture(scope="module")
def rows(matrix: Matrix) -> np.ndarray:
    """The same, one line a row, zeros and all."""
    dense = np.zeros((matrix.rows, len(matrix.start) - 1))
    for feature in range(len(matrix.start) - 1):
        span = slice(matrix.start[feature], matrix.start[feature + 1])
        dense[matrix.row[span], feature] = matrix.value[span]
    return dense


def test_lines_have_length_1(rows: np.ndarray) -> None:
    """Long and short phrasings count alike."""
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-4)


@pytest.mark.parametrize("dense", [0.0, 1 / 25, 1.0])
def test_gram_matrix_is_the_product(
    matrix: Matrix, rows: np.ndarray, dense: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All features by matrix products, all pair by pair, or some of each: the same products."""
    monkeypatch.setattr(gram, "_DENSE", dense)
    monkeypatch.setattr(gram, "_ROWS", 50)
    assert np.abs(gram_of(matrix) - rows @ rows.T).max() < 1e-4
