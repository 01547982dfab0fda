"""What is said beside the statements: copies, other languages, choices, gaps, examples."""

from __future__ import annotations

import pytest

from bot.answer import compose
from bot.answer.reply import choices
from bot.facts.model import LANGUAGES, FactBase
from bot.match.matcher import Matcher
from tests.match.tiny import tiny_base


@pytest.fixture(scope="module")
def base() -> FactBase:
    """The lighthouse."""
    return tiny_base()


def notices(base: FactBase, fact: str, language: str) -> tuple[str, ...]:
    """The short sentences beside an answer."""
    return compose.answer(base, base.fact_by_id[fact], language).notices


def test_copies_of_one_report_say_so(base: FactBase) -> None:
    """Two articles that are one report are announced as copies."""
    assert notices(base, "lamp-cost", "en") == ("2 copies of 1 report: the Herald's report",)
    assert notices(base, "lamp-cost", "it") == (
        "2 copie di 1 solo articolo: l'articolo dell'Herald",
    )


def test_independent_reports_are_no_copies(base: FactBase) -> None:
    """Two reports of two origins need no remark."""
    assert notices(base, "storm", "en") == ()


def test_articles_that_repeat_another_say_so(shipped: Matcher) -> None:
    """SFGATE and Pedretti repeat The Intercept: one origin, though no copies of its report."""
    found = notices(shipped.base, "pm-salary", "en")
    assert found[0] == "2 independent sources"
    assert "2 copies of 1 report: TechCrunch's opinion piece" in found
    assert "3 articles go back to one origin: The Intercept's report" in found


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("en", "The sources are in French."),
        ("it", "Le fonti sono in francese."),
        ("ar", "لغة المصادر: الفرنسية."),
    ],
)
def test_sources_in_another_language_are_announced(
    base: FactBase, language: str, notice: str
) -> None:
    """The keeper stands in a French article only: a reader of another language is told."""
    assert notices(base, "keeper", language) == (notice,)


def test_sources_in_the_readers_language_are_not_announced(base: FactBase) -> None:
    """A French reader can read the French article."""
    assert notices(base, "keeper", "fr") == ()


def test_several_source_languages_are_all_named(base: FactBase) -> None:
    """An Arabic reader of an English and an Italian source is told of both."""
    assert notices(base, "lamp-cost", "ar")[-1] == "لغة المصادر: الإنجليزية، الإيطالية."


def test_clarify_numbers_the_choices(base: FactBase) -> None:
    """The reply asks which is meant, numbered from 1, and holds the candidates."""
    found = choices(base, ["lamp-cost", "keeper"], "en")
    reply = compose.clarify(base, found, "en")
    assert reply.text.split("\n") == [
        "Which do you mean?",
        "1. How much does the new lamp cost?",
        "2. Who keeps the lighthouse?",
    ]
    assert [c["fact"] for c in reply.as_json()["candidates"]] == ["lamp-cost", "keeper"]


def test_gap_says_so_and_offers_the_nearest(base: FactBase) -> None:
    """What the articles do not say is named, and what they do say is offered."""
    reply = compose.gap(base, base.gaps[0], "fr")
    assert reply.text.split("\n") == [
        "Les articles ne le disent pas : Quand rouvrira-t-il ?",
        "Ils disent en revanche :",
        "• Quand le phare s'est-il éteint ?",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_gives_three_examples(shipped: Matcher, language: str) -> None:
    """What is not understood is answered with three questions of three topics."""
    base = shipped.base
    lines = compose.unknown(base, language).text.split("\n")
    examples = [line.removeprefix("• ") for line in lines[1:]]
    assert len(examples) == 3
    by_question = {fact.question[language]: fact for fact in base.facts}
    assert len({by_question[example].topic for example in examples}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_answered_when_asked(shipped: Matcher, language: str) -> None:
    """An example question, asked word for word, is answered with the fact it was taken from."""
    base = shipped.base
    for topic, question in zip(
        base.topics, compose.example_questions(base, language), strict=False
    ):
        ranking = shipped.rank(question)
        assert ranking.best.entry.id == topic.lead, question
        assert ranking.probability >= shipped.calibration.private, question


def test_blank_asks_for_a_question(base: FactBase) -> None:
    """Nothing typed: no blame, an invitation."""
    reply = compose.unknown(base, "it", blank=True)
    assert reply.status == "unknown"
    assert reply.text.startswith("Chiedimi qualcosa su questa storia, per esempio:\n• ")


def test_foreign_notice_lists_the_four() -> None:
    """One line names the four languages, each in its own words."""
    line = compose.foreign_notice("en")
    assert line == "I answer in these languages: English, italiano, français, العربية."
