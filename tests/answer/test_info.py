"""The reserved commands: help, topics, sources, language, privacy, about, why."""

from __future__ import annotations

import pytest

from bot.answer import info
from bot.answer.reply import Why
from bot.facts.check_commands import RESERVED
from bot.facts.model import LANGUAGES, FactBase
from tests.match.tiny import tiny_base


@pytest.fixture(scope="module")
def base() -> FactBase:
    """The lighthouse."""
    return tiny_base()


def test_checker_and_answers_reserve_the_same_names() -> None:
    """No topic can take the name of a command that is answered here."""
    assert info.RESERVED == RESERVED


def test_help_names_story_topics_and_commands(base: FactBase) -> None:
    """Help says what it is about and everything that can be typed."""
    reply = info.help_(base, "en", "!")
    assert (reply.status, reply.command) == ("info", "help")
    assert "“The old light of Port Ellery”" in reply.text
    assert "Topics: !cost !keeper !closing." in reply.text
    assert all(f"!{name}" in reply.text for name in info.SPOKEN)


def test_help_speaks_the_prefix_and_language_of_the_place(base: FactBase) -> None:
    """On Telegram a command begins with a slash, and an Italian sees Italian words."""
    text = info.help_(base, "it", "/").text
    assert "Argomenti: /costo /guardiana /chiusura." in text
    assert "!" not in text


def test_topics_lists_one_a_line(base: FactBase) -> None:
    """Each topic with its first command and what it is about."""
    assert info.topics(base, "fr", "!").text.split("\n") == [
        "Thèmes :",
        "!cout — Le prix de la lampe",
        "!gardienne — Qui garde le phare",
        "!fermeture — Quand il s'est éteint",
    ]


def test_sources_state_only_what_is_shown(base: FactBase) -> None:
    """Each article with what its file shows, what is inferred of it, and how to find it."""
    lines = info.sources(base, "en").text.split("\n")
    assert lines[0] == "The articles I answer from:"
    assert lines[3] == (
        "2. «La vecchia luce di Port Ellery si spegne», Ellery Herald, Italian, "
        "machine translation from English, read in Leggo.example"
    )
    assert lines[4] == "   Seems to be the Herald's report. How to find it: No address is known."
    assert lines[5] == "3. «Le phare s'éteint», outlet not shown, French"
    assert not [line for line in lines if "None" in line]


def test_about_names_the_version(base: FactBase) -> None:
    """Whoever reports an error can say of which facts."""
    assert f"Facts version {base.version}." in info.about(base, "en").text
    assert "3 articles" in info.about(base, "en").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_info_reply_cites_nothing(base: FactBase, language: str) -> None:
    """Info is no answer: no fact, no citation, the command it was asked with."""
    for name, reply in {
        "help": info.help_(base, language, "!"),
        "topics": info.topics(base, language, "!"),
        "sources": info.sources(base, language),
        "about": info.about(base, language),
        "privacy": info.privacy(base, language, info.NOTHING_KEPT, "!"),
        "why": info.why(base, language, None),
        "language": info.language(base, language, "", "!"),
    }.items():
        found = reply.as_json()
        assert (found["status"], found["command"], found["language"]) == ("info", name, language)
        assert (found["fact"], found["citations"]) == (None, [])
        assert "{" not in reply.text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("it", "it"),
        ("IT", "it"),
        ("Italiano", "it"),
        ("italian", "it"),
        ("français", "fr"),
        ("francese", "fr"),
        ("العربية", "ar"),
        ("Arabic", "ar"),
        (" en ", "en"),
        ("klingon", None),
        ("", None),
    ],
)
def test_language_can_be_named_in_any_of_the_four(typed: str, code: str | None) -> None:
    """A code, or the language's name in any of the four languages."""
    assert info.language_of(typed) == code


def test_language_confirms_in_the_new_language(base: FactBase) -> None:
    """After !language it the reply is Italian already."""
    reply = info.language(base, "en", "it", "!")
    assert (reply.language, reply.text) == ("it", "Risponderò in italiano.")


def test_language_without_a_name_tells_how(base: FactBase) -> None:
    """The commands that would fix a language are written out."""
    reply = info.language(base, "en", "", "/")
    assert "/language en /language it /language fr /language ar" in reply.text


def test_unknown_language_lists_the_four(base: FactBase) -> None:
    """A language that is not there is no error: the four are named."""
    reply = info.language(base, "fr", "klingon", "!")
    assert reply.language == "fr"
    assert reply.text.endswith("English, italiano, français, العربية.")
    assert info.language(base, "ar", "klingon", "!").text.endswith(
        "English، italiano، français، العربية."
    )


def test_why_without_a_question(base: FactBase) -> None:
    """Nothing was asked, nothing is explained."""
    assert info.why(base, "en", None).text == "Nothing has been asked yet."


def test_why_shows_words_phrasing_and_probability(base: FactBase) -> None:
    """A curator sees how the question was read and how near the next fact was."""
    signals = {"score": 0.8, "lead": 0.55, "covered": 1.0}
    reason = Why(
        phrasing="price of the lamp", score=0.912, margin=0.8, runner_up="keeper", threshold=0.5,
        words="lamp price", signals=signals, runner_up_score=0.112, entry="lamp-cost",
    )  # fmt: skip
    text = info.why(base, "en", reason).text
    assert text.startswith(
        "Read as: lamp price. Nearest phrasing: “price of the lamp” (lamp-cost). "
        "Probability 0.91, needed 0.50; next is keeper with 0.11. "
        "Score 0.80, ahead by 0.55, question covered 1.00."
    )
