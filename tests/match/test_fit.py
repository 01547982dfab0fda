"""The weights of a language: every line finds its own entry, and what is not written is unknown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.match.examples import Prepared
from bot.match.fit import FAINT, WRITTEN_OUT, Fitted, fit_language
from bot.match.model import UNIT, Floats, LanguageModel
from bot.match.names import NameTable
from bot.match.separate import TOLERATED
from tests.match.tiny import tiny_base, without_line, without_phrasings

BASE = tiny_base()
ENTRIES = len(BASE.facts) + len(BASE.gaps)


def weights_of(model: LanguageModel) -> Floats:
    """All weights (features, entries)."""
    out = np.zeros((len(model.keys), model.entries), np.float32)
    out[np.repeat(np.arange(len(model.keys)), np.diff(model.start)), model.entry] = model.weight
    out[model.often] = model.dense
    return out * np.float32(UNIT)


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NameTable(BASE.names))


def scores_of(model: LanguageModel, *texts: Prepared) -> Floats:
    """The score of every entry for each text."""
    return model.scores(model.rows([text.blocks for text in texts]))


def test_lead_is_that_of_the_weights(fitted: Fitted) -> None:
    """By how much a line's own entry leads is what the stored weights say."""
    for lead, example in zip(fitted.lead, fitted.examples, strict=True):
        if len(example.samples) == 1:
            rows = fitted.model.rows([example.samples[0].blocks])
            length = float(np.linalg.norm(rows.weight))
            scores = fitted.model.scores(rows)[0] / length
            others = np.delete(scores, example.entry)
            assert lead == pytest.approx(scores[example.entry] - others.max(), abs=0.02)


def test_hidden_line_scores_its_entry_less(fitted: Fitted) -> None:
    """What a line would score had it, or its whole entry, not been there is less than it scores."""
    lines = fitted.held_out
    for place, example in enumerate(lines.examples):
        score = scores_of(fitted.model, example.samples[0])[0][example.entry]
        if len(example.samples) == 1 and example.entry < ENTRIES:
            assert lines.alone[place][example.entry] <= score + 0.25
        assert lines.orphaned[place][example.entry] == -np.inf
    own = np.array([example.entry for example in lines.examples])
    assert lines.alone[np.arange(len(own)), own].mean() < 0.8


def test_some_of_the_hidden_lines(fitted: Fitted) -> None:
    """Every third line keeps its own scores."""
    lines = fitted.held_out
    some = lines.every(3)
    assert some.examples == lines.examples[::3]
    assert (some.alone[1] == lines.alone[3]).all()
    assert (some.orphaned[1] == lines.orphaned[3]).all()


def test_small_talk_does_not_pull_on_the_entries(fitted: Fitted) -> None:
    """A line of small talk may score an entry: only the machine of small talk knows of it."""
    talk = [e.samples[0] for e in fitted.examples if e.entry == ENTRIES]
    scores = scores_of(fitted.model, *talk)
    assert np.median(scores[:, ENTRIES]) > 0.8
    assert scores[:, :ENTRIES].max() > TOLERATED


def test_threads_change_nothing(fitted: Fitted) -> None:
    """Two threads give the weights of one."""
    other = fit_language(BASE, "en", NameTable(BASE.names), threads=2)
    assert np.array_equal(weights_of(other.model), weights_of(fitted.model))


def test_frequent_features_are_written_out(fitted: Fitted) -> None:
    """A feature has its weights in one place: as a whole row, if many entries have it."""
    model = fitted.model
    lengths = np.diff(model.start)
    assert 0 < len(model.often) < len(model.keys)
    assert not lengths[model.often].any()
    assert lengths.max() <= WRITTEN_OUT * model.entries
    assert (np.count_nonzero(model.dense, axis=1) > WRITTEN_OUT * model.entries).all()


def test_faint_weights_go(fitted: Fitted, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot move a score is dropped, however few or many entries a feature tells apart."""
    monkeypatch.setattr("bot.match.fit.FAINT", 0.0)
    whole = fit_language(BASE, "en", NameTable(BASE.names)).model
    part = fitted.model
    strong = np.abs(weights_of(whole)) * whole.idf[:, None] > FAINT
    left = np.count_nonzero(weights_of(part))
    assert 0 < left < np.count_nonzero(weights_of(whole))
    assert abs(int(strong.sum()) - left) <= left / 1000  # units round
    for example in fitted.examples[::5]:
        sample = example.samples[0]
        assert scores_of(part, sample) == pytest.approx(scores_of(whole, sample), abs=0.1)


def test_own_line_scores_its_entry_best(fitted: Fitted) -> None:
    """A phrasing as it was written finds its own entry."""
    for example in fitted.examples:
        if example.entry < ENTRIES:
            scores = scores_of(fitted.model, example.samples[0])[0]
            assert int(np.argmax(scores)) == example.entry, example.line


def test_without_a_line_nothing_of_it_is_known() -> None:
    """A line taken out of the file leaves no example, and its only words leave the vocabulary."""
    line = "damage from the storm"
    index = next(n for n, fact in enumerate(BASE.facts) if fact.id == "storm")
    shorter = fit_language(without_line(BASE, index, "en", line), "en", NameTable(BASE.names))
    whole = fit_language(BASE, "en", NameTable(BASE.names))
    assert line in [example.line for example in whole.examples]
    assert line not in [example.line for example in shorter.examples]
    assert shorter.model.lines == whole.model.lines - 1


def test_entry_without_phrasings_is_never_found() -> None:
    """A fact that nobody can ask for in a language scores nothing in it."""
    changed = fit_language(without_phrasings(BASE, 0, "en"), "en", NameTable(BASE.names)).model
    assert scores_of(changed, own_line())[0][0] == 0


def own_line() -> Prepared:
    """A phrasing of the first fact."""
    return fit_language(BASE, "en", NameTable(BASE.names)).examples[0].samples[0]


def test_no_phrasings_no_model() -> None:
    """A language without any line has an empty model that scores nothing and fails nowhere."""
    empty = BASE
    for index in range(len(BASE.facts)):
        empty = without_phrasings(empty, index, "en")
    empty = replace(empty, gaps=())
    found = fit_language(empty, "en", NameTable(()))
    scores = scores_of(found.model, own_line())[0]
    assert scores[: len(BASE.facts)].tolist() == [0.0] * len(BASE.facts)
