"""Names are found in any script and spelling, and are one and the same person."""

from __future__ import annotations

import pytest

from bot.facts.model import Name
from bot.match.matcher import Matcher
from bot.match.names import NameTable
from bot.text.normalise import fold

TABLE = NameTable(
    [
        Name(
            "crabtree",
            ("Duncan Crabtree-Ireland", "Crabtree", "Kratbtree Ireland", "كرابتري-إيرلندا"),
        ),
        Name("bob-iger", ("Bob Iger", "Iger", "بوب إيغر", "إيغر")),
        Name("netflix", ("Netflix", "نتفليكس")),
        Name("bob", ("Bob",)),
    ]
)


def found(text: str) -> set[str]:
    """Ids of the names of a text."""
    return set(TABLE.find(fold(text).split())[0])


@pytest.mark.parametrize(
    "text",
    [
        "Duncan Crabtree-Ireland",
        "who is crabtree",
        "KRATBTREE IRELAND?",
        "Kratbtree-Ireland",
        "من هو كرابتري-إيرلندا",
        "كرابتري ايرلندا",
    ],
)
def test_one_man_in_many_spellings(text: str) -> None:
    """However he is spelled, in Latin or Arabic letters, he is the same man."""
    assert found(text) == {"crabtree"}


def test_longest_spelling_wins() -> None:
    """Bob Iger is the one man, not another Bob beside him."""
    assert found("did Bob Iger say so") == {"bob-iger"}
    assert found("did Bob say so to Iger") == {"bob", "bob-iger"}


@pytest.mark.parametrize("text", ["ونتفليكس", "بنتفليكس", "لنتفليكس", "من نتفليكس؟", "وبوب إيغر"])
def test_arabic_particles_are_no_part_of_a_name(text: str) -> None:
    """The words "and", "in" and "to" are written as one with a name, and taken off."""
    assert len(found(text)) == 1
    assert found(text) <= {"netflix", "bob-iger"}


@pytest.mark.parametrize("text", ["", "nobody", "netflixes and chill", "igerx", "ice", "وال"])
def test_other_words_are_no_names(text: str) -> None:
    """A word that only looks like a name is none."""
    assert found(text) == set()


def test_positions_of_the_words_taken_up() -> None:
    """The words of a name are known by their place, so that they are not counted twice."""
    ids, taken = TABLE.find(["does", "bob", "iger", "pay", "netflix"])
    assert ids == {"bob-iger", "netflix"}
    assert taken == {1, 2, 4}


@pytest.mark.parametrize(
    ("vocabulary", "usual"),
    [
        (["iger", "strike", "bob"], ("iger",)),
        (["strike", "bob", "ايغر", "بوب"], ("ايغر",)),
        (["strike", "bob"], None),
    ],
)
def test_usual_spelling(vocabulary: list[str], usual: tuple[str, ...] | None) -> None:
    """Of the spellings that the phrasings have, the one whose words are the commonest."""
    assert TABLE.usual("bob-iger", vocabulary) == usual


def test_words_of_all_spellings() -> None:
    """Every single word of a name, folded, is known to the repairer and the language guesser."""
    assert {"duncan", "crabtree", "ireland", "iger", "نتفليكس"} <= TABLE.words


def test_name_in_the_other_script_finds_the_same_fact(tiny: Matcher) -> None:
    """Mara Quill in Arabic letters in an English question, and the other way round."""
    assert tiny.rank("who is كويل").best.entry.id == "keeper"
    assert tiny.rank("من هي Mara Quill").best.entry.id == "keeper"
