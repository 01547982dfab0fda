"""One entry against the others: the optimum, and what hiding lines does to it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from bot.match import separate as module
from bot.match.matrix import Matrix
from bot.match.model import Floats, Places
from bot.match.separate import RIDGE, TOLERATED, Separator, separate

LINES, ENTRIES = 240, 12


@pytest.fixture(scope="module")
def owner() -> Places:
    """Whose each line is."""
    return np.arange(LINES) % ENTRIES


@pytest.fixture(scope="module")
def lines(owner: Places) -> Matrix:
    """Lines that look like their entry, more or less, and like nothing else."""
    chance = np.random.default_rng(5)
    centres = np.abs(chance.normal(size=(ENTRIES, 60))) ** 3
    rows = centres[owner] + 1.2 * np.abs(chance.normal(size=(LINES, 60))) ** 2
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return sparse.csr_array(rows.astype(np.float32))


@pytest.fixture(scope="module")
def gram(lines: Matrix) -> Floats:
    """Products of all pairs of lines."""
    out: Floats = (lines @ lines.T).toarray()
    return out


def machine_of(lines: Matrix, owner: Places, entry: int) -> Separator:
    """The machine of one entry, all other lines looked at, the likest first."""
    own = np.flatnonzero(owner == entry)
    others = np.flatnonzero(owner != entry)
    likeness = (lines[own] @ lines[others].T).sum(axis=0)
    return separate(lines, own, others[np.argsort(-likeness)])


def values_of(machine: Separator, gram: Floats) -> Floats:
    """The score of every line."""
    out: Floats = machine.duals @ gram[machine.active]
    return out


def test_optimum(lines: Matrix, gram: Floats, owner: Places) -> None:
    """At the optimum a line pulls as strongly as it misses its target, and not at all if it does
    not: λα = t - s on the active lines.
    """
    for entry in range(ENTRIES):
        machine = machine_of(lines, owner, entry)
        duals = np.zeros(LINES, np.float32)
        duals[machine.active] = machine.duals
        sign = np.where(owner == entry, 1, -1)
        target = np.where(owner == entry, 1, TOLERATED)
        missed = sign * np.maximum(0, sign * (target - values_of(machine, gram)))
        assert RIDGE * duals == pytest.approx(missed, abs=2e-3)


@pytest.mark.parametrize("rivals", [0, 1, 100])
def test_pool_that_is_too_small_grows(
    lines: Matrix, gram: Floats, owner: Places, rivals: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few rivals are looked at first, the result is that of looking at all."""
    whole = machine_of(lines, owner, 3)
    monkeypatch.setattr(module, "_RIVALS", rivals)
    monkeypatch.setattr(module, "_ACTIVE", 0)
    found = machine_of(lines, owner, 3)
    assert sorted(found.active) == sorted(whole.active)
    assert values_of(found, gram) == pytest.approx(values_of(whole, gram), abs=1e-3)


def test_only_the_rivals_given_pull(lines: Matrix, owner: Places) -> None:
    """A line that is not among the others is never active."""
    own, others = np.flatnonzero(owner == 2), np.flatnonzero(owner == 7)
    machine = separate(lines, own, others)
    assert set(owner[machine.active]) == {2, 7}


def test_entry_without_lines(lines: Matrix) -> None:
    """A fact that nobody can ask for has a machine that does nothing."""
    machine = separate(lines, np.zeros(0, np.intp), np.arange(10))
    assert not len(machine.active)
    assert not len(machine.held_out())
    nothing = np.zeros(0, np.intp), np.zeros(0, np.bool_)
    assert not len(machine.orphaned(*nothing)[0])


def anew(machine: Separator, gram: Floats, hidden: Places) -> Floats:
    """Scores of all lines by the machine's other active lines alone, solved anew."""
    kept = ~np.isin(machine.active, hidden)
    rest = machine.active[kept]
    system = gram[np.ix_(rest, rest)] + RIDGE * np.eye(len(rest), dtype=np.float32)
    duals = np.linalg.solve(system, machine.targets[kept])
    out: Floats = (duals @ gram[rest]).astype(np.float32)
    return out


def test_held_out_equals_the_system_without_the_line(
    lines: Matrix, gram: Floats, owner: Places
) -> None:
    """What a line would score without itself."""
    machine = machine_of(lines, owner, 4)
    found = machine.held_out()
    assert len(machine.active) > 25
    for place, line in enumerate(machine.active):
        score = anew(machine, gram, np.array([line]))[line]
        assert found[place] == pytest.approx(score, abs=2e-3)


def test_orphaned_equals_the_system_without_the_entry(
    lines: Matrix, gram: Floats, owner: Places
) -> None:
    """The same for all lines of an entry at once, of the entries that are asked for."""
    machine = machine_of(lines, owner, 4)
    owners = owner[machine.active]
    asked = owners % 2 == 0
    at, found = machine.orphaned(owners, asked)
    assert sorted(at) == np.flatnonzero(asked).tolist()
    for entry in np.unique(owners[at]):
        mine = machine.active[at][owners[at] == entry]
        score = anew(machine, gram, mine)[mine]
        assert found[owners[at] == entry] == pytest.approx(score, abs=2e-3)


def test_held_out_is_about_a_fit_without_the_line(
    lines: Matrix, gram: Floats, owner: Places
) -> None:
    """Fitted anew, other lines may begin or cease to pull: close, not equal."""
    whole = machine_of(lines, owner, 4)
    found = dict(zip(whole.active.tolist(), whole.held_out().tolist(), strict=True))
    for line in list(found)[::4]:
        kept = np.flatnonzero(np.arange(LINES) != line)
        machine = machine_of(lines[kept], owner[kept], 4)
        score = float(machine.duals @ gram[kept][machine.active, line])
        assert found[line] == pytest.approx(score, abs=0.06)
