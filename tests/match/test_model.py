"""The features of a text, weighed, and what the entries score."""

from __future__ import annotations

import numpy as np
import pytest

from bot.match.examples import prepare
from bot.match.features import SHARES, Blocks, word_key
from bot.match.fit import fit_language
from bot.match.model import LanguageModel
from bot.match.names import NameTable
from bot.text.tokens import tokenise
from tests.match.tiny import tiny_base

BASE = tiny_base()
NAMES = NameTable(BASE.names)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    """The lighthouse in English."""
    return fit_language(BASE, "en", NAMES).model


def blocks(text: str) -> Blocks:
    """The features of a text."""
    return prepare(tokenise(text, "en"), NAMES, "en").blocks


def test_texts_together_are_as_each_alone(model: LanguageModel) -> None:
    """However many are asked at a time, each gets its own features, weights and scores."""
    texts = ["what does the lamp cost", "who keeps the light", "xyzzy", "storm damage lamp lamp"]
    together = model.rows([blocks(text) for text in texts])
    scores = model.scores(together)
    for number, text in enumerate(texts):
        alone = model.rows([blocks(text)])
        mine = together.text == number
        assert together.at[mine].tolist() == alone.at.tolist()
        assert together.weight[mine] == pytest.approx(alone.weight)
        assert scores[number] == pytest.approx(model.scores(alone)[0], abs=1e-6)


def test_weights_by_hand(model: LanguageModel) -> None:
    """A word twice weighs 1 + log 2 times its rarity; a block has its share of the length."""
    rows = model.rows([blocks("lamp cost of the lamp")])
    lamp, cost = (int(np.searchsorted(model.keys, word_key(word))) for word in ("lamp", "cost"))
    weight = dict(zip(rows.at.tolist(), rows.weight.tolist(), strict=True))
    ratio = (1 + np.log(2)) * model.idf[lamp] / model.idf[cost]
    assert weight[lamp] / weight[cost] == pytest.approx(float(ratio), rel=1e-4)
    assert sum(w * w for w in weight.values()) <= 1 + 1e-5
    assert set(SHARES) == {"w", "b", "p", "c", "k"}


def test_lines_that_have_a_word(model: LanguageModel) -> None:
    """The question of the entry, its four lines, one of them written in two ways."""
    at, _ = model.telling([word_key("lamp"), word_key("zyxwv")])
    assert model.spread[at].tolist() == [6, 0]


def test_unknown_words_make_a_text_short(model: LanguageModel) -> None:
    """What nobody wrote takes its part of the length and scores nothing."""
    plain, strange = (
        model.rows([blocks(text)]) for text in ("lamp cost", "lamp cost zyxwv qqqqq jjjjj")
    )
    assert np.linalg.norm(strange.weight) < np.linalg.norm(plain.weight)
    assert model.scores(strange).max() < model.scores(plain).max()


def test_text_of_unknown_words_scores_nothing(model: LanguageModel) -> None:
    """No known feature, no score; nor has an empty text any."""
    assert not model.scores(model.rows([blocks("")]))[:, :-1].any()
    nothing: Blocks = {block: [] for block in SHARES}
    assert not model.scores(model.rows([nothing])).any()


def test_rare_words_weigh_more(model: LanguageModel) -> None:
    """A word of one line weighs more than a word of many, and an unknown word most."""
    keys = np.array([word_key("lamp"), word_key("dollar"), word_key("zebra")], np.uint32)
    many, few, none = model.rarity(keys)
    assert many < few < none == pytest.approx(model.unknown_idf)
