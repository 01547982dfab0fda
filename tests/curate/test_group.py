"""Questions that mean the same come together, and no others."""

from __future__ import annotations

from bot.curate.group import Group, groups
from bot.match.matcher import Matcher
from tests.curate.asked import ASKED, kept


def group_of(found: tuple[Group, ...], text: str) -> Group:
    """The group that has a question."""
    (one,) = [g for g in found if any(question.text == text for question in g.questions)]
    return one


def test_most_asked_first(tiny: Matcher) -> None:
    """Five asked how tall it is, in three wordings; the commonest stands for them."""
    first = groups(tiny, ASKED)[0]
    assert len(first.questions) == 5
    assert first.questions[0].text == "how tall is the lighthouse tower"
    assert (first.language, first.outcomes) == ("en", {"unknown": 5})


def test_every_question_is_in_one_group(tiny: Matcher) -> None:
    """Nobody's question is lost, and none is counted twice."""
    ids = [id_ for group in groups(tiny, ASKED) for id_ in group.ids]
    assert sorted(ids) == sorted(question.id for question in ASKED)


def test_what_is_different_stays_apart(tiny: Matcher) -> None:
    """A ghost is not a height, though both are about the lighthouse."""
    found = groups(tiny, [kept("how tall is the lighthouse"), kept("is the lighthouse haunted"),
                          kept("who painted the lighthouse")])  # fmt: skip
    assert len(found) == 3


def test_typing_errors_and_order_do_not_matter(tiny: Matcher) -> None:
    """The matcher's own mending is used."""
    found = groups(tiny, [kept("is the keeper's cat allowed inside the lighthouse"),
                          kept("is the keepers cat allowed inside teh ligthhouse")])  # fmt: skip
    assert len(found) == 1


def test_one_gap_in_two_languages(tiny: Matcher) -> None:
    """What was answered with the same known gap is one, whatever the language."""
    found = group_of(groups(tiny, ASKED), "when will the lighthouse open again")
    assert [question.language for question in found.questions] == ["en", "fr"]
    assert (found.gap, found.outcomes) == ("gap-reopening", {"gap": 2})


def test_other_languages_are_other_groups(tiny: Matcher) -> None:
    """No dictionary is at hand: the Italian question about the height is a group of its own."""
    found = group_of(groups(tiny, ASKED), "quanto è alta la torre del faro")
    assert (len(found.questions), found.language) == (1, "it")


def test_nearest_fact(tiny: Matcher) -> None:
    """What a voted-down answer was about is the nearest fact; for a ghost none is near."""
    found = groups(tiny, ASKED)
    assert group_of(found, "how much is the lamp worth today").nearest == "lamp-cost"
    assert group_of(found, "is there a ghost in the cellar").nearest is None


def test_nothing_asked(tiny: Matcher) -> None:
    """No question, no group; a smile is none."""
    assert groups(tiny, []) == ()
    assert groups(tiny, [kept("🙂")]) == ()


def test_a_language_that_the_facts_do_not_have(tiny: Matcher) -> None:
    """A question is grouped by the words it has, whatever language it was noted in."""
    assert len(groups(tiny, [kept("wie hoch ist der turm", "de"), kept("¿qué altura?", "es")])) == 2
