"""What of a text is counted: stems, neighbours, pairs in any order, pieces of words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.match.examples import SAMPLED, _spread, examples, prepare
from bot.match.features import SHARES, Blocks, blocks, word_key
from bot.match.names import NameTable
from bot.text.tokens import tokenise
from tests.match.tiny import tiny_base

NO_NAMES = NameTable(())


def of(text: str, language: str = "en") -> Blocks:
    """The features of a text."""
    return prepare(tokenise(text, language), NO_NAMES, language).blocks


def test_every_block_has_its_share() -> None:
    """The four kinds of features are those that are weighted."""
    assert set(of("who keeps the light")) == set(SHARES)


def test_single_stems_ignore_order() -> None:
    """The same words in another order have the same stems and pairs, but other neighbours."""
    one, other = of("price lamp new"), of("new lamp price")
    assert sorted(one["w"]) == sorted(other["w"])
    assert sorted(one["p"]) == sorted(other["p"])
    assert sorted(one["c"]) == sorted(other["c"])
    assert one["b"] != other["b"]


def test_plural_is_the_same_stem() -> None:
    """Lamp and lamps are one stem, with pieces in common."""
    assert of("lamps")["w"] == of("lamp")["w"]
    assert set(of("lamps")["c"]) & set(of("lamp")["c"])


def test_name_counts_by_its_id() -> None:
    """A name in any spelling is the same feature."""
    names = NameTable(tiny_base().names)
    spelled = [prepare(tokenise(text, "en"), names, "en") for text in ("Mara Quill", "مارا كويل")]
    for prepared in spelled:
        assert prepared.names == {"mara-quill"}
        assert word_key("@mara-quill") in prepared.blocks["w"]
        assert prepared.keys == [word_key("@mara-quill")]


def test_function_words_tell_nothing() -> None:
    """Grammar is no key of what a question is about."""
    prepared = prepare(tokenise("what is the price of the lamp", "en"), NO_NAMES, "en")
    assert prepared.keys == [word_key("price"), word_key("lamp")] or (
        prepared.keys == [word_key(stem) for stem in ("pric", "lamp")]
    )


def test_long_question_stays_bounded() -> None:
    """A question of three hundred words has no more pairs than the first few dozen words give."""
    text = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(100))
    assert len(of(text)["p"]) <= 24 * 9


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=6), max_size=12))
def test_features_are_32_bits(words: list[str]) -> None:
    """Every feature fits the arrays of the model."""
    assert all(0 <= key < 2**32 for block in blocks(words, words).values() for key in block)


def test_spread_takes_first_and_last() -> None:
    """Of a line's many sentences a few are taken, the first and the last among them."""
    sentences = [str(n) for n in range(200)]
    taken = _spread(sentences)
    assert len(taken) == SAMPLED
    assert (taken[0], taken[-1]) == ("0", "199")
    assert _spread(["a", "b"]) == ["a", "b"]


def test_examples_are_phrasings_and_questions() -> None:
    """Each phrasing line and each plain question of an entry is an example of it."""
    base = tiny_base()
    found = list(examples(base, "en", NameTable(base.names)))
    cost = [example.line for example in found if example.entry == 0]
    assert cost == [*base.facts[0].phrasings["en"], "How much does the new lamp cost?"]
    assert {example.entry for example in found} == set(range(6))
    assert [len(example.samples) for example in found if "{light}" in example.line][:1] == [3]
