"""One test for each message about statements, citations and figures."""

from __future__ import annotations

import pytest

from tests.facts.small import SMALL, changed, only_problem, place, problems_of

CITATIONS = """\
        citations:
          - article: gazette-en
            line: 2
            fragment: "the old bridge closed on 3 May"
            origin: mayor
"""
FRAGMENT = '"the old bridge closed on 3 May"'


def test_statement_with_empty_citations() -> None:
    """A statement that cites nothing is one problem, at its empty list."""
    found = only_problem((CITATIONS, "        citations: []\n"), at="[]\n")
    assert found.message == "'citations' has 0 items: at least 1"


def test_statement_without_citations_key() -> None:
    """A statement that lacks the key is one problem, at the statement."""
    found = only_problem((CITATIONS, ""), at='en: "The bridge closed')
    assert found.message == "item 1 of 'statements' has no 'citations': add it"


def test_unknown_article() -> None:
    """A citation of an article that is not there names the nearest one."""
    found = only_problem(("- article: gazette-en", "- article: gazete-en"), at="gazete-en")
    assert found.message == "unknown article 'gazete-en': did you mean 'gazette-en'?"


def test_unknown_origin_of_a_citation() -> None:
    """A citation's origin must be listed; where nothing is near, the message says where to add."""
    found = only_problem(("origin: mayor", "origin: zzz"), at="zzz")
    assert found.message == "unknown origin 'zzz': add it under 'origins'"


def test_unknown_origin_of_an_article() -> None:
    """An article's origin must be listed."""
    found = only_problem(("origin: gazette\n", "origin: gazet\n"), at="gazet\n")
    assert found.message == "unknown origin 'gazet': did you mean 'gazette'?"


def test_article_without_origin() -> None:
    """An article must say which origin its own reporting is."""
    found = only_problem(("    origin: gazette\n", ""), at="id: gazette-en")
    assert found.message == "item 1 of 'articles' has no 'origin': add it"


def test_fragment_too_long() -> None:
    """A fragment has at most eight words."""
    long = '"the old bridge closed on 3 May at last"'
    found = only_problem((FRAGMENT, long), at=long)
    assert found.message == "fragment too long, 9 words: cut it to at most 8"


@pytest.mark.parametrize(("fragment", "words"), [("bridge", "1 word"), ("old bridge", "2 words")])
def test_fragment_too_short(fragment: str, words: str) -> None:
    """One or two ordinary words prove nothing."""
    found = only_problem((FRAGMENT, f'"{fragment}"'), at=f'"{fragment}"')
    expected = f"fragment too short, {words}: quote at least 3, or a figure or name"
    assert found.message == expected


@pytest.mark.parametrize("fragment", ["3 May", "87%", "Ponti", "بونتي", "شركة netflix"])
def test_short_fragment_with_a_figure_or_name(fragment: str) -> None:
    """A figure, a capital, a listed name or Latin amid Arabic may be short."""
    assert problems_of(changed((FRAGMENT, f'"{fragment}"'))) == []


def test_disputed_fact_with_one_statement() -> None:
    """A dispute has at least two sides."""
    start = SMALL.index('      - en: "Nobody knows."')
    second = SMALL[start : SMALL.index("gaps:")]
    found = only_problem((second, ""), at="true\n    question")
    expected = "a disputed fact needs at least 2 statements, one a position: add the other view"
    assert found.message == expected


def test_disputed_statement_without_position() -> None:
    """Each side of a dispute says whose view it is."""
    position = '        position: {en: "Ponti", it: "Ponti", fr: "Ponti", ar: "بونتي"}\n'
    found = only_problem((position, ""), at='en: "Nobody knows."')
    expected = "a statement of a disputed fact has no 'position': add whose view it is"
    assert found.message == expected


def test_position_in_undisputed_fact() -> None:
    """Without a dispute there are no positions; each one is reported."""
    text = changed(("    disputed: true\n", ""))
    expected = "'position' in a fact that is not disputed: add 'disputed: true' or remove it"
    assert [(p.message, p.line, p.column) for p in problems_of(text)] == [
        (expected, *place(text, '{en: "The mayor"')),
        (expected, *place(text, '{en: "Ponti"')),
    ]


def test_figure_that_one_language_lacks() -> None:
    """A figure three languages have is missed in the fourth."""
    found = only_problem(("le 3 mai", "en mai"), at='"Le pont a fermé')
    expected = (
        "number without support: 3 stands in English, Italian and Arabic and not here: "
        "add it or correct them"
    )
    assert found.message == expected


def test_figure_that_only_one_language_has() -> None:
    """A figure of one language alone is reported where it stands."""
    found = only_problem(("Nessuno lo sa.", "Costa 500.000 euro."), at='"Costa')
    expected = (
        "number without support: 500000 stands only in Italian: correct it or write it in the "
        "other languages"
    )
    assert found.message == expected


def test_figure_spelled_in_another_language() -> None:
    """Digits in one language and words in another are the same figure."""
    edit = ("ha chiuso il 3 maggio", "ha chiuso il tre maggio")
    assert problems_of(changed(edit)) == []


def test_computed_statement_must_agree_too() -> None:
    """``computed`` excuses from support by the articles, not from agreeing."""
    found = only_problem(("Two million euros.", "It costs $7 million."), at='"It costs')
    assert found.message.startswith("number without support: 7000000 stands only in English")
