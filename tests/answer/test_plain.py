"""What a person reads in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer import compose, info
from bot.answer.plain import render
from bot.answer.reply import choices
from bot.facts.model import LANGUAGES, FactBase
from bot.match.matcher import Matcher
from tests.match.tiny import tiny_base

FSI, PDI = "\u2068", "\u2069"


@pytest.fixture(scope="module")
def base() -> FactBase:
    """The lighthouse."""
    return tiny_base()


def shown(base: FactBase, fact: str, language: str) -> list[str]:
    """The lines of an answer."""
    return render(compose.answer(base, base.fact_by_id[fact], language)).split("\n")


def test_answer_in_full(base: FactBase) -> None:
    """Statement with its marks, then each source with its fragment, then what is to be said."""
    assert shown(base, "lamp-cost", "en") == [
        "The new lamp costs $45,000. ¹ ²",
        "",
        "Sources",
        (
            "  ¹ «Old light of Port Ellery goes dark», Ellery Herald, Ann Lowe, 2021-03-04, "
            "English, https://herald.example/old-light"
        ),
        "     “a lamp for $45,000”",
        (
            "  ² «La vecchia luce di Port Ellery si spegne», Ellery Herald, Italian, "
            "machine translation from English, read in Leggo.example"
        ),
        "     “una lampada da 45.000\u00a0$”",
        "2 copies of 1 report: the Herald's report",
        "See also: Who keeps the lighthouse?",
    ]


def test_line_numbers_stay_in_the_json(base: FactBase) -> None:
    """A reader sees the fragment; where it stands is for programs."""
    assert "line" not in "\n".join(shown(base, "lamp-cost", "en"))


def test_disputed_positions_stand_one_under_the_other(base: FactBase) -> None:
    """Each view has its own line, with whose it is and its own marks."""
    assert shown(base, "closing-day", "en")[:4] == [
        "The articles differ:",
        "• Ellery Herald: On 20 March 2021. ¹",
        "• Marine: On 25 March 2021. ²",
        "",
    ]


def test_outlet_that_is_not_shown_is_said_to_be_so(base: FactBase) -> None:
    """What the article does not show is not made up."""
    assert "  ¹ «Le phare s'éteint», outlet not shown, French" in shown(base, "keeper", "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "machine translation from English"),
        ("it", "traduzione automatica dall'originale in inglese"),
        ("fr", "traduction automatique, original en anglais"),
        ("ar", "ترجمة آلية عن الإنجليزية"),
    ],
)
def test_machine_translation_is_named(base: FactBase, language: str, words: str) -> None:
    """A reader is told which source is a machine translation, in their language."""
    text = "\n".join(shown(base, "lamp-cost", language))
    assert words in text


def test_source_language_notice_is_shown(base: FactBase) -> None:
    """An Italian reader learns that the source is French, and sees the French words."""
    lines = shown(base, "keeper", "it")
    assert "Le fonti sono in francese." in lines
    assert "     “Mara Quill, gardienne depuis 1998”" in lines


def test_fragment_of_the_other_direction_is_isolated(shipped: Matcher) -> None:
    """An Arabic fragment in an English answer cannot turn the quotes around it."""
    lines = shown(shipped.base, "pm-salary", "en")
    arabic = next(line for line in lines if "دولار" in line)
    assert arabic.startswith(f"     “{FSI}")
    assert arabic.endswith(f"{PDI}”")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_answer_is_balanced(shipped: Matcher, language: str) -> None:
    """In no line of any answer does an isolate stay open."""
    for fact in shipped.base.facts:
        for line in shown(shipped.base, fact.id, language):
            assert line.count(FSI) == line.count(PDI), fact.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_answer_shows_its_marks(shipped: Matcher, language: str) -> None:
    """Each source of each answer has a line with its mark, title and language."""
    from bot.answer.catalogue import language_name
    from bot.answer.typography import marks, typeset

    for fact in shipped.base.facts:
        reply = compose.answer(shipped.base, fact, language)
        lines = render(reply).split("\n")
        for source in reply.sources:
            mark = marks([source.number])
            line = next(one for one in lines if one.startswith(f"  {mark} "))
            assert typeset(language_name(source.article.language, language), language) in line


def test_question_back_and_gap_are_shown_as_they_are(base: FactBase) -> None:
    """No source list where there is no answer."""
    asked = compose.clarify(base, choices(base, ["keeper", "storm"], "en"), "en")
    assert render(asked) == asked.text
    gap = compose.gap(base, base.gaps[0], "en")
    assert render(gap) == gap.text


def test_notice_follows_the_text(base: FactBase) -> None:
    """A question in a fifth language: the reply, then the line that lists the four."""
    reply = compose.unknown(base, "en")
    with_notice = replace(reply, notices=(compose.foreign_notice("en"),))
    last = render(with_notice).split("\n")[-1]
    assert last == f"I answer in these languages: English, italiano, français, {FSI}العربية{PDI}."


def test_figures_do_not_break_in_french(base: FactBase) -> None:
    """The figure, its groups and its unit stay on one line."""
    assert shown(base, "lamp-cost", "fr")[0] == "La nouvelle lampe coûte 45\u202f000\u00a0$. ¹ ²"


def test_paint_colours_marks_and_headings(base: FactBase) -> None:
    """Where the output is a terminal, marks, headings and fragments are painted, words are not."""
    reply = compose.answer(base, base.fact_by_id["closing-day"], "en")
    painted = render(reply, lambda text, role: f"<{role}>{text}</{role}>").split("\n")
    assert painted[1] == "• <strong>Ellery Herald</strong>: On 20 March 2021. <mark>¹</mark>"
    assert "<strong>Sources</strong>" in painted
    assert "<faint>     “dark on 20 March 2021”</faint>" in painted


def test_info_is_shown_with_its_lines(base: FactBase) -> None:
    """A list of topics is a list in the terminal too."""
    assert render(info.topics(base, "en", "!")).split("\n")[1] == "!cost — What the lamp costs"
