"""The weights of a language: every line finds its own entry, and what is not written is unknown."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match.features import Blocks
from bot.match.fit import Fitted, fit_language
from bot.match.names import NameTable
from tests.match.tiny import tiny_base, without_line, without_phrasings

BASE = tiny_base()
ENTRIES = len(BASE.facts) + len(BASE.gaps)


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NameTable(BASE.names))


def test_weights_give_the_scores_of_the_fit(fitted: Fitted) -> None:
    """The stored weights, the faint ones dropped, score a line about as the whole fit does."""
    model = fitted.model
    assert fitted.fitted is not None
    for number, example in enumerate(fitted.examples):
        if len(example.samples) == 1:
            at, weight = model.vector(example.samples[0].blocks)
            found = model.scores(at, weight / float(np.linalg.norm(weight)))
            assert np.abs(found - fitted.fitted[number]).max() < 0.1, example.line


def test_hidden_line_scores_its_entry_less(fitted: Fitted) -> None:
    """What a line would score had it, or its whole entry, not been there is less than it scores."""
    assert fitted.fitted is not None
    assert fitted.held_out is not None
    assert fitted.orphaned is not None
    for number, example in enumerate(fitted.examples):
        own = example.entry
        assert fitted.held_out[number][own] <= fitted.fitted[number][own] + 1e-5
        assert fitted.orphaned[number][own] == -np.inf


def test_small_talk_does_not_pull_on_the_entries(fitted: Fitted) -> None:
    """A line of small talk may score an entry: only the machine of small talk knows of it."""
    assert fitted.fitted is not None
    background = [e.entry == ENTRIES for e in fitted.examples]
    assert fitted.fitted[background][:, ENTRIES].min() > 0.9
    assert fitted.fitted[background][:, :ENTRIES].max() > 0.35


def test_own_line_scores_its_entry_best(fitted: Fitted) -> None:
    """A phrasing as it was written finds its own entry."""
    model = fitted.model
    for example in fitted.examples:
        at, weight = model.vector(example.samples[0].blocks)
        scores = model.scores(at, weight)
        if example.entry < ENTRIES:
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
    at, weight = changed.vector(
        next(e for e in fit_language(BASE, "en", NameTable(BASE.names)).examples if e.entry == 0)
        .samples[0].blocks
    )  # fmt: skip
    assert changed.scores(at, weight)[0] == 0


def test_text_of_unknown_words_scores_nothing(fitted: Fitted) -> None:
    """No known feature, no score."""
    nothing = np.zeros(0, np.intp)
    scores = fitted.model.scores(nothing, np.zeros(0, np.float32))
    assert not scores.any()


def test_rare_words_weigh_more(fitted: Fitted) -> None:
    """A word of one line weighs more than a word of many, and an unknown word most."""
    from bot.match.features import word_key

    keys = np.array([word_key("lamp"), word_key("dollar"), word_key("zebra")], np.uint32)
    (many, few, none), known = fitted.model.word_idf(keys)
    assert known.tolist() == [True, True, False]
    assert many < few < none


def test_no_phrasings_no_model() -> None:
    """A language without any line has an empty model that scores nothing and fails nowhere."""
    empty = BASE
    for index in range(len(BASE.facts)):
        empty = without_phrasings(empty, index, "en")
    found = fit_language(empty, "en", NameTable(()))
    scores = found.model.scores(*found.model.vector(fitted_blocks()))
    assert scores[: len(BASE.facts)].tolist() == [0.0] * len(BASE.facts)


def fitted_blocks() -> Blocks:
    """The features of some question."""
    return fit_language(BASE, "en", NameTable(BASE.names)).examples[0].samples[0].blocks
