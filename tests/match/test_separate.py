"""One entry against the others: the optimum, and what hiding lines does to it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match import separate as module
from bot.match.separate import RIDGE, TOLERATED, Separator, separate

LINES, ENTRIES = 240, 12


@pytest.fixture(scope="module")
def owner() -> np.ndarray:
    """Whose each line is."""
    return np.arange(LINES) % ENTRIES


@pytest.fixture(scope="module")
def gram(owner: np.ndarray) -> np.ndarray:
    """Products of lines that look like their entry, more or less, and like nothing else."""
    chance = np.random.default_rng(5)
    centres = np.abs(chance.normal(size=(ENTRIES, 60))) ** 3
    rows = centres[owner] + 1.2 * np.abs(chance.normal(size=(LINES, 60))) ** 2
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    product: np.ndarray = (rows @ rows.T).astype(np.float32)
    return product


def parts(machine: Separator, own: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Duals of all lines, and by how much each misses its target, signed like the dual."""
    duals = np.zeros(LINES)
    duals[machine.active] = machine.duals
    target = np.where(own, 1, TOLERATED)
    missed = np.where(own, 1, -1) * np.maximum(0, np.where(own, 1, -1) * (target - machine.values))
    return duals, missed


def test_optimum(gram: np.ndarray, owner: np.ndarray) -> None:
    """At the optimum a line pulls as strongly as it misses its target, and not at all if it does
    not: λα = t - s on the active lines.
    """
    for entry in range(ENTRIES):
        duals, missed = parts(separate(gram, owner == entry, LINES), owner == entry)
        assert RIDGE * duals == pytest.approx(missed, abs=2e-3)


@pytest.mark.parametrize("rivals", [0, 1, 100])
def test_pool_that_is_too_small_grows(
    gram: np.ndarray, owner: np.ndarray, rivals: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few rivals are looked at first, the result is that of looking at all."""
    whole = separate(gram, owner == 3, LINES)
    monkeypatch.setattr(module, "_RIVALS", rivals)
    monkeypatch.setattr(module, "_ACTIVE", 0)
    found = separate(gram, owner == 3, LINES)
    assert found.active.tolist() == whole.active.tolist()
    assert found.values == pytest.approx(whole.values, abs=1e-3)


def test_lines_beyond_the_first_do_not_pull(gram: np.ndarray, owner: np.ndarray) -> None:
    """The background's lines are scored by an entry's machine and never active in it."""
    machine = separate(gram, (owner == 2) & (np.arange(LINES) < 200), 200)
    assert machine.active.max() < 200
    assert len(machine.values) == LINES


def anew(machine: Separator, gram: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Scores of all lines by the machine's other active lines alone, solved anew."""
    kept = ~np.isin(machine.active, hidden)
    rest = machine.active[kept]
    duals = np.linalg.solve(
        gram[np.ix_(rest, rest)] + RIDGE * np.eye(len(rest)), machine.targets[kept]
    )
    out: np.ndarray = duals @ gram[rest]
    return out


def test_held_out_equals_the_system_without_the_line(gram: np.ndarray, owner: np.ndarray) -> None:
    """What a line would score without itself; a line that does not pull keeps its score."""
    machine = separate(gram, owner == 4, LINES)
    found = machine.held_out()
    assert len(machine.active) > 25
    for line in machine.active[::3]:
        assert found[line] == pytest.approx(anew(machine, gram, np.array([line]))[line], abs=2e-3)
    idle = np.setdiff1d(np.arange(LINES), machine.active)
    assert found[idle].tolist() == machine.values[idle].tolist()


def test_orphaned_equals_the_system_without_the_entry(gram: np.ndarray, owner: np.ndarray) -> None:
    """The same for all lines of an entry at once."""
    machine = separate(gram, owner == 4, LINES)
    found = machine.orphaned(owner)
    for entry in np.unique(owner[machine.active]):
        lines = machine.active[owner[machine.active] == entry]
        assert found[lines] == pytest.approx(anew(machine, gram, lines)[lines], abs=2e-3)


def test_held_out_is_about_a_fit_without_the_line(gram: np.ndarray, owner: np.ndarray) -> None:
    """Fitted anew, other lines may begin or cease to pull: close, not equal."""
    own = owner == 4
    found = separate(gram, own, LINES).held_out()
    for line in range(0, LINES, 7):
        kept = np.arange(LINES) != line
        machine = separate(gram[np.ix_(kept, kept)], own[kept], LINES - 1)
        score = float(machine.duals @ gram[kept][machine.active, line])
        assert found[line] == pytest.approx(score, abs=0.06)
