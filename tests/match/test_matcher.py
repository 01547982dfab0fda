"""Ranking: the right fact first, in any of the four languages, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.facts.model import LANGUAGES
from bot.match.compile import compile_base, language_texts, languages_of
from bot.match.decide import decide
from bot.match.examples import prepare
from bot.match.explain import explain, nearest_phrasing
from bot.match.matcher import Matcher
from tests.match.tiny import tiny_base, without_phrasings


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrasing_finds_its_entry(tiny: Matcher, language: str) -> None:
    """Whatever the curator wrote as a way to ask is understood as such."""
    from bot.facts.template import expand

    lists = tiny.base.lists.get(language, {})
    for entry in tiny.entries:
        for line in entry.phrasings[language]:
            for sentence in expand(line, lists):
                assert tiny.rank(sentence).best.entry.id == entry.id, sentence


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("what was paid for this lamp", "lamp-cost"),
        ("tourists per year", "visitors"),
        ("la tempesta ha rotto il muro?", "storm"),
        ("le nom de la femme qui garde le phare", "keeper"),
        ("في أي يوم أطفئت المنارة", "closing-day"),
    ],
)
def test_other_words_for_the_same(tiny: Matcher, text: str, fact: str) -> None:
    """A question in words of its own finds the fact that is meant."""
    assert tiny.rank(text).best.entry.id == fact


def test_candidates_are_in_order(tiny: Matcher) -> None:
    """Likeliest first, each once, with the margin between the first two."""
    ranking = tiny.rank("how much does the new lamp cost")
    probabilities = [c.probability for c in ranking.candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert len({c.entry.id for c in ranking.candidates}) == len(ranking.candidates)
    assert ranking.margin == pytest.approx(probabilities[0] - probabilities[1])
    assert ranking.probability == ranking.best.probability == probabilities[0]


def test_question_is_searched_in_its_own_language(tiny: Matcher) -> None:
    """An Italian question meets the Italian phrasings."""
    ranking = tiny.rank("quanto costa la nuova lampada")
    assert (ranking.language, ranking.detected.language) == ("it", "it")


def test_borrowed_words_are_searched_in_both(tiny: Matcher) -> None:
    """A question that mixes two languages still finds its fact."""
    assert tiny.rank("quanto è il price of the new lamp").best.entry.id == "lamp-cost"


def test_word_of_no_language_is_searched_everywhere(tiny: Matcher) -> None:
    """A bare name finds its fact, though nothing tells the language."""
    assert tiny.rank("Mara Quill").best.entry.id == "keeper"
    assert tiny.rank("Mara Quill", "fr").language in LANGUAGES


def test_words_are_the_mended_ones(tiny: Matcher) -> None:
    """A ranking tells how the question was read."""
    assert tiny.rank("price of the lmap").words == ("price", "of", "the", "lamp")


def test_same_question_same_ranking(tiny: Matcher) -> None:
    """Nothing is drawn by lot and nothing is remembered."""
    assert tiny.rank("who keeps it") == tiny.rank("who keeps it")


def test_context_is_used_for_a_short_question_only(tiny: Matcher) -> None:
    """A question that stands alone is not bent towards what was said before."""
    context = tiny.base.fact_by_id["keeper"]
    text = "how much does the new lamp cost"
    assert tiny.rank(text, None, context) == tiny.rank(text)


def test_context_never_answers_with_itself(tiny: Matcher) -> None:
    """A follow-up is about something else than what was just answered."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2))
    context = tiny.base.fact_by_id["lamp-cost"]
    plain = unsure.rank("and visitors?")
    followed = unsure.rank("and visitors?", None, context)
    assert followed.probability >= plain.probability
    assert followed.best.entry.id == "visitors"


