"""The proof of the citations, on small articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import FactFileError
from bot.facts.load import load_text
from bot.facts.verify import Verification, verify
from tests.facts.small import changed

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
Bridge closed

It is true that the old bridge   closed on 3 May, says the mayor.
\u00a0
Repair would cost two million, Ponti said he doubts it.
Nobody knows, Ponti said. Café 900K.
"""


def run(tmp_path: Path, *edits: tuple[str, str], article: str = ARTICLE) -> Verification:
    """Verify the small file, changed, against one article."""
    (tmp_path / "gazette-en.txt").write_text(article, encoding="utf-8")
    return verify(load_text(changed(*edits), "small.yaml")[0], tmp_path)


def day(number: str) -> list[tuple[str, str]]:
    """Edit the day the bridge closed, in all four languages."""
    places = ("on 3 May.", "il 3 maggio", "le 3 mai", "في 3 مايو")
    return [(text, text.replace("3", number)) for text in places]


def test_everything_verified(tmp_path: Path) -> None:
    """Fragments and figures are counted; figures of computed statements are counted apart."""
    assert run(tmp_path) == Verification(3, 3, 4, 4, 3, ())


def test_white_space_is_one_space(tmp_path: Path) -> None:
    """Any run of white space is one space; a line of nothing else does not count."""
    article = ARTICLE.replace("bridge   closed on", "bridge\u00a0closed\t on")
    assert run(tmp_path, article=article).failures == ()


def test_composed_and_decomposed_letters_are_the_same(tmp_path: Path) -> None:
    """Texts are compared after NFC."""
    edit = ('"Ponti said"', '"Cafe\u0301 900K"')
    assert run(tmp_path, edit).failures == ()


@pytest.mark.parametrize(
    "fragment", ["The old bridge closed on", "the old bridge closed on 4", "the old bridge, closed"]
)
def test_nothing_else_is_the_same(tmp_path: Path, fragment: str) -> None:
    """Case, figures and punctuation count."""
    found = run(tmp_path, ("the old bridge closed on 3 May", fragment))
    assert (found.fragments_verified, found.fragments) == (2, 3)
    (failure,) = found.failures
    assert str(failure) == (
        f"closing-date, statement 1, gazette-en:2: '{fragment}' is not in this line: "
        "copy it exactly"
    )


def test_wrong_line(tmp_path: Path) -> None:
    """A fragment of another line says which."""
    (failure, *_) = run(tmp_path, ("line: 2", "line: 1")).failures
    assert failure.reason.endswith("is not in this line: it stands in line 2")


def test_line_beyond_the_end(tmp_path: Path) -> None:
    """A line the article has not is a failure and no crash."""
    failures = run(tmp_path, ("line: 4", "line: 400")).failures
    assert [failure.reason for failure in failures] == ["the article has 4 lines: correct the line"]
    assert (failures[0].fact, failures[0].statement) == ("repair-cost", 2)


def test_figure_in_no_cited_line(tmp_path: Path) -> None:
    """A figure must stand in a cited line, in each language."""
    found = run(tmp_path, *day("5"))
    assert (found.numbers_verified, found.numbers) == (0, 4)
    assert found.failures[0].reason == (
        "'5' (English) stands in no cited line: cite the line that has it, or mark the statement "
        "'computed: true'"
    )


def test_figure_in_words_in_the_article(tmp_path: Path) -> None:
    """An article that spells a figure supports it in digits."""
    article = ARTICLE.replace("3 May, says", "3 May, thirty-five years old, says")
    assert run(tmp_path, *day("35"), article=article).failures == ()


def test_figure_written_another_way(tmp_path: Path) -> None:
    """900K and 900.000 are one figure."""
    edits = [
        ("Nobody knows.", "Up to $900,000."),
        ("Nessuno lo sa.", "Fino a 900.000 dollari."),
        ("Personne ne le sait.", "900 000 $ au plus."),
        ("لا أحد يعلم.", "حتى ٩٠٠ ألف دولار."),
    ]
    article = ARTICLE.replace("Café 900K", "Café $900K")
    found = run(tmp_path, *edits, article=article)
    assert found.failures == ()
    assert found.numbers_verified == 8


def test_spelled_figure_needs_support(tmp_path: Path) -> None:
    """A figure in words from two on must be supported; "one" is no claim."""
    found = run(tmp_path, ("Nobody knows.", "Seven engineers and one man doubt it."))
    assert [failure.reason[:17] for failure in found.failures] == ["'Seven' (English)"]


@pytest.mark.parametrize("text", ["Tous les deux l'ignorent.", "Il s'arrête sur deux-points."])
def test_idioms_with_two_claim_nothing(tmp_path: Path, text: str) -> None:
    """Both, and the colon, count nothing."""
    assert run(tmp_path, ("Personne ne le sait.", text)).failures == ()


def test_article_that_says_both_supports_two(tmp_path: Path) -> None:
    """A spelled "two" is supported by a line about both or a couple."""
    article = ARTICLE.replace("Nobody knows", "Both know")
    assert run(tmp_path, ("Nobody knows.", "Two people know."), article=article).failures == ()


@pytest.mark.parametrize("name", ["SAG-AFTRA", "A24", "L6", "4K"])
def test_names_with_digits_are_no_figures(tmp_path: Path, name: str) -> None:
    """A digit in a name needs no support."""
    assert run(tmp_path, ("Nobody knows.", f"{name} knows.")).failures == ()


def test_missing_article(tmp_path: Path) -> None:
    """A missing article is one line with the remedy."""
    base = load_text(changed(), "small.yaml")[0]
    with pytest.raises(FactFileError) as caught:
        verify(base, tmp_path / "none")
    path = tmp_path / "none" / "gazette-en.txt"
    expected = f"no article at {path}: name the folder of the articles with --articles DIR"
    assert str(caught.value) == expected


def test_article_that_is_no_text(tmp_path: Path) -> None:
    """An article that is a folder, or not UTF-8, is one line too."""
    base = load_text(changed(), "small.yaml")[0]
    path = tmp_path / "gazette-en.txt"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FactFileError, match="is not UTF-8: save the file as UTF-8"):
        verify(base, tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(FactFileError, match=r"cannot read .*: Is a directory"):
        verify(base, tmp_path)