@pytest.mark.parametrize(
    ("text", "language", "fact"),
    [
        ("quanto costa the new lamp", "en", "lamp-cost"),
        ("chi è il keeper", "it", "keeper"),
        ("كم visiteurs في السنة", "ar", "visitors"),
    ],
)
def test_words_of_two_languages(tiny: Matcher, text: str, language: str, fact: str) -> None:
    """A question in one language with words of another is one question."""
    ranking = tiny.rank(text, language)
    assert ranking.best.entry.id == fact
    assert decide(ranking, tiny.calibration, public=False).outcome == "answer"


def test_other_languages_know_the_entry_too(tiny: Matcher) -> None:
    """Translated word for word, a phrasing scores its entry in their machines as well."""
    (tokens, names) = tiny.reader.read("what did the storm break", "en"), tiny.names
    scores = tiny.elsewhere("en", prepare(tokens, names, "en"))
    assert scores is not None
    assert tiny.entries[int(scores[:-1].argmax())].id == "storm"


def test_context_of_an_edition_before(tiny: Matcher) -> None:
    """What was answered last may have been changed since: it is the same entry all the same."""
    unsure = replace(tiny, calibration=replace(tiny.calibration, private=2))
    now = tiny.base.fact_by_id["lamp-cost"]
    before = replace(now, topic="changed since")
    followed = unsure.rank("and visitors?", None, before)
    assert followed.best.entry.id == "visitors"
    assert followed == unsure.rank("and visitors?", None, now)


def test_language_without_phrasings_is_not_searched() -> None:
    """A base that is written in three languages is asked in the fourth without an error."""
    base = tiny_base()
    for index in range(len(base.facts)):
        base = without_phrasings(base, index, "fr")
    base = replace(base, gaps=())
    matcher = compile_base(base)
    assert languages_of(base) == ("en", "it", "ar")
    assert set(matcher.models) == {"en", "it", "ar"}
    assert matcher.rank("qui garde le phare").language != "fr"


def test_language_texts_are_questions_phrasings_and_answers(tiny: Matcher) -> None:
    """The language guesser learns from everything the file says in a language."""
    texts = list(language_texts(tiny.base, "it"))
    assert "Quanto costa la nuova lampada?" in texts
    assert "quanto hanno pagato la lampada" in texts
    assert "La nuova lampada costa 45.000 dollari." in texts


def test_nearest_phrasing_is_shown(tiny: Matcher) -> None:
    """Of a fact's phrasings the one that reads most like the question."""
    fact = tiny.base.fact_by_id["lamp-cost"]
    assert nearest_phrasing(tiny, fact, "en", "lamp dollars cost in") == "lamp cost in dollars"
    assert nearest_phrasing(tiny, replace(fact, phrasings={}), "en", "lamp") == ""


def test_explanation_of_a_decision(tiny: Matcher) -> None:
    """Why carries the phrasing, the score, the margin, the runner-up and the threshold."""
    ranking = tiny.rank("price of the lamp")
    why = explain(tiny, decide(ranking, tiny.calibration, public=False))
    assert (why.phrasing, why.entry) == ("price of the lamp", "lamp-cost")
    assert why.score == ranking.probability
    assert why.margin == ranking.margin
    assert why.runner_up == ranking.candidates[1].entry.id
    assert why.threshold == tiny.calibration.private
    assert why.words == "price of the lamp"
    assert 0 < why.signals["covered"] <= 1


@pytest.mark.parametrize(
    "greeting", ["Salut, ça va ?", "ciao come va?", "hey, how are you?", "كيفك اليوم؟"]
)
def test_greeting_is_no_question_in_any_language(shipped: Matcher, greeting: str) -> None:
    """What is small talk in its own language is not looked for in the others, nor answered."""
    ranking = shipped.rank(greeting)
    assert ranking.small_talk
    decision = decide(ranking, shipped.calibration, public=False)
    assert decision.outcome == "unknown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_questions_of_the_story_are_ranked_first(shipped: Matcher, language: str) -> None:
    """The question on a button finds its own entry, facts and gaps alike, nearly always."""
    missed = [
        entry.id
        for entry in shipped.entries
        if shipped.rank(entry.question[language]).best.entry.id != entry.id
    ]
    assert len(missed) <= 0.03 * len(shipped.entries), missed
